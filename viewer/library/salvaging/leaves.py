"""The rows of an SQLite file page by page, where the trees that lead to them are broken.

A page of rows stands on its own: it can be read without knowing which table it is of. Of rows
that cannot be told from noise, nothing is said.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

PAGE = 4096
"""Bytes of a page, in all libraries."""

Value: TypeAlias = int | float | str | bytes | None
_TABLE, _KEYS, _INNER_KEYS = 0x0D, 0x0A, 0x02
"""Kinds of pages: rows with numbers, rows in the order of their keys, and some of these inside."""
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FILE_HEADER = 100


class Record(NamedTuple):
    """A row of some table."""

    number: int | None
    """The row's number; None in a table that has keys instead."""
    values: tuple[Value, ...]


class _Noise(Exception):
    """What was read is no row."""


def records(path: Path) -> Iterator[Record]:
    """All rows of a file, whichever table and index they are of."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pages:
        for page in range(len(pages) // PAGE):
            yield from _rows_of(pages, page * PAGE)


def _rows_of(pages: mmap.mmap, page: int) -> Iterator[Record]:
    head = page + (_FILE_HEADER if page == 0 else 0)
    kind = pages[head]
    if kind not in (_TABLE, _KEYS, _INNER_KEYS):
        return
    count = int.from_bytes(pages[head + 3 : head + 5], "big")
    listed = head + (12 if kind == _INNER_KEYS else 8)
    if listed + 2 * count > page + PAGE:
        return
    for at in struct.unpack(f">{count}H", pages[listed : listed + 2 * count]):
        try:
            yield _row(pages, page, page + at, kind)
        except (_Noise, ValueError, IndexError, struct.error):
            continue


def _row(pages: mmap.mmap, page: int, at: int, kind: int) -> Record:
    if kind == _INNER_KEYS:
        at += 4
    size, at = _varint(pages, at)
    number = None
    if kind == _TABLE:
        number, at = _varint(pages, at)
    most = PAGE - 35 if kind == _TABLE else (PAGE - 12) * 64 // 255 - 23
    here = _bytes_here(size, most)
    if size > len(pages) or at + here > page + PAGE:
        raise _Noise
    content = pages[at : at + here]
    if here < size:
        content += _rest(pages, at + here, size - here)
    return Record(number, tuple(_values(content)))


def _bytes_here(size: int, most: int) -> int:
    """How much of a row is on its own page."""
    if size <= most:
        return size
    least = (PAGE - 12) * 32 // 255 - 23
    here = least + (size - least) % (PAGE - 4)
    return here if here <= most else least


def _rest(pages: mmap.mmap, at: int, size: int) -> bytes:
    """What goes on on other pages, each of which names the next."""
    content = bytearray()
    following = int.from_bytes(pages[at : at + 4], "big")
    while len(content) < size:
        start = (following - 1) * PAGE
        if not 0 < start <= len(pages) - PAGE:
            raise _Noise
        following = int.from_bytes(pages[start : start + 4], "big")
        content += pages[start + 4 : start + PAGE]
    return bytes(content[:size])


def _values(content: bytes) -> Iterator[Value]:
    head, at = _varint(content, 0)
    kinds = []
    while at < head:
        kind, at = _varint(content, at)
        kinds.append(kind)
    for kind in kinds:
        size = _size(kind)
        if at + size > len(content):
            raise _Noise
        yield _value(kind, content[at : at + size])
        at += size
    if at != len(content):
        raise _Noise


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11):
        raise _Noise
    return 8 if kind == 7 else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, raw: bytes) -> Value:
    if kind >= 12:
        return raw.decode() if kind % 2 else raw
    if kind == 0:
        return None
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    return kind - 8 if kind in (8, 9) else int.from_bytes(raw, "big", signed=True)


def _varint(content: mmap.mmap | bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for step in range(8):
        byte = content[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    return number << 8 | content[at + 8], at + 9
