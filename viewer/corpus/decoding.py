"""Bytes to text: byte order marks, UTF-8, damaged UTF-8, UTF-16, old code pages.

The order matters. A byte order mark settles it; strict UTF-8 is hardly ever right by
accident; and only lines that are not UTF-8 are shown to a detector, for many articles are
pasted together from more than one source.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from viewer.corpus.legacy import guess_encoding
from viewer.corpus.magic import foreign_kind, markup_kind
from viewer.model import DatelineError

_REPLACEMENT = "\ufffd"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_PEEK_CHARACTERS = 65536
# A page with one character in ten unreadable is no article any more.
_WORST_SHARE = 0.1
_WORST_CONTROL_SHARE = 0.02
_WINDOWS = re.compile(r"cp(125\d)")


class NotText(DatelineError, ValueError):
    """Bytes that are no article; the message says why and what can be done, in one line."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was read."""

    text: str
    encoding: str
    """A name that people and Python's codecs know: "utf-8", "windows-1251"."""
    guessed: bool = False
    """Whether the encoding was told from the letters alone."""
    damaged: int = 0
    """How many characters could not be decoded and stand as U+FFFD."""


def decode(data: bytes) -> Decoded:
    """Decode a file's bytes, without the byte order mark, with line ends as they are.

    Raises `NotText` for what is empty, binary, another kind of document, or unrecognised.
    """
    if not data.strip():
        raise NotText("empty: there is no text in it")
    if kind := foreign_kind(data):
        raise NotText(kind)
    decoded = _decode_marked(data) or _decode_wide(data) or _decode_narrow(data)
    _refuse_unreadable(decoded)
    return decoded


def _decode_marked(data: bytes) -> Decoded | None:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(codec, errors="replace")
            return Decoded(text, name, damaged=text.count(_REPLACEMENT))
    return None


def _decode_wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark. NULs in anything else mean that it is not text."""
    if b"\0" not in data:
        return None
    for codec in (*_wide_candidates(data), ""):
        if codec and (text := _plausible(data, codec)) is not None:
            return Decoded(text, codec, guessed=True)
    raise NotText("not plain text: it holds zero bytes, as programs and pictures do")


def _wide_candidates(data: bytes) -> tuple[str, ...]:
    """The width and byte order that `data` can have.

    Letters of a script share their high byte, so the half with fewer different bytes is the
    high one.
    """
    sample = data[:_PEEK_CHARACTERS]
    if len(data) % 4 == 0 and not any(sample[3::4]):
        return ("utf-32-le",)
    if len(data) % 4 == 0 and not any(sample[0::4]):
        return ("utf-32-be",)
    if len(data) % 2:
        return ()
    even, odd = len(set(sample[0::2])), len(set(sample[1::2]))
    return ("utf-16-be", "utf-16-le") if even < odd else ("utf-16-le", "utf-16-be")


def _plausible(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    peek = text[:_PEEK_CHARACTERS]
    odd = sum(1 for character in peek if not (character.isprintable() or character.isspace()))
    return text if "\0" not in text and odd <= len(peek) * _WORST_CONTROL_SHARE else None


def _decode_narrow(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_by_line(data)


def _decode_by_line(data: bytes) -> Decoded:
    """Not UTF-8 as a whole: decode each line as UTF-8 where it is, else as an old code page."""
    lines = [(line, _reading(line)) for line in data.splitlines(keepends=True)]
    foreign = b"".join(line for line, (_, is_utf8) in lines if not is_utf8)
    legacy = guess_encoding(foreign) if foreign else None
    text = "".join(
        line.decode(legacy, errors="replace") if legacy and not is_utf8 else as_utf8
        for line, (as_utf8, is_utf8) in lines
    )
    damaged = text.count(_REPLACEMENT)
    if legacy is None:
        return Decoded(text, "utf-8", damaged=damaged)
    mixed = any(is_utf8 and not line.isascii() for line, (_, is_utf8) in lines)
    name = _WINDOWS.sub(r"windows-\1", legacy)
    return Decoded(text, f"utf-8 and {name}" if mixed else name, guessed=True, damaged=damaged)


def _reading(line: bytes) -> tuple[str, bool]:
    """The line as UTF-8, and whether it is UTF-8, perhaps with some bad bytes."""
    try:
        return line.decode("utf-8"), True
    except UnicodeDecodeError:
        sequences = _SEQUENCE.findall(line)
        high = sum(1 for byte in line if byte >= 0x80)
        bad = high - sum(map(len, sequences))
        return line.decode("utf-8", errors="replace"), len(sequences) >= max(bad, 1)


def _refuse_unreadable(decoded: Decoded) -> None:
    text = decoded.text
    if not text.strip():
        raise NotText("empty: there is no text in it")
    if "\0" in text:
        raise NotText("not plain text: it holds zero bytes, as programs and pictures do")
    if decoded.damaged > len(text) * _WORST_SHARE:
        raise NotText("its encoding is not recognised: save it as UTF-8 and open it again")
    peek = text[:_PEEK_CHARACTERS]
    if len(_CONTROLS.findall(peek)) > max(1, len(peek) * _WORST_CONTROL_SHARE):
        raise NotText("not plain text: it is full of control characters")
    if kind := markup_kind(text):
        raise NotText(kind)
