"""The gazetteers in use, opened from their files in their order.

Each file is what its content says: Dateline's own format, a table, GeoJSON, or a dump of
GeoNames. What is small is held in memory; what is large is imported once, see `readers.importing`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.readers.formats import HEAD_BYTES, Format, format_of
from viewer.gazetteer.readers.table import Table, read_table
from viewer.gazetteer.sources import Source, Sources
from viewer.gazetteer.world.layout import WorldError
from viewer.gazetteer.world.world import SHIPPED, World
from viewer.model import Fault, Place

if TYPE_CHECKING:
    from viewer.gazetteer.readers.content import Content
    from viewer.gazetteer.readers.importwork import ImportProgress

LARGE_ROWS = 20_000
"""A table with more rows is imported."""
_SMALL_BYTES = 1 << 20
_LARGE_BYTES = 16 << 20
_ADVICE = "run ./run install, or install Dateline again; the other gazetteers are used meanwhile"


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file of a gazetteer holds, for a person who chooses."""

    path: Path
    format: Format | None
    """None where it could not even be looked into."""
    rows: int
    attribution: str = ""
    """Who is to be named for it, and its licence."""
    left_out: tuple[tuple[str, int], ...] = ()
    """What was not taken over on purpose, and how much of it."""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """Some gazetteers as one."""

    sources: Sources
    places: tuple[Place, ...]
    """The rows of the tables, which are few; a world's are only looked up."""
    faults: tuple[Fault, ...]
    contents: tuple[Contents, ...] = ()
    """What each of the files holds, in their order."""


@dataclass(frozen=True, slots=True)
class _Opener:
    """What is the same for every file."""

    boundaries: BoundaryIndex
    progress: Callable[[ImportProgress], None] | None
    cancelled: Callable[[], bool] | None
    cache: Path | None

    def open(self, path: Path) -> tuple[Sequence[Place] | Source, Contents]:
        """A gazetteer and what it holds; without places where it cannot be used."""
        try:
            found, size = _look_at(path)
        except OSError as problem:
            if path == SHIPPED:
                return _world(path)
            return _nothing(path, None, (problem.strerror or "it cannot be read").lower())
        if found is Format.WORLD or path == SHIPPED:
            return _world(path)
        if found is Format.TABLE and size <= _SMALL_BYTES:
            return _of_table(path, Format.TABLE, read_table(path, self.boundaries))
        return self._from_content(path)

    def _from_content(self, path: Path) -> tuple[Sequence[Place] | Source, Contents]:
        """What takes more than a small table takes, with imports that a start seldom needs."""
        from viewer.gazetteer.readers.content import Unreadable, look_into
        from viewer.gazetteer.readers.geojson import read_geojson
        from viewer.gazetteer.readers.importing import is_imported

        try:
            content = look_into(path)
            if content.format is not Format.GEONAMES and not is_imported(content, self.cache):
                if content.format is Format.GEOJSON and content.size <= _LARGE_BYTES:
                    return _of_table(path, content.format, read_geojson(content, self.boundaries))
                if content.format is Format.TABLE and not content.member and not _is_long(content):
                    return _of_table(path, content.format, read_table(path, self.boundaries))
            return self._imported(content)
        except Unreadable as problem:
            return _nothing(path, None, str(problem))
        except OSError as problem:
            return _nothing(path, None, (problem.strerror or "it cannot be read").lower())

    def _imported(self, content: Content) -> tuple[Sequence[Place] | Source, Contents]:
        from viewer.gazetteer.readers.geonames import ATTRIBUTION
        from viewer.gazetteer.readers.importing import imported

        done = imported(
            content,
            self.boundaries,
            progress=self.progress,
            cancelled=self.cancelled,
            cache=self.cache,
        )
        owed = ATTRIBUTION if content.format is Format.GEONAMES else ""
        told = Contents(content.path, content.format, done.rows, owed, done.left_out, done.faults)
        try:
            return World.open(done.world), told
        except WorldError as problem:
            return _nothing(content.path, content.format, f"its import cannot be used: {problem}")


def open_gazetteers(
    paths: Sequence[Path],
    boundaries: BoundaryIndex,
    *,
    progress: Callable[[ImportProgress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    cache: Path | None = None,
) -> Gazetteers:
    """Open gazetteers, the one that goes before the others first.

    What is wrong with one is a fault and costs the others nothing. Raises ImportCancelled where
    `cancelled` says so while a large file is imported; imports lie in `cache`, by default where
    the system keeps what can be made anew.
    """
    opener = _Opener(boundaries, progress, cancelled, cache)
    opened = _once([opener.open(path) for path in dict.fromkeys(paths)])
    given = _told_apart(opened)
    places = [place for one in given if isinstance(one, tuple) for place in one]
    return Gazetteers(
        Sources(given, ranks=_ranks(opened)),
        tuple(places),
        tuple(fault for _, one in opened for fault in one.faults),
        tuple(one for _, one in opened),
    )


def _look_at(path: Path) -> tuple[Format, int]:
    with path.open("rb") as file:
        return format_of(file.read(HEAD_BYTES)), path.stat().st_size


def _is_long(content: Content) -> bool:
    """Whether a table has more rows than are held in memory."""
    if content.size <= _SMALL_BYTES:
        return False
    lines = 0
    with content.open() as file:
        while lines <= LARGE_ROWS and (block := file.read(1 << 20)):
            lines += block.count(b"\n") or block.count(b"\r")
    return lines > LARGE_ROWS or content.size > _LARGE_BYTES * 4


def _world(path: Path) -> tuple[Sequence[Place] | Source, Contents]:
    try:
        world = World.open(path)
    except (WorldError, OSError) as error:
        reason = f"the world gazetteer cannot be used: {error}; {_ADVICE}"
        return _nothing(path, Format.WORLD, reason)
    owed = "GeoNames (CC BY 4.0) and others" if path == SHIPPED else ""
    return world, Contents(path, Format.WORLD, len(world), owed)


def _of_table(path: Path, form: Format, table: Table) -> tuple[Sequence[Place] | Source, Contents]:
    return table.places, Contents(path, form, len(table.places), faults=table.faults)


def _nothing(
    path: Path, form: Format | None, reason: str
) -> tuple[Sequence[Place] | Source, Contents]:
    return (), Contents(path, form, 0, faults=(Fault(path, reason),))


def _once(
    opened: Sequence[tuple[Sequence[Place] | Source, Contents]],
) -> list[tuple[Sequence[Place] | Source, Contents]]:
    """Leaves out a large table whose places would have the ids of another's: `readers.large`."""
    names: set[str] = set()
    found = []
    for one, told in opened:
        name = told.path.name
        named = told.format in (Format.TABLE, Format.GEOJSON) and not isinstance(one, tuple)
        if named and name in names:
            found.append(_nothing(told.path, told.format, f"another is called {name}: rename one"))
            continue
        if named:
            names.add(name)
        found.append((one, told))
    return found


def _ranks(opened: Sequence[tuple[Sequence[Place] | Source, Contents]]) -> list[int]:
    """What rank each gazetteer has, see `Candidate.rank`.

    The tables that stand first are vouched for: 0 for the last of them, and less for those before
    it. A dump of GeoNames lists all there is: that a village of the name stands in it says
    nothing against a city or a country, so it has the rank of the world's gazetteer wherever it
    stands; its order decides what is said of a place, not which place is meant.
    """
    forms = [told.format for _, told in opened]
    others = [n for n, form in enumerate(forms) if form is not Format.GEONAMES]
    if Format.WORLD not in forms:
        others = list(range(len(opened)))
    tables = [isinstance(opened[n][0], tuple) for n in others]
    leading = tables.index(False) if False in tables else len(tables)
    # What stands after the tables at the head begins at 1.
    ranks = {n: at + 1 - leading for at, n in enumerate(others)}
    world = next((ranks[n] for n in others if forms[n] is Format.WORLD), 1)
    return [ranks.get(n, world) for n in range(len(opened))]


def _told_apart(
    opened: Sequence[tuple[Sequence[Place] | Source, Contents]],
) -> list[Sequence[Place] | Source]:
    """The gazetteers with no id twice: "7" of one table is not the place "7" of another."""
    taken: set[str] = set()
    found: list[Sequence[Place] | Source] = []
    for one, told in opened:
        if isinstance(one, tuple):
            one = tuple(_with_own_id(place, taken, told.path.name) for place in one)
            taken.update(place.id for place in one)
        found.append(one)
    return found


def _with_own_id(place: Place, taken: set[str], name: str) -> Place:
    """A place whose id is no other's; one with a prefix, "gn:703448", is the same everywhere."""
    if place.id not in taken or ":" in place.id:
        return place
    number, made = 1, f"{name}:{place.id}"
    while made in taken:
        number += 1
        made = f"{name}-{number}:{place.id}"
    return replace(place, id=made)
