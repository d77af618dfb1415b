"""The bytes of a web page to text.

As with plain text, a byte order mark settles it and strict UTF-8 is hardly ever right by
accident, so both go before what the page says of itself: pages lie, most often because a
server or an editor changed their encoding. What the page says goes before a guess.
"""

from __future__ import annotations

import codecs
import re

from viewer.corpus.decoding import Decoded, NotText
from viewer.corpus.legacy import guess_encoding

_PEEK_BYTES = 4096
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,500}?|\?xml\b[^>]{0,200}?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers read these labels as the wider code page, and so do the people who write them.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "iso8859-8": "cp1255",
}  # fmt: skip
_SEVERAL_BYTES = frozenset({"gb18030", "cp932", "cp949", "euc_jp", "big5", "iso2022_jp"})
_WORST_SHARE = 0.1
_BAR = "\ufffd"


def decode_page(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page. `charset` is what stands outside it, such as in the header of a mail part.

    Raises `NotText` where nothing fits.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _with(data[len(mark) :], codec)
    if wide := _wide(data):
        return _with(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_old(data, charset)


def _decode_old(data: bytes, charset: str | None) -> Decoded:
    """Not UTF-8 as a whole: as declared if that fits, else as its letters suggest."""
    declared = [codec for name in (_declared(data), charset) if (codec := _codec(name))]
    for codec in declared:
        if codec != "utf-8" and _fits(data, codec):
            return _with(data, codec)
    guessed = guess_encoding(data)
    damaged = _with(data, "utf-8")
    if guessed is None or damaged.damaged * 20 < sum(byte >= 0x80 for byte in data):
        if damaged.damaged > len(damaged.text) * _WORST_SHARE:
            raise NotText("its encoding is not recognised: save it as UTF-8 and open it again")
        return damaged
    found = _with(data, guessed)
    return Decoded(found.text, found.encoding, guessed=True, damaged=found.damaged)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _PEEK_BYTES)
    return match[1].decode("ascii", "replace") if match else None


def _codec(name: str | None) -> str | None:
    """The codec for a label that a page or a mail has, or None for one that nobody knows."""
    if not name:
        return None
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    # Who could read the label can have no text in UTF-16.
    return _WIDER.get(known, "utf-8" if known.startswith(("utf-16", "utf-32")) else known)


def _fits(data: bytes, codec: str) -> bool:
    """Whether the bytes can be in a declared code page, and read as well as any other there."""
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        # One broken byte in a page of Japanese makes it none of the others.
        return codec in _SEVERAL_BYTES and _with(data, codec).damaged * 1000 < len(data)
    except ValueError:
        return False
    if codec != "cp1252":
        return bool(text)
    # Western is what pages claim that claim nothing: it must look like it.
    guessed = guess_encoding(data)
    return guessed is None or guessed in ("cp1252", "cp1250", "iso8859_2")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: the zero bytes of "<" and "h" tell."""
    if data.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(b"\0<") else None


def _with(data: bytes, codec: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    name = re.sub(r"cp(125\d)", r"windows-\1", codec)
    return Decoded(text, name, damaged=text.count(_BAR))
