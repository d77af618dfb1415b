"""The command line: opens the window, or reads, exports and checks without one.

Exit status: 0, 1 (something could not be read or written; the rest is done), 2 (usage).
Imports that only one command needs are made inside it, for the time that a start takes.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer import __version__, resources

if TYPE_CHECKING:
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.readers.importwork import ImportProgress
    from viewer.library.library import Library
    from viewer.model import Fault

DONE, INCOMPLETE = 0, 1  # argparse ends with 2 where the usage is wrong
PARTS = ("title", "legend", "scale", "attribution", "articles", "counts")

COMMANDS = """\
commands:
  dateline [PATH...]                 open the window on files and folders
  dateline mentions PATH... --json   print the mentions of places, one a line
  dateline export PATH... -o FILE    save the map or its data (.png .pdf .svg .html
                                     .geojson .csv)
  dateline gazetteer search NAME     list the places that a name may mean
  dateline gazetteer check FILE      print every fault of a gazetteer file

`dateline COMMAND --help` tells more. A file that is called like a command: ./mentions."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # file names may hold what UTF-8 can't
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    run: dict[str, Callable[[list[str]], int]] = {
        "mentions": _mentions,
        "export": _export,
        "gazetteer": _gazetteer,
    }
    try:
        if arguments and arguments[0] in run:
            return run[arguments[0]](arguments[1:])
        return _window(arguments)
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    except ModuleNotFoundError as missing:
        if (missing.name or "").split(".")[0] not in {"PySide6", "shiboken6"}:
            raise
        _say("the window and the pictures need PySide6: pip install PySide6")
        return INCOMPLETE


def _parser(command: str, description: str, **more: Any) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"dateline {command}".strip(),
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        **more,
    )
    parser.add_argument(
        "--gazetteer",
        metavar="FILE",
        type=_gazetteer_file,
        action="append",
        help="where places are looked up, the first before the next: a file (CSV, TSV, GeoJSON, a "
        "GeoNames dump), `own` (Dateline's table) or `world` (GeoNames and others); may be "
        "repeated (default: own, then world; in the window, what was chosen there)",
    )
    return parser


def _gazetteer_file(name: str) -> Path:
    """The file of a gazetteer that is named on the command line."""
    if name in ("own", "world"):
        return resources.gazetteer() if name == "own" else resources.world()
    return Path(name)


def _given_gazetteers(given: argparse.Namespace) -> tuple[Path, ...]:
    return tuple(given.gazetteer or resources.gazetteers())


def _window(arguments: list[str]) -> int:
    parser = _parser("", "Read articles on a map.", epilog=COMMANDS)
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


def _mentions(arguments: list[str]) -> int:
    parser = _parser("mentions", "Print every mention of a place, in the order of the text.")
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="a file or a folder")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        help="processes that read many files (default: one for each processor)",
    )
    given = parser.parse_args(arguments)
    from viewer.export.mentions import as_json, as_text
    from viewer.library.reading import read_each
    from viewer.library.recipe import Recipe
    from viewer.model import Fault

    recipe = Recipe(_given_gazetteers(given), given.jobs)
    finder, faults = recipe.make(_show_import())
    gc.freeze()  # what stays for good need not be looked through again and again
    status = _report(faults)
    show = as_json if given.json else as_text
    for outcome in read_each(given.paths, finder, recipe):
        if isinstance(outcome, Fault):
            status = _report([outcome])
            continue
        for line in show(outcome):
            print(line)
    sys.stdout.flush()
    return status


def _jobs(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)  # which argparse puts into words
    return number


def _report(faults: Iterable[Fault]) -> int:
    """Print faults on standard error; the exit status that they make."""
    status = DONE
    for fault in faults:
        _say(_located(fault))
        status = INCOMPLETE
    return status


def _located(fault: Fault) -> str:
    """A fault in the form that editors and scripts know: `FILE:LINE: reason`."""
    from viewer.corpus.files import shown

    line = f":{fault.line}" if fault.line is not None else ""
    return f"{shown(fault.path)}{line}: {fault.reason}"


def _say(message: str) -> None:
    print(f"dateline: {message}", file=sys.stderr)


def _gazetteer(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dateline gazetteer", description="Look into gazetteers.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="print every fault of a gazetteer file")
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    find = commands.add_parser("search", help="list the places that a name may mean")
    find.add_argument("name", metavar="NAME", nargs="+")
    find.add_argument("--json", action="store_true", help="one JSON object a line")
    find.add_argument("--gazetteer", metavar="FILE", type=_gazetteer_file, action="append")
    given = parser.parse_args(arguments)
    return _check(given.files) if "files" in given else _search(given)


def _search(given: argparse.Namespace) -> int:
    from viewer.gazetteer import search
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.gazetteers import open_gazetteers

    opened = open_gazetteers(
        _given_gazetteers(given), BoundaryIndex.load(), progress=_show_import()
    )
    status = _report(opened.faults)
    name = " ".join(given.name)
    rows = search.search(opened.sources, name)
    if not rows:
        _say(f"no gazetteer has a place of the name {name}")
        return INCOMPLETE
    if given.json:
        for row in rows:
            print(json.dumps(search.as_json(row), ensure_ascii=False, allow_nan=False))
    else:
        print(search.as_table(rows))
    return status


def _check(files: Sequence[Path]) -> int:
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.gazetteers import open_gazetteers

    boundaries = BoundaryIndex.load()
    status = DONE
    for path in files:
        (told,) = open_gazetteers([path], boundaries, progress=_show_import()).contents
        for fault in told.faults:
            print(_located(fault))
            status = INCOMPLETE
        found, bad = _counted(told.rows, "place"), _counted(len(told.faults), "fault")
        _say(f"{path}: {found}, {bad}")
        for what, count in told.left_out:
            _say(f"{path}: left out on purpose: {count:,} {what}")
    return status


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _show_import() -> Callable[[ImportProgress], None] | None:
    """Shows in a terminal how far the import of a large gazetteer is."""
    if not sys.stderr.isatty():
        return None
    shown = 0.0

    def show(progress: ImportProgress) -> None:
        nonlocal shown
        if time.monotonic() - shown > 0.2:
            shown = time.monotonic()
            line = f"dateline: importing {progress.path.name}: {progress.words}"
            print(f"\r{line[:78]:<78}\r", end="", file=sys.stderr, flush=True)

    return show


def _export(arguments: list[str]) -> int:
    given = _export_parser().parse_args(arguments)
    from viewer.export.formats import DataOptions, export_to, is_picture
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.library.inmemory import read_paths
    from viewer.library.recipe import Recipe
    from viewer.model import ExportError

    boundaries = BoundaryIndex.load()
    recipe = Recipe(_given_gazetteers(given))
    finder, faults = recipe.make(_show_import())
    library = read_paths(given.paths, finder, recipe=recipe)
    status = _report([*faults, *library.faults])
    if not library.readings:
        _say("nothing was read, so there is nothing to export")
        return INCOMPLETE
    try:
        if is_picture(given.output):
            _picture(given, library, boundaries)
        else:
            options = DataOptions(title=given.title, theme=given.theme, table=given.table)
            export_to(library, boundaries, given.output, options)
    except ExportError as error:
        _say(str(error))
        return INCOMPLETE
    return status


def _picture(given: argparse.Namespace, library: Library, boundaries: BoundaryIndex) -> None:
    from viewer.desktop.figure import export_picture
    from viewer.export.figure import FigureSpec, size_from

    size = size_from(given.size, given.dpi)
    spec = FigureSpec(
        size.width_px,
        size.height_px,
        size.dpi,
        title=given.title,
        theme=given.theme,
        show_title="title" not in given.without,
        show_legend="legend" not in given.without,
        show_scale="scale" not in given.without,
        show_attribution="attribution" not in given.without,
        show_articles="articles" not in given.without,
        show_counts="counts" not in given.without,
    )
    export_picture(library, boundaries, given.output, spec)


def _export_parser() -> argparse.ArgumentParser:
    parser = _parser("export", "Save the map, or what it shows; the suffix of FILE says how.")
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="a file or a folder")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help=".png, .pdf and .svg are pictures; .html is a page to click in; .geojson and .csv",
    )
    parser.add_argument(
        "--size",
        default="screen",
        help="of a picture: WIDTHxHEIGHT in pixels, or screen, 4k, 8k, a4, a3, square",
    )
    parser.add_argument("--dpi", type=int, help="pixels an inch; each named size has its own")
    parser.add_argument("--title", default="", help="what stands above the map")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument(
        "--without",
        metavar="PART",
        choices=PARTS,
        action="append",
        default=[],
        help=f"leave a part of a picture out: {', '.join(PARTS)}; may be repeated",
    )
    parser.add_argument(
        "--table",
        choices=("mentions", "places"),
        default="",
        help="what a .csv holds (mentions; or places, if FILE ends in places.csv)",
    )
    return parser
