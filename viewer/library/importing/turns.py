"""Whose turn it is: what tasks give is passed on in the order of the tasks."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from viewer.library.importing.worker import Task

_MOST_HELD_BYTES = 64 << 20
_MOST_HELD = 4096
"""So much waits for its turn; then the workers wait."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a task gave, all or some of it."""

    number: int
    """Of the task, from 0 in the order in which they came."""
    task: Task
    items: list[Any]
    done: bool
    """Whether this is all."""


Chunk = bytes | list[Any]
"""A message of a worker, still packed, or some items."""


@dataclass(slots=True)
class Pending:
    """A task that is not wholly passed on."""

    number: int
    task: Task
    chunks: deque[Chunk] = field(default_factory=deque)
    done: bool = False
    is_heard_of: bool = False
    """Whether it has given anything, passed on since or not."""
    is_second_try: bool = False


class Run:
    """The tasks of one run: those still to be handed out, and those that wait for their turn."""

    def __init__(self, tasks: Iterable[Task], patience_s: float) -> None:
        self._tasks = enumerate(tasks)
        self._patience_s = patience_s
        self._again: deque[Pending] = deque()
        self._bytes = 0
        self._first_since = time.monotonic()
        self.held: dict[int, Pending] = {}
        """In their order."""

    @property
    def is_full(self) -> bool:
        """Whether so much waits that no more should come."""
        return self._bytes > _MOST_HELD_BYTES or len(self.held) > _MOST_HELD

    def next(self) -> Pending | None:
        """A task to be handed out; it is held from now on."""
        if self._again:
            return self._again.popleft()
        if self.is_full:
            return None
        number, task = next(self._tasks, (0, None))
        if task is None:
            return None
        pending = self.held[number] = Pending(number, task)
        return pending

    def put_back(self, pending: Pending) -> None:
        """Hand it out again, before all others."""
        self._again.appendleft(pending)

    def add(self, pending: Pending, chunk: bytes) -> None:
        """Keep what a worker gave until it is passed on."""
        pending.chunks.append(chunk)
        pending.is_heard_of = True
        self._bytes += len(chunk)

    def begin(self) -> None:
        """Be patient from now on: nothing could be done before."""
        self._first_since = time.monotonic()

    def is_first(self, pending: Pending) -> bool:
        """Whether all before it is passed on."""
        return next(iter(self.held)) == pending.number

    def ready(self) -> Iterator[tuple[Pending, Chunk, bool]]:
        """What can be passed on, and whether it is the last of its task."""
        while self.held:
            first = next(iter(self.held.values()))
            if first.chunks or first.done:
                yield from self._taken(first)
            if first.number in self.held:
                break
        if time.monotonic() - self._first_since > self._patience_s:
            for pending in [one for one in self.held.values() if one.done]:
                yield from self._taken(pending)

    def _taken(self, pending: Pending) -> Iterator[tuple[Pending, Chunk, bool]]:
        while pending.chunks:
            chunk = pending.chunks.popleft()
            self._bytes -= len(chunk) if isinstance(chunk, bytes) else 0
            last = pending.done and not pending.chunks
            if last:
                self._drop(pending)
            yield pending, chunk, last
        if pending.done and self.held.get(pending.number) is pending:
            self._drop(pending)
            yield pending, [], True

    def _drop(self, pending: Pending) -> None:
        if self.is_first(pending):
            self._first_since = time.monotonic()
        del self.held[pending.number]
