"""Several gazetteers as one: the first decides, and none of the others' rows is lost."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer import resources
from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind, NameKind
from viewer.gazetteer.placetable import kind_of
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.sources import Sources
from viewer.gazetteer.world.row import WorldRow
from viewer.gazetteer.world.world import World
from viewer.gazetteer.world.writer import write_world
from viewer.model import Place, Shape

KYIV = Place(
    *("kyiv", "Kyiv", "capital", Shape.POINT, 50.45, 30.5234),
    variants=("Kiev", "Київ"),
    ccodes=("UA",),
    matches=("gn:703448",),
)
MOSCOW = Place("moscow", "Moscow", "city", Shape.POINT, 55.7558, 37.6176, ccodes=("RU",))
REGION = Place(
    *("kyiv-region", "Kyiv region", "region", Shape.VAGUE, 50.2, 30.6),
    variants=("Kyiv Oblast",),
    ccodes=("UA",),
)
WORLD = (
    WorldRow(
        *("gn:703448", Kind.CITY, "Kyiv", 50.45466, 30.5238),
        names=(("Kijów", NameKind.ALTERNATE),),
        population=2_952_301,
        country="UA",
        region="UA.12",
    ),
    WorldRow(
        *("gn:703446", Kind.REGION, "Kyiv Oblast", 50.3, 30.5),
        names=(("Kyiv region", NameKind.ALIAS),),
        country="UA",
        region="UA.13",
        radius_km=90,
    ),
    WorldRow(
        *("gn:524901", Kind.CITY, "Moscow", 55.75, 37.62),
        population=10_381_222,
        country="RU",
        region="RU.48",
    ),
    WorldRow(
        *("gn:5601538", Kind.CITY, "Moscow", 46.73, -117.0),
        population=25_060,
        country="US",
        region="US.ID",
    ),
    WorldRow(*("gn:5596512", Kind.REGION, "Idaho", 44.5, -114.25), country="US", region="US.ID"),
    WorldRow(*("gn:4164138", Kind.CITY, "Miami", 25.77, -80.19), population=1, country="US"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("world") / "world.bin"
    write_world(target, WORLD, "00" * 32)
    return target


@pytest.fixture
def sources(path: Path) -> Iterator[Sources]:
    world = World.open(path)
    yield Sources([[KYIV, MOSCOW, REGION]], world)
    world.close()


def told(found: tuple[Candidate, ...] | list[Candidate]) -> list[tuple[str, int]]:
    return [(one.id, one.rank) for one in found]


def test_it_is_what_the_geoparser_asks_for(sources: Sources) -> None:
    gazetteer: Gazetteer = sources
    assert gazetteer.lengths("kyiv") == (2, 1)
    assert gazetteer.lengths("nowhere") == ()


def test_the_same_place_of_two_gazetteers_is_one(sources: Sources) -> None:
    (kyiv,) = sources.named(["kyiv"])
    assert (kyiv.id, kyiv.rank, kyiv.lat) == ("kyiv", 0, 50.45)
    assert (kyiv.population, kyiv.region) == (2_952_301, "UA.12")


def test_a_name_that_only_the_world_knows_leads_to_the_tables_place(sources: Sources) -> None:
    (kyiv,) = sources.named(["kijow"])
    assert (kyiv.id, kyiv.rank, kyiv.name_kind) == ("kyiv", 1, NameKind.ALTERNATE)


def test_the_table_goes_first_and_namesakes_stay(sources: Sources) -> None:
    found = sources.named(["moscow"])
    assert told([*found]) == [("moscow", 0), ("gn:5601538", 1)]
    assert found[0].population == 10_381_222, "same title, country and spot"


def test_regions_of_two_gazetteers_are_one_by_any_name(sources: Sources) -> None:
    for words in (["kyiv", "region"], ["kyiv", "oblast"]):
        (region,) = sources.named(words)
        assert (region.id, region.region, region.radius_km) == ("kyiv-region", "UA.13", 90)


def test_a_place_has_what_all_know_of_it(sources: Sources) -> None:
    for id in ("kyiv", "gn:703448"):
        place = sources.place(id)
        assert place is not None
        assert (place.id, place.population) == ("kyiv", 2_952_301)
        assert (place.lat, place.variants) == (KYIV.lat, KYIV.variants)
    idaho = sources.place("gn:5601538")
    assert idaho is not None
    assert (idaho.region, idaho.ccodes) == ("Idaho", ("US",))
    assert sources.place("gn:0") is None


def test_a_person_may_put_the_world_first(path: Path) -> None:
    sources = Sources([World.open(path), [KYIV, MOSCOW]])
    (kyiv,) = sources.named(["kiev"])
    assert (kyiv.id, kyiv.rank) == ("gn:703448", 1)
    assert told([*sources.named(["moscow"])]) == [("gn:524901", 0), ("gn:5601538", 0)]


def test_tables_alone_will_do() -> None:
    sources = Sources([[KYIV], [MOSCOW]])
    assert told([*sources.named(["moscow"])]) == [("moscow", 1)]
    assert sources.named(["miami"]) == ()


def test_it_goes_to_worker_processes(sources: Sources) -> None:
    again = pickle.loads(pickle.dumps(sources))
    assert again.named(["moscow"]) == sources.named(["moscow"])


def test_a_world_that_turns_out_damaged_is_left_out_and_told(path: Path, tmp_path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.index(b"Moscow\tgn:5601538")
    data[at : at + 6] = b"\xff" * 6
    damaged = tmp_path / "world.bin"
    damaged.write_bytes(data)
    sources = Sources([[MOSCOW]], World.open(damaged))
    assert told([*sources.named(["moscow"])]) == [("moscow", 0)]
    (fault,) = sources.faults
    assert fault.path == damaged
    assert "damaged" in fault.reason
    assert sources.named(["miami"]) == ()


def test_kinds_of_a_tables_rows() -> None:
    def kind(word: str, shape: Shape) -> Kind:
        return kind_of(Place("x", "X", word, shape, 0, 0))

    assert kind("capital", Shape.POINT) is Kind.CITY
    assert kind("seat of government", Shape.POINT) is Kind.SITE
    assert kind("country", Shape.AREA) is Kind.COUNTRY
    assert kind("border", Shape.LINE) is Kind.BORDER
    assert kind("oblast", Shape.VAGUE) is Kind.REGION
    assert kind("mountain range", Shape.VAGUE) is Kind.RANGE
    assert kind("sea", Shape.VAGUE) is Kind.WATER
    assert kind("somewhere", Shape.VAGUE) is Kind.AREA


def test_the_worlds_own_table_is_known_to_the_world() -> None:
    """Rows of gazetteer.csv that name GeoNames' ids are the world's rows, and near them."""
    sources = Sources([read_table(resources.gazetteer()).places], World.open())
    for place in sources.sources[0].places:  # type: ignore[attr-defined]
        known = [id for id in place.matches if id.startswith("gn:")]
        if known:
            other = sources.sources[1].place(known[0])
            assert other is not None, place.title
            both = sources.place(place.id)
            assert both is not None
            assert both.population or place.shape is not Shape.POINT
    (states,) = [one for one in sources.named(["us"]) if one.kind is Kind.COUNTRY]
    assert states.id == "united-states"
