"""Article text at the edge to Qt: safe to show, and counted in Qt's UTF-16 positions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left

# What a QTextDocument would take for its own structure, or what would show text in another
# order than it stands in the file. Each is replaced by one character, so offsets stay true.
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x0d\x0e-\x1f\x7f\x85\u2028\u2029\u202d\u202e\ufdd0\ufdd1\ufffc\ud800-\udfff]"
)
_BREAKS = "\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_INVISIBLE = "\u2060"
_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class Positions:
    """Converts between offsets in code points and Qt's positions in UTF-16 units."""

    def __init__(self, text: str) -> None:
        astral = bool(text) and max(text) > "\uffff"
        self._points = [i for i, c in enumerate(text) if c > "\uffff"] if astral else []
        self._units = [point + before for before, point in enumerate(self._points)]

    def to_qt(self, offset: int) -> int:
        """The UTF-16 position of a code point's offset."""
        return offset + bisect_left(self._points, offset)

    def from_qt(self, position: int) -> int:
        """The code point's offset of a UTF-16 position; inside a pair, that of the pair."""
        return position - bisect_left(self._units, position)


def shown(text: str) -> str:
    """`text` as it may be put into a document: as many characters, none of them a command."""
    return _UNSAFE.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    character = match.group()
    if character in _BREAKS:
        return " "
    if character == "\r":
        follows = match.string[match.end() : match.end() + 1]
        return _INVISIBLE if follows == "\n" else " "
    return _INVISIBLE if character in "\u202d\u202e" else "\ufffd"


def copied(text: str) -> str:
    """What goes to the clipboard of a text that was made by `shown`."""
    return text.replace(_INVISIBLE, "").replace("\u2029", "\n")


def one_line(text: str, limit: int = 300) -> str:
    """`text` for a label: one line, without controls and without marks that turn it round."""
    plain = "".join(
        " " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c
        for c in text[: limit * 4].translate(_BIDI)
        if unicodedata.category(c) != "Cs"
    )
    plain = " ".join(plain.split())
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + "…"


def tooltip(*lines: str) -> str:
    """A tooltip of plain lines; Qt would read markup in an unescaped one."""
    from html import escape  # its table of entities would hold up the start

    return "<qt>" + "<br>".join(escape(one_line(line)) for line in lines if line) + "</qt>"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 passage`, `2,000 passages`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def right_to_left(text: str) -> bool:
    """Whether a paragraph reads right to left: its first letter of a direction says so."""
    for character in text[:1000]:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
