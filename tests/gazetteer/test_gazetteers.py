from __future__ import annotations

from pathlib import Path

import pytest

from viewer import resources
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.gazetteers import open_gazetteers
from viewer.gazetteer.world.world import SHIPPED


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


def test_our_table_goes_before_the_world(boundaries: BoundaryIndex) -> None:
    opened = open_gazetteers([resources.gazetteer(), SHIPPED], boundaries)

    moscow, *others = opened.sources.named(["moscow"])

    assert opened.faults == ()
    assert (moscow.id, moscow.rank) == ("moscow", 0)
    assert moscow.population > 10_000_000
    assert any(other.region == "US.ID" for other in others)
    assert {place.id for place in opened.places} >= {"kyiv", "moscow"}


def test_their_order_is_the_person_s(boundaries: BoundaryIndex, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("id,title,lat,lon\nours,Moscow,46.73,-117.0\n", encoding="utf-8")

    (first, second, *_) = open_gazetteers([own, resources.gazetteer()], boundaries).sources.named(
        ["moscow"]
    )

    assert (first.lat, second.id) == (46.73, "moscow")


@pytest.mark.parametrize("damage", ["cut", "changed", "missing"])
def test_a_damaged_world_is_a_fault_and_the_tables_go_on(
    boundaries: BoundaryIndex, tmp_path: Path, damage: str
) -> None:
    world = tmp_path / "world.bin"
    data = bytearray(SHIPPED.read_bytes()[: 1 << 16])
    if damage == "changed":
        data[40] ^= 255
    if damage != "missing":
        world.write_bytes(data)

    opened = open_gazetteers([resources.gazetteer(), world], boundaries)

    (fault,) = opened.faults
    assert fault.path == world
    assert damage == "missing" or "./run install" in fault.reason
    assert opened.sources.named(["kyiv"])[0].id == "kyiv"
