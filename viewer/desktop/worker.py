"""Long work off the main thread: lanes, each with progress and a Cancel that works."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from viewer.model import DatelineError

_BETWEEN_REPORTS_S = 0.04

Report = Callable[[Any], None]
Cancelled = Callable[[], bool]
Task = Callable[[Report, Cancelled], Any]
"""Does the work; reports as it goes, and returns early when it is cancelled."""


class _Uncollected:
    """Cycles are not collected while any thread but the main one is at work.

    Python collects them in whichever thread is at work, and Qt's objects must die in their own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._threads = 0

    def __enter__(self) -> None:
        with self._lock:
            self._threads += 1
            gc.disable()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._threads -= 1
            if not self._threads:
                gc.enable()


uncollected = _Uncollected()
"""For whatever is done in a thread beside the main one."""


class Job(QThread):
    """One task in a thread of its own."""

    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(str)

    def __init__(self, task: Task, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task = task
        self._stop = threading.Event()
        self._reported = 0.0

    def cancel(self) -> None:
        """Ask the task to stop; what it returns is dropped."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._stop.is_set()

    def run(self) -> None:
        """Do the task; Qt calls this in the new thread."""
        with uncollected:
            self._do()

    def _do(self) -> None:
        try:
            result = self._task(self._report, self._stop.is_set)
        except (DatelineError, OSError) as error:
            self.failed.emit(str(error))
        except Exception as error:
            # Our own mistake must neither vanish in this thread nor leave the window waiting.
            sys.excepthook(type(error), error, error.__traceback__)
            self.failed.emit(f"Dateline made a mistake: {type(error).__name__}: {error}")
        else:
            self.succeeded.emit(result)

    def _report(self, progress: Any) -> None:
        """Pass progress on, not more often than an eye can follow."""
        now = time.monotonic()
        if now - self._reported >= _BETWEEN_REPORTS_S:
            self._reported = now
            self.progressed.emit(progress)


@dataclass(frozen=True, slots=True)
class _Errand:
    task: Task
    then: Callable[[Any], None]
    otherwise: Callable[[str], None]


class Lane(QObject):
    """Does one job after another; those that wait keep their order."""

    started = Signal()
    progressed = Signal(object)
    idle = Signal()
    """Nothing is being done and nothing waits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._errand: _Errand | None = None
        self._waiting: list[_Errand] = []

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._job is not None

    def do(self, task: Task, then: Callable[[Any], None], otherwise: Callable[[str], None]) -> None:
        """Do a task; `then` or `otherwise` is called on the main thread, unless cancelled."""
        self._waiting.append(_Errand(task, then, otherwise))
        if self._job is None:
            self._next()

    def cancel(self) -> None:
        """Drop what is being done and what waits."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def close(self) -> None:
        """Cancel, and wait until the thread has ended."""
        self.cancel()
        if self._job is not None:
            self._job.wait()

    def _next(self) -> None:
        errand = self._errand = self._waiting.pop(0)
        job = self._job = Job(errand.task, self)
        # Methods of an object of the main thread, so that Qt calls them there.
        job.progressed.connect(self._progress)
        job.succeeded.connect(self._succeeded)
        job.failed.connect(self._failed)
        job.finished.connect(self._ended)
        self.started.emit()
        job.start()

    @Slot(object)
    def _progress(self, progress: Any) -> None:
        if self._job is not None and not self._job.cancelled:
            self.progressed.emit(progress)

    @Slot(object)
    def _succeeded(self, result: Any) -> None:
        if self._job is not None and not self._job.cancelled and self._errand is not None:
            self._errand.then(result)

    @Slot(str)
    def _failed(self, reason: str) -> None:
        if self._job is not None and not self._job.cancelled and self._errand is not None:
            self._errand.otherwise(reason)

    @Slot()
    def _ended(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
        self._job = self._errand = None
        if self._waiting:
            self._next()
        else:
            self.idle.emit()
