"""GeoNames' own table: what becomes of a line, and what is said of one that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.readers.featurecodes import LEFT_OUT, feature_of
from viewer.gazetteer.readers.geonames import CELLS, read_line
from viewer.gazetteer.readers.records import RowFault
from viewer.gazetteer.world.row import WorldRow
from viewer.model import InvalidPlace

KYIV = (
    "703448\tKyiv\tKyiv\tKiev,Kijów,Київ,Kyiv,\t50.45466\t30.5238\tP\tPPLC\tUA\t\t12\t\t\t\t"
    "2797553\t\t187\tEurope/Kyiv\t2024-01-01\n"
)


def line(**changes: str) -> str:
    names = (
        *("id", "name", "plain", "others", "lat", "lon", "group", "code", "country", "also"),
        *("one", "two", "three", "four", "people", "high", "dem", "zone", "date"),
    )
    cells = dict(zip(names, KYIV.rstrip("\n").split("\t"), strict=True))
    return "\t".join({**cells, **changes}.values())


def row(**changes: str) -> WorldRow:
    made = read_line(line(**changes))
    assert isinstance(made, WorldRow)
    return made


def test_a_line_says_all_that_it_says() -> None:
    made = row()
    assert (made.id, made.kind, made.title) == ("gn:703448", Kind.CITY, "Kyiv")
    assert (made.lat, made.lon, made.population) == (50.45466, 30.5238, 2_797_553)
    assert (made.country, made.region, made.types) == ("UA", "UA.12", "capital;city")
    assert made.names == (
        ("Kiev", NameKind.ALTERNATE),
        ("Kijów", NameKind.ALTERNATE),
        ("Київ", NameKind.LOCAL),
    )


@pytest.mark.parametrize(
    ("group", "code", "kind", "types"),
    [
        ("A", "PCLI", Kind.COUNTRY, "country"),
        ("A", "ADM1", Kind.REGION, "region"),
        ("A", "ADM2", Kind.COUNTY, "county"),
        ("P", "PPL", Kind.CITY, "city"),
        ("P", "PPLX", Kind.CITY, "neighbourhood"),
        ("P", "SOMETHING", Kind.CITY, "city"),
        ("H", "SEA", Kind.WATER, "sea"),
        ("H", "STM", Kind.RIVER, "river"),
        ("L", "RGN", Kind.AREA, "region"),
        ("L", "CONT", Kind.CONTINENT, "continent"),
        ("T", "MTS", Kind.RANGE, "mountains"),
        ("S", "AIRP", Kind.SITE, "airport"),
    ],
)
def test_feature_codes_are_kinds(group: str, code: str, kind: Kind, types: str) -> None:
    made = row(group=group, code=code)
    assert (made.kind, made.types) == (kind, types)


@pytest.mark.parametrize(
    ("group", "code"),
    [("S", "FRM"), ("H", "WLL"), ("R", "RD"), ("U", "RFU"), ("", ""), ("P", "PPLH")],
)
def test_what_the_news_never_names_is_counted_by_its_class(group: str, code: str) -> None:
    assert read_line(line(group=group, code=code)) == group
    assert LEFT_OUT[group]


def test_a_former_country_is_not_drawn_as_a_country() -> None:
    assert row(group="A", code="PCLH", country="RU").kind is Kind.AREA


def test_counties_know_their_region() -> None:
    made = row(group="A", code="ADM2", country="US", one="IL", two="031")
    assert (made.region, made.county) == ("US.IL", "US.IL.031")
    assert row(one="00", two="031").county == row(country="", two="1").region == ""


def test_several_countries() -> None:
    assert row(country="FR", also="CH, IT,,x").countries == ("FR", "CH", "IT")
    assert row(country="FR", also="FR").countries == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "abc"}, "the id 'abc' is not a number"),
        ({"name": "  "}, "the name is missing"),
        ({"lat": "91"}, "the latitude 91 is not between -90 and 90"),
        ({"lon": "nan"}, "the longitude 'nan' is not a number of degrees"),
        ({"lat": "1_0"}, "the latitude '1_0' is not a number of degrees"),
        ({"people": "many"}, "the population 'many' is not a number"),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str], said: str) -> None:
    with pytest.raises(RowFault) as fault:
        read_line(line(**changes))
    assert str(fault.value) == said


def test_a_line_of_something_else_is_known() -> None:
    with pytest.raises(RowFault, match=f"2 cells, and GeoNames' have {CELLS}"):
        read_line("id\ttitle\n")


cells = st.text(st.characters(exclude_characters="\t\n\r", exclude_categories=("Cs",)), max_size=9)


@given(st.lists(cells, min_size=CELLS, max_size=CELLS), st.sampled_from("AHLPRSTUVX"))
def test_no_line_breaks_the_reader(made: list[str], group: str) -> None:
    made[6] = group
    try:
        read_line("\t".join(made))
    except (RowFault, InvalidPlace):
        return


@given(
    st.integers(1, 10**9),
    cells.filter(str.strip),
    st.floats(-90, 90).map(lambda one: f"{one:.6f}"),
    st.floats(-180, 180).map(lambda one: f"{one:.5f}"),
    st.integers(0, 10**10),
    st.lists(cells.filter(lambda one: "," not in one), max_size=5),
)
def test_what_is_written_is_read(
    id: int, name: str, lat: str, lon: str, people: int, others: list[str]
) -> None:
    made = row(id=str(id), name=name, lat=lat, lon=lon, people=str(people), others=",".join(others))
    assert (made.id, made.title) == (f"gn:{id}", " ".join(name.split()))
    assert (made.lat, made.lon, made.population) == (float(lat), float(lon), people)
    assert {text for text, _ in made.names} == {*others, "Kyiv"} - {"", made.title}


def test_every_kind_can_come_from_a_dump_but_a_border() -> None:
    codes = [("A", "PCLI"), ("A", "ADM1"), ("A", "ADM2"), ("P", "PPL"), ("L", "RGN"), ("H", "LK")]
    codes += [("H", "STM"), ("T", "MTS"), ("S", "AIRP"), ("L", "CONT")]
    features = [feature_of(*code) for code in codes]
    assert {one.kind for one in features if one} == set(Kind) - {Kind.BORDER}
