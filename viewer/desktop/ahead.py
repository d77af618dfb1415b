"""Reading ahead: a few texts are read in a process of their own while the window starts.

Qt and its web engine take a quarter of a second to come up, on one processor; a child that is
forked before they are loaded reads meanwhile on another. Where there is no fork, or anything
goes wrong with the child, or the articles are not a few texts, `result` says None and they are
read as any others are.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from viewer.desktop.first import First
    from viewer.desktop.worker import Cancelled, Report

_LENGTH = struct.Struct("!BQ")
_PROGRESS, _SCENE, _DONE, _NOTHING = 0, 1, 2, 3
_LOOK_S = 0.05


class ReadAhead:
    """A child process that reads some articles."""

    def __init__(self, paths: Sequence[Path], child: int, pipe: int) -> None:
        self.paths = tuple(paths)
        self._child: int | None = child
        self._pipe = pipe

    @classmethod
    def start(cls, paths: Sequence[Path], gazetteers: Sequence[Path]) -> ReadAhead | None:
        """Begin to read; to be called while there is one thread and no Qt."""
        # A fork elsewhere than on Linux is slow (macOS) or not to be had (Windows).
        if not sys.platform.startswith("linux"):
            return None
        ours, theirs = os.pipe()
        try:
            child = os.fork()
        except OSError:
            os.close(ours)
            os.close(theirs)
            return None
        if child == 0:
            os.close(ours)
            _read_and_end(paths, gazetteers, theirs)
        os.close(theirs)
        return cls(paths, child, ours)

    def scene(self) -> dict[str, Any] | None:
        """What the map is to show, if the child is so far; to read it takes no import."""
        try:
            while select.select([self._pipe], [], [], 0)[0]:
                message = self._next(lambda: False)
                if message is None or message[0] == _NOTHING:
                    self.close()  # `result` says the same
                    return None
                if message[0] == _SCENE:
                    return message[1]  # type: ignore[no-any-return]
        except (OSError, EOFError, pickle.UnpicklingError, struct.error):
            pass  # `result` will find out.
        return None

    def result(self, report: Report, cancelled: Cancelled) -> First | None:
        """Wait for what the child reads; None if it could not, or was cancelled."""
        if self._child is None:
            return None
        try:
            while (message := self._next(cancelled)) is not None:
                kind, content = message
                if kind == _DONE:
                    return content  # type: ignore[no-any-return]
                if kind == _NOTHING:
                    return None
                if kind == _PROGRESS:
                    report(content)
            return None
        except (OSError, EOFError, pickle.UnpicklingError, struct.error):
            return None
        finally:
            self.close()

    def close(self) -> None:
        """End the child, if it has not ended."""
        if self._child is None:
            return
        os.close(self._pipe)
        child, self._child = self._child, None
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)

    def _next(self, cancelled: Cancelled) -> tuple[int, Any] | None:
        head = self._bytes(_LENGTH.size, cancelled)
        if head is None:
            return None
        kind, length = _LENGTH.unpack(head)
        body = self._bytes(length, cancelled)
        return None if body is None else (kind, pickle.loads(body))

    def _bytes(self, length: int, cancelled: Cancelled) -> bytes | None:
        """So many bytes of the pipe; None at its end, and when cancelled."""
        parts: list[bytes] = []
        while length > 0:
            if cancelled():
                return None
            if not select.select([self._pipe], [], [], _LOOK_S)[0]:
                continue
            part = os.read(self._pipe, min(length, 1 << 20))
            if not part:
                return None
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _read_and_end(paths: Sequence[Path], gazetteers: Sequence[Path], pipe: int) -> None:
    """What the child does; it never returns."""
    status = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        from viewer.desktop.first import read_first

        with open(pipe, "wb") as stream:

            def report(progress: Any) -> None:
                _send(stream, _PROGRESS, progress)

            first = read_first(paths, gazetteers, report)
            if first is None:
                _send(stream, _NOTHING, None)
            else:
                _send(stream, _SCENE, first.scene)
                _send(stream, _DONE, first)
        status = 0
    finally:
        # Nothing of the parent's is to be tidied up twice.
        os._exit(status)


def _send(stream: BinaryIO, kind: int, content: Any) -> None:
    data = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(kind, len(data)))
    stream.write(data)
    stream.flush()
