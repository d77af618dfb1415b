"""A library of 100,000 articles with a million mentions: opened, narrowed and searched.

The library is that of `benchmarks.large_library`, made first if need be. Each figure is the median
of some runs after a first one. Beside it stands the least that it could take, measured in the same
run: to read the same rows, or to count the same mentions once. Fails where a figure is over what
the window can wait for.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import large_library
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.storage.store import Store
from viewer.library.timeline import Step
from viewer.model import Bounds

OPENS_MS = 500
FILTER_MS = 100
SEARCH_MS = 100
MEMORY_MB = 150
_RUNS = 7
_FILTERS = {
    "from a day on": Filter(since=dt.date(2022, 2, 24)),
    "one month": Filter(since=dt.date(2022, 3, 1), until=dt.date(2022, 3, 31)),
    "one outlet of 40": Filter(outlets=frozenset({"The Harbour Courier"})),
    "towns": Filter(kinds=frozenset({"town"})),
    "two countries": Filter(countries=frozenset({"UA", "PL"})),
    "in view": Filter(inside=Bounds(35, -10, 60, 40)),
    "each copy": Filter(copies=True),
}
_QUERIES = {
    "a rare word": "Kalora*",
    "a usual word": "міста",
    "a phrase": '"water board"',
    "two words, one not": "trucks NOT afternoon",
    "a very common word": "the",
}


def milliseconds(act: Callable[[], Any], runs: int = _RUNS) -> float:
    """How long something takes, by the median."""
    act()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def memory_mb() -> float:
    """What the process holds now, where the system tells; else the most that it has held."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / (1 << 20)


def shown(library: Library) -> None:
    """What the window asks of a library before it draws."""
    library.spots()
    library.tallies()[:40]
    library.timeline(Step.MONTH)
    _ = library.counts


class Bench:
    """Prints a table and remembers what was too much."""

    def __init__(self) -> None:
        self.failed = False

    def row(self, what: str, value: float, floor: str, most: float, unit: str = "ms") -> None:
        """One figure, with what it is compared with."""
        self.failed |= value > most
        print(f"{what:32} {value:8.1f} {unit}   (at most {most:.0f}; {floor})")


def measure(store: Store, bench: Bench) -> None:
    """All figures of a library."""
    before = memory_mb()
    library = Library(store)
    shown(library)
    bench.row("memory of the open library", memory_mb() - before, _sizes(library), MEMORY_MB, "MB")
    opened = milliseconds(lambda: Library(store).spots(), 3)
    bench.row("opened, with what a map needs", opened, _reading(store), OPENS_MS)
    counting = f"one bincount of the mentions takes {_counting(library):.1f} ms"
    for name, chosen in _FILTERS.items():

        def narrow(wanted: Filter = chosen) -> None:
            shown(library.filtered(wanted))

        bench.row(f"filter: {name}", milliseconds(narrow), counting, FILTER_MS)
    bench.row("facets, when asked for", milliseconds(lambda: _facets(library)), counting, FILTER_MS)
    for name, query in _QUERIES.items():
        _search(store, library, name, query, bench)


def _search(store: Store, library: Library, name: str, query: str, bench: Bench) -> None:
    found = library.filtered(Filter(query=query))
    floor = (
        f"{len(found.hits()):,} passages, which SQLite counts in {_matching(store, query):.1f} ms"
    )

    def first() -> None:
        found.hits()[:20]

    def whole() -> None:
        # A store of its own: what was searched for before is remembered.
        narrowed = library.fresh().filtered(Filter(query=query))
        shown(narrowed)
        narrowed.hits()[:20]

    bench.row(f"search: {name}", milliseconds(whole), floor, SEARCH_MS)
    bench.row("  20 hits with their spans", milliseconds(first), "no floor", SEARCH_MS)


def _facets(library: Library) -> None:
    library.filtered(Filter(since=dt.date(2022, 2, 24))).facets()


def _sizes(library: Library) -> str:
    counts = library.counts
    places = len(library.tallies())
    return f"{counts.articles:,} articles, {counts.mentions:,} mentions, {places:,} places"


def _reading(store: Store) -> str:
    """How long SQLite takes to look at the same rows."""

    def read() -> None:
        with store.reading() as connection:
            connection.execute("SELECT sum(length(packed)) FROM articles").fetchone()
            connection.execute("SELECT sum(lat), sum(lon) FROM places").fetchone()

    return f"SQLite alone reads the rows in {milliseconds(read, 3):.0f} ms"


def _counting(library: Library) -> float:
    place = np.random.default_rng(1).integers(0, 200_000, library.counts.mentions)
    return milliseconds(lambda: np.bincount(place))


def _matching(store: Store, query: str) -> float:
    def count() -> None:
        with store.reading() as connection:
            connection.execute(
                "SELECT count(*) FROM passage_words WHERE passage_words MATCH ?", (query,)
            ).fetchone()

    return milliseconds(count)


def main() -> int:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    large_library.arguments(parser)
    given = parser.parse_args()
    path = large_library.made(given.folder, given.articles, given.mentions)
    bench = Bench()
    with Store.open(path) as store:
        measure(store, bench)
    return int(bench.failed)


if __name__ == "__main__":
    sys.exit(main())
