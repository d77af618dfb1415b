"""The world gazetteer: a file that is mapped into memory and read where it is asked.

Opening it reads the header alone. What is looked up is kept for the next time, as the names of
one article come again in the next.
"""

from __future__ import annotations

import heapq
import mmap
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path

from viewer import resources
from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.gazetteer.inflection import base_forms, is_cyrillic
from viewer.gazetteer.likeness import is_same
from viewer.gazetteer.world import layout
from viewer.gazetteer.world.layout import WorldError, digest
from viewer.gazetteer.world.names import folded_title
from viewer.gazetteer.world.places import to_place
from viewer.model import Place

SHIPPED = resources.world()
"""Where the gazetteer is that is made when Dateline is installed or built."""

MOST = 400
"""Of more rows than this with one name, the best known are weighed."""
_KEPT = 1 << 11
_KEPT_LENGTHS = 1 << 14
_CELLS = 10
_HELD = [
    "at",
    "record",
    "lat",
    "lon",
    "people",
    "kind",
    "country",
    "region",
    "bucket",
    "low",
    "row",
    "flags",
]
_KINDS = tuple(Kind)
_NAME_KINDS = tuple(NameKind)
_DAMAGED = (IndexError, ValueError, TypeError, OverflowError)


class World:
    """The places of a world gazetteer. Immutable; it may be shared between threads."""

    _at: memoryview
    _record: memoryview
    _lat: memoryview
    _lon: memoryview
    _people: memoryview
    _kind: memoryview
    _country: memoryview
    _region: memoryview
    _bucket: memoryview
    _low: memoryview
    _row: memoryview
    _flags: memoryview

    def __init__(self, path: Path, rank: int = 0) -> None:
        """Raises WorldError where the file is not whole, and OSError where it cannot be read."""
        self.path = path
        self.rank = rank
        with path.open("rb") as file:
            size = path.stat().st_size
            header = layout.read_header(file, size)
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.fingerprint = header.fingerprint
        data = memoryview(self._map)
        self._sections = {
            name: layout.view(data, name, section) for name, section in header.sections.items()
        }
        for name in _HELD:
            setattr(self, f"_{name}", self._sections[name])
        self._bits = (len(self._bucket) - 1).bit_length() - 1
        self._matches: dict[str, tuple[str, ...]] = {}
        self._named = lru_cache(_KEPT)(self._look_up)
        self._lengths = lru_cache(_KEPT_LENGTHS)(self._look_up_lengths)
        if len(self) < 0 or len(self._bucket) != (1 << self._bits) + 1:
            raise WorldError("it is damaged")

    @classmethod
    def open(cls, path: Path = SHIPPED, rank: int = 0) -> World:
        """The gazetteer in a file, by default the one that came with Dateline."""
        return cls(path, rank)

    def __reduce__(self) -> tuple[type[World], tuple[Path, int]]:
        return (World, (self.path, self.rank))

    def __len__(self) -> int:
        return len(self._at) - 1

    def ranked(self, rank: int) -> World:
        """The same gazetteer in another place of their order."""
        return self if rank == self.rank else World(self.path, rank)

    def close(self) -> None:
        """Lets go of the file; nothing can be looked up any more."""
        for name, part in self._sections.items():
            part.release()
            self._sections[name] = memoryview(b"")
        for name in _HELD:
            setattr(self, f"_{name}", memoryview(b""))
        self._map.close()

    def lengths(self, first: str) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""
        return self._lengths(first)

    def named(self, words: Sequence[str]) -> Sequence[Candidate]:
        """What these folded words may mean, the best known first."""
        return self._named(" ".join(words))

    def place(self, id: str) -> Place | None:
        """The place of an id, or of another id that the place is known by."""
        row = self.row_of(id)
        return None if row is None else self.place_at(row)

    def ids(self, id: str) -> Sequence[str]:
        """All ids of a place that was given out, the one that it goes by first."""
        return (id, *self._matches.get(id, ()))

    def same(self, other: Candidate, ids: Iterable[str]) -> Candidate | None:
        """The row that is the place of another gazetteer's row."""
        for id in ids:
            row = self.row_of(id)
            if row is not None:
                return self.candidate(row)
        namesakes = self._named(folded_title(other.title))
        return next((one for one in namesakes if _is_titled(one) and is_same(one, other)), None)

    def row_of(self, id: str) -> int | None:
        """The number of the row with this id."""
        low, rows = self._sections["idlow"], self._sections["idrow"]
        wanted = digest(id) >> 32
        found = None
        at = bisect_left(low, wanted)
        while at < len(low) and low[at] == wanted:
            cells = self.record(rows[at])
            if cells[1] == id:
                return int(rows[at])
            if found is None and id in cells[6].split(";"):
                found = int(rows[at])
            at += 1
        return found

    def place_at(self, row: int) -> Place:
        """The place of a row."""
        try:
            region_name = self._regions[self._region[row]][1]
            return to_place(self.candidate(row), self.record(row), region_name)
        except _DAMAGED as error:
            raise WorldError("it is damaged (places)") from error

    def record(self, row: int) -> list[str]:
        """What a row's record says: title, id, source, types, radius, county, matches, ..."""
        try:
            text = str(self._record[self._at[row] : self._at[row + 1]], "utf-8")
        except _DAMAGED as error:
            raise WorldError("it is damaged (records)") from error
        cells = text.split("\t")
        return cells if len(cells) == _CELLS else cells + [""] * (_CELLS - len(cells))

    def candidate(
        self, row: int, name_kind: NameKind = NameKind.TITLE, capitals: tuple[str, ...] = ()
    ) -> Candidate:
        """A row as a candidate for a name."""
        title, id, source, types, radius, county, matches, _, _, important = self.record(row)
        if matches:
            self._matches[id] = tuple(matches.split(";"))
        region = self._regions[self._region[row]][0]
        return Candidate(
            id,
            self._sources[int(source)],
            self.rank,
            _KINDS[self._kind[row]],
            name_kind,
            title,
            self._lat[row] / layout.SCALE,
            self._lon[row] / layout.SCALE,
            self._people[row],
            self._countries[self._country[row]],
            region,
            f"{region}.{county}" if county and region else county,
            float(radius) if radius else 0.0,
            capitals,
            self._types[int(types)] if types else "",
            int(important) / 10 if important else 0.0,
        )

    def beginning(self, start: str, most: int) -> Sequence[Candidate]:
        """The best known rows whose folded titles begin with these folded words."""
        return [self.candidate(row) for row in heapq.nsmallest(most, self._titled(start))]

    def _titled(self, start: str) -> Iterator[int]:
        order = self._sections["titles"]

        def title(row: int) -> str:
            return folded_title(self.record(row)[0])

        # Titles that agree in their first sixteen bytes stand in the order of fame.
        short = start.encode()[: layout.TITLE_KEY_BYTES]
        at = bisect_left(order, short, key=lambda row: title(row).encode()[: len(short)])
        while at < len(order) and title(order[at]).encode()[: len(short)] == short:
            if title(order[at]).startswith(start):
                yield order[at]
            at += 1

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        try:
            found = tuple(self._postings(name, MOST))
            if not name.isascii() and is_cyrillic(name):
                found += tuple(self._declined(name, {one.id for one in found}))
        except _DAMAGED as error:
            raise WorldError("it is damaged (names)") from error
        return found

    def _postings(self, name: str, most: int) -> Sequence[Candidate]:
        hashed = digest(name)
        low, bits = self._low, self._bits
        bucket, wanted = hashed >> (64 - bits), hashed >> (32 - bits) & 0xFFFF_FFFF
        end = self._bucket[bucket + 1]
        at = bisect_left(low, wanted, self._bucket[bucket], end)
        if at >= end or low[at] != wanted:
            return ()  # as most words that are asked for
        found: list[Candidate] = []
        flags, check = self._flags, hashed & layout.CHECK_MASK
        while at < end and low[at] == wanted and len(found) < most:
            flag = flags[at]
            if flag >> layout.CHECK_SHIFT == check:
                index = flag >> layout.CAPITALS_SHIFT & 0xFF
                kind = _NAME_KINDS[flag & layout.NAME_KINDS]
                capitals = self._written(index, name) if index else ()
                found.append(self.candidate(self._row[at], kind, capitals))
            at += 1
        return found

    def _declined(self, name: str, known: set[str]) -> Iterator[Candidate]:
        """The rows of which a Cyrillic word is a case form, the best known first."""
        found = [
            replace(one, name_kind=NameKind.LOCAL)
            for base in base_forms(name)
            for one in self._postings(base, MOST)
        ]
        for one in sorted(found, key=lambda one: -one.population):
            if one.id not in known:
                known.add(one.id)
                yield one

    def _written(self, index: int, name: str) -> tuple[str, ...]:
        if index == layout.OTHER_CAPITALS:
            return ("C", *[""] * name.count(" "))
        return self._capitals[index]

    @cached_property
    def _countries(self) -> list[str]:
        return self._lines("countries")

    @cached_property
    def _types(self) -> list[str]:
        return self._lines("types")

    @cached_property
    def _sources(self) -> list[str]:
        return self._lines("sources")

    @cached_property
    def _regions(self) -> list[tuple[str, str]]:
        """The codes of first-order regions, with their names."""
        parts = (line.partition("\t") for line in self._lines("regions"))
        return [(code, name) for code, _, name in parts]

    @cached_property
    def _capitals(self) -> list[tuple[str, ...]]:
        return [tuple(sign.strip("-") for sign in line) for line in self._lines("capitals")]

    def _lines(self, section: str) -> list[str]:
        return str(self._sections[section], "utf-8").split("\n")

    def _look_up_lengths(self, first: str) -> tuple[int, ...]:
        try:
            mask = self._mask(first)
        except _DAMAGED as error:
            raise WorldError("it is damaged (words)") from error
        if not (mask & 1 or first.isascii()) and is_cyrillic(first) and self._named(first):
            mask |= 1
        return tuple(n + 1 for n in range(mask.bit_length() - 1, -1, -1) if mask >> n & 1)

    def _mask(self, first: str) -> int:
        hashed = digest(first) >> 32
        buckets, low = self._sections["firstbucket"], self._sections["firstlow"]
        bucket, wanted = hashed >> 16, hashed & 0xFFFF
        end = buckets[bucket + 1]
        at = bisect_left(low, wanted, buckets[bucket], end)
        return self._sections["lengths"][at] if at < end and low[at] == wanted else 0


def _is_titled(candidate: Candidate) -> bool:
    return candidate.name_kind <= NameKind.ALIAS
