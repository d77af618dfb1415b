"""Writes the file of a world gazetteer from rows that come one by one.

Memory is bounded whatever their number: the rows wait on disk until all are known, then they
are numbered from the best known to the least, and their names are sorted in runs. The file
appears under its name when it is whole, and not before.
"""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world import layout
from viewer.gazetteer.world.layout import SECTIONS, digest
from viewer.gazetteer.world.names import keyed_names, title_key
from viewer.gazetteer.world.row import WorldRow, fame
from viewer.gazetteer.world.sections import Indices, Sections
from viewer.gazetteer.world.sorting import Sorter
from viewer.gazetteer.world.spread import Spread

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is (0: not known). It may
raise to cancel: nothing is left behind."""

_STEP = 20_000
_NAME_KINDS = tuple(NameKind)


def write_world(
    target: Path, rows: Iterable[WorldRow], fingerprint: str, progress: Progress | None = None
) -> int:
    """Writes a gazetteer file, and returns how many rows it has.

    `fingerprint` is 64 hexadecimal digits that tell what it was made from.
    """
    tell = progress or (lambda what, done, total: None)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
        folder = Path(name)
        with (folder / "rows").open("w+b", buffering=1 << 18) as file:
            waiting = _WaitingRows(folder, file)
            for count, row in enumerate(rows):
                waiting.add(row)
                if count % _STEP == 0:
                    tell("reading places", count, 0)
            with Sections(folder) as sections:
                _Numbered(folder, sections, waiting).write(tell)
        whole = folder / "whole"
        sections.join(whole, fingerprint)
        whole.replace(target)
    return len(waiting)


class _WaitingRows:
    """Rows on disk, and how well known each is."""

    def __init__(self, folder: Path, file: BinaryIO) -> None:
        self._file = file
        self._at = array("Q")
        self._end = 0
        self._order = Sorter(folder, "order", 9)
        self.spread = Spread()

    def __len__(self) -> int:
        return len(self._at)

    def add(self, row: WorldRow) -> None:
        """Keeps a row until all are known."""
        self._order.add((layout.MAX_PEOPLE * 16 - fame(row)) << 32 | len(self._at))
        self._order.settle()
        self._at.append(self._end)
        data = marshal.dumps(_plain(row))
        self._file.write(data)
        self._end += len(data)
        self.spread.add(row)

    def __iter__(self) -> Iterator[WorldRow]:
        """The rows from the best known to the least."""
        self._file.flush()
        self._at.append(self._end)
        # They lie anywhere in the file: a buffer would be read in vain for each.
        with Path(self._file.name).open("rb", buffering=0) as file:
            for order in self._order:
                number = order & 0xFFFF_FFFF
                file.seek(self._at[number])
                yield _row(marshal.loads(file.read(self._at[number + 1] - self._at[number])))
        self._at.pop()


def _plain(row: WorldRow) -> tuple[Any, ...]:
    names = tuple([(text, int(kind)) for text, kind in row.names])
    return (
        *(row.id, int(row.kind), row.title, row.lat, row.lon, names, row.population),
        *(row.country, row.region, row.county, row.radius_km, row.types, row.source),
        *(row.matches, row.countries, row.note, row.importance),
    )


def _row(plain: tuple[Any, ...]) -> WorldRow:
    number, kind, title, lat, lon, names, *rest = plain
    named = tuple([(text, _NAME_KINDS[name]) for text, name in names])
    return WorldRow(number, Kind(kind), title, lat, lon, named, *rest)


class _Numbered:
    """Writes rows in their final order, then what they are looked up by."""

    def __init__(self, folder: Path, sections: Sections, rows: _WaitingRows) -> None:
        self._out = sections
        self._rows = rows
        self._names = Sorter(folder, "names", 14)
        self._firsts = Sorter(folder, "firsts", 6)
        self._ids = Sorter(folder, "ids", 8)
        self._titles = Sorter(folder, "titles", 20)
        self._countries, self._regions = Indices(), Indices()
        self._sources, self._types, self._capitals = Indices(), Indices(), Indices()
        self._region_names: dict[str, str] = {}
        self._add = {name: sections.adder(name) for name, code in SECTIONS.items() if code}
        self._record_at = 0

    def write(self, tell: Progress) -> None:
        """Writes all sections."""
        total = len(self._rows)
        for number, row in enumerate(self._rows):
            self._write_row(number, row)
            self._name(number, row)
            if number % _STEP == 0:
                tell("writing places", number, total)
                self._settle()
        self._add["at"](self._record_at)
        self._write_names(tell)
        self._write_firsts()
        for number in self._told("sorting ids", self._ids, tell):
            self._add["idlow"](number >> 32)
            self._add["idrow"](number & 0xFFFF_FFFF)
        for number in self._told("sorting titles", self._titles, tell):
            self._add["titles"](number & 0xFFFF_FFFF)
        self._write_texts()

    def _told(self, what: str, numbers: Sorter, tell: Progress) -> Iterator[int]:
        """Sorted numbers, with progress."""
        total = len(numbers)
        for count, number in enumerate(numbers):
            if count % _STEP == 0:
                tell(what, count, total)
                self._out.settle()
            yield number

    def _settle(self) -> None:
        self._out.settle()
        for sorter in (self._names, self._firsts, self._ids, self._titles):
            sorter.settle()

    def _write_row(self, number: int, row: WorldRow) -> None:
        add = self._add
        people = row.population if row.population <= layout.MAX_PEOPLE else 0
        radius = row.radius_km or self._rows.spread.radius_km(row)
        add["lat"](round(row.lat * layout.SCALE))
        add["lon"](round(row.lon * layout.SCALE))
        add["people"](max(0, people))
        add["kind"](row.kind)
        add["country"](self._countries[row.country])
        add["region"](self._regions[row.region])
        add["at"](self._record_at)
        types = ";".join(part.strip().lower() for part in row.types.split(";"))
        record = _record(row, self._sources[row.source], self._types[_clean(types)], radius)
        self._out.text("record", record)
        self._record_at += len(record)
        if row.kind is Kind.REGION and row.region:
            self._region_names.setdefault(row.region, _clean(row.title))

    def _name(self, number: int, row: WorldRow) -> None:
        for id in (row.id, *row.matches):
            self._ids.add(digest(id) >> 32 << 32 | number)
        self._titles.add(title_key(row.title) << 32 | number)
        for key, (kind, capitals) in keyed_names(row).items():
            hashed = digest(key)
            self._names.add((hashed << 32 | number) << 16 | self._flags(hashed, kind, capitals))
            first, _, others = key.partition(" ")
            hashed = hashed if not others else digest(first)
            words = others.count(" ") + 2 if others else 1
            self._firsts.add(hashed >> 32 << 16 | 1 << (words - 1))

    def _flags(self, hashed: int, kind: NameKind, capitals: str) -> int:
        index = self._capitals[capitals]
        if index >= layout.OTHER_CAPITALS:
            index = layout.OTHER_CAPITALS
        check = hashed & layout.CHECK_MASK
        return kind | index << layout.CAPITALS_SHIFT | check << layout.CHECK_SHIFT

    def _write_names(self, tell: Progress) -> None:
        total = len(self._names)
        bits = layout.bucket_bits(total)
        bucket, low = self._add["bucket"], self._add["low"]
        add_row, flags = self._add["row"], self._add["flags"]
        buckets = count = 0
        last = -1
        for number in self._names:
            place = number >> 16
            if place == last:  # the same name of the same row: the best kind came first
                continue
            last = place
            hashed = place >> 32
            while buckets <= hashed >> (64 - bits):
                bucket(count)
                buckets += 1
            low(hashed >> (32 - bits) & 0xFFFF_FFFF)
            add_row(place & 0xFFFF_FFFF)
            flags(number & 0xFFFF)
            count += 1
            if count % _STEP == 0:
                tell("sorting names", count, total)
                self._out.settle()
        for _ in range(buckets, (1 << bits) + 1):
            bucket(count)

    def _write_firsts(self) -> None:
        buckets = count = 0
        for first, lengths in _joined(self._firsts):
            while buckets <= first >> 16:
                self._add["firstbucket"](count)
                buckets += 1
            self._add["firstlow"](first & 0xFFFF)
            self._add["lengths"](lengths)
            count += 1
        for _ in range(buckets, (1 << layout.FIRST_BUCKET_BITS) + 1):
            self._add["firstbucket"](count)

    def _write_texts(self) -> None:
        lines: dict[str, Iterable[str]] = {
            "countries": self._countries,
            "regions": [f"{code}\t{self._region_names.get(code, '')}" for code in self._regions],
            "sources": [_clean(source) for source in self._sources],
            "types": self._types,
            "capitals": self._capitals,
        }
        for name, texts in lines.items():
            self._out.text(name, "\n".join(texts).encode("utf-8", "replace"))


def _joined(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First words with all the lengths of their names."""
    word, lengths = -1, 0
    for number in numbers:
        if number >> 16 != word:
            if word >= 0:
                yield word, lengths
            word, lengths = number >> 16, 0
        lengths |= number & 0xFFFF
    if word >= 0:
        yield word, lengths


def _record(row: WorldRow, source: int, types: int, radius_km: float) -> bytes:
    """What is read of a row only when it is a candidate, parted by tabs, as far as there is any."""
    county = row.county.removeprefix(row.region + ".") if row.region else row.county
    radius = f"{radius_km:.3g}" if radius_km else ""
    known = (row.title, row.id, str(source), str(types or ""), radius, county)
    important = str(row.importance or "")
    more = (";".join(row.matches), ";".join(row.countries), row.note, important)
    text = "\t".join(map(_clean, (*known, *more)))
    return text.rstrip("\t").encode("utf-8", "replace")


def _clean(text: str) -> str:
    return " ".join(text.split()) if not text.isprintable() else text
