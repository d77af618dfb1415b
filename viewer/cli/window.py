"""`dateline`: the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from viewer import __version__, resources
from viewer.cli import INCOMPLETE
from viewer.cli.options import parser as parser_for

COMMANDS = """\
commands:
  dateline [PATH...]                 open the window on files and folders
  dateline FILE.dateline             open a library
  dateline import PATH... --library FILE.dateline
                                     read files into a library; what is in it already is not
                                     read again
  dateline search FILE.dateline QUERY
                                     print the passages with some words
  dateline mentions PATH... --json   print the mentions of places, one a line
  dateline export PATH... -o FILE    save the map or its data (.png .pdf .svg .html
                                     .geojson .csv)
  dateline gazetteer search NAME     list the places that a name may mean
  dateline gazetteer check FILE      print every fault of a gazetteer file

`dateline COMMAND --help` tells more. A file that is called like a command: ./mentions."""


def run(arguments: Sequence[str]) -> int:
    """Open the window."""
    parser = parser_for("", "Read articles on a map.", epilog=COMMANDS)
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="*", help="a file or a folder")
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
    parser.add_argument(
        "--quit-when-ready",
        action="store_true",
        help="end as soon as every pin is drawn (for smoke tests and benchmarks)",
    )
    given = parser.parse_args(arguments)
    if not _has_display():
        print(
            "dateline: there is no display here to open a window on (neither DISPLAY nor "
            "WAYLAND_DISPLAY is set).\n`dateline export` and `dateline mentions` work without one.",
            file=sys.stderr,
        )
        return INCOMPLETE
    from viewer.desktop import app

    return app.run(
        given.paths or [resources.seeds()],
        gazetteers=given.gazetteer,  # none: those that were chosen in the window
        quit_when_ready=given.quit_when_ready,
    )


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
