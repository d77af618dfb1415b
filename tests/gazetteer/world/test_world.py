"""A world gazetteer's file: written whole or not at all, and known when it is not whole."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.candidates import Kind, NameKind
from viewer.gazetteer.words import fold, spans
from viewer.gazetteer.world import layout, sorting
from viewer.gazetteer.world.layout import WorldError
from viewer.gazetteer.world.row import WorldRow, alternate_kind, merged
from viewer.gazetteer.world.world import World
from viewer.gazetteer.world.writer import write_world
from viewer.model import InvalidPlace, Shape

MARK = "ab" * 32
ROWS = (
    WorldRow(
        "gn:703448",
        Kind.CITY,
        "Kyiv",
        50.45466,
        30.5238,
        names=(
            ("Kiev", NameKind.ALIAS),
            ("Київ", NameKind.LOCAL),
            ("Киев", NameKind.LOCAL),
            ("KBP", NameKind.ALTERNATE),
            ("http://en.wikipedia.org/wiki/Kyiv", NameKind.ALTERNATE),
        ),
        population=2_952_301,
        country="UA",
        region="UA.12",
        types="Capital; city",
        matches=("wd:Q1899",),
    ),
    WorldRow("gn:1", Kind.CITY, "San José", 9.9, -84.1, population=335_007, country="CR"),
    WorldRow("gn:2", Kind.CITY, "San Jose", 37.3, -121.9, population=997_368, country="US"),
    WorldRow("gn:3", Kind.CITY, "San Jose", 13.3, 121.0, country="PH"),
    WorldRow("gn:4", Kind.REGION, "Kyiv City", 50.4, 30.5, country="UA", region="UA.12"),
    WorldRow(
        *("gn:6252001", Kind.COUNTRY, "United States", 39.8, -98.6),
        names=(("U.S.", NameKind.ABBREVIATION), ("US", NameKind.ABBREVIATION)),
        country="US",
    ),
    WorldRow("dl:black-sea", Kind.WATER, "Black Sea", 43.3, 34.5, countries=("UA", "TR")),
    WorldRow("gn:5", Kind.CITY, "St. Louis", 38.6, -90.2, population=279_695, country="US"),
    WorldRow(
        *("gn:6", Kind.COUNTY, "Cook County", 41.8, -87.8),
        **{"country": "US", "region": "US.IL", "county": "US.IL.031", "radius_km": 31.5},
    ),
    WorldRow("gn:7", Kind.CITY, "Val-d'Isère", 45.4, 6.98, country="FR", note="a resort"),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("world") / "made" / "world.bin"
    assert write_world(target, ROWS, MARK) == len(ROWS)
    return target


@pytest.fixture
def world(path: Path) -> Iterator[World]:
    world = World.open(path)
    yield world
    world.close()


def titles(world: World, name: str) -> list[tuple[str, str]]:
    words = [fold(name[start:end]) for start, end in spans(name)]
    return [(one.id, one.name_kind.name) for one in world.named(words)]


def test_names_are_found_however_they_are_written(world: World) -> None:
    assert titles(world, "Kyiv") == [("gn:703448", "TITLE")]
    assert titles(world, "KIEV") == [("gn:703448", "ALIAS")]
    assert titles(world, "Київ") == [("gn:703448", "LOCAL")]
    assert titles(world, "Saint Louis") == [("gn:5", "ALIAS")]
    assert titles(world, "St Louis") == [("gn:5", "TITLE")]
    assert titles(world, "Val d’Isere") == titles(world, "Val dIsere") == [("gn:7", "TITLE")]
    assert titles(world, "Kyivv") == titles(world, "San") == titles(world, "") == []


def test_case_forms_are_found_without_being_kept(world: World) -> None:
    assert titles(world, "Киева") == titles(world, "Києва") == [("gn:703448", "LOCAL")]
    assert world.lengths(fold("Киева")) == (1,)
    assert world.lengths("киево") == ()


def test_codes_and_addresses_are_no_names(world: World) -> None:
    assert titles(world, "KBP") == []
    assert titles(world, "http://en.wikipedia.org/wiki/Kyiv") == []


def test_the_best_known_goes_first(world: World) -> None:
    assert [id for id, _ in titles(world, "San José")] == ["gn:2", "gn:1", "gn:3"]


def test_acronyms_need_their_capitals(world: World) -> None:
    assert world.named(["us"])[0].capitals == ("U",)
    assert world.named(["u.s"])[0].capitals == ("U",)
    assert world.named(["kyiv"])[0].capitals == ()


def test_lengths(world: World) -> None:
    assert world.lengths("san") == (2,)
    assert world.lengths("kyiv") == (2, 1)
    assert world.lengths("jose") == ()


def test_a_candidate_is_light_and_whole(world: World) -> None:
    (county,) = world.named(["cook", "county"])
    assert (county.country, county.region, county.county) == ("US", "US.IL", "US.IL.031")
    assert county.radius_km == pytest.approx(31.5)
    assert (county.kind, county.lat, county.lon) == (Kind.COUNTY, 41.8, -87.8)


def test_places_have_the_shape_that_is_honest(world: World) -> None:
    kyiv = world.place("gn:703448")
    assert kyiv is not None
    assert (kyiv.shape, kyiv.kind, kyiv.region) == (Shape.POINT, "capital", "Kyiv City")
    assert (kyiv.population, kyiv.ccodes) == (2_952_301, ("UA",))
    assert kyiv.matches == ("gn:703448", "wd:Q1899")
    assert world.place("wd:Q1899") == kyiv
    states, sea = world.place("gn:6252001"), world.place("dl:black-sea")
    assert states is not None
    assert sea is not None
    assert (states.shape, states.boundary) == (Shape.AREA, "US")
    assert (sea.shape, sea.ccodes, sea.kind) == (Shape.VAGUE, ("UA", "TR"), "sea")
    assert world.place("gn:7") is not None
    assert world.place("gn:8") is None


def test_a_region_reaches_as_far_as_its_settlements(tmp_path: Path) -> None:
    towns = [
        WorldRow(f"gn:{n}", Kind.CITY, f"Town {n}", 50.0 + n / 10, 30.0, region="UA.13")
        for n in range(11)
    ]
    region = WorldRow("gn:99", Kind.REGION, "Region", 50.5, 30.0, region="UA.13")
    write_world(tmp_path / "world.bin", [region, *towns], MARK)
    place = World.open(tmp_path / "world.bin").place("gn:99")
    assert place is not None
    assert place.radius_km == pytest.approx(1.5 * 35, rel=0.05)


def test_titles_that_begin_so(world: World) -> None:
    assert [one.title for one in world.beginning("san j", 2)] == ["San Jose", "San José"]
    assert [one.title for one in world.beginning("ky", 9)] == ["Kyiv", "Kyiv City"]
    assert list(world.beginning("x", 9)) == []


def test_it_goes_to_worker_processes(world: World) -> None:
    again = pickle.loads(pickle.dumps(world))
    assert again.named(["kyiv"]) == world.named(["kyiv"])
    again.close()


def test_a_whole_file_is_verified(path: Path) -> None:
    layout.verify(path)
    assert layout.is_world(path)
    assert World.open(path).fingerprint == MARK


@pytest.mark.parametrize("kept", [0, 1, 100, 2000, -1])
def test_a_file_that_is_cut_off_is_known(path: Path, tmp_path: Path, kept: int) -> None:
    damaged = tmp_path / "world.bin"
    damaged.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(WorldError, match=r"empty|half-written|cut off|damaged|something else"):
        World.open(damaged)


def test_a_file_of_zeros_or_of_something_else_is_known(path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "world.bin"
    for data in (bytes(path.stat().st_size), b"PK\x03\x04" * 2000, b"id,title\n" * 2000):
        damaged.write_bytes(data)
        with pytest.raises(WorldError):
            World.open(damaged)


def test_another_version_is_known(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / "world.bin"
    monkeypatch.setattr(layout, "VERSION", layout.VERSION - 1)
    write_world(older, ROWS, MARK)
    monkeypatch.undo()
    with pytest.raises(WorldError, match="another version"):
        World.open(older)


def test_every_changed_byte_is_found_and_none_breaks_a_reader(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    header = layout.header_size()
    damaged = tmp_path / "world.bin"
    for at in (*range(0, header, 37), *range(header, len(data), len(data) // 200)):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        damaged.write_bytes(changed)
        if at in _covered(path):
            with pytest.raises(WorldError):
                layout.verify(damaged)
        _read_all(damaged)


def _covered(path: Path) -> set[int]:
    """Where a byte means something: not in the gaps between sections."""
    with path.open("rb") as file:
        header = layout.read_header(file, path.stat().st_size)
    covered = set(range(layout.used_header_size()))
    for section in header.sections.values():
        covered.update(range(section.offset, section.offset + section.size))
    return covered


def _read_all(path: Path) -> None:
    """Looks up all there is in a file that may be damaged: WorldError, or a row that is wrong."""
    try:
        world = World.open(path)
        for row in ROWS:
            for text in (row.title, *(name for name, _ in row.names)):
                words = [fold(text[start:end]) for start, end in spans(text)]
                world.lengths(words[0])
                for one in world.named(words):
                    world.place(one.id)
            world.place(row.id)
            world.beginning(fold(row.title[:2]), 5)
    except WorldError:
        return


def test_nothing_is_left_where_writing_was_cancelled(tmp_path: Path) -> None:
    target = tmp_path / "world.bin"
    write_world(target, ROWS, MARK)
    before = target.read_bytes()

    class Cancelled(Exception):
        pass

    def cancel(what: str, done: int, total: int) -> None:
        if what == "writing places":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_world(target, ROWS[:3], MARK, cancel)
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == before


def test_an_empty_gazetteer_is_one_too(tmp_path: Path) -> None:
    write_world(tmp_path / "world.bin", [], MARK)
    world = World.open(tmp_path / "world.bin")
    assert (len(world), world.named(["kyiv"]), world.lengths("kyiv")) == (0, (), ())
    assert world.place("gn:1") is None


def test_rows_that_cannot_be_are_refused() -> None:
    for title, lat, lon in (("", 0.0, 0.0), ("A", 91.0, 0.0), ("A", 0.0, float("nan"))):
        with pytest.raises(InvalidPlace):
            WorldRow("gn:1", Kind.CITY, title, lat, lon)


def test_two_rows_of_one_place_are_merged() -> None:
    ours = WorldRow("dl:a", Kind.CITY, "Here", 1, 2, names=(("Hier", NameKind.ALTERNATE),))
    theirs = WorldRow(
        *("gn:1", Kind.CITY, "There", 3, 4),
        names=(("Hier", NameKind.ALIAS), ("Тут", NameKind.LOCAL)),
        population=5,
    )
    both = merged(ours, theirs)
    assert (both.id, both.title, both.lat, both.population) == ("dl:a", "Here", 1, 5)
    assert both.matches == ("gn:1",)
    assert dict(both.names) == {
        "Hier": NameKind.ALIAS,
        "There": NameKind.ALIAS,
        "Тут": NameKind.LOCAL,
    }


def test_scripts_tell_local_names() -> None:
    kinds = {
        name: alternate_kind(name).name for name in ("Kijów", "Hà Nội", "Киев", "北京", "‘Amman")
    }
    assert kinds == {
        "Kijów": "ALTERNATE",
        "Hà Nội": "ALTERNATE",
        "Киев": "LOCAL",
        "北京": "LOCAL",
        "‘Amman": "ALTERNATE",
    }


@given(st.lists(st.integers(0, 2**64 - 1)), st.integers(1, 9))
def test_numbers_come_back_sorted_and_once(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], chunk: int
) -> None:
    sorter = sorting.Sorter(tmp_path_factory.mktemp("spool"), "numbers", 8, chunk)
    for number in numbers:
        sorter.add(number)
        sorter.settle()
    assert list(sorter) == sorted(set(numbers))
    assert len(sorter) == len(numbers)


text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
rows = st.builds(
    WorldRow,
    id=st.uuids().map(lambda one: f"dl:{one}"),
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.BORDER]),
    title=text.filter(lambda one: bool(one.strip()) and one.isprintable()),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    names=st.lists(st.tuples(text, st.sampled_from(NameKind)), max_size=4).map(tuple),
    population=st.integers(0, 9_000_000_000),
    country=st.sampled_from(["", "UA", "US"]),
    region=st.sampled_from(["", "US.IL", "UA.12"]),
    types=st.sampled_from(["", "capital;city", "sea"]),
)


@given(st.lists(rows, max_size=12))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[WorldRow]
) -> None:
    path = tmp_path_factory.mktemp("world") / "world.bin"
    write_world(path, rows, MARK)
    layout.verify(path)
    world = World.open(path)
    assert len(world) == len(rows)
    for row in rows:
        place = world.place(row.id)
        assert place is not None
        assert place.title == row.title
        assert (place.lat, place.lon) == pytest.approx((row.lat, row.lon), abs=1e-6)
        assert place.population == (row.population if 0 < row.population < 2**32 else None)
        words = [fold(row.title[start:end]) for start, end in spans(row.title)]
        key = " ".join(words)
        if words and all(words) and len(key) > 1 and any(c.isalpha() for c in row.title):
            assert len(words) in world.lengths(words[0])
            assert row.id in {one.id for one in world.named(words)}
    world.close()
