"""Many files on all cores: other processes read them, each file within limits.

Each worker makes its own finder once; the world's gazetteer is a mapped file that they share.
A worker that takes too long over a file, or that the file ends, costs that file alone: it is
killed, another takes its place, and the file is a fault. One over which a worker ends is tried
twice, for it may have been the system that ended it. What is read comes in the order of the tasks,
except that one that takes long lets others go first, where that is asked for.
"""

from __future__ import annotations

import contextlib
import math
import os
import pickle
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

from viewer.library.importing.onefile import Cancelled, Recipe
from viewer.library.importing.turns import Chunk, Given, Pending, Run
from viewer.library.importing.worker import DONE, READY, SOME, Task, work
from viewer.model import Fault, Mention, Place, Reading

_MOST_WAITING = 8
_MOST_WAITING_BYTES = 1 << 19
"""So much is sent to a worker ahead: it has work while the one that asks stores what it gave."""
_MESSAGES = 64
_LOOK_S = 0.1
_START_S = 120
_STARTS = 3
"""After so many starts in vain, none works here."""
_CRASHED = "reading it ended a process of Dateline, perhaps for want of memory: split the file"
_ALONE = "Dateline cannot start the process that such a file is read in: restart the computer"


def cores() -> int:
    """How many processors this process may use."""
    with contextlib.suppress(AttributeError):  # not everywhere
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost."""

    seconds: float = 60.0
    """Without anything new from it."""
    seconds_per_mb: float = 8.0
    """So much more for a large one."""
    memory_bytes: int | None = 2 << 30
    """Of address space, for each worker; None: what the system gives."""

    def of(self, size: int) -> float:
        """The seconds that a file of this size may take without giving anything."""
        return self.seconds + self.seconds_per_mb * size / (1 << 20)


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    asked: Connection
    ready: bool = False
    heard: float = field(default_factory=time.monotonic)
    """When it last gave something, or was given work after having none."""
    waiting: deque[Pending] = field(default_factory=deque)
    """The first is in work."""

    @property
    def has_room(self) -> bool:
        """Whether one more task may be sent."""
        if len(self.waiting) < 2:
            return True
        ahead = sum(one.task.size for one in self.waiting)
        return len(self.waiting) < _MOST_WAITING and ahead < _MOST_WAITING_BYTES


class Workers:
    """Worker processes. Use as a context manager; none is started before it is needed."""

    def __init__(self, recipe: Recipe, limits: Limits | None = None) -> None:
        self.recipe = recipe
        self._limits = limits or Limits()
        self._count = recipe.jobs or cores()
        self._workers: list[_Worker] = []
        self._starts = 0
        """In vain, one after the other."""
        self._places: dict[str, Place] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def run(
        self,
        tasks: Iterable[Task],
        cancelled: Cancelled,
        *,
        patience_s: float = math.inf,
        idle: Callable[[], None] | None = None,
    ) -> Generator[Given, None, None]:
        """What the tasks give, in their order; ends early where `cancelled` says so.

        Of one that takes longer than `patience_s`, others go first. `idle` is called again and
        again while there is nothing to give.
        """
        run = Run(tasks, patience_s)
        try:
            while not cancelled():
                self._hand_out(run)
                yield from map(self._given, run.ready())
                if not run.held:
                    return
                if idle:
                    idle()
                self._listen(run)
                self._judge(run)
        finally:
            if run.held:  # nobody wants any more of it
                self._stop()

    # -- steps -----------------------------------------------------------------------------

    def _hand_out(self, run: Run) -> None:
        """Give every worker something to do, and start workers while there is more."""
        while (task := run.next()) is not None:
            worker = min(
                (one for one in self._workers if one.has_room),
                key=lambda one: len(one.waiting),
                default=None,
            )
            if (worker is None or worker.waiting) and len(self._workers) < self._count:
                worker = self._start() or worker
            if worker is None:
                run.put_back(task)
                if not self._workers:
                    self._do_here(run)
                return
            self._send(worker, task)

    def _start(self) -> _Worker | None:
        if self._starts >= _STARTS:
            return None
        # A fork of a process with threads, such as the window's, may hang.
        context = get_context("spawn")
        ours, theirs = Pipe()
        process = context.Process(
            target=work, args=(self.recipe, theirs, self._limits.memory_bytes), daemon=True
        )
        try:
            process.start()
        except OSError:
            self._starts = _STARTS
            ours.close()
            return None
        finally:
            theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker, task: Pending) -> None:
        if not worker.waiting:
            worker.heard = time.monotonic()
        worker.waiting.append(task)
        with contextlib.suppress(OSError):  # one that has ended is found out by `_listen`
            worker.asked.send(task.task)

    def _listen(self, run: Run) -> None:
        """Take what the workers say; where much waits already, only of the one that is next."""
        full = run.is_full
        first = [worker for worker in self._workers if any(map(run.is_first, worker.waiting))]
        heard = {worker.asked: worker for worker in (full and first) or self._workers}
        for connection in wait(list(heard), _LOOK_S):
            assert isinstance(connection, Connection)
            self._hear(heard[connection], run)
        for worker in self._workers:
            if full and worker.asked not in heard:
                worker.heard = time.monotonic()  # it may be waiting for us

    def _hear(self, worker: _Worker, run: Run) -> None:
        """Take some messages of a worker that has one."""
        try:
            for _ in range(_MESSAGES):
                message = worker.asked.recv_bytes()
                worker.heard = time.monotonic()
                if message[:1] == READY:
                    worker.ready, self._starts = True, 0
                elif message[:1] == SOME:
                    run.add(worker.waiting[0], message)
                elif message[:1] == DONE:
                    worker.waiting.popleft().done = True
                if run.is_full or not worker.asked.poll():
                    return
        except (EOFError, OSError):
            self._lost(worker, run, _CRASHED)

    def _judge(self, run: Run) -> None:
        """End what takes too long."""
        now = time.monotonic()
        if not all(worker.ready for worker in self._workers):
            run.begin()
        for worker in list(self._workers):
            silent = now - worker.heard
            if not worker.ready:
                if silent > _START_S:
                    self._lost(worker, run, "")
            elif worker.waiting and not worker.asked.poll():
                most = self._limits.of(worker.waiting[0].task.size)
                if silent > most:
                    self._lost(worker, run, _slow(most))

    def _lost(self, worker: _Worker, run: Run, reason: str) -> None:
        """Go on without a worker: the file that it had in work is to blame, if it had one."""
        self._end([worker])
        if not worker.ready:
            self._starts += 1
        elif worker.waiting and _may_be_innocent(worker.waiting[0], reason):
            worker.waiting[0].is_second_try = True
        elif worker.waiting:
            culprit = worker.waiting.popleft()
            culprit.chunks.append([Fault(culprit.task.path, reason)])
            culprit.done = True
        for pending in reversed(worker.waiting):
            run.put_back(pending)

    def _do_here(self, run: Run) -> None:
        """Without a worker: what cannot harm us is done by this process."""
        pending = run.next()
        assert pending is not None
        if pending.task.is_safe:
            pending.chunks.append(list(pending.task(self.recipe())))
        else:
            pending.chunks.append([Fault(pending.task.path, _ALONE)])
        pending.done = True

    def _stop(self) -> None:
        """End the workers now, in the middle of a file too."""
        self._end(list(self._workers))

    def _end(self, workers: list[_Worker]) -> None:
        for worker in workers:
            worker.process.kill()
            worker.asked.close()
            self._workers.remove(worker)
        for worker in workers:
            worker.process.join()
            worker.process.close()

    # -- what is passed on -------------------------------------------------------------------

    def _given(self, one: tuple[Pending, Chunk, bool]) -> Given:
        pending, chunk, done = one
        items = chunk if isinstance(chunk, list) else pickle.loads(memoryview(chunk)[1:])
        return Given(pending.number, pending.task, [self._shared(item) for item in items], done)

    def _shared(self, item: Any) -> Any:
        """The same with one object for each place, however many processes have sent it."""
        if not isinstance(item, Reading):
            return item
        mentions = tuple(self._with_shared_place(mention) for mention in item.mentions)
        return replace(item, mentions=mentions)

    def _with_shared_place(self, mention: Mention) -> Mention:
        if mention.place is None:
            return mention
        place = self._places.setdefault(mention.place.id, mention.place)
        if place is mention.place or place != mention.place:
            return mention
        return replace(mention, place=place)


def _may_be_innocent(task: Pending, reason: str) -> bool:
    """Whether a worker may have ended for another reason, such as a system short of memory."""
    return reason == _CRASHED and not (task.is_second_try or task.is_heard_of)


def _slow(seconds: float) -> str:
    return f"reading it took longer than {seconds:.0f} seconds: split it, or save it as text"
