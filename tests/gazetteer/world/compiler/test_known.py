"""The world gazetteer that was built: well-known places are where they are, under their names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.words import fold, spans
from viewer.gazetteer.world.compiler.centres import distance_km
from viewer.gazetteer.world.world import World


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    opened = World.open()
    yield opened
    opened.close()


def named(world: World, text: str) -> list[Candidate]:
    return list(world.named([fold(text[start:end]) for start, end in spans(text)]))


@pytest.mark.parametrize(
    ("name", "kind", "lat", "lon", "within_km"),
    [
        ("Kyiv", Kind.CITY, 50.45, 30.52, 10),
        ("Kiev", Kind.CITY, 50.45, 30.52, 10),
        ("Goma", Kind.CITY, -1.67, 29.22, 10),
        ("New York", Kind.CITY, 40.71, -74.0, 10),
        ("New York", Kind.REGION, 43.0, -75.5, 60),
        ("Kherson region", Kind.REGION, 46.6, 33.5, 60),
        ("Sindh", Kind.REGION, 26.0, 68.8, 100),
        ("North Kivu", Kind.REGION, -0.8, 28.8, 120),
        ("Bavaria", Kind.REGION, 48.9, 11.4, 60),
        ("Calif.", Kind.REGION, 37.2, -119.6, 60),
        ("N.S.W.", Kind.REGION, -33.0, 146.0, 60),
        ("Licking County", Kind.COUNTY, 40.09, -82.48, 20),
        ("St. Tammany Parish", Kind.COUNTY, 30.4, -89.95, 30),
        ("Kent", Kind.COUNTY, 51.2, 0.7, 30),
        ("Co Galway", Kind.COUNTY, 53.35, -8.9, 30),
        ("County Down", Kind.COUNTY, 54.35, -5.95, 30),
        ("Powys", Kind.COUNTY, 52.3, -3.4, 30),
        ("Perthshire", Kind.COUNTY, 56.6, -3.9, 30),
        ("Latur district", Kind.COUNTY, 18.4, 76.6, 40),
        ("East Champaran", Kind.COUNTY, 26.6, 84.9, 50),
        ("Podlaskie", Kind.REGION, 53.3, 22.9, 60),
        ("U.S.", Kind.COUNTRY, 39.76, -98.5, 1),
        ("Burma", Kind.COUNTRY, 21.0, 96.0, 1),
        ("DR Congo", Kind.COUNTRY, -2.5, 23.5, 1),
        ("Thackerville", Kind.CITY, 33.79, -97.14, 20),
        ("Wales", Kind.REGION, 52.5, -3.5, 1),
    ],
)
def test_a_well_known_place_is_there(
    world: World, name: str, kind: Kind, lat: float, lon: float, within_km: float
) -> None:
    found = [one for one in named(world, name) if one.kind is kind]
    assert min(distance_km((lat, lon), (one.lat, one.lon)) for one in found) <= within_km


def test_every_country_has_all_its_names(world: World) -> None:
    for code, names in COUNTRIES.items():
        for name in names:
            kinds = [one.kind for one in named(world, name) if one.country == code]
            assert Kind.COUNTRY in kinds, name


def test_a_bare_name_is_first_the_town_where_that_is_how_it_is_used(world: World) -> None:
    found = named(world, "Kherson")
    town = next(one for one in found if one.country == "UA" and one.kind is Kind.CITY)
    region = next(one for one in found if one.kind is Kind.REGION)
    assert (town.name_kind, region.name_kind) == (NameKind.TITLE, NameKind.ALTERNATE)


def test_settlements_have_regions_that_are_there(world: World) -> None:
    for name in ("Springfield", "Paris", "San José", "Victoria", "Alexandria"):
        for one in named(world, name):
            if one.kind is Kind.CITY and one.region:
                place = world.place(one.id)
                assert place is not None
                assert place.region, one


@pytest.mark.parametrize("name", ["Bogotá", "Brasília", "Lomé", "Astana", "Reykjavík", "Nouméa"])
def test_capitals_with_accents_or_new_names_are_capitals(world: World, name: str) -> None:
    assert any(one.types.startswith("capital") for one in named(world, name))
