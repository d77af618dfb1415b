"""What the commands say on standard error: faults, progress, what went wrong."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from viewer.cli import DONE, INCOMPLETE

if TYPE_CHECKING:
    from viewer.gazetteer.readers.importwork import ImportProgress
    from viewer.model import Fault

_BETWEEN_LINES_S = 0.2


def say(message: str) -> None:
    """A line for the person who called."""
    print(f"dateline: {message}", file=sys.stderr)


def report(faults: Iterable[Fault]) -> int:
    """Print faults on standard error; the exit status that they make."""
    status = DONE
    for fault in faults:
        say(located(fault))
        status = INCOMPLETE
    return status


def located(fault: Fault) -> str:
    """A fault in the form that editors and scripts know: `FILE:LINE: reason`."""
    from viewer.corpus.files import shown

    line = f":{fault.line}" if fault.line is not None else ""
    return f"{shown(fault.path)}{line}: {fault.reason}"


def counted(number: int, what: str) -> str:
    """A number of things: "1 file", "1,200 files"."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


class ProgressLine:
    """A line at the bottom of a terminal that is written over and over; nothing elsewhere."""

    def __init__(self) -> None:
        self._shown = 0.0
        self._is_up = False

    def show(self, words: str) -> None:
        """Show how far something is, not more often than an eye can follow."""
        now = time.monotonic()
        if sys.stderr.isatty() and now - self._shown > _BETWEEN_LINES_S:
            self._shown, self._is_up = now, True
            width = shutil.get_terminal_size().columns - 1
            printable = "".join(one if one.isprintable() else "?" for one in words)
            print(f"\r{printable[:width]:<{width}}\r", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line away, so that another can be printed."""
        if self._is_up:
            self._is_up = False
            blank = " " * (shutil.get_terminal_size().columns - 1)
            print(f"\r{blank}\r", end="", file=sys.stderr, flush=True)


def show_import() -> Callable[[ImportProgress], None] | None:
    """Shows in a terminal how far the import of a large gazetteer is."""
    if not sys.stderr.isatty():
        return None
    line = ProgressLine()
    return lambda progress: line.show(f"dateline: importing {progress.path.name}: {progress.words}")
