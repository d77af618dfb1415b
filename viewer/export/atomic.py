"""Files that are replaced only when the new one is whole."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from viewer.model import ExportError

_REASONS = {
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder does not exist",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EFBIG: "the file would be too large for this disk",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EISDIR: "it is a folder",
    errno.ELOOP: "it is a link that leads to itself",
}


class ExportCancelled(ExportError):
    """The person thought better of it; what stood at the target is still there."""


class Output:
    """Where a writer puts its bytes; it stops the writer once the export is cancelled."""

    def __init__(self, stream: IO[bytes], cancelled: Callable[[], bool] | None) -> None:
        self._stream = stream
        self._cancelled = cancelled

    def write(self, data: bytes) -> None:
        """Write, unless the export is cancelled by now."""
        if self._cancelled is not None and self._cancelled():
            raise ExportCancelled("The export was cancelled")
        self._stream.write(data)


@contextmanager
def replacing(target: Path, cancelled: Callable[[], bool] | None = None) -> Iterator[Output]:
    """Somewhere to write to that takes the place of `target` when the block ends well.

    Whatever goes wrong before that, `target` is as it was and nothing else is left behind.
    What the system refuses is raised as an `ExportError` in words.
    """
    try:
        final = _checked(target)
        with _temporary(final) as (stream, temporary):
            yield Output(stream, cancelled)
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            temporary.replace(final)
        _settle(final.parent)
    except OSError as error:
        raise ExportError(_in_words(target, error)) from error
    except ValueError as error:
        if "null" in str(error):  # What pathlib says of a NUL in a name.
            raise ExportError(f"{target!s} cannot be written: its name is not valid") from error
        raise


def write_bytes(target: Path, data: bytes) -> None:
    """Put `data` in the place of `target`, whole or not at all."""
    with replacing(target) as stream:
        stream.write(data)


def _checked(target: Path) -> Path:
    """Where the new file has to go: through links, and only onto an ordinary file."""
    final = Path(os.path.realpath(target))
    try:
        mode = final.stat().st_mode
    except FileNotFoundError:
        return final
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise ExportError(f"{target} cannot be written: it is not an ordinary file")
    if not os.access(final, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return final


@contextmanager
def _temporary(final: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """An open file beside `final`, with the rights that it has or would get."""
    # The name is short, for `final` may have the longest name that the disk allows.
    handle, name = tempfile.mkstemp(prefix=".dateline-", suffix=".part", dir=final.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            temporary.chmod(_rights(final))
            yield stream, temporary
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _rights(final: Path) -> int:
    try:
        return stat.S_IMODE(final.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _settle(folder: Path) -> None:
    """Have the disk remember the new name too, where the system can be asked to."""
    with suppress(OSError):  # The file is whole by now; Windows opens no folders.
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _in_words(target: Path, error: OSError) -> str:
    reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return f"{target} cannot be written: {reason}"
