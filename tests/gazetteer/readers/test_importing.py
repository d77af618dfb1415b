"""A large gazetteer is imported once, and again where it has changed; nothing half-made is used."""

from __future__ import annotations

import json
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.gazetteer_import import lines
from viewer import resources
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.gazetteers import LARGE_ROWS, Gazetteers, open_gazetteers
from viewer.gazetteer.readers import content as contents
from viewer.gazetteer.readers import importing, large
from viewer.gazetteer.readers.content import Unreadable, look_into
from viewer.gazetteer.readers.formats import Format
from viewer.gazetteer.readers.importwork import ImportCancelled, ImportProgress, ImportWork
from viewer.gazetteer.readers.seen import Seen
from viewer.gazetteer.readers.table import read_table
from viewer.geoparse.finder import Finder
from viewer.library.importing.reading import read_each
from viewer.model import Reading, Shape

KYIV = (
    "703448\tKyiv\tKyiv\tKiev,Київ\t50.45466\t30.5238\tP\tPPLC\tUA\t\t12\t\t\t\t2797553\t\t187"
    "\tEurope/Kyiv\t2024-01-01\n"
)
LVIV = KYIV.replace("703448\tKyiv\tKyiv\tKiev,Київ", "702550\tLviv\tLviv\tLvov")
FARM = KYIV.replace("703448", "7").replace("P\tPPLC", "S\tFRM")

Open = Callable[..., Gazetteers]


@pytest.fixture(scope="module")
def boundaries() -> BoundaryIndex:
    return BoundaryIndex.load()


@pytest.fixture
def opened(tmp_path: Path, boundaries: BoundaryIndex) -> Open:
    def open_them(*paths: Path, **more: object) -> Gazetteers:
        cache = tmp_path / "cache"
        return open_gazetteers(paths, boundaries, cache=cache, **more)  # type: ignore[arg-type]

    return open_them


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "UA.txt"
    path.write_text(KYIV + LVIV + FARM, encoding="utf-8")
    return path


def kept(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "cache" / "gazetteers"
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_dump_becomes_a_gazetteer(opened: Open, dump: Path) -> None:
    found = opened(dump)
    (told,) = found.contents
    assert (told.format, told.rows, told.faults) == (Format.GEONAMES, 2, ())
    assert told.attribution == "GeoNames, CC BY 4.0"
    assert [count for _, count in told.left_out] == [1]
    assert "farms" in told.left_out[0][0]
    (kyiv,) = found.sources.named(["kiev"])
    assert (kyiv.id, kyiv.region, kyiv.population) == ("gn:703448", "UA.12", 2_797_553)
    place = found.sources.place("gn:702550")
    assert place is not None
    assert (place.title, place.shape) == ("Lviv", Shape.POINT)


def test_it_is_imported_once(opened: Open, dump: Path, tmp_path: Path) -> None:
    first = opened(dump)
    before = [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)]
    heard: list[ImportProgress] = []
    again = opened(dump, progress=heard.append)
    assert again.contents == first.contents
    assert [(path, path.stat().st_mtime_ns) for path in kept(tmp_path)] == before
    assert heard == []


def test_it_is_imported_again_when_it_has_changed(opened: Open, dump: Path, tmp_path: Path) -> None:
    opened(dump)
    dump.write_text(KYIV, encoding="utf-8")
    found = opened(dump)
    assert found.contents[0].rows == 1
    assert found.sources.named(["lviv"]) == ()
    assert len(kept(tmp_path)) == 2, "a gazetteer and what is to be known of it"


@pytest.mark.parametrize("damage", ["cut", "empty", "changed", "no summary", "bad summary", "gone"])
def test_a_half_made_import_is_made_again(
    opened: Open, dump: Path, tmp_path: Path, damage: str
) -> None:
    opened(dump)
    summary, world = kept(tmp_path)
    assert (summary.suffix, world.suffix) == (".json", ".world")
    data = bytearray(world.read_bytes())
    data[40] ^= 255
    made = {"cut": bytes(data[:500]), "empty": b"", "changed": bytes(data)}
    if damage in made:
        world.write_bytes(made[damage])
    elif damage == "no summary":
        summary.unlink()
    elif damage == "bad summary":
        summary.write_text('{"mark": 7}')
    else:
        world.unlink()
    found = opened(dump)
    assert found.faults == ()
    assert found.sources.named(["kyiv"])[0].id == "gn:703448"


def test_a_cancelled_import_leaves_nothing(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("".join(lines(12_000)), encoding="utf-8")
    heard: list[ImportProgress] = []
    with pytest.raises(ImportCancelled):
        opened(path, progress=heard.append, cancelled=lambda: len(heard) > 1)
    assert [file.suffix for file in kept(tmp_path)] in ([], [".json"])
    assert heard[0].what == "reading places"
    assert 0 < heard[0].done < heard[0].total == path.stat().st_size
    assert opened(path).contents[0].rows > 7000


def test_progress_counts_up_and_has_words(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("".join(lines(30_000)), encoding="utf-8")
    heard: list[ImportProgress] = []
    opened(path, progress=heard.append)
    read = [one.done for one in heard if one.what == "reading places"]
    assert read == sorted(read)
    assert len(read) >= 5
    assert {one.what for one in heard} >= {"reading places", "writing places"}
    assert heard[-1].rows > 15_000
    assert heard[0].words.endswith("places read, 16 %")


def test_faults_have_their_lines_and_stay_known(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "UA.txt"
    bad = LVIV.replace("50.45466", "95")
    path.write_bytes((KYIV + bad + "x\ty\n" + "\n" + KYIV).encode() + b"\xff\xfe\n" + LVIV.encode())
    for _ in range(2):
        (told,) = opened(path).contents
        assert told.rows == 2
        assert [(fault.line, fault.reason) for fault in told.faults] == [
            (2, "the latitude 95 is not between -90 and 90"),
            (3, "the line has 2 cells, and GeoNames' have 19"),
            (5, "the id gn:703448 is taken by a line above"),
            (6, "the line is not UTF-8: get the file again"),
        ]


def test_a_dump_without_a_place_is_a_fault(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "UA.txt"
    path.write_text(FARM, encoding="utf-8")
    found = opened(path, resources.gazetteer())
    assert [fault.reason for fault in found.faults] == ["it has no place that the news names"]
    assert found.sources.named(["kyiv"])[0].id == "kyiv", "the others go on"
    assert not [file for file in kept(tmp_path) if file.suffix == ".world"]


def test_what_a_killed_import_left_is_swept(opened: Open, dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "cache" / "gazetteers"
    dead, alive = folder / ".UA-1.world-dead", folder / ".UA-1.world-alive"
    for one in (dead, alive):
        one.mkdir(parents=True)
        (one / "rows").write_bytes(b"x")
    long_ago = time.time() - 3600
    for one in (dead / "rows", dead):
        os.utime(one, (long_ago, long_ago))
    opened(dump)
    assert alive.is_dir()
    assert not dead.exists()


def test_an_import_that_nobody_wants_is_thrown_away(
    opened: Open, dump: Path, tmp_path: Path
) -> None:
    opened(dump)
    importing.forget(dump, tmp_path / "cache")
    assert kept(tmp_path) == []


def test_where_nothing_can_be_written_is_a_fault(
    dump: Path, tmp_path: Path, boundaries: BoundaryIndex
) -> None:
    (tmp_path / "file").write_text("in the way")
    found = open_gazetteers([dump], boundaries, cache=tmp_path / "file")
    (fault,) = found.faults
    assert fault.path == dump
    assert f"its import cannot be kept in {tmp_path / 'file' / 'gazetteers'}" in fault.reason


# -- large tables ------------------------------------------------------------------------------


def table_of(count: int) -> str:
    rows = (f"{n},Town {n},{n % 80}.5,{n % 170}.25,Stadt {n}\n" for n in range(1, count + 1))
    return "id,title,lat,lon,variants\n" + "".join(rows)


def test_a_large_table_is_imported_and_a_small_one_is_not(opened: Open, tmp_path: Path) -> None:
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    small.write_text(table_of(LARGE_ROWS - 1), encoding="utf-8")
    long_names = table_of(LARGE_ROWS + 100).replace("Stadt", "Eine ziemlich lange Stadt")
    large.write_text(long_names, encoding="utf-8")
    found = opened(small, large)
    assert [one.rows for one in found.contents] == [LARGE_ROWS - 1, LARGE_ROWS + 100]
    assert len(found.places) == LARGE_ROWS - 1
    (one,) = found.sources.named(["town", "20050"])
    assert (one.id, one.source, one.lat) == ("large.csv:20050", "large.csv", 50.5)
    place = found.sources.place("large.csv:20050")
    assert place is not None
    assert "line 20,051 of large.csv" in place.description


rows = st.lists(
    st.tuples(
        st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=6),
        st.text(st.sampled_from('ab",;\n'), max_size=9),
    ),
    max_size=12,
)


@given(rows, st.integers(8, 80), st.sampled_from(["\n", "\r\n"]))
def test_a_table_in_pieces_is_the_table_whole(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    piece: int,
    ending: str,
) -> None:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"'

    made = [f"{quoted('T' + name)},{n}.5,1,{quoted(note)}" for n, (name, note) in enumerate(rows)]
    path = tmp_path_factory.mktemp("table") / "t.csv"
    path.write_text(
        ending.join(["title,lat,lon,note", "First,1,2,", *made]), encoding="utf-8", newline=""
    )
    whole = read_table(path)
    before, large._PIECE = large._PIECE, piece
    try:
        work = ImportWork(look_into(path), None, None, None)
        found = [(row.title, row.lat, row.lon) for row in work.rows()]
    finally:
        large._PIECE = before
    assert whole.faults == ()
    assert found == [(place.title, place.lat, place.lon) for place in whole.places]


# -- archives ----------------------------------------------------------------------------------


def archive(path: Path, **files: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name.replace("__", "."), data)
    return path


def test_a_dump_in_a_zip_file_is_read(opened: Open, tmp_path: Path) -> None:
    path = archive(tmp_path / "UA.zip", readme__txt="x" * 5000, UA__txt=KYIV + LVIV)
    found = opened(path)
    assert (found.contents[0].format, found.contents[0].rows) == (Format.GEONAMES, 2)
    assert found.sources.named(["lvov"])[0].id == "gn:702550"


def test_a_table_and_geojson_in_zip_files_are_read(opened: Open, tmp_path: Path) -> None:
    table = archive(tmp_path / "a.zip", a__csv="title,lat,lon\nHere,1,2\n")
    geometry = {"type": "Point", "coordinates": [1, 2]}
    feature = {"type": "Feature", "properties": {"name": "There"}, "geometry": geometry}
    features = archive(tmp_path / "b.zip", b__geojson=json.dumps(feature))
    found = opened(table, features)
    assert found.faults == ()
    assert found.sources.named(["here"])[0].title == "Here"
    assert found.sources.named(["there"])[0].title == "There"


def test_bombs_and_other_archives_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nested = archive(tmp_path / "in.zip", a__txt=KYIV).read_bytes()
    refused = {
        "no list of places is": archive(tmp_path / "bomb.zip", a__txt=b"0" * (4 << 20)),
        "save it as CSV": archive(tmp_path / "a.xlsx", mimetype="x"),
        "holds no .txt": archive(tmp_path / "none.zip", a__exe="x"),
        "several tables": archive(tmp_path / "many.zip", a__txt=KYIV, b__txt=LVIV),
        "another one": archive(tmp_path / "nest.zip", a__txt=nested),
    }
    for said, path in refused.items():
        with pytest.raises(Unreadable, match=said):
            look_into(path)
    monkeypatch.setattr(contents, "MAX_BYTES", 100)
    with pytest.raises(Unreadable, match="no gazetteer is"):
        look_into(archive(tmp_path / "large.zip", a__txt=KYIV))


@pytest.mark.parametrize("kept", [4, 40, 150, -30])
def test_a_damaged_archive_is_a_fault(opened: Open, tmp_path: Path, kept: int) -> None:
    path = archive(tmp_path / "UA.zip", UA__txt="".join(lines(200)))
    path.write_bytes(path.read_bytes()[:kept])
    (fault,) = opened(path).faults
    assert "zip" in fault.reason


def test_every_changed_byte_of_an_archive_is_survived(opened: Open, tmp_path: Path) -> None:
    path = archive(tmp_path / "UA.zip", UA__txt=KYIV + LVIV)
    data = path.read_bytes()
    for at in range(4, len(data), 7):
        changed = bytearray(data)
        changed[at] ^= 0x55
        path.write_bytes(changed)
        found = opened(path)
        assert found.contents[0].rows or found.faults


# -- what tells ids apart ------------------------------------------------------------------------


@given(st.lists(st.text(max_size=3), max_size=40))
def test_what_was_seen_is_known(texts: list[str]) -> None:
    seen = Seen()
    known: set[str] = set()
    for text in texts:
        assert seen.add(text) is (text not in known)
        known.add(text)
    assert len(seen) == len(known)


def test_many_are_seen() -> None:
    seen = Seen()
    assert all(seen.add(str(number)) for number in range(20_000))
    assert not any(seen.add(str(number)) for number in range(20_000))


def test_two_large_tables_of_one_name_are_told_apart_or_refused(
    opened: Open, tmp_path: Path
) -> None:
    paths = [tmp_path / folder / "a.zip" for folder in ("one", "two")]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        archive(path, a__csv=f"id,title,lat,lon\n7,Town {number},1,2\n")
    found = opened(*paths)
    assert [one.rows for one in found.contents] == [1, 0]
    assert found.faults[0].reason == "another is called a.zip: rename one"


def test_the_same_id_in_two_tables_is_two_places(opened: Open, tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("id,title,lat,lon\n7,Paris,48.9,2.3\n", encoding="utf-8")
    two.write_text("id,title,lat,lon\n7,London,51.5,-0.1\n", encoding="utf-8")
    sources = opened(one, two).sources
    (paris,), (london,) = sources.named(["paris"]), sources.named(["london"])
    assert (paris.id, london.id) == ("7", "two.csv:7")
    place = sources.place(london.id)
    assert place is not None
    assert place.title == "London"


# -- whose word counts ---------------------------------------------------------------------------


def ranks(found: Gazetteers) -> list[int]:
    return [source.named(["kyiv"])[0].rank for source in found.sources.sources]


def test_tables_at_the_head_are_vouched_for_and_a_dump_counts_as_the_world(
    opened: Open, dump: Path, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("title,lat,lon\nKyiv,1,2\n", encoding="utf-8")
    own, world = resources.gazetteer(), resources.world()
    assert ranks(opened(own, world)) == [0, 1]
    assert ranks(opened(table, own, dump, world)) == [-1, 0, 1, 1]
    assert ranks(opened(world)) == [1]
    assert ranks(opened(dump, own, world)) == [1, 0, 1]
    assert ranks(opened(world, table, dump)) == [1, 2, 1]
    assert ranks(opened(dump, table)) == [1, 2]
    assert ranks(opened(own, table)) == [-1, 0]


def test_a_village_of_a_dump_does_not_take_a_city_s_name(
    opened: Open, tmp_path: Path, boundaries: BoundaryIndex
) -> None:
    path = tmp_path / "US.txt"
    village = KYIV.replace("703448\tKyiv\tKyiv\tKiev,Київ", "99\tNairobi\tNairobi\t")
    path.write_text(village.replace("2797553", "300").replace("UA", "US"), encoding="utf-8")
    article = tmp_path / "article.txt"
    article.write_text("Nairobi is quiet\n\nThousands marched through Nairobi on Sunday.\n")
    sources = opened(resources.gazetteer(), path, resources.world()).sources
    reading = next(iter(read_each([article], Finder(sources, boundaries=boundaries))))
    assert isinstance(reading, Reading)
    assert {mention.place.ccodes for mention in reading.mentions if mention.place} == {("KE",)}
