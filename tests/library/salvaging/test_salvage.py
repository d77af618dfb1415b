"""Of a damaged library is saved what can be read, and what people did before all else."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.library.making import (
    LVIV,
    OTHER_SPRINGFIELD,
    READER,
    a_reading,
    many,
    stored,
)
from tests.library.storage.test_writing import check
from viewer.library.salvaging.salvage import LOST, Salvaged, salvage
from viewer.library.storage import decisions, loading, views, writing
from viewer.library.storage.errors import LibraryDamaged, LibraryError
from viewer.library.storage.store import Store
from viewer.library.storage.views import ViewState
from viewer.library.storage.writing import FileRead
from viewer.model import Fault, Note, Reading

PAGE = 4096
ARTICLES = 300


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Reading]]:
    """A library of some hundred articles in which people did something, and its readings."""
    path = tmp_path_factory.mktemp("whole") / "a.dateline"
    with Store.create(path) as store:
        readings = list(many(ARTICLES))
        read = [FileRead(reading.article.path, 1, 2, "x", READER) for reading in readings]
        for at in range(0, ARTICLES, 10):  # as an import does
            writing.put(store, stored(*readings[at : at + 10]), read=read[at : at + 10])
        copy = a_reading(readings[0].article.text, path="/copy", title="Report 0")
        fault = Fault(Path("/broken"), "encrypted")
        writing.put(store, stored(copy), faults=[fault], notes=[Note(Path("/a"), "odd")])
        writing.set_stories(store, {5: 4})
        writing.set_folders(store, {Path("/articles"): True})
        for reading in readings[10:20]:
            mention = reading.mentions[1]
            span = mention.start, mention.end
            decisions.decide(store, reading.article.id, span, OTHER_SPRINGFIELD)
        decisions.undo(store, 2)
        decisions.own_story(store, readings[7].article.id)
        for name in ("one", "two", "three"):
            views.save(store, name, ViewState())
        return path, list(loading.readings(store))


@pytest.fixture
def damaged(whole: tuple[Path, list[Reading]], tmp_path: Path) -> Path:
    """A copy to be damaged."""
    path = tmp_path / "damaged.dateline"
    path.write_bytes(whole[0].read_bytes())
    return path


def saved(damaged: Path) -> tuple[Salvaged, list[Reading]]:
    """What is saved, in a library that is whole; the damaged one is not touched."""
    before, beside = damaged.read_bytes(), set(damaged.parent.iterdir())
    target = damaged.with_name("saved.dateline")
    report = salvage(damaged, target)
    assert damaged.read_bytes() == before
    assert set(damaged.parent.iterdir()) == beside | {target}
    with Store.open(target) as store:
        check(store)
        readings = list(loading.readings(store))
    assert report.articles.saved == len(readings)
    return report, readings


def overwrite(path: Path, pages: range | list[int], noise: random.Random) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(noise.randbytes(PAGE))


def pages_of(path: Path) -> int:
    return path.stat().st_size // PAGE


def test_of_a_whole_library_everything_is_saved(
    damaged: Path, whole: tuple[Path, list[Reading]]
) -> None:
    report, readings = saved(damaged)
    assert readings == whole[1]
    assert str(report) == "articles all 300, mentions 600, decisions all 11, saved views all 3"
    with Store.open(damaged) as old, Store.open(damaged.with_name("saved.dateline")) as new:
        assert decisions.made(new) == decisions.made(old)
        assert views.saved(new) == views.saved(old)
        assert loading.faults(new) == loading.faults(old)
        assert loading.notes(new) == loading.notes(old)
        assert loading.folders(new) == loading.folders(old)
        for query in (
            "SELECT id, story FROM articles ORDER BY number",
            "SELECT path, part FROM files",
            "SELECT path, size, modified, sha256, description FROM readings"
            " JOIN makers ON number = reader",
        ):
            with old.reading() as before, new.reading() as after:
                assert after.execute(query).fetchall() == before.execute(query).fetchall()


@pytest.mark.parametrize("header", [100, PAGE])
def test_without_its_header_everything_is_saved(
    damaged: Path, header: int, whole: tuple[Path, list[Reading]]
) -> None:
    with damaged.open("r+b") as file:
        file.write(random.Random(1).randbytes(header))
    with pytest.raises(LibraryError):
        Store.open(damaged)
    report, readings = saved(damaged)
    assert readings == whole[1]
    assert str(report.decisions) == "all 11"


def test_of_half_a_file_half_is_saved(damaged: Path, whole: tuple[Path, list[Reading]]) -> None:
    with damaged.open("r+b") as file:
        file.truncate(damaged.stat().st_size // 2 + 1000)
    with pytest.raises(LibraryDamaged), Store.open(damaged) as store:
        list(loading.readings(store))
    report, readings = saved(damaged)
    assert len(readings) > ARTICLES // 4
    texts = {reading.article.text for reading in whole[1]}
    assert {reading.article.text for reading in readings} <= texts
    assert report.articles.known > len(readings)


@pytest.mark.parametrize("seed", range(6))
def test_of_pages_overwritten_the_others_are_saved(
    damaged: Path, seed: int, whole: tuple[Path, list[Reading]]
) -> None:
    noise = random.Random(seed)
    pages = pages_of(damaged)
    overwrite(damaged, noise.sample(range(40, pages), pages // 40), noise)
    report, readings = saved(damaged)
    texts = {reading.article.text for reading in whole[1]}
    assert {reading.article.text for reading in readings} <= texts
    assert report.articles.known >= len(readings)
    assert len(readings) > ARTICLES // 3
    assert not set(report.lost) & {reading.article.path for reading in readings}
    assert bool(report.lost) <= (report.articles.known > len(readings))


def root_page(path: Path, name: str) -> int:
    with Store.open(path, read_only=True) as store, store.reading() as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(query, (name,)).fetchone()[0])


def pages_with(path: Path, words: bytes) -> list[int]:
    """The pages on which some words stand."""
    content = path.read_bytes()
    return [
        at // PAGE + 1 for at in range(0, len(content), PAGE) if words in content[at : at + PAGE]
    ]


@pytest.mark.parametrize(
    "table", ["articles", "texts", "passages", "mentions", "files", "decisions", "places", "views"]
)
def test_without_the_page_that_leads_to_a_table_its_rows_are_saved(
    damaged: Path, table: str, whole: tuple[Path, list[Reading]]
) -> None:
    root = root_page(damaged, table)
    content = damaged.read_bytes()
    # A table so small that this page has its rows as well loses them.
    leads = content[(root - 1) * PAGE] in (2, 5)
    overwrite(damaged, [root], random.Random(1))
    report, readings = saved(damaged)
    assert [reading.article for reading in readings] == [reading.article for reading in whole[1]]
    if leads:
        assert str(report.decisions) == "all 11"
        assert report.mentions > 590


def test_without_mentions_places_are_to_be_found_again(damaged: Path) -> None:
    overwrite(damaged, pages_with(damaged, b"gazetteer title"), random.Random(1))
    report, readings = saved(damaged)
    assert (report.articles.saved, report.to_find, report.mentions) == (ARTICLES, ARTICLES, 0)
    decided = [mention for reading in readings for mention in reading.mentions]
    assert {mention.place for mention in decided} == {OTHER_SPRINGFIELD}
    assert len(decided) == 9


def test_without_passages_they_are_found_again(damaged: Path) -> None:
    overwrite(damaged, pages_with(damaged, b"paragraph"), random.Random(1))
    report, readings = saved(damaged)
    assert report.articles.saved == ARTICLES
    assert all(reading.passages for reading in readings)
    assert str(report.decisions) == "all 11"


def test_without_articles_decisions_wait_for_them(damaged: Path) -> None:
    overwrite(damaged, pages_with(damaged, b"the byline"), random.Random(1))
    report, readings = saved(damaged)
    assert readings == []
    assert str(report.decisions) == "all 11"
    assert str(report.views) == "all 3"
    assert str(report.articles) == f"0 of {ARTICLES}"
    assert len(report.lost) == ARTICLES + 1
    target = damaged.with_name("saved.dateline")
    reading = list(many(11))[10]
    with Store.open(target) as store:
        with store.reading() as connection:
            # All files are read again.
            assert connection.execute("SELECT count(*) FROM readings").fetchone() == (0,)
        writing.put(store, stored(reading))
        places = [mention.place for mention in loading.reading(store, reading.article.id).mentions]
        assert places == [LVIV, OTHER_SPRINGFIELD]


def test_without_makers_all_is_stale(damaged: Path) -> None:
    overwrite(damaged, [root_page(damaged, "makers")], random.Random(1))
    report, _ = saved(damaged)
    assert report.articles.saved == report.to_find == ARTICLES
    with Store.open(damaged.with_name("saved.dateline")) as store, store.reading() as connection:
        made = connection.execute("SELECT kind, description FROM makers").fetchall()
        assert made == [("reader", LOST)]


def test_what_was_committed_last_is_saved(damaged: Path) -> None:
    store = Store.open(damaged)
    writing.put(store, stored(a_reading("Just in from Lviv", path="/new", title="New")))
    log = damaged.with_name(damaged.name + "-wal").read_bytes()
    before = damaged.read_bytes()
    store.close()
    damaged.write_bytes(before)
    damaged.with_name(damaged.name + "-wal").write_bytes(log)
    _, readings = saved(damaged)
    assert readings[-1].article.title == "New"


def test_it_tells_how_far_it_is(damaged: Path) -> None:
    told: list[tuple[int, int]] = []
    salvage(damaged, damaged.with_name("b.dateline"), progress=lambda *now: told.append(now))
    assert told[-1] == (ARTICLES, ARTICLES)
    assert len(told) > 3


def test_it_overwrites_nothing(damaged: Path) -> None:
    other = damaged.with_name("other.txt")
    other.write_text("Dear Sir")
    with pytest.raises(LibraryError):
        salvage(damaged, other)
    with pytest.raises(LibraryError, match="a file already"):
        salvage(damaged, damaged)
    assert other.read_text() == "Dear Sir"
