"""The file of a world gazetteer: its sections, and how to tell that it is whole.

A header names the sections; each is an array of numbers of one type, or text. All numbers are
little-endian. Rows stand in the order of how well known they are, so that what is asked for
most lies close together, and the lowest of a name's rows is the best known.

A name is looked up by 64 bits of BLAKE2b of its folded words: the upper ones say in which bucket
it stands, 32 more are compared there, and 5 of the rest once more with each posting. A name
that is not in the file is taken for one that is once in some ten thousand million look-ups, so
that no name needs to be stored to be sure.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Literal, cast

from viewer.model import DatelineError

MAGIC = b"\x89DLWORLD\r\n\x1a\n\x00\x00\x00\x00"
_SIGN = MAGIC[:8]
VERSION = 2
"""Goes up with every change of what a section means."""

SECTIONS: Mapping[str, str] = {
    "lat": "i",  # millionths of a degree
    "lon": "i",
    "people": "I",
    "kind": "B",
    "country": "H",  # an index into the countries
    "region": "H",  # an index into the regions
    "at": "I",  # where each row's record begins; one more than there are rows
    "record": "",  # per row, parted by tabs: see `writer`
    "bucket": "I",  # where each bucket of names begins; one more than there are buckets
    "low": "I",  # the 32 bits of a name's hash below those of its bucket
    "row": "I",  # the row that bears it
    "flags": "H",  # kind of name, capitals and 5 more bits of the hash
    "firstbucket": "I",
    "firstlow": "H",
    "lengths": "H",  # bit n: names of n + 1 words begin with this word
    "idlow": "I",  # 32 bits of the hash of an id, sorted
    "idrow": "I",
    "titles": "I",  # rows in the order of their folded titles
    "countries": "",  # texts, a line each
    "regions": "",  # code, tab, English name
    "sources": "",
    "types": "",
    "capitals": "",
}
"""The sections in their order, and the type of their numbers; "" is text in UTF-8."""

FIRST_BUCKET_BITS = 16
TITLE_KEY_BYTES = 16
"""As much of a folded title decides where it stands in the order of titles."""
SCALE = 1_000_000
"""Coordinates are kept in millionths of a degree."""
MAX_PEOPLE = 0xFFFF_FFFF
NAME_KINDS = 0b111
"""The bits of a posting's flags that tell the kind of name."""
CAPITALS_SHIFT, OTHER_CAPITALS = 3, 255
"""The next eight say how the name is written; this number is for what is too rare to list: the
first word has a capital."""
CHECK_SHIFT, CHECK_MASK = 11, 0b11111

_HEAD = struct.Struct("<16sIIQ32sI")  # magic, version, sections, size of file, fingerprint, CRC
_ENTRY = struct.Struct("<12sQQII")  # name, offset, size, CRC, 0


class WorldError(DatelineError):
    """A gazetteer file that cannot be used; the message says why in one line."""


def digest(text: str) -> int:
    """The 64 bits by which a folded name or an id is looked up."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def bucket_bits(names: int) -> int:
    """How many bits choose the bucket, so that a bucket has about eight names."""
    return max(1, min(24, (names >> 3).bit_length()))


@dataclass(frozen=True, slots=True)
class Section:
    """Where a section stands."""

    offset: int
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the beginning of a file says."""

    fingerprint: str
    size: int
    sections: Mapping[str, Section]


def header_size() -> int:
    """How many bytes the header takes."""
    return aligned(used_header_size())


def used_header_size() -> int:
    """How many of its bytes mean something."""
    return _HEAD.size + len(SECTIONS) * _ENTRY.size


def is_world(path: Path) -> bool:
    """Whether a file is a world gazetteer's, whole or not."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SIGN)) == _SIGN
    except OSError:
        return False


def pack_header(header: Header) -> bytes:
    """A header as bytes; its CRC covers all of it."""
    entries = b"".join(
        _ENTRY.pack(name.encode(), one.offset, one.size, one.crc, 0)
        for name, one in header.sections.items()
    )
    mark = bytes.fromhex(header.fingerprint)
    values = (MAGIC, VERSION, len(header.sections), header.size, mark)
    crc = zlib.crc32(_HEAD.pack(*values, 0) + entries)
    return (_HEAD.pack(*values, crc) + entries).ljust(header_size(), b"\0")


def read_header(file: BinaryIO, size: int) -> Header:
    """The header of a file of `size` bytes; raises WorldError where it is not whole or not ours."""
    data = file.read(header_size())
    if len(data) < _HEAD.size or not data.startswith(_SIGN):
        raise WorldError("it is empty or half-written" if not any(data) else "it is something else")
    magic, version, count, told, mark, crc = _HEAD.unpack_from(data)
    if magic != MAGIC:
        raise WorldError("it is damaged: something has changed its line ends")
    if version != VERSION:
        raise WorldError(f"it was made by another version of Dateline (format {version})")
    entries = data[_HEAD.size : _HEAD.size + count * _ENTRY.size]
    if crc != zlib.crc32(_HEAD.pack(magic, version, count, told, mark, 0) + entries):
        raise WorldError("it is damaged")
    if told != size:
        raise WorldError(f"it is cut off: it has {size:,} bytes of {told:,}")
    sections = {}
    for name, offset, length, section_crc, _ in _ENTRY.iter_unpack(entries):
        sections[name.rstrip(b"\0").decode()] = Section(offset, length, section_crc)
    if list(sections) != list(SECTIONS):
        raise WorldError("it was made by another version of Dateline")
    return Header(mark.hex(), told, sections)


def verify(path: Path) -> None:
    """Reads a whole file; raises WorldError where a byte is not what was written."""
    with path.open("rb") as file:
        header = read_header(file, path.stat().st_size)
        for name, section in header.sections.items():
            file.seek(section.offset)
            crc, left = 0, section.size
            while left and (block := file.read(min(left, 1 << 20))):
                crc, left = zlib.crc32(block, crc), left - len(block)
            if left or crc != section.crc:
                raise WorldError(f"it is damaged ({name})")


def aligned(size: int) -> int:
    """Where the next section may begin."""
    return -(-size // 64) * 64


def view(data: memoryview, name: str, section: Section) -> memoryview:
    """The numbers or the bytes of a section, in place."""
    part = data[section.offset : section.offset + section.size]
    code = SECTIONS[name]
    if not code:
        return part
    if sys.byteorder == "big":
        raise WorldError("it can be read on little-endian machines alone")
    return part.cast(cast("Literal['I']", code))
