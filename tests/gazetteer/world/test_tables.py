"""Our own tables of places: each row can be read, found by its names, and lies where it says."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import viewer.gazetteer
from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.words import fold, spans
from viewer.gazetteer.world.compiler.centres import distance_km
from viewer.gazetteer.world.compiler.rows import WorldRow, read_tables

TABLES = Path(viewer.gazetteer.__file__).parent / "world" / "tables"
PATHS = sorted(TABLES.glob("*.csv"))

LARGEST_KM = {Kind.RIVER: 1600, Kind.SITE: 2000, Kind.CITY: 15, Kind.REGION: 1500}
"""No place of these kinds reaches further; a site is a road or a wall at most."""

KNOWN = {
    "White House": (38.8977, -77.0365),
    "Kremlin": (55.752, 37.6175),
    "Heathrow Airport": (51.4706, -0.4619),
    "Donbas": (48.3, 38.3),
    "Midwest": (41.5, -90.0),
    "Strait of Hormuz": (26.6, 56.4),
    "Mount Everest": (27.988, 86.925),
    "Kibera": (-1.312, 36.787),
    "Copacabana": (-22.971, -43.183),
    "Great Barrier Reef": (-18.3, 147.7),
}


@pytest.fixture(scope="module")
def rows() -> list[WorldRow]:
    return list(read_tables(TABLES))


def folded(name: str) -> tuple[str, ...]:
    return tuple(fold(name[start:end]) for start, end in spans(name))


def names(row: WorldRow) -> list[str]:
    return [row.title, *(name for name, _ in row.names)]


def test_there_is_a_table_of_every_sort() -> None:
    assert {path.stem for path in PATHS} == {
        *("aliases", "areas", "counties", "districts", "ranges", "rivers", "sites", "waters"),
    }


def test_no_id_is_given_twice_in_a_table() -> None:
    for path in PATHS:
        with path.open(encoding="utf-8", newline="") as file:
            ids = Counter(cells["id"] for cells in csv.DictReader(file))
        assert [id for id, count in ids.items() if count > 1] == [], path.name


def test_every_name_has_words_that_can_be_looked_up(rows: list[WorldRow]) -> None:
    assert [name for row in rows for name in names(row) if not all(folded(name) or ("",))] == []


def test_no_row_has_a_name_twice(rows: list[WorldRow]) -> None:
    twice = [row.title for row in rows if len(set(names(row))) < len(names(row))]
    assert twice == []


def test_names_have_neither_brackets_nor_articles(rows: list[WorldRow]) -> None:
    wrong = [
        name
        for row in rows
        for name in names(row)
        if "(" in name or name != name.strip() or name.startswith("the ")
    ]
    assert wrong == []


def test_countries_are_alpha_2(rows: list[WorldRow]) -> None:
    codes = {code for row in rows for code in (row.country, *row.countries) if code}
    assert [code for code in codes if len(code) != 2 or not code.isupper()] == []


def test_every_row_says_where_it_comes_from(rows: list[WorldRow]) -> None:
    assert [row.title for row in rows if len(row.source.split()) < 2] == []


def test_radii_are_plausible(rows: list[WorldRow]) -> None:
    wrong = [
        row.title for row in rows if not 0 <= row.radius_km <= LARGEST_KM.get(row.kind, 10_000)
    ]
    assert wrong == []


def test_no_place_stands_twice_under_one_title(rows: list[WorldRow]) -> None:
    """Namesakes of a kind lie further apart than the smaller of them reaches."""
    seen: dict[tuple[Kind, tuple[str, ...]], list[WorldRow]] = {}
    for row in rows:
        seen.setdefault((row.kind, folded(row.title)), []).append(row)
    near = [
        (one.title, one.id, other.id)
        for group in seen.values()
        for index, one in enumerate(group)
        for other in group[index + 1 :]
        if one.id != other.id
        and distance_km((one.lat, one.lon), (other.lat, other.lon))
        < min(one.radius_km, other.radius_km, 25)
    ]
    assert near == []


@pytest.mark.parametrize(("title", "point"), KNOWN.items())
def test_what_the_news_names_is_where_it_is(
    rows: list[WorldRow], title: str, point: tuple[float, float]
) -> None:
    found = [row for row in rows if row.title == title]
    assert min(distance_km((row.lat, row.lon), point) for row in found) < 30


def test_short_forms_are_abbreviations(rows: list[WorldRow]) -> None:
    kinds = {name: kind for row in rows for name, kind in row.names}
    assert kinds["LAX"] is NameKind.ABBREVIATION
    assert kinds["Charles de Gaulle"] is NameKind.ALIAS
