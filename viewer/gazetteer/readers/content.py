"""The bytes of a gazetteer file, plain or zipped, and what format they are in."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from viewer.gazetteer.readers.formats import HEAD_BYTES, Format, format_of

MAX_BYTES = 16 << 30
"""Larger than anything that GeoNames will ever publish as one file."""
MAX_RATIO = 60
"""Names and numbers shrink to a quarter when they are zipped; a bomb shrinks to a thousandth."""
_SMALL_BYTES = 1 << 20
_NO_DATA = re.compile(r"(?:^|/)(?:readme|licen[cs]e|\.|__MACOSX/)", re.IGNORECASE)
_SUFFIXES = (".txt", ".tsv", ".csv", ".geojson", ".json", ".jsonld", ".jsonl", ".ndjson")


class Unreadable(Exception):
    """Why a file gives no gazetteer, in one line."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: itself, or the one file of places in an archive."""

    path: Path
    format: Format
    size: int
    """In bytes, unzipped."""
    member: str = ""
    """Which file of an archive it is; "" outside one."""

    @property
    def name(self) -> str:
        """What to call the file of places."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes; raises Unreadable where an archive is damaged."""
        if not self.member:
            with self.path.open("rb") as file:
                yield file
            return
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
            raise Unreadable(f"the zip file is damaged ({error}): get it again") from error


def look_into(path: Path) -> Content:
    """What a file is; raises Unreadable, and OSError where it cannot be read."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    found = format_of(head)
    if found is Format.ZIP:
        return _in_archive(path)
    return Content(path, found, path.stat().st_size)


def _in_archive(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [one for one in archive.infolist() if _may_hold_places(one)]
            if not entries:
                raise Unreadable(_nothing_in(archive.namelist()))
            entry = max(entries, key=lambda one: one.file_size)
            others = [one for one in entries if one.file_size * 4 > entry.file_size]
            if len(others) > 1:
                names = ", ".join(sorted(one.filename for one in others)[:4])
                raise Unreadable(f"the zip file holds several tables ({names}): unzip it first")
            _check(entry)
            with archive.open(entry) as file:
                head = file.read(HEAD_BYTES)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise Unreadable(f"the zip file is damaged ({error}): get it again") from error
    except RuntimeError as error:  # which is how zipfile speaks of passwords
        raise Unreadable("the zip file has a password: unzip it first") from error
    found = format_of(head)
    if found in (Format.ZIP, Format.WORLD):
        raise Unreadable("the zip file holds another one: unzip it first")
    return Content(path, found, entry.file_size, entry.filename)


def _nothing_in(names: Sequence[str]) -> str:
    """Why an archive gives nothing; the files of several programs are zip files too."""
    if "[Content_Types].xml" in names or "mimetype" in names:
        return "this is a spreadsheet or a document: save it as CSV in UTF-8"
    if any(name.lower().endswith(".kml") for name in names):
        return "this is KML: save it as GeoJSON"
    return "the zip file holds no .txt, .tsv, .csv or .geojson file"


def _may_hold_places(entry: zipfile.ZipInfo) -> bool:
    if entry.is_dir() or _NO_DATA.search(entry.filename):
        return False
    return entry.filename.lower().endswith(_SUFFIXES)


def _check(entry: zipfile.ZipInfo) -> None:
    """Refuses what would fill the disk; `zipfile` itself never gives more than the told size."""
    if entry.flag_bits & 1:
        raise Unreadable("the zip file has a password: unzip it first")
    packed = max(1, entry.compress_size)
    if entry.file_size > MAX_BYTES:
        raise Unreadable(f"unzipped it would be {entry.file_size >> 30:,} GB: no gazetteer is")
    if entry.file_size > _SMALL_BYTES and entry.file_size > packed * MAX_RATIO:
        raise Unreadable(
            f"it is packed {entry.file_size // packed}:1, as no list of places is: "
            "unzip it yourself if you trust it"
        )
