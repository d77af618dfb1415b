"""What the tests of the window share: the web engine, and traps for what must never happen."""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from viewer.desktop.engine import Engine, prepare

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
prepare()


class Trap(logging.Handler):
    """Keeps the errors of pages and the requests that were refused; a test fails by either."""

    def __init__(self) -> None:
        super().__init__()
        self.caught: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name == "dateline.network" or record.levelno >= logging.ERROR:
            self.caught.append(record.getMessage())

    def take(self) -> list[str]:
        """What was caught so far, for a test that provoked it; it fails no more."""
        caught, self.caught = self.caught, []
        return caught


@pytest.fixture(autouse=True)
def trap() -> Iterator[Trap]:
    """Every test fails if a page had an error, or asked for anything outside."""
    trap = Trap()
    loggers = [logging.getLogger(name) for name in ("dateline.network", "dateline.console")]
    for logger in loggers:
        logger.addHandler(trap)
    yield trap
    for logger in loggers:
        logger.removeHandler(trap)
    assert trap.caught == []


def alive() -> dict[int, object]:
    """Everything that runs or is there to be seen: threads, timers, widgets; by its address."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found: list[object] = [*threading.enumerate(), *QApplication.allWidgets()]
    for known in gc.get_objects():
        if isinstance(known, QTimer | QThread) and shiboken6.isValid(known) and _runs(known):
            found.append(known)
    return {_address(one): one for one in found}


def _runs(known: QTimer | QThread) -> bool:
    if isinstance(known, QThread):
        return known.isRunning()
    # What `QTimer.singleShot` makes has no owner, and ends by itself.
    return known.isActive() and not (known.isSingleShot() and known.parent() is None)


def _address(one: object) -> int:
    return shiboken6.getCppPointer(one)[0] if isinstance(one, QObject) else id(one)


def lasts(left: object) -> bool:
    """Whether it goes on; a thread that is about to end is given the time."""
    if isinstance(left, threading._DummyThread):
        return False  # a thread of Qt's that Python once met; Qt's own list has it if it runs
    if isinstance(left, threading.Thread):
        left.join(1.0)
        return left.is_alive()
    return True


def named(left: object) -> str:
    """What was left behind, so that whoever reads it can find it."""
    if not isinstance(left, QObject):
        return repr(left)
    owner = left.parent()
    name = left.accessibleName() if isinstance(left, QWidget) else ""
    within = f" of {type(owner).__name__}" if owner is not None else ""
    every = f" every {left.interval()} ms" if isinstance(left, QTimer) else ""
    return f"{type(left).__name__} {left.objectName() or name!r}{within}{every}"


@pytest.fixture(autouse=True)
def tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that makes a window or a page leaves no thread, timer or widget behind."""
    if "engine" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    before = alive()
    yield
    left = [named(one) for address, one in alive().items() if address not in before and lasts(one)]
    assert left == [], "left behind"


@pytest.fixture
def engine(qapp: QApplication) -> Iterator[Engine]:
    """An engine of its own for a test."""
    made = Engine(None)
    yield made
    shiboken6.delete(made)
