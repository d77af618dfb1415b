"""The objects of a JSON file one by one, however large it is: a collection, a list, or lines."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from viewer.gazetteer.readers.content import Unreadable

_BLOCK = 1 << 18
LARGEST = 64 << 20
"""No object of a file may be larger, in characters."""
_NUMERIC = frozenset("0123456789+-.eE")
_LONGEST_NUMBER = 400
_BLANK = " \t\r\n\x1e\ufeff"


class Damaged(Exception):
    """Where the JSON of a file breaks off; what stood before can be used."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(parse_constant=_refuse)


class Objects:
    """Reads a file of JSON. `members` has what a collection says beside its list."""

    def __init__(self, file: IO[bytes], within: str, read: Callable[[int], None]) -> None:
        """`within` is the member whose list is read item by item: "features"."""
        self._file = file
        self._within = within
        self._told = read
        self._decode = codecs.getincrementaldecoder("utf-8")("strict").decode
        self._text = ""
        self._at = 0
        self._bytes = 0
        self._line = 1
        self._ended = False
        self.members: dict[str, Any] = {}

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """The items of lists, and objects that have none, each with the line it begins on."""
        while sign := self._sign():
            if sign == "[":
                self._at += 1
                yield from self._items()
            elif sign == "{":
                yield from self._object()
            else:
                raise self._damage("it is not JSON")

    def _object(self) -> Iterator[tuple[int, Any]]:
        line = self._line_here()
        self._at += 1
        self.members = members = {}
        listed = False
        while (sign := self._sign()) != "}":
            if sign == ",":
                self._at += 1
                continue
            name = self._value()
            if not isinstance(name, str) or self._sign() != ":":
                raise self._damage("the JSON is damaged")
            self._at += 1
            if name == self._within and self._sign() == "[":
                self._at += 1
                listed = True
                yield from self._items()
            else:
                members[name] = self._value()
        self._at += 1
        if not listed:
            yield line, members

    def _items(self) -> Iterator[tuple[int, Any]]:
        while (sign := self._sign()) != "]":
            if sign == ",":
                self._at += 1
                continue
            line = self._line_here()
            yield line, self._value()
        self._at += 1

    def _sign(self) -> str:
        """The next character that is not blank; "" at the end, which may come at the top only."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _BLANK:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._more(_BLOCK):
                return ""

    def _value(self) -> Any:
        """The value that begins here."""
        if not self._sign():
            raise self._damage("the JSON breaks off")
        wanted = _BLOCK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
                # A number at the end of what was read may go on.
                if _NUMERIC.issuperset(self._text[end : end + _LONGEST_NUMBER]) and self._more(
                    _BLOCK
                ):
                    continue
                self._at = end
                return value
            except RecursionError as error:
                raise self._damage("brackets are nested too deep") from error
            except ValueError as error:
                if len(self._text) - self._at > LARGEST:
                    raise self._damage(f"one object is larger than {LARGEST >> 20} MB") from error
                # Each time as much again, so that a large object is not tried too often.
                wanted = max(wanted, len(self._text) - self._at)
                if not self._more(wanted):
                    raise self._damage("the JSON is damaged or breaks off") from error

    def _more(self, size: int) -> bool:
        """Read on; whether there was more."""
        if self._ended:
            return False
        block = self._file.read(size)
        self._bytes += len(block)
        self._ended = not block
        try:
            text = self._decode(block, not block)
        except UnicodeDecodeError as error:
            raise Unreadable("the file is not UTF-8: save it as UTF-8") from error
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + text
        self._at = 0
        self._told(self._bytes)
        return not self._ended or bool(text)

    def _line_here(self) -> int:
        return self._line + self._text.count("\n", 0, self._at)

    def _damage(self, reason: str) -> Damaged:
        return Damaged(f"{reason} here; what stands above is used", self._line_here())
