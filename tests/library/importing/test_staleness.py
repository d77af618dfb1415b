"""What other gazetteers, rules or readers would make otherwise, and only that, is made again."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from viewer.library.importing import makers
from viewer.library.importing.importer import Import, Signals
from viewer.library.importing.reading import MANY, Progress
from viewer.library.importing.recipe import Recipe
from viewer.library.importing.staleness import Stale, redo, stale
from viewer.library.storage import decisions, loading
from viewer.library.storage.store import Store

TABLE = "name,lat,lon\nLinz,48.3,14.3\n"
BOTH = TABLE + "Graz,47.07,15.43\n"


def recipe(folder: Path, table: str = TABLE, jobs: int | None = None) -> Recipe:
    path = folder / "mine.csv"
    path.write_text(table, encoding="utf-8")
    return Recipe((path,), jobs)


def texts(folder: Path, count: int = 3) -> Path:
    folder = folder / "texts"
    folder.mkdir()
    for n in range(count):
        text = f"Report {n}\n\nIt rained in Linz and in Graz on day {n}, they said.\n"
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


def placed(store: Store) -> list[str]:
    return [
        mention.text
        for reading in loading.readings(store)
        for mention in reading.mentions
        if mention.place is not None
    ]


def test_nothing_is_stale_after_an_import(tmp_path: Path, store: Store) -> None:
    mine = recipe(tmp_path)
    Import(store, mine).run([texts(tmp_path)])
    assert not stale(store, mine)
    assert redo(store, mine) == 0


def test_another_gazetteer_makes_places_stale_and_they_are_found_again(
    tmp_path: Path, store: Store
) -> None:
    Import(store, recipe(tmp_path)).run([texts(tmp_path)])
    assert set(placed(store)) == {"Linz"}
    mine = recipe(tmp_path, BOTH)
    assert stale(store, mine) == Stale(files=0, articles=3)

    assert redo(store, mine) == 3

    assert set(placed(store)) == {"Linz", "Graz"}
    assert not stale(store, mine)


def test_many_are_found_again_by_other_processes(tmp_path: Path, store: Store) -> None:
    Import(store, recipe(tmp_path)).run([texts(tmp_path, MANY + 8)])
    mine = recipe(tmp_path, BOTH)
    seen: list[Progress] = []

    assert redo(store, mine, Signals(progress=seen.append)) == MANY + 8

    assert placed(store).count("Graz") == MANY + 8
    assert (seen[-1].stage, seen[-1].done, seen[-1].total) == ("finding", MANY + 8, MANY + 8)


def test_what_is_cut_short_goes_on(tmp_path: Path, store: Store) -> None:
    Import(store, recipe(tmp_path)).run([texts(tmp_path, MANY + 80)])
    mine = recipe(tmp_path, BOTH)
    stop = threading.Event()

    redo(store, mine, Signals(progress=lambda _: stop.set(), cancelled=stop.is_set))
    left = stale(store, mine).articles

    assert 0 < left < MANY + 80
    assert redo(store, mine) == left
    assert not stale(store, mine)


def test_decisions_stay(tmp_path: Path, store: Store) -> None:
    Import(store, recipe(tmp_path)).run([texts(tmp_path, 1)])
    (reading,) = loading.readings(store)
    linz = reading.article.text.index("Linz")
    decisions.decide(store, reading.article.id, (linz, linz + 4), None)

    redo(store, recipe(tmp_path, BOTH))

    assert placed(store) == ["Graz"]


def test_a_newer_reader_reads_again(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = recipe(tmp_path)
    folder = texts(tmp_path)
    Import(store, mine).run([folder])
    (folder / "002.txt").unlink()
    monkeypatch.setattr(makers, "READING", 99)
    assert stale(store, mine) == Stale(files=2, articles=0)

    redo(store, mine)

    assert not stale(store, mine)
    assert len(list(loading.readings(store))) == 3  # what has no file any more stays


def test_a_gazetteer_is_known_by_its_content_not_by_its_place(tmp_path: Path) -> None:
    there = tmp_path / "elsewhere"
    there.mkdir()
    assert recipe(tmp_path).describe() == recipe(there).describe()
    assert recipe(tmp_path).describe() != recipe(tmp_path, BOTH).describe()
    assert str(tmp_path) not in recipe(tmp_path).describe()


def test_a_very_large_gazetteer_is_known_by_its_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(makers, "_WHOLE_BYTES", 100)
    monkeypatch.setattr(makers, "_PART_BYTES", 40)
    rows = TABLE + "".join(f"Place {n},1,{n}\n" for n in range(30))
    described = {
        recipe(tmp_path, table).describe()
        for table in (rows, rows + "Last,1,1\n", rows.replace("Linz", "Lynz"))
    }
    assert len(described) == 3


def test_what_was_learned_is_where_the_finder_is_told_by_it() -> None:
    assert all(path.is_file() for path in makers.LEARNED)
