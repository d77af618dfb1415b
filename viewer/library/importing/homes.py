"""What an outlet writes of helps with what is doubtful in each of its articles.

Its home is learned from its first articles, and again when there are twice as many, up to some
hundred; it is kept with the finder that found an article's places, so that "why here?" can say
the same, and so that an import that was cut short goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from viewer.geoparse.resolve.home import Home
from viewer.library.importing import makers
from viewer.library.importing.again import batches, find_places
from viewer.library.importing.onefile import Cancelled, Finder
from viewer.library.importing.outlets import DOUBTFUL, LEAST_ARTICLES, LocalFinder, folded
from viewer.library.importing.pool import Workers
from viewer.library.storage.loading import readings
from viewer.library.storage.numbers import Numbers
from viewer.library.storage.store import Store
from viewer.library.storage.writing import refind
from viewer.model import Fault

_MOST_ARTICLES = 256
"""So many tell where an outlet is at home; more only take time."""

Told = Callable[[int, int, str], None]
"""How many articles are done, of how many, and of which outlet."""


@dataclass(frozen=True, slots=True)
class _Outlet:
    """An outlet with articles whose places were found without knowing its home."""

    name: str
    articles: tuple[int, ...]
    """All of its articles by their numbers, in their order."""
    new: tuple[int, ...]


class Learned(NamedTuple):
    """The home of an outlet."""

    articles: int
    """From how many it was learned."""
    home: Home
    description: str
    """Of the finder that knows it."""


def settle(
    store: Store,
    workers: Workers,
    description: str,
    *,
    made: Finder | None = None,
    told: Told | None = None,
    cancelled: Cancelled,
) -> int:
    """Find doubtful places again where the home of an outlet is known; how many articles changed.

    `description` is that of the workers' recipe; `made` is a finder that it has made before.
    """
    outlets = _outlets(store, description)
    homes = _homes(store, description) if outlets else {}
    changed = 0
    for outlet in outlets:
        if cancelled():
            break
        learned, home = homes[outlet.name][:2] if outlet.name in homes else (0, Home())
        numbers = outlet.new
        if learned < _MOST_ARTICLES and len(outlet.articles) >= 2 * learned:
            made = made or workers.recipe()
            if not isinstance(made, LocalFinder):
                break
            sample = outlet.articles[:_MOST_ARTICLES]
            home = made.at_home(one.mentions for one in readings(store, sample)).home or Home()
            learned, numbers = len(sample), outlet.articles
        local = makers.with_home(description, _as_json(home, outlet.name, learned))
        doubtful = _doubtful(store, numbers)
        found = find_places(store, doubtful, workers, home=home, made=made, cancelled=cancelled)
        done = 0
        for batch in batches(found):
            good = {number: one for number, one in batch if not isinstance(one, Fault)}
            refind(store, good, local)
            changed += len(good)
            done += len(batch)
            if told:
                told(done, len(doubtful), outlet.name)
        if not cancelled():
            _settled(store, numbers, local)
    return changed


def known(store: Store, description: str) -> dict[str, Learned]:
    """The homes, by their outlets, that are learned for good."""
    homes = _homes(store, description)
    return {name: one for name, one in homes.items() if one.articles >= _MOST_ARTICLES}


def finder_of(store: Store, article_id: str, finder: Finder) -> Finder:
    """What found the places of an article: the finder given, or that of its outlet's home."""
    with store.reading() as connection:
        row = connection.execute(
            "SELECT description FROM articles JOIN makers ON makers.number = finder WHERE id = ?",
            (article_id,),
        ).fetchone()
    home = makers.home(row[0]) if row else None
    if home is None or not isinstance(finder, LocalFinder):
        return finder
    return finder.of_home(_from_json(home))


def _outlets(store: Store, description: str) -> list[_Outlet]:
    """The outlets with enough articles, of which some were found without their home."""
    with store.reading() as connection:
        new = connection.execute(
            "SELECT DISTINCT source FROM articles WHERE source IS NOT NULL AND finder ="
            " (SELECT number FROM makers WHERE kind = 'finder' AND description = ?)",
            (description,),
        ).fetchall()
        if not new:
            return []
        found = connection.execute(
            "SELECT articles.number, source, description = ? FROM articles"
            " JOIN makers ON makers.number = finder WHERE source IS NOT NULL"
            " ORDER BY articles.number",
            (description,),
        ).fetchall()
    wanted = {folded(source) for (source,) in new} - {""}
    articles: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    for number, source, is_new in found:
        if (name := folded(source)) in wanted:
            articles[name].append((number, bool(is_new)))
    return [
        _Outlet(name, tuple(n for n, _ in theirs), tuple(n for n, is_new in theirs if is_new))
        for name, theirs in sorted(articles.items())
        if len(theirs) >= LEAST_ARTICLES
    ]


def _homes(store: Store, description: str) -> dict[str, Learned]:
    """The homes that were learned with this finder."""
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT description FROM makers WHERE kind = 'finder' ORDER BY number"
        ).fetchall()
    found: dict[str, Learned] = {}
    for (one,) in rows:
        home = makers.home(one)
        if home and makers.without_home(one) == description:
            found[home["outlet"]] = Learned(home["articles"], _from_json(home), one)
    return found


def _doubtful(store: Store, numbers: Sequence[int]) -> list[int]:
    """The articles with names that their outlet's home may help with."""
    wanted = set(numbers)
    found: list[int] = []
    with store.reading() as connection:
        for start in range(0, len(numbers), 400):
            batch = numbers[start : start + 400]
            marks = ",".join("?" * len(batch))
            query = (
                f"SELECT DISTINCT article FROM mentions WHERE article IN ({marks})"
                " AND score < ? AND role <> 'adjective' AND decided_by <> 'you' ORDER BY article"
            )
            rows = connection.execute(query, (*batch, DOUBTFUL))
            found += [article for (article,) in rows if article in wanted]
    return found


def _settled(store: Store, numbers: Iterable[int], description: str) -> None:
    """Say of articles that their outlet's home would have told nothing else of them."""
    with store.writing() as connection:
        maker = Numbers(connection).maker("finder", description)
        connection.executemany(
            "UPDATE articles SET finder = ? WHERE number = ?",
            [(maker, number) for number in numbers],
        )


def _as_json(home: Home, outlet: str, articles: int) -> dict[str, Any]:
    return {"outlet": outlet, "articles": articles, **asdict(home)}


def _from_json(data: dict[str, Any]) -> Home:
    return Home(
        tuple((code, share) for code, share in data["countries"]),
        tuple((code, share) for code, share in data["regions"]),
        tuple((lat, lon, share) for lat, lon, share in data["points"]),
    )
