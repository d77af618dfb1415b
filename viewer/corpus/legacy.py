"""Bytes of old code pages (Windows-1251, Windows-1255, KOI8-R ...) to an encoding's name.

A statistical detector does well on a page of Russian and badly on an English page with one
Hebrew caption, where almost all that it sees is ASCII. So it is shown only the words that
carry bytes outside ASCII, and what it cannot know (a few accents, a few curly quotes) is
decided here first.
"""

from __future__ import annotations

import re

_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE_BYTES = 65536
_LONGEST_WORD = 400
_WORD = re.compile(rb"[^\x00-\x20]{0,%d}" % _LONGEST_WORD)

# Curly quotes, dashes and the ellipsis stand at the same bytes in Windows-1250 to 1258.
_TYPOGRAPHY = frozenset(b"\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
_SIGNS = frozenset("\u00a0«»§©®°±·¿¡£€¢¥ªº²³½¼¾´×µ¶÷–—‘’‚“”„†‡•…‰‹›™")
_HEBREW_LETTERS = frozenset(range(0xE0, 0xFB))
# Shin and tav are frequent; the Cyrillic letters at the same bytes are the rarest of Russian.
_HEBREW_TELLTALES = frozenset(b"\xf9\xfa")
_HEBREW_LEAST_LETTERS = 6
# Fewer may be one broken sign, such as a bullet.
_SCRIPT_LEAST_BYTES = 4

_WESTERN = ("cp1252", "cp1250", "iso8859_2")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866")
_CYRILLIC_LETTERS = frozenset(
    [*map(chr, range(0x410, 0x450)), *"ЁёІіЇїЄєҐґЎў"],
)
# What people's files are in; left to itself the detector also offers EBCDIC and KOI8-T.
_LIKELY = [
    "cp1251", "cp1255", "koi8_r", "koi8_u", "cp866", "cp1256", "cp1253", "cp1252", "cp1250",
    "cp1254", "cp1257", "iso8859_2", "iso8859_5", "iso8859_7", "mac_cyrillic", "cp932",
    "euc_jp", "gb18030", "big5", "cp949", "cp874", "cp1258",
]  # fmt: skip


def guess_encoding(data: bytes) -> str | None:
    """Name the encoding of bytes that are not UTF-8, or None where nothing fits."""
    sample = _telling_words(data)
    if not sample:
        return None
    if _TYPOGRAPHY.issuperset(byte for byte in sample if byte >= 0x80):
        return "cp1252"
    if _all_isolated(sample):
        return next((name for name in _WESTERN if _reads_well(sample, name)), None)
    if not _mostly_high(sample):
        return None
    if _is_hebrew(sample):
        return "cp1255"
    cyrillic = next((name for name in _CYRILLIC if _reads_as_cyrillic(sample, name)), None)
    return cyrillic or _detect(sample)


def _telling_words(data: bytes) -> bytes:
    """The words with bytes outside ASCII, as much as the detector needs."""
    words: list[bytes] = []
    size = end = 0
    for match in _HIGH_RUN.finditer(data, 0, _SAMPLE_BYTES * 16):
        start = match.start()
        if start < end:
            continue
        # A picture written into a page is a word of a megabyte: looked at from here, not searched.
        least = max(end, start - _LONGEST_WORD // 2)
        while start > least and data[start - 1] > 0x20:
            start -= 1
        end = max(_find_end(data, start), match.start() + 1)
        words.append(data[start:end])
        size += len(words[-1])
        if size > _SAMPLE_BYTES:
            break
    return b" ".join(words)


def _find_end(data: bytes, start: int) -> int:
    match = _WORD.match(data, start)
    return match.end() if match else start


def _all_isolated(sample: bytes) -> bool:
    """Whether the high bytes stand singly among ASCII letters, as accents and quotes do."""
    runs = _HIGH_RUN.findall(sample)
    singles = sum(1 for run in runs if len(run) == 1)
    return singles * 10 >= len(runs) * 7 and max(map(len, runs)) <= 3


def _reads_well(sample: bytes, encoding: str) -> bool:
    """Whether each high byte is a sign, or a letter where a letter can stand."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    for before, character, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if character < "\x80":
            continue
        if character in _SIGNS:
            # Inside a word a superscript is some other letter; so is "±" after one.
            inside = character in "±¶¡¿" or (character in "¹²³" and after.isalpha())
            if inside and before.isalpha():
                return False
        elif not _is_letter_in_place(before, character, after):
            return False
    return True


def _is_hebrew(sample: bytes) -> bool:
    high = [byte for byte in sample if byte >= 0xA0]
    return (
        len(high) >= _HEBREW_LEAST_LETTERS
        and _HEBREW_LETTERS.issuperset(high)
        and not _HEBREW_TELLTALES.isdisjoint(high)
    )


def _is_letter_in_place(before: str, character: str, after: str) -> bool:
    # "ÿ" is in hardly any word, but 0xFF is what damage often looks like; so are "Ã" and "Â",
    # the first halves of letters in UTF-8.
    if not character.isalpha() or character == "ÿ":
        return False
    if character in "ÃÂĂ" and not after.isalpha():
        return False
    return not (character.isupper() and before.islower())


def _mostly_high(sample: bytes) -> bool:
    """Whether the words are written in another script, not English with broken bytes in it."""
    words = sample.split()
    foreign = sum(1 for word in words if _high_count(word) * 2 >= len(word))
    return foreign * 2 > len(words) and _high_count(sample) >= _SCRIPT_LEAST_BYTES


def _high_count(word: bytes) -> int:
    return sum(1 for byte in word if byte >= 0x80)


def _reads_as_cyrillic(sample: bytes, encoding: str) -> bool:
    """Whether it decodes to Cyrillic words in lower case, with capitals only where they begin.

    The code pages of Cyrillic differ in just that: read as another, capitals turn up inside
    words.
    """
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    lower = 0
    for before, character in zip(" " + text, text, strict=False):
        if character < "\x80" or character in _SIGNS:
            continue
        if character not in _CYRILLIC_LETTERS or (character.isupper() and before.islower()):
            return False
        lower += character.islower()
    return lower * 2 > len(text) / 2


def _detect(sample: bytes) -> str | None:
    # Imported here because it costs 35 ms at start and UTF-8 files need none of it.
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_LIKELY).best()
    return None if best is None else best.encoding
