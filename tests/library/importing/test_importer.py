"""Files into a library: once each, as they come, whatever happens in between."""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.library.importing.test_pool import LIMIT_S, RECIPE, Recipe, Titles
from tests.library.killing import KILLS, killed
from tests.library.making import a_reading
from tests.library.storage.test_writing import check
from viewer.library.importing.filing import Filed
from viewer.library.importing.importer import Import, Report, Signals
from viewer.library.importing.intake import taken
from viewer.library.importing.pool import Limits
from viewer.library.importing.reading import MANY, Progress
from viewer.library.storage import decisions, loading
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.model import Article, Mention, Passage

PAGE = "<html><body><article><h1>{0}</h1><p>{1}</p><p>{1}</p></article></body></html>"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def many(folder: Path, count: int = MANY + 20) -> Path:
    """Enough files for several processes."""
    return write(folder, **{f"{n:03}": f"Report {n} of the day from Linz." for n in range(count)})


def stems(store: Store) -> list[str]:
    return [reading.article.path.stem for reading in loading.readings(store)]


def run(store: Store, *paths: Path, signals: Signals | None = None) -> Report:
    return Import(store, RECIPE).run(paths, signals)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


class Counting(Titles):
    """Counts the articles whose places it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        self.asked.append(article.path.stem)
        return super().find(article, passages)


def test_a_folder_becomes_a_library_in_its_order(tmp_path: Path, store: Store) -> None:
    told: list[Filed] = []
    seen: list[Progress] = []
    folder = many(tmp_path / "texts")

    report = run(
        store, folder, signals=Signals(progress=seen.append, stored=lambda some: told.extend(some))
    )

    expected = sorted(path.stem for path in folder.iterdir())
    assert stems(store) == expected
    assert [one.path.stem for one in told] == expected
    assert all(one.placed == 1 for one in told)
    assert (report.found, report.read, report.articles) == (len(expected),) * 3
    assert report.is_complete
    stages = [progress.stage for progress in seen]
    assert stages == sorted(stages)  # looking, then reading
    assert seen[-1].done == seen[-1].total == len(expected)
    check(store)


def test_what_is_told_as_stored_is_committed(tmp_path: Path, store: Store) -> None:
    folder = many(tmp_path / "texts")
    checked: list[int] = []

    def stored(some: Sequence[Filed]) -> None:
        with Store.open(store.path, read_only=True) as other, other.reading() as connection:
            found = {id for (id,) in connection.execute("SELECT id FROM articles")}
        assert {one.id for one in some} <= found
        checked.append(len(some))

    run(store, folder, signals=Signals(stored=stored))
    assert sum(checked) == MANY + 20


def test_what_is_unchanged_is_not_read_again(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz.", c="In Linz and Graz.")
    run(store, folder)
    write(folder, b="In Graz again.")
    os.utime(folder / "c.txt", (1, 1))
    counting = Counting()

    report = Import(store, RECIPE, made=counting).run([folder])

    assert (report.found, report.read, report.articles) == (3, 1, 1)
    assert counting.asked == ["b"]
    assert [one.article.text for one in loading.readings(store)] == [
        "In Linz.",
        "In Linz and Graz.",
        "In Graz again.",
    ]
    assert run(store, folder).read == 0  # the new time of c is known too


def test_another_reader_reads_again(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "texts", a="In Linz.")
    run(store, folder)
    monkeypatch.setattr("viewer.library.importing.makers.READING", 99)

    assert run(store, folder).read == 1
    assert run(store, folder).read == 0
    assert stems(store) == ["a"]


def test_a_file_that_was_moved_is_known_by_what_is_in_it(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "old", a="In Linz.", b="In Graz.")
    run(store, folder)
    folder.rename(tmp_path / "new")
    counting = Counting()

    report = Import(store, RECIPE, made=counting).run([tmp_path / "new"])

    assert (report.read, report.articles, counting.asked) == (2, 2, [])
    both = list(loading.readings(store))
    assert [len(one.mentions) for one in both] == [1, 1]


def test_a_mailbox_that_grew_has_only_its_new_articles_parsed(tmp_path: Path, store: Store) -> None:
    table = tmp_path / "all.csv"
    rows = ["title,text", *(f"Day {n},Report {n} from Linz." for n in range(5))]
    table.write_text("\n".join(rows), encoding="utf-8")
    run(store, table)
    before = {one.article.part: one for one in loading.readings(store)}
    table.write_text("\n".join([*rows, "Day 9,Report 9 from Graz."]), encoding="utf-8")
    told: list[Filed] = []

    run(store, table, signals=Signals(stored=lambda some: told.extend(some)))

    assert [one.is_known for one in told] == [True] * 5 + [False]
    after = {one.article.part: one for one in loading.readings(store)}
    assert len(after) == 6
    assert {part: after[part] for part in before} == before


def test_parts_that_are_gone_from_a_file_are_gone(tmp_path: Path, store: Store) -> None:
    pages = tmp_path / "pages.zip"
    for names in (["a", "b", "c"], ["a", "c"]):
        with zipfile.ZipFile(pages, "w") as archive:
            for name in names:
                archive.writestr(f"{name}.txt", f"Report {name} from Linz.")
        run(store, pages)
        parts = sorted(one.article.part for one in loading.readings(store))
        assert parts == [f"{name}.txt" for name in names]
    check(store)


def test_one_fault_costs_only_itself_and_is_told_once(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz: break it.")
    (folder / "c.html").write_bytes(b"\x00" * 5000)
    told: list[str] = []

    report = run(store, folder, signals=Signals(faults=lambda some: told.extend(map(str, some))))

    assert (report.articles, report.faults, len(told)) == (1, 2, 2)
    assert sorted(fault.path.name for fault in loading.faults(store)) == ["b.txt", "c.html"]
    assert run(store, folder).read == 0
    (folder / "b.txt").write_text("In Graz: it is mended.", encoding="utf-8")
    assert run(store, folder).articles == 1
    assert [fault.path.name for fault in loading.faults(store)] == ["c.html"]


def test_trying_again_reads_only_what_had_faults(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz: break it.")
    run(store, folder, tmp_path / "nothing")
    counting = Counting()

    report = Import(store, RECIPE, made=counting).try_again()

    assert counting.asked == ["b"]
    assert report.faults == 2
    assert len(loading.faults(store)) == 2  # and not four
    write(folder, b="In Graz.")
    write(tmp_path / "nothing", d="In Linz too.")
    assert Import(store, RECIPE).try_again().faults == 0
    assert loading.faults(store) == ()
    assert sorted(stems(store)) == ["a", "b", "d"]


def test_a_file_that_hangs_or_crashes_is_left_alone_until_it_changes(
    tmp_path: Path, store: Store
) -> None:
    folder = many(tmp_path / "texts")
    write(folder, x="hold it", y="end it")
    limits = Limits(seconds=LIMIT_S)

    report = Import(store, RECIPE, limits=limits).run([folder])

    assert (report.articles, report.faults) == (MANY + 20, 2)
    assert sorted(fault.path.stem for fault in loading.faults(store)) == ["x", "y"]
    assert Import(store, RECIPE, limits=limits).run([folder]).read == 0
    write(folder, x="In Linz.")
    assert run(store, folder).articles == 1


def test_what_can_hang_is_read_by_another_process_even_if_it_is_one_file(
    tmp_path: Path, store: Store
) -> None:
    page = tmp_path / "page.html"
    text = "There was rain in Linz for a whole week, end it said, and nobody came. " * 5
    page.write_text(PAGE.format("Rain", text), encoding="utf-8")

    report = run(store, page)

    assert report.faults == 1
    assert "ended a process" in loading.faults(store)[0].reason


def test_a_cancel_keeps_what_was_read_and_the_next_run_does_the_rest(
    tmp_path: Path, store: Store
) -> None:
    folder = many(tmp_path / "texts", 200)
    write(folder, **{"100": "hold it"})
    stop = threading.Event()
    began: list[float] = []

    def look(progress: Progress) -> None:
        if progress.stage == "reading" and progress.done == 90:
            began.append(time.monotonic())
            stop.set()

    report = run(store, folder, signals=Signals(progress=look, cancelled=stop.is_set))

    assert time.monotonic() - began[0] < 5
    assert not report.is_complete
    assert len(stems(store)) == report.articles == 90
    write(folder, **{"100": "let go"})
    rest = run(store, folder)
    assert (rest.read, rest.articles) == (110, 110)
    assert len(set(stems(store))) == 200
    check(store)


def test_a_pause_stores_nothing_until_it_ends(tmp_path: Path, store: Store) -> None:
    folder = many(tmp_path / "texts", 120)
    paused = threading.Event()
    counts: list[int] = []

    def look(progress: Progress) -> None:
        if progress.stage == "reading" and progress.done == 70:
            paused.set()
            threading.Thread(target=wait).start()

    def wait() -> None:
        for _ in range(2):
            counts.append(len(stems(store)))
            threading.Event().wait(0.3)
        paused.clear()

    report = run(store, folder, signals=Signals(progress=look, paused=paused.is_set))

    assert report.is_complete
    assert counts[0] == counts[1] <= 70
    assert report.articles == 120


def test_the_time_left_is_told_once_it_can_be(tmp_path: Path, store: Store) -> None:
    folder = many(tmp_path / "texts", 40)
    write(folder, **{"020": "hold it", "030": "hold it"})
    seen: list[Progress] = []
    limits = Limits(seconds=LIMIT_S)

    Import(store, Recipe(1), limits=limits).run([folder], Signals(progress=seen.append))

    left = [progress.seconds_left for progress in seen if progress.stage == "reading"]
    assert left[0] is None
    known = [seconds for seconds in left if seconds is not None]
    assert known[-1] == 0
    assert 0 < max(known) < 60


def test_decisions_stay_with_their_words(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="It rained in Linz.\n\nNobody came to Graz.")
    run(store, folder)
    (reading,) = loading.readings(store)
    decisions.decide(store, reading.article.id, (13, 17), None)
    write(folder, a="A new first line.\n\nIt rained in Linz.\n\nNobody came to Graz.")

    run(store, folder)

    (again,) = loading.readings(store)
    dismissed = [one.text for one in again.mentions if one.decided_by == "you"]
    assert dismissed == ["Linz"]


IMPORT = """
import json, sys
from pathlib import Path
from tests.library.importing.test_pool import Recipe
from viewer.library.importing.importer import Import, Signals
from viewer.library.storage.store import Store

def told(some):
    for one in some:
        print(json.dumps([one.id, one.path.name]), flush=True)

if __name__ == "__main__":
    with Store.open_or_create(Path(sys.argv[1])) as store:
        Import(store, Recipe()).run([Path(sys.argv[2])], Signals(stored=told))
"""


def test_killed_at_any_moment_an_import_goes_on_where_it_was(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)  # seen where the test fails
    chance = random.Random(seed)
    script = tmp_path / "script.py"
    script.write_text(IMPORT, encoding="utf-8")
    path = tmp_path / "a.dateline"
    folder = many(tmp_path / "texts", 400)
    for number in range(40):
        page = PAGE.format(f"Page {number}", f"Rain fell on day {number} in Graz, they said. " * 9)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    command = [sys.executable, str(script), str(path), str(folder)]
    told: set[str] = set()
    os.environ["PYTHONPATH"] = os.pathsep.join(map(str, (Path.cwd(), *sys.path)))
    try:
        for _ in range(KILLS if KILLS > 12 else 5):
            # A process that was just being started says that nobody tells it what to do.
            lines = killed(command, 3.0, chance, quiet=False)
            told |= {json.loads(line)[0] for line in lines}
            with Store.open_or_create(path) as store:
                check(store)
                assert told <= {one.article.id for one in loading.readings(store)}
            if len(told) == 440:  # all is done: begin anew
                path.unlink()
                told.clear()
    finally:
        del os.environ["PYTHONPATH"]
    with Store.open_or_create(path) as store:
        run(store, folder)
        assert len({one.article.path for one in loading.readings(store)}) == 440
        assert run(store, folder).read == 0
        check(store)


def test_what_was_read_is_stored_while_a_long_file_is_waited_for(
    tmp_path: Path, store: Store
) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz.", z="hold it")
    (folder / "c.csv").write_text("title,text\nA day,Rain in Linz.\n", encoding="utf-8")
    when: list[float] = []
    began = time.monotonic()

    Import(store, RECIPE, limits=Limits(seconds=3)).run(
        [folder], Signals(stored=lambda some: when.append(time.monotonic() - began))
    )

    assert len(stems(store)) == 3
    assert time.monotonic() - began > 3
    assert when[0] < 3


def test_a_long_text_can_be_cancelled(tmp_path: Path, store: Store) -> None:
    text = "It rained in Linz, hold it. " * 50_000
    folder = write(tmp_path / "texts", a=text)
    stop = threading.Event()
    threading.Timer(1.0, stop.set).start()
    began = time.monotonic()

    report = run(store, folder, signals=Signals(cancelled=stop.is_set))

    assert not report.is_complete
    assert time.monotonic() - began < 10


def test_articles_that_came_in_another_way_are_completed(store: Store) -> None:
    text = "It rained in Linz for a week, and the river came over its banks by the mill. " * 3
    readings = [a_reading(text + end, path=f"/{end}.txt") for end in ("One.", "Two.", "Three.")]
    put(store, [Stored(taken(one).reading, "{}", "{}", taken(one).likeness) for one in readings])

    Import(store, RECIPE).complete()

    with store.reading() as connection:
        assert connection.execute("SELECT DISTINCT story FROM articles").fetchall() == [(1,)]
