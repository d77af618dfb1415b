"""The header of a mail message, as people's programs and machines write it."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from viewer.corpus.legacy import guess_encoding

_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_LONGEST = 2000
# Of so many bytes beyond ASCII, one may be broken.
_MOST_DAMAGE = 20


def field(message: Message, name: str) -> str:
    """A field of the header as a person reads it, on one line; empty if it is not there."""
    wanted = name.casefold()
    raw = next((value for key, value in message.raw_items() if key.casefold() == wanted), "")
    return _on_one_line(_decoded(_unpacked(str(raw))[: _LONGEST * 4]))[:_LONGEST]


def sender(message: Message) -> tuple[str, str]:
    """The name that a message is from, and the address; the name may be empty."""
    wanted = "from"
    raw = next((value for key, value in message.raw_items() if key.casefold() == wanted), "")
    # The name is decoded after the address is cut off: there may be a comma or a quote in it.
    name, address = parseaddr(_unpacked(str(raw))[:_LONGEST])
    return _on_one_line(_decoded(name)), _on_one_line(address)


def text_of(data: bytes, charset: str | None) -> tuple[str, str]:
    """Bytes of a message as text, and the encoding that they were read in.

    What claims to be in one and is UTF-8 is UTF-8; where the claim cannot be, it is guessed.
    """
    name = (charset or "").strip().casefold()
    if not data.isascii() or name in ("", "us-ascii", "ascii"):
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            if (mended := _nearly_utf8(data)) is not None:
                return mended, "utf-8"
    try:
        text = data.decode(name or "utf-8")
        if isinstance(text, str) and "\0" not in text:
            return text, name or "utf-8"
    except (LookupError, UnicodeError, ValueError):
        pass
    guessed = guess_encoding(data) or "utf-8"
    return data.decode(guessed, errors="replace"), guessed


def _nearly_utf8(data: bytes) -> str | None:
    """Text of UTF-8 in which a few bytes were lost on the way; None if it is none."""
    text = data.decode("utf-8", errors="replace")
    high = sum(byte >= 0x80 for byte in data)
    return text if text.count("\ufffd") * _MOST_DAMAGE < high else None


def _unpacked(raw: str) -> str:
    """What stands in a header without being encoded, as it was sent."""
    data = raw.encode("ascii", errors="surrogateescape") if not raw.isascii() else b""
    return text_of(data, None)[0] if data else raw


def _decoded(written: str) -> str:
    """Encoded words to text: "=?utf-8?B?S3lpdg==?="."""
    if "=?" not in written:
        return written
    try:
        parts = decode_header(written)
    except (HeaderParseError, ValueError, LookupError):
        return written
    return "".join(
        text_of(part, charset)[0] if isinstance(part, bytes) else part for part, charset in parts
    )


def _on_one_line(text: str) -> str:
    clean = text.encode("utf-8", errors="replace").decode("utf-8")
    return _SPACE.sub(" ", clean).strip()
