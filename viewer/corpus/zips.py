"""ZIP archives of strangers: what is in them is looked at before anything is unpacked.

Nothing is written under the names that stand in an archive, so those may be anything.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from typing import IO, BinaryIO, cast

from viewer.corpus.source import Source

# The list of an archive's members is read whole.
_LARGEST_LIST_BYTES = 24 * 1024 * 1024
_TAIL_BYTES = 65_557
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_CHUNK_BYTES = 64 * 1024
_MOST_IN_MEMORY_BYTES = 16 * 1024 * 1024
_IN_64 = 0xFFFFFFFF
_DAMAGED = "damaged in its archive: pack it again"
_ENCRYPTED = 0x1
_UTF8 = 0x800
# What zipfile and its decompressors raise for archives that are broken.
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError,
    struct.error, ValueError, UnicodeError, OverflowError, KeyError,
)  # fmt: skip


@contextmanager
def opened(source: Source, advice: str = "pack it again") -> Iterator[zipfile.ZipFile]:
    """An archive, to be closed; `advice` is given if it is damaged. Raises `UnreadableFile`."""
    with ExitStack() as stack:
        file = _seekable(source, stack)
        try:
            if _list_size(file) > _LARGEST_LIST_BYTES:
                raise source.refuse("too many files in it: split the archive")
            archive = zipfile.ZipFile(file)
        except BROKEN as error:
            raise source.refuse(f"damaged or cut short: {advice}") from error
        yield stack.enter_context(archive)


def overlaps(archive: zipfile.ZipFile) -> bool:
    """Whether members share their bytes, as only bombs do."""
    spans = sorted(
        (info.header_offset, info.header_offset + 30 + info.compress_size)
        for info in archive.infolist()
    )
    return any(end > start for (_, end), (start, _) in pairwise(spans))


def name_of(info: zipfile.ZipInfo) -> str:
    """The name of a member; without a flag it may be UTF-8 all the same."""
    if not info.flag_bits & _UTF8:
        try:
            return info.orig_filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return info.filename


def time_of(info: zipfile.ZipInfo) -> dt.datetime | None:
    """When a member was changed; programs that do not know write 1980."""
    try:
        time = dt.datetime(*info.date_time)
    except ValueError:
        return None
    return time if time.year > 1980 else None


def trouble(info: zipfile.ZipInfo, source: Source) -> str | None:
    """Why a member cannot be unpacked, as far as its header tells."""
    if info.flag_bits & _ENCRYPTED:
        return "locked with a password: unpack it yourself and open what comes out"
    if info.file_size > source.budget.unpacked_bytes:
        return "unpacks to far too much: unpack it yourself if you trust it"
    return None


def open_member(source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    """Open a member while its archive is open. Raises `UnreadableFile`."""
    try:
        member = archive.open(info)
    except BROKEN as error:
        raise source.refuse(_DAMAGED) from error
    return cast(BinaryIO, io.BufferedReader(_Member(source, member)))


def read_member(source: Source, archive: zipfile.ZipFile, name: str, limit: int) -> bytes | None:
    """The bytes of a member of this name; None if there is none. Raises `UnreadableFile`."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if problem := trouble(info, source):
        raise source.refuse(problem)
    if info.file_size > limit:
        raise source.refuse(f"unpacks to more than {limit // 1024 // 1024} MB")
    try:
        with archive.open(info) as member:
            data = member.read(limit + 1)
    except BROKEN as error:
        raise source.refuse("damaged: save it again with the program that made it") from error
    source.spend(len(data))
    return data


class _Member(io.RawIOBase):
    """What a member unpacks to, counted; errors are those of readers."""

    def __init__(self, source: Source, member: IO[bytes]) -> None:
        self._source = source
        self._member = member

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._member.seek(offset, whence)
        except BROKEN as error:
            raise self._source.refuse(_DAMAGED) from error

    def tell(self) -> int:
        return self._member.tell()

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._member.read(len(view))
        except BROKEN as error:
            raise self._source.refuse(_DAMAGED) from error
        self._source.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._member.close()
        super().close()


def _seekable(source: Source, stack: ExitStack) -> BinaryIO:
    """A file to go about in; what streams out of another archive is copied first."""
    file = stack.enter_context(source.open())
    if not isinstance(getattr(file, "raw", None), _Member):
        return file
    copy = stack.enter_context(_temporary())
    try:
        shutil.copyfileobj(file, copy, _CHUNK_BYTES)
    except OSError as error:
        raise source.refuse(f"could not be unpacked: {error.strerror or error}") from error
    copy.seek(0)
    return cast(BinaryIO, copy)


def _temporary() -> tempfile.SpooledTemporaryFile[bytes]:
    return tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY_BYTES)


def _list_size(file: BinaryIO) -> int:
    """How many bytes the list of an archive's members takes, as its end says."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _TAIL_BYTES))
    tail = file.read(_TAIL_BYTES)
    file.seek(0)
    sizes = [0]
    if (end := tail.rfind(_END)) >= 0:
        sizes.extend(struct.unpack_from("<L", tail, end + 12))
    if sizes[-1] == _IN_64 and (end := tail.rfind(_END_64)) >= 0:
        sizes[-1] = struct.unpack_from("<Q", tail, end + 40)[0]
    return min(sizes[-1], size)
