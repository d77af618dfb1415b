"""The names of regions, taken apart and put together."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.candidates import NameKind
from viewer.gazetteer.world.compiler.alternates import (
    Famous,
    clean_title,
    is_close,
    is_name,
    settlement_names,
    sound,
)
from viewer.gazetteer.world.compiler.centres import distance_km, spread
from viewer.gazetteer.world.compiler.divisions import (
    base_of,
    first_forms,
    first_title,
    in_english,
    second_forms,
)
from viewer.gazetteer.world.compiler.packages import Settlement
from viewer.gazetteer.world.compiler.tabled import read_tabled

FOLDER = Path(__file__).parents[4] / "viewer/gazetteer/world/compiler"


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Kherson Oblast", "Kherson"),
        ("Maidan Wardak Province", "Maidan Wardak"),
        ("Provincia di Lucca", "Lucca"),
        ("Province of Toledo", "Toledo"),
        ("Politischer Bezirk Linz", "Linz"),
        ("Okres Praha-západ", "Praha-západ"),
        ("City and Borough of Leeds", "Leeds"),
        ("Kayes", "Kayes"),
        ("Eastern Province", "Eastern Province"),
        ("Northern Region", "Northern Region"),
        ("County Cork", "Cork"),
        ("St. Tammany Parish", "St. Tammany"),
        ("Statesboro", "Statesboro"),
    ],
)
def test_the_kind_is_taken_off_a_name(name: str, base: str) -> None:
    assert base_of(name) == base


def test_a_title_says_the_kind_where_a_town_has_the_name_too() -> None:
    assert first_title("Odesa", "UA", shared=False) == "Odesa Oblast"
    assert first_title("Kerman", "IR", shared=True) == "Kerman Province"
    assert first_title("Fars", "IR", shared=False) == "Fars"
    assert first_title("Puebla", "MX", shared=True) == "Puebla"
    assert first_title("Kano State", "NG", shared=True) == "Kano State"
    assert first_title("Ilam Province", "IR", shared=False) == "Ilam"


def test_forms_are_those_of_the_country() -> None:
    assert list(first_forms("Kherson", "UA")) == [
        "Kherson Oblast",
        "Kherson region",
        "Kherson province",
    ]
    assert "State of Oaxaca" in first_forms("Oaxaca", "MX")
    assert list(second_forms("Guma", "NG")) == ["Guma Local Government Area", "Guma LGA"]
    assert list(second_forms("Garut", "ID")) == [
        "Garut Regency",
        "Garut District",
        "Regency of Garut",
        "Kabupaten Garut",
    ]
    assert "Province of Batangas" in second_forms("Batangas", "PH")
    assert "Department of Meta" in first_forms("Meta", "CO")


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Pūrba Champāran", "East Champāran"),
        ("Dakshina Kannada", "South Kannada"),
        ("Uttarkashi", "Uttarkashi"),
        ("Uttar", "Uttar"),
    ],
)
def test_a_direction_is_said_in_english(name: str, english: str) -> None:
    assert in_english(name) == english


@pytest.mark.parametrize("text", ["KBP", "swldw", "http://x.org", "The", "X", "Ward 4", "wen ping"])
def test_what_is_no_alternate_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize("text", ["Kiev", "al-Qamishli", "'s-Hertogenbosch", "Київ", "東京", "Åre"])
def test_what_is_an_alternate_name(text: str) -> None:
    assert is_name(text)


def test_near_spellings() -> None:
    assert is_close("Mykolaiv", "Mykolayiv")
    assert is_close("Zaporizhzhia", "Zaporizhzhya")
    assert not is_close("Kiev", "Kyiv")
    assert not is_close("Rostock", "Rostov")
    assert not is_close("Austin", "Boston")


def test_titles_lose_what_is_added_to_them() -> None:
    assert clean_title("Olinda, CDP") == "Olinda"
    assert clean_title("City of Milford (balance)") == "City of Milford"
    assert clean_title("(Unnamed)") == "(Unnamed)"


@given(
    st.floats(-60, 60),
    st.floats(-179, 179),
    st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), min_size=1, max_size=40),
)
def test_the_middle_lies_among_the_points(
    lat: float, lon: float, steps: list[tuple[float, float]]
) -> None:
    points = [(lat + y, (lon + x + 180) % 360 - 180) for y, x in steps]
    middle_lat, middle_lon, radius_km = spread(points)
    assert -180 <= middle_lon <= 180
    assert radius_km >= 5
    assert min(distance_km((middle_lat, middle_lon), point) for point in points) < 460


def test_the_middle_of_points_on_both_sides_of_the_date_line() -> None:
    lat, lon, _ = spread([(-17.0, 179.0), (-17.0, -179.0), (-16.0, 179.5), (-18.0, -179.5)])
    assert abs(lon) > 178
    assert lat == pytest.approx(-17, abs=0.6)


@pytest.mark.parametrize("name", ["countries", "regions", "cities"])
def test_our_tables_have_no_line_twice_and_no_empty_one(name: str) -> None:
    lines = list(read_tabled(name))
    assert len({(line.code, line.name) for line in lines}) == len(lines)
    for line in lines:
        assert line.title or line.names
        assert len({text for text, _ in line.names}) == len(line.names), line.code


def test_districts_are_listed_once() -> None:
    with (FOLDER / "districts.csv").open(encoding="utf-8", newline="") as file:
        titles = [line["title"] for line in csv.DictReader(file, strict=True)]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kiryat Gat", "Qiryat Gat", True),
        ("Naqoura", "En Nâqoûra", True),
        ("Hermel", "El Hermel", True),
        ("Baha", "Al Baha", False),
        ("Ismaili", "İsmayıllı", False),
    ],
)
def test_ways_of_writing_a_name_in_latin_letters(one: str, other: str, same: bool) -> None:
    assert (sound(one) == sound(other)) is same


def settlement(id: int, name: str, people: int, *alternates: str) -> Settlement:
    return Settlement(id, name, 0.0, 0.0, "GB", "", "", people, alternates)


def test_the_name_of_a_larger_city_is_no_alias_of_a_town() -> None:
    tyne = settlement(1, "Newcastle upon Tyne", 300_000)
    lyme = settlement(2, "Newcastle under Lyme", 130_000)
    milwaukee = settlement(3, "Milwaukee", 560_000)
    suburb = settlement(4, "Milwaukie", 30_000, "Milwaukee")
    famous = Famous.of([tyne, lyme, milwaukee, suburb], {})
    assert dict(settlement_names(tyne, tyne.name, (), famous))["Newcastle"] is NameKind.ALIAS
    assert dict(settlement_names(lyme, lyme.name, (), famous))["Newcastle"] is NameKind.ALTERNATE
    assert dict(settlement_names(suburb, suburb.name, (), famous))["Milwaukee"] is (
        NameKind.ALTERNATE
    )
