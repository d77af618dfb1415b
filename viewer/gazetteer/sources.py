"""Several gazetteers as one, in an order of authority: gazetteer.csv first, the world last.

A row of one gazetteer and a row of another that are the same place are one candidate: the row
of the first decides, and the others fill in what it does not say. The rows of the first go
before all others that bear the same name; the others stay in the list, so that
"Moscow, Idaho" can still be told from Moscow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Protocol, TypeVar

from viewer.gazetteer.candidates import Candidate
from viewer.gazetteer.likeness import is_same
from viewer.gazetteer.placetable import PlaceTable
from viewer.gazetteer.world.layout import WorldError
from viewer.gazetteer.world.world import World
from viewer.model import Fault, Place

_KEPT = 1 << 12

Answer = TypeVar("Answer")
Other = TypeVar("Other")


class Source(Protocol):
    """What one gazetteer has to answer to be read with others."""

    def ranked(self, rank: int, /) -> Source:
        """The same gazetteer in another place of their order."""

    def lengths(self, first: str, /) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""

    def named(self, words: Sequence[str], /) -> Sequence[Candidate]:
        """What these folded words may mean, the best known first."""

    def place(self, id: str, /) -> Place | None:
        """The place of an id, its own or one that it is also known by."""

    def ids(self, id: str, /) -> Sequence[str]:
        """All ids of a place that it has given out."""

    def same(self, other: Candidate, ids: Iterable[str], /) -> Candidate | None:
        """The row that is the place of another gazetteer's row."""

    def beginning(self, start: str, most: int, /) -> Sequence[Candidate]:
        """The best known rows whose folded titles begin with these folded words."""


class Sources:
    """Gazetteers in their order. It answers what the geoparser asks (`candidates.Gazetteer`)."""

    def __init__(
        self,
        tables: Sequence[Sequence[Place] | Source] = (),
        world: Source | None = None,
        ranks: Sequence[int] | None = None,
    ) -> None:
        """`tables` go before `world`; each is a list of places or a gazetteer of its own.

        `ranks` are theirs; without, they are counted from 0.
        """
        self._given = (tables, world, ranks)
        given = (*tables, world) if world is not None else tables
        self.sources: list[Source] = [
            PlaceTable(tuple(one), rank) if isinstance(one, Sequence) else one.ranked(rank)
            for rank, one in zip(ranks or range(len(given)), given, strict=True)
        ]
        self.faults: list[Fault] = []
        """What turned out to be damaged when it was read; it is not asked again."""
        self._named = lru_cache(_KEPT)(self._look_up)
        self._lengths = lru_cache(_KEPT)(self._look_up_lengths)
        self._place = lru_cache(_KEPT)(self._look_up_place)

    def __reduce__(self) -> tuple[type[Sources], tuple[object, ...]]:
        return (Sources, self._given)

    def lengths(self, first: str) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""
        return self._lengths(first)

    def named(self, words: Sequence[str]) -> Sequence[Candidate]:
        """What these folded words may mean: the first gazetteer's rows, then the next one's."""
        return self._named(tuple(words))

    def place(self, id: str) -> Place | None:
        """The place of a candidate's id, with what all gazetteers know of it."""
        return self._place(id)

    def beginning(self, start: str, most: int) -> Sequence[Candidate]:
        """The best known rows whose folded titles begin with these folded words."""
        found: dict[str, Candidate] = {}
        for source in tuple(self.sources):
            rows = self._asked(source, lambda it: it.beginning(start, most), ())
            self._gather(source, rows, found)
        return tuple(found.values())[:most]

    def _look_up_lengths(self, first: str) -> Sequence[int]:
        found: set[int] = set()
        for source in list(self.sources):
            found.update(self._asked(source, lambda it: it.lengths(first), ()))
        return tuple(sorted(found, reverse=True))

    def _look_up(self, words: tuple[str, ...]) -> Sequence[Candidate]:
        found: dict[str, Candidate] = {}
        for source in tuple(self.sources):
            # Most words that are asked for are no name of any gazetteer: the way is short.
            try:
                rows = source.named(words)
            except WorldError as error:
                self._give_up(source, error)
                continue
            if rows:
                self._gather(source, rows, found)
        return tuple(found.values())

    def _gather(
        self, source: Source, rows: Sequence[Candidate], found: dict[str, Candidate]
    ) -> None:
        """Add what one gazetteer answers, each place once: of one name and near, they are one."""
        before = tuple(found.values())
        for row in rows:
            one = self._told(row, source)
            twin = next((other for other in before if is_same(other, one)), None)
            if twin:
                found[twin.id] = _filled(found[twin.id], one)
            else:
                found.setdefault(one.id, one)

    def _told(self, one: Candidate, source: Source) -> Candidate:
        """A candidate as the first gazetteer has it that knows the place."""
        others = list(self.sources)
        if source not in others or len(others) == 1:
            return one
        ids = source.ids(one.id)
        at = others.index(source)
        kept = one
        for before in others[:at]:
            same = self._asked(before, lambda it: it.same(one, ids), None)
            if same:
                kept = _filled(same, one)
                break
        for after in others[at + 1 :]:
            same = self._asked(after, lambda it: it.same(one, ids), None)
            if same:
                kept = _filled(kept, same)
        if kept is one:
            return one
        return replace(kept, rank=one.rank, name_kind=one.name_kind, capitals=one.capitals)

    def _look_up_place(self, id: str) -> Place | None:
        found = None
        ids: tuple[str, ...] = (id,)
        for source in list(self.sources):
            place = self._asked(source, partial(_first_place, ids), None)
            if place:
                ids = (*ids, *source.ids(place.id))
                found = _completed(found, place) if found else place
        return found

    def _asked(
        self, source: Source, question: Callable[[Source], Answer], none: Other
    ) -> Answer | Other:
        """What a gazetteer answers; one that turns out to be damaged is asked no more."""
        try:
            return question(source)
        except WorldError as error:
            self._give_up(source, error)
            return none

    def _give_up(self, source: Source, error: WorldError) -> None:
        """Ask a damaged gazetteer no more."""
        if source in self.sources:
            self.sources.remove(source)
            path = source.path if isinstance(source, World) else Path()
            self.faults.append(Fault(path, f"this gazetteer is no longer used: {error}"))


def _first_place(ids: Iterable[str], source: Source) -> Place | None:
    return next(filter(None, map(source.place, ids)), None)


def _filled(one: Candidate, other: Candidate) -> Candidate:
    """A candidate with what another of the same place says besides."""
    return replace(
        one,
        population=one.population or other.population,
        country=one.country or other.country,
        region=one.region or other.region,
        county=one.county or other.county,
        radius_km=one.radius_km or other.radius_km,
        importance=one.importance or other.importance,
    )


def _completed(place: Place, other: Place) -> Place:
    """A place with what another gazetteer's row of it says besides."""
    return replace(
        place,
        population=place.population or other.population,
        region=place.region or other.region,
        ccodes=place.ccodes or other.ccodes,
        radius_km=place.radius_km or other.radius_km,
        matches=tuple(dict.fromkeys((*place.matches, *other.matches))),
    )
