"""What a person sees who asks the gazetteers for a name."""

from __future__ import annotations

import json

import pytest

from viewer import resources
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.search import as_json, as_table, search
from viewer.gazetteer.sources import Sources
from viewer.gazetteer.world.world import World


@pytest.fixture(scope="module")
def gazetteer() -> Sources:
    return Sources([read_table(resources.gazetteer()).places], World.open())


def test_a_name_gives_every_row(gazetteer: Sources) -> None:
    found = search(gazetteer, "Springfield")
    states = {one.region for one in found if one.country == "United States"}
    assert {"Missouri", "Massachusetts", "Illinois", "Ohio"} <= states
    assert found[0].population
    assert found[0].id.startswith("gn:")
    assert found[0].source == "GeoNames"


def test_our_own_table_goes_first(gazetteer: Sources) -> None:
    first, *others = search(gazetteer, "MOSCOW")
    assert (first.source, first.id, first.country) == ("gazetteer.csv", "moscow", "Russia")
    assert "Idaho" in {one.region for one in others}


def test_other_names_are_told_apart(gazetteer: Sources) -> None:
    assert search(gazetteer, "Kyiv")[0].name == "title"
    names = [one.name for one in search(gazetteer, "White House") if one.source != "gazetteer.csv"]
    assert names == sorted(names, key=lambda name: name in ("alternate name", "local name"))
    assert "alternate name" in names
    assert search(gazetteer, "Київ")[0].name == "local name"


def test_where_no_name_is_whole_the_beginnings_are_found(gazetteer: Sources) -> None:
    found = search(gazetteer, "Vasylk")
    assert found[0].title == "Vasylkiv"
    assert {one.name for one in found} == {"beginning"}
    assert search(gazetteer, "Vasylkxyz") == []
    assert search(gazetteer, "?!") == []
    assert len(search(gazetteer, "s", most=7)) == 7


def test_the_forms(gazetteer: Sources) -> None:
    found = search(gazetteer, "Moscow", most=5)
    header, first, *_ = as_table(found).splitlines()
    assert header.split()[:5] == ["name", "kind", "country", "region", "people"]
    assert "55.7558, 37.6176" in first
    assert first.endswith("moscow")
    assert json.loads(json.dumps(as_json(found[0])))["ccode"] == "RU"
