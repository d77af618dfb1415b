"""What Qt and its web engine have to say, brought into Python's log.

Both speak of graphics cards, buses and sandboxes that are not there, which is nobody's concern:
the terminal shows what is wrong, and with `DATELINE_LOG=debug` all that is said.
"""

from __future__ import annotations

import atexit
import logging
import os

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

qt = logging.getLogger("dateline.qt")
"""Tells what Qt says; its warnings are for those that look for them."""

_VARIABLE = "DATELINE_LOG"
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def level() -> int:
    """From which level on the terminal shows messages: warnings, unless the user asks for more."""
    names = logging.getLevelNamesMapping()
    return names.get(os.environ.get(_VARIABLE, "").upper(), logging.WARNING)


def engine_flags() -> tuple[str, ...]:
    """What tells Chromium to be as quiet as we are; it knows nothing of Python's log."""
    return ("--log-level=3",) if level() > logging.INFO else ()


def listen() -> None:
    """Take the messages of Qt; to be called before QApplication is made."""
    logging.basicConfig(format="dateline: %(message)s", level=level())
    qInstallMessageHandler(_take)
    # Qt's last words come after Python has gone.
    atexit.register(qInstallMessageHandler, None)


def _take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = f"{context.category}: " if context.category not in (None, "default") else ""
    qt.log(_LEVELS.get(kind, logging.INFO), "%s%s", category, message)
