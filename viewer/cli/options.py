"""Options that several commands have: gazetteers, processes, and what of a library counts."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer import resources

if TYPE_CHECKING:
    from viewer.library.filters import Filter
    from viewer.library.storage.store import Store

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class _Parser(argparse.ArgumentParser):
    """Takes a box that begins with a minus sign, -35,140,-10,155, for what it is: no option."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        given = list(sys.argv[1:] if args is None else args)
        for at in range(len(given) - 1, 0, -1):
            if given[at - 1] == "--inside" and "--" not in given[:at]:
                given[at - 1 : at + 1] = [f"--inside={given[at]}"]
        return super().parse_known_args(given, namespace)


def parser(command: str, description: str, **more: Any) -> argparse.ArgumentParser:
    """A parser with the option that all commands have."""
    made = _Parser(
        prog=f"dateline {command}".strip(),
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        **more,
    )
    made.add_argument(
        "--gazetteer",
        metavar="FILE",
        type=gazetteer_file,
        action="append",
        help="where places are looked up, the first before the next: a file (CSV, TSV, GeoJSON, a "
        "GeoNames dump), `own` (Dateline's table) or `world` (GeoNames and others); may be "
        "repeated (default: own, then world; in the window, what was chosen there)",
    )
    return made


def gazetteer_file(name: str) -> Path:
    """The file of a gazetteer that is named on the command line."""
    if name in ("own", "world"):
        return resources.gazetteer() if name == "own" else resources.world()
    return Path(name)


def gazetteers(given: argparse.Namespace) -> tuple[Path, ...]:
    """Those that are named, or those that come with Dateline."""
    return tuple(given.gazetteer or resources.gazetteers())


def add_jobs(to: argparse.ArgumentParser) -> None:
    """How many processes read."""
    to.add_argument(
        "--jobs",
        metavar="N",
        type=positive,
        help="processes that read many files (default: one for each processor)",
    )


def positive(text: str) -> int:
    """A number of things, of which there must be one. Raises what argparse prints."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def add_filters(to: argparse.ArgumentParser, *, query: bool = True) -> None:
    """What of the articles counts; `query` also as an option."""
    group = to.add_argument_group(
        "what counts", "Conditions join by `and`; an option that is repeated joins by `or`."
    )
    if query:
        group.add_argument("--query", metavar="WORDS", help="only passages with these words")
    group.add_argument("--since", metavar="DATE", type=_first, help="the first day: 2022-02-24")
    group.add_argument(
        "--until", metavar="DATE", type=_last, help="the last day, or month: 2022-02"
    )
    for name, metavar, told in (
        ("outlet", "NAME", "who published; '' for those that do not say"),
        ("language", "CODE", "ISO 639-1, such as uk; '' for the unknown"),
        ("kind", "KIND", "of place: city, river, country"),
        ("country", "CODE", "where the places lie: ISO 3166-1, such as UA"),
    ):
        group.add_argument(f"--{name}", metavar=metavar, action="append", help=told)
    group.add_argument(
        "--inside", metavar="S,W,N,E", type=_box, help="places in this box, in degrees"
    )
    placed = group.add_mutually_exclusive_group()
    placed.add_argument("--placed", action="store_true", default=None, help="only with a place")
    placed.add_argument(
        "--not-placed", dest="placed", action="store_false", default=None, help="only without one"
    )
    group.add_argument("--adjectives", action="store_true", help="count adjectives as well")
    group.add_argument("--copies", action="store_true", help="count each copy of a story")
    group.add_argument("--view", metavar="NAME", help="begin with the filters of a saved view")


def chosen(given: argparse.Namespace, store: Store) -> Filter:
    """The filter that is asked for. Raises `DatelineError` for a view that is not there."""
    base = _of_view(given.view, store)
    named: dict[str, Any] = {
        "query": given.query,
        "since": given.since,
        "until": given.until,
        "outlets": given.outlet and frozenset(given.outlet),
        "languages": given.language and frozenset(given.language),
        "kinds": given.kind and frozenset(given.kind),
        "countries": given.country and frozenset(map(str.upper, given.country)),
        "inside": given.inside,
        "placed": given.placed,
        "adjectives": given.adjectives or None,
        "copies": given.copies or None,
    }
    return replace(base, **{name: value for name, value in named.items() if value is not None})


def asks_for_some(given: argparse.Namespace) -> bool:
    """Whether anything is filtered."""
    names = ("query", "since", "until", "outlet", "language", "kind", "country", "inside", "view")
    return given.placed is not None or any(getattr(given, name) for name in names)


def _of_view(name: str | None, store: Store) -> Filter:
    from viewer.library.filters import Filter
    from viewer.library.storage import views
    from viewer.model import DatelineError

    if name is None:
        return Filter()
    there = {view.name: view.state for view in views.saved(store)}
    state = there.get(name)
    if state is None:
        known = ", ".join(there) or "none"
        raise DatelineError(f"no saved view is called {name}; there are: {known}")
    return state.filter


def _first(text: str) -> dt.date:
    """The first day of a day, a month or a year."""
    year, month, day = _parts(text)
    return dt.date(year, month or 1, day or 1)


def _last(text: str) -> dt.date:
    """The last day of a day, a month or a year."""
    from calendar import monthrange  # a start of the window does without

    year, month, day = _parts(text)
    month = month or 12
    return dt.date(year, month, day or monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DATE.fullmatch(text)
    if found is None:
        raise ValueError(text)  # which argparse puts into words
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _box(text: str) -> Any:
    from viewer.library.filters import Filter

    parts: Sequence[str] = text.split(",")
    try:
        return Filter.from_json({"inside": parts}).inside
    except ValueError as error:
        wanted = "south,west,north,east in degrees, such as 44,22,53,41"
        raise argparse.ArgumentTypeError(f"{text!r} is no box: {wanted}") from error
