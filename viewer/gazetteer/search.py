"""What a name may mean, for a person who asks: every row, what it is and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from viewer.gazetteer.candidates import Candidate, NameKind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.sources import Sources
from viewer.gazetteer.words import fold, spans
from viewer.gazetteer.world.places import kind_word

MOST = 100
_HEADERS = ("name", "kind", "country", "region", "people", "lat, lon", "source", "id")
_WIDEST = 40
_NAME_KINDS = {
    NameKind.TITLE: "title",
    NameKind.ALIAS: "alias",
    NameKind.ABBREVIATION: "abbreviation",
    NameKind.ALTERNATE: "alternate name",
    NameKind.LOCAL: "local name",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A row that bears a name, or whose title begins with it."""

    id: str
    title: str
    kind: str
    country: str
    """The country's English name; "" where there is none."""
    ccode: str
    region: str
    """The English name of the first-order region."""
    population: int | None
    lat: float
    lon: float
    source: str
    name: str
    """What the name is to this row: "title", "alias", "alternate name", "beginning"."""


def search(gazetteer: Sources, name: str, most: int = MOST) -> list[Found]:
    """The rows of a name, the gazetteers in their order; else those whose titles begin so."""
    words = [fold(name[start:end]) for start, end in spans(name)]
    if not words or not all(words):
        return []
    exact = gazetteer.named(words)
    if exact:
        # Of one gazetteer, rows that are called so in English come before those that may be.
        order = sorted(exact, key=lambda one: (one.rank, one.name_kind >= NameKind.ALTERNATE))
        return [_found(gazetteer, one, _NAME_KINDS[one.name_kind]) for one in order[:most]]
    begun = gazetteer.beginning(" ".join(words), most)
    return [_found(gazetteer, one, "beginning") for one in begun]


def _found(gazetteer: Sources, one: Candidate, name: str) -> Found:
    place = gazetteer.place(one.id)
    return Found(
        id=one.id,
        title=one.title,
        kind=place.kind if place else kind_word(one),
        country=COUNTRIES.get(one.country, (one.country,))[0],
        ccode=one.country,
        region=place.region if place else "",
        population=one.population or None,
        lat=round(one.lat, 5),
        lon=round(one.lon, 5),
        source=one.source,
        name=name,
    )


def as_json(found: Found) -> dict[str, object]:
    """A row for `--json`, one object a line."""
    return asdict(found)


def as_table(rows: Iterable[Found]) -> str:
    """Rows in columns, for a terminal."""
    cells = [_HEADERS, *map(_cells, rows)]
    widths = [min(_WIDEST, max(map(len, column))) for column in zip(*cells, strict=True)]
    lines = (_line(row, widths) for row in cells)
    return "\n".join(lines)


def _cells(one: Found) -> tuple[str, ...]:
    people = f"{one.population:,}" if one.population else ""
    title = one.title if one.name == "title" else f"{one.title} ({one.name})"
    where = f"{one.lat:.4f}, {one.lon:.4f}"
    return (title, one.kind, one.country, one.region, people, where, one.source, one.id)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = (cell if len(cell) <= _WIDEST else f"{cell[: _WIDEST - 1]}…" for cell in cells)
    parts = [
        cell.rjust(width) if header == "people" else cell.ljust(width)
        for cell, width, header in zip(cut, widths, _HEADERS, strict=True)
    ]
    return "  ".join(parts).rstrip()
