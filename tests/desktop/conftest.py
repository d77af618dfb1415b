"""What the tests of the window share: the web engine, and traps for what must never happen."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

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


@pytest.fixture
def engine(qapp: QApplication) -> Iterator[Engine]:
    """An engine of its own for a test."""
    made = Engine(None)
    yield made
    shiboken6.delete(made)
