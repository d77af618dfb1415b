"""A row of a table to a place, or the reason why it gives none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.countries import country_code
from viewer.gazetteer.readers import wkt
from viewer.gazetteer.readers.columns import Columns
from viewer.gazetteer.readers.links import short_id
from viewer.gazetteer.readers.location import locate
from viewer.gazetteer.readers.records import Record, RowFault
from viewer.model import InvalidPlace, Place, Row

_PEOPLE = re.compile(r"([0-9]{1,12}|[0-9]{1,3}(?:[ ,.'’][0-9]{3}){1,3})(?:\.00?)?")
_NOT_KNOWN = frozenset({"", "-", "–", "—", "?", "n/a", "na", "none", "null", "nan", "unknown"})
_LANGUAGE = re.compile(r"@[a-z]{2,3}(?:-[A-Za-z0-9]+)*$")
_KINDS_OF_CLASSES = {
    "A": "administrative area",
    "H": "body of water",
    "L": "area",
    "P": "settlement",
    "R": "road",
    "S": "site",
    "T": "landform",
}
"""What GeoNames' feature classes are, which Linked Places gives where it has no type."""
_AAT = {
    "300008347": "settlement",
    "300008389": "city",
    "300008375": "town",
    "300008372": "village",
    "300120599": "port",
    "300128207": "nation",
    "300232420": "sovereign state",
    "300387506": "country",
    "300000774": "province",
    "300000771": "county",
    "300000776": "state",
    "300135982": "territory",
    "300235099": "prefecture",
    "300182722": "region",
    "300387178": "region",
}
"""Some types of the Art & Architecture Thesaurus that Linked Places gives as numbers."""


def title_of(record: Record, columns: Columns) -> str:
    """A row's title; "" where it has none."""
    return columns.cell(record.cells, "title")


def read_row(
    record: Record,
    columns: Columns,
    place_id: str,
    file: str,
    outlines: BoundaryIndex | None,
    geometry: wkt.Geometry | None = None,
) -> Place:
    """The place that a row describes; raises RowFault where it describes none.

    `geometry` is its shape where no cell has it.
    """
    title = title_of(record, columns)
    if not title:
        raise RowFault("the title is missing")
    kind = _kind_of(columns.cell(record.cells, "types"))
    kind = kind or _KINDS_OF_CLASSES.get(
        columns.cell(record.cells, "fclasses")[:1].upper(), "place"
    )
    ccodes = _ccodes(columns.cell(record.cells, "ccodes"))
    geometry = geometry or _geometry(columns.cell(record.cells, "geowkt"))
    location = locate(record, columns, kind, ccodes, outlines, geometry)
    lat, lon = location.position
    try:
        return Place(
            id=place_id,
            title=title,
            kind=kind,
            shape=location.shape,
            lat=lat,
            lon=lon,
            variants=_variants(columns.cell(record.cells, "variants"), title),
            ccodes=ccodes,
            boundary=location.boundary,
            polygon=location.polygon,
            matches=tuple(map(short_id, _split(columns.cell(record.cells, "matches")))),
            source=columns.cell(record.cells, "title_source"),
            description=columns.cell(record.cells, "description"),
            row=Row(file, record.line, _cells(record, columns)),
            population=_people(columns.cell(record.cells, "population")),
        )
    except InvalidPlace as problem:
        raise RowFault(str(problem)) from problem


def _cells(record: Record, columns: Columns) -> tuple[tuple[str, str], ...]:
    pairs = zip(columns.headers, record.cells, strict=False)
    return tuple((header, cell) for header, cell in pairs if cell.strip())


def _split(cell: str) -> Iterable[str]:
    return filter(None, (part.strip() for part in re.split(r"[;|]", cell)))


def _variants(cell: str, title: str) -> tuple[str, ...]:
    """The other names, each once; "Kiev@en" is a name with its language."""
    names = dict.fromkeys(_LANGUAGE.sub("", name) for name in _split(cell))
    return tuple(name for name in names if name and name != title)


def _kind_of(types: str) -> str:
    """The first type in words, in lower case, else one that is known by number, else ""."""
    kinds = [" ".join(given.split()).lower() for given in re.split(r"[;|]", types)]
    numbers = [kind.removeprefix("aat:") for kind in kinds]
    worded = (kind for kind in kinds if kind and not _is_number(kind))
    return next(worded, next((_AAT[one] for one in numbers if one in _AAT), ""))


def _is_number(kind: str) -> bool:
    return kind.startswith("aat:") or kind.isdecimal()


def _ccodes(cell: str) -> tuple[str, ...]:
    """The codes of the countries that a cell gives, by code or by name."""
    whole = country_code(cell) if cell else None
    if whole:
        return (whole,)
    codes = []
    for part in re.split(r"[;|,/]", cell):
        if not part.strip():
            continue
        code = country_code(part)
        if code is None:
            raise RowFault(f"{part.strip()!r} is no country code such as UA")
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _geometry(text: str) -> wkt.Geometry | None:
    try:
        return wkt.parse(text) if text else None
    except wkt.UnreadableShape as problem:
        raise RowFault(str(problem)) from problem


def _people(cell: str) -> int | None:
    """A number of people, as people write it: 2 952 301, 2,952,301 or 2.952.301."""
    if cell.casefold() in _NOT_KNOWN:
        return None
    found = _PEOPLE.fullmatch(cell)
    if not found:
        raise RowFault(f"the population {cell[:40]!r} is not a number such as 2952301")
    return int(re.sub(r"[^0-9]", "", found[1])) or None
