"""`dateline gazetteer`: what a name may mean, and what is wrong with a file."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from viewer.cli import DONE, INCOMPLETE
from viewer.cli.options import gazetteer_file, gazetteers
from viewer.cli.terminal import counted, located, report, say, show_import


def run(arguments: Sequence[str]) -> int:
    """Search or check."""
    parser = argparse.ArgumentParser(prog="dateline gazetteer", description="Look into gazetteers.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="print every fault of a gazetteer file")
    check.add_argument("files", metavar="FILE", type=Path, nargs="+")
    find = commands.add_parser("search", help="list the places that a name may mean")
    find.add_argument("name", metavar="NAME", nargs="+")
    find.add_argument("--json", action="store_true", help="one JSON object a line")
    find.add_argument("--gazetteer", metavar="FILE", type=gazetteer_file, action="append")
    given = parser.parse_args(arguments)
    return _check(given.files) if "files" in given else _search(given)


def _search(given: argparse.Namespace) -> int:
    from viewer.gazetteer import search
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.gazetteers import open_gazetteers

    opened = open_gazetteers(gazetteers(given), BoundaryIndex.load(), progress=show_import())
    status = report(opened.faults)
    name = " ".join(given.name)
    rows = search.search(opened.sources, name)
    if not rows:
        say(f"no gazetteer has a place of the name {name}")
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
        (told,) = open_gazetteers([path], boundaries, progress=show_import()).contents
        for fault in told.faults:
            print(located(fault))
            status = INCOMPLETE
        found, bad = counted(told.rows, "place"), counted(len(told.faults), "fault")
        say(f"{path}: {found}, {bad}")
        for what, count in told.left_out:
            say(f"{path}: left out on purpose: {count:,} {what}")
    return status
