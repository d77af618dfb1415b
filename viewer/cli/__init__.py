"""The command line: opens the window, or reads, imports, searches and exports without one.

Exit status: 0, 1 (something could not be read or written; the rest is done), 2 (usage).
Imports that only one command needs are made inside it, for the time that a start takes.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from viewer.model import DatelineError

DONE, INCOMPLETE = 0, 1  # argparse ends with 2 where the usage is wrong
INTERRUPTED = 130
_COMMANDS = {
    "import": "importing",
    "search": "searching",
    "mentions": "mentions",
    "export": "export",
    "gazetteer": "gazetteer",
}
"""The module of each command; it has a `run`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # file names may hold what UTF-8 can't
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if arguments and arguments[0] in _COMMANDS:
            return _command(arguments[0])(arguments[1:])
        return _command("window")(arguments)
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        return INCOMPLETE
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in {"PySide6", "shiboken6"}:
            raise
        print(
            "dateline: the window and the pictures need PySide6: pip install PySide6",
            file=sys.stderr,
        )
        return INCOMPLETE


def _command(name: str) -> Callable[[Sequence[str]], int]:
    run: Callable[[Sequence[str]], int] = import_module(
        f"viewer.cli.{_COMMANDS.get(name, name)}"
    ).run
    return run
