"""Many files on all cores: worker processes read them, and what they give comes in order.

Each worker makes its own finder once; the world's gazetteer is a mapped file that they share.
A worker that is killed (by the system, for its memory) costs the file that killed it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeVar

from viewer.library.onefile import Cancelled, Finder, Outcome, Recipe, read_file
from viewer.model import Fault, Mention, Place, Reading

_BATCH = 8
_AHEAD = 3
"""Batches in work and waiting, for each worker."""
_LOOK_S = 0.1
_CRASHED = "reading it ended a process of Dateline, perhaps for want of memory: split the file"

_T = TypeVar("_T")
_Read = list[list[Outcome]]
"""What each file of a batch gives."""


def cores() -> int:
    """How many processors this process may use."""
    with contextlib.suppress(AttributeError):  # not everywhere
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Readers:
    """Worker processes. Use as a context manager; none is started before it is needed."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._count = recipe.jobs or cores()
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[BaseProcess] = set()
        self._places: dict[str, Place] = {}

    def __enter__(self) -> Readers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, files: Sequence[Path], cancelled: Cancelled) -> Iterator[list[Outcome]]:
        """What each file gives, in their order; ends early where `cancelled` says so."""
        batches = _batches(files, _BATCH)
        work: deque[tuple[list[Path], Future[_Read]]] = deque()
        while True:
            for batch in islice(batches, max(0, self._count * _AHEAD - len(work))):
                work.append((batch, self._submit(batch)))
            if not work:
                return
            batch, future = work.popleft()
            try:
                read = _wait(future, cancelled)
            except BrokenProcessPool:
                read = list(self._one_by_one(batch, cancelled))
                work = deque((waiting, self._submit(waiting)) for waiting, _ in work)
            if read is None or cancelled():
                return
            for outcomes in read:
                yield list(map(self._shared, outcomes))

    def _submit(self, batch: list[Path]) -> Future[_Read]:
        if self._pool is None:
            # A fork of a process with threads, such as the window's, may hang.
            self._others = set(active_children())
            self._pool = ProcessPoolExecutor(
                self._count, get_context("spawn"), _prepare, (self._recipe,)
            )
        try:
            future = self._pool.submit(_read_batch, batch)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return future

    def _one_by_one(self, batch: Sequence[Path], cancelled: Cancelled) -> Iterator[list[Outcome]]:
        """After a crash: which file of a batch was it?"""
        self._stop()
        for path in batch:
            try:
                read = _wait(self._submit([path]), cancelled)
            except BrokenProcessPool:
                self._stop()
                read = [[Fault(path, _CRASHED)]]
            if read is None:
                return
            yield from read

    def _stop(self) -> None:
        """End the workers now, in the middle of a file too."""
        if self._pool is None:
            return
        for worker in set(active_children()) - self._others:
            worker.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def _shared(self, outcome: Outcome) -> Outcome:
        """The same with one object for each place, however many processes have sent it."""
        if not isinstance(outcome, Reading):
            return outcome
        mentions = tuple(self._with_shared_place(mention) for mention in outcome.mentions)
        return replace(outcome, mentions=mentions)

    def _with_shared_place(self, mention: Mention) -> Mention:
        if mention.place is None:
            return mention
        place = self._places.setdefault(mention.place.id, mention.place)
        if place is mention.place or place != mention.place:
            return mention
        return replace(mention, place=place)


def _wait(future: Future[_T], cancelled: Cancelled) -> _T | None:
    """The result of a future; None where `cancelled` says so before it is there."""
    while not future.done():
        if cancelled():
            return None
        wait([future], timeout=_LOOK_S)
    return future.result()


def _batches(files: Sequence[Path], size: int) -> Iterator[list[Path]]:
    for start in range(0, len(files), size):
        yield list(files[start : start + size])


_finder: Finder | None = None
"""A worker's own, made when it starts: it serves every batch."""


def _prepare(recipe: Recipe) -> None:
    global _finder
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _finder = recipe()
    gc.freeze()  # what stays for good need not be looked through again and again


def _end_with_parent() -> None:
    """End with the process that reads, however it ended: killed, it tells its workers nothing."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_batch(batch: Sequence[Path]) -> _Read:
    assert _finder is not None
    return [list(read_file(path, _finder)) for path in batch]
