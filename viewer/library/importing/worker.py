"""What a process does that reads for another: one task after the other, within its limits."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Protocol

from viewer.library.importing.onefile import Finder, Recipe

READY, SOME, DONE = b"r", b"s", b"d"
"""What a message begins with; `SOME` is followed by a pickled list."""
_CHUNK = 32
_CHUNK_S = 0.5
_KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl


class Task(Protocol):
    """Something to do for one file. It is sent to another process, so it can be pickled."""

    @property
    def path(self) -> Path:
        """The file that is to blame where it cannot be done."""

    @property
    def size(self) -> int:
        """How large the file is, in bytes: large ones are given more time."""

    @property
    def is_safe(self) -> bool:
        """Whether it may be done in the process that asks, if there is no other."""

    def __call__(self, finder: Finder, /) -> Iterator[Any]:
        """Do it; what it gives is sent on while it goes on."""


def work(recipe: Recipe, asked: Connection, memory_bytes: int | None) -> None:
    """Do the tasks that come until no more can come."""
    _end_with_parent()
    # Ctrl+C reaches every process of a terminal; the one that asks ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(memory_bytes)
    finder = recipe()
    gc.freeze()  # what stays for good need not be looked through again and again
    with contextlib.suppress(EOFError, OSError):
        asked.send_bytes(READY)
        while True:
            _do(asked.recv(), finder, asked)


def _do(task: Task, finder: Finder, asked: Connection) -> None:
    try:
        for some in _chunks(task(finder)):
            asked.send_bytes(SOME + pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
    except MemoryError:
        os._exit(1)  # nothing of this process can be relied on; the one that asks goes on
    asked.send_bytes(DONE)


def limit_memory(most_bytes: int | None) -> None:
    """Let this process have no more; where the system knows no such limit, nothing happens."""
    # macOS knows the name and does not heed it; Windows has neither.
    if most_bytes is None or not sys.platform.startswith("linux"):
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _chunks(items: Iterator[Any]) -> Iterator[list[Any]]:
    """Some items at a time: few messages, but a file that takes long is heard of."""
    some: list[Any] = []
    since = time.monotonic()
    for item in items:
        some.append(item)
        if len(some) >= _CHUNK or time.monotonic() - since > _CHUNK_S:
            yield some
            some, since = [], time.monotonic()
    if some:
        yield some


def _end_with_parent() -> None:
    """End with the process that asks, however it ended: killed, it tells nobody."""
    if sys.platform.startswith("linux"):
        # At once, even where a reader holds the lock without which no thread of ours runs.
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
