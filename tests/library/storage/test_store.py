"""A library file opens, is shared, kept, left behind and found again; and says what is wrong."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.library.making import a_reading, many, stored
from tests.library.storage.test_writing import check, one
from viewer.library.storage import loading, writing
from viewer.library.storage.errors import (
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryLocked,
    LibraryReadOnly,
    LibraryTooNew,
    NotALibrary,
)
from viewer.library.storage.store import Store, unsaved
from viewer.library.storage.writing import put
from viewer.model import Dated, Place, Shape


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library with three articles, closed."""
    path = tmp_path / "a.dateline"
    with Store.create(path) as store:
        put(store, stored(*many(3)))
    return path


def titles(store: Store) -> list[str]:
    return [reading.article.title for reading in loading.readings(store)]


ALL = ["Report 0", "Report 1", "Report 2"]


def test_what_was_stored_is_there_when_it_is_opened_again(path: Path) -> None:
    with Store.open(path) as store:
        assert titles(store) == ALL
        assert (store.path, store.is_temporary, store.read_only) == (path, False, False)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_file_says_what_it_is(path: Path) -> None:
    header = path.read_bytes()[:100]
    assert header[68:72] == b"DTLN"
    assert int.from_bytes(header[60:64], "big") == 1


def test_the_schema_can_be_read_on_its_own(tmp_path: Path) -> None:
    schema = (Path(writing.__file__).parents[1] / "schema.sql").read_text("utf-8")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert {"articles", "passages", "mentions", "places", "decisions", "views"} <= tables


def test_the_questions_in_the_schema_are_answered(tmp_path: Path) -> None:
    schema = (Path(writing.__file__).parents[1] / "schema.sql").read_text("utf-8")
    head = schema[: schema.index("CREATE TABLE")]
    asked = [
        "".join(re.findall(r"^--     (.*\n)", lines, re.MULTILINE))
        for lines in re.split(r"^-- Which .*\?$", head, flags=re.MULTILINE)[1:]
    ]
    kyiv = Place("kyiv", "Kyiv", "city", Shape.POINT, 50.45, 30.52)
    texts = {"In Kyiv the harbour had no gasoline.": 3, "In Kyiv there was oil.": 4}
    readings = [
        a_reading(text, path=f"/{month}", title=f"Month {month}", places={"Kyiv": kyiv})
        for text, month in texts.items()
    ]
    dated = [
        replace(
            reading,
            article=replace(
                reading.article, date=Dated(dt.date(2022, month, 31 - month), "day", "the text")
            ),
        )
        for reading, month in zip(readings, texts.values(), strict=True)
    ]
    with Store.create(tmp_path / "a.dateline") as store:
        put(store, stored(*dated))
        with store.reading() as connection:
            of_march, having = (connection.execute(query).fetchall() for query in asked)
    assert of_march == [("Month 3", "The Courier", "2022-03-28")]
    assert having == [("Month 3", "paragraph", "In Kyiv [the harbour] had no [gasoline].")]


def test_a_library_is_not_made_over_another_file(path: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="there is a file already"):
        Store.create(path)
    other = tmp_path / "letter.txt"
    other.write_text("Dear Sir")
    with pytest.raises(LibraryError, match="there is a file already"):
        Store.create(other)
    assert other.read_text() == "Dear Sir"
    with Store.open_or_create(path) as store:
        assert titles(store) == ALL
    with Store.open_or_create(tmp_path / "new.dateline") as store:
        assert titles(store) == []


def test_a_library_is_made_in_one_step_over_what_was_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    path.touch()
    (tmp_path / ".a.dateline.part").write_bytes(b"SQLite format 3 and no more")
    with Store.open_or_create(path) as store:
        put(store, stored(*many(3)))
        assert titles(store) == ALL
    assert list(tmp_path.iterdir()) == [path]


def test_every_library_that_is_written_can_be_read_meanwhile(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with Store.open(path) as store:
        assert one(store, "PRAGMA journal_mode") == "wal"
        store.keep(tmp_path / "kept.dateline")
        assert one(store, "PRAGMA journal_mode") == "wal"


def test_names_of_files_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"what? 100%#\xff\n.dateline")
    with Store.create(path) as store:
        put(store, stored(*many(1)))
    with Store.open(path) as store:
        assert titles(store) == ["Report 0"]


def test_many_threads_read_while_one_writes(tmp_path: Path) -> None:
    errors: list[Exception] = []
    counts: list[int] = []
    done = threading.Event()

    def read(store: Store) -> None:
        try:
            while not done.is_set():
                with store.reading() as connection:
                    query = "SELECT count(*) FROM {}"
                    first = connection.execute(query.format("articles")).fetchone()[0]
                    counts.append(first)
                    # One state: the texts are those of the same articles.
                    assert connection.execute(query.format("texts")).fetchone()[0] == first
        except Exception as error:
            errors.append(error)

    with Store.create(tmp_path / "a.dateline") as store:
        threads = [threading.Thread(target=read, args=(store,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for reading in many(60):
            put(store, stored(reading))
        done.set()
        for thread in threads:
            thread.join()
        check(store)
    assert errors == []
    assert counts


def test_threads_take_turns_writing(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.dateline") as store:
        readings = list(many(40))
        halves = readings[::2], readings[1::2]

        def write(half: list[object]) -> None:
            for reading in half:
                put(store, stored(reading))  # type: ignore[arg-type]

        threads = [threading.Thread(target=write, args=(half,)) for half in halves]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(titles(store)) == sorted(reading.article.title for reading in readings)
        check(store)


def test_two_windows_share_a_library(path: Path) -> None:
    with Store.open(path) as one_window, Store.open(path) as other:
        before = one_window.version()
        assert one_window.version() == before
        put(other, stored(a_reading("From the other window", path="/o", title="Other")))
        assert one_window.version() != before
        assert titles(one_window) == [*ALL, "Other"]
        put(one_window, stored(a_reading("And back", path="/p", title="Back")))
        assert titles(other) == [*ALL, "Other", "Back"]


def test_an_inner_transaction_can_fail_by_itself(path: Path) -> None:
    with Store.open(path) as store:
        with store.writing() as connection:
            connection.execute("INSERT INTO names (name) VALUES ('outer')")
            with suppress(ZeroDivisionError), store.writing():
                connection.execute("INSERT INTO names (name) VALUES ('inner')")
                raise ZeroDivisionError
        assert one(store, "SELECT count(*) FROM names WHERE name = 'outer'") == 1
        assert one(store, "SELECT count(*) FROM names WHERE name = 'inner'") == 0


def test_nothing_is_written_within_a_reading(path: Path) -> None:
    with Store.open(path) as store, store.reading(), pytest.raises(RuntimeError), store.writing():
        pass


# Temporary libraries


def test_a_temporary_library_is_gone_when_closed(tmp_path: Path) -> None:
    store = Store.temporary(tmp_path)
    put(store, stored(*many(3)))
    assert store.is_temporary
    assert unsaved(tmp_path) == []
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_a_temporary_library_can_be_kept(tmp_path: Path) -> None:
    target = tmp_path / "kept.dateline"
    with Store.temporary(tmp_path / "temporary") as store:
        put(store, stored(*many(3)))
        before = store.version()
        store.keep(target)
        assert (store.path, store.is_temporary) == (target, False)
        assert list((tmp_path / "temporary").iterdir()) == []
        put(store, stored(a_reading("Later", path="/l", title="Later")))
        assert store.version() != before
    with Store.open(target) as store:
        assert titles(store) == [*ALL, "Later"]
        check(store)


def test_what_other_threads_write_after_keeping_is_kept(tmp_path: Path) -> None:
    with Store.temporary(tmp_path / "temporary") as store:
        go, gone = threading.Event(), threading.Event()

        def write() -> None:
            put(store, stored(a_reading("Before", path="/b", title="Before")))
            gone.set()
            go.wait(30)
            put(store, stored(a_reading("After", path="/a", title="After")))

        thread = threading.Thread(target=write)
        thread.start()
        gone.wait(30)
        store.keep(tmp_path / "kept.dateline")
        go.set()
        thread.join()
    with Store.open(tmp_path / "kept.dateline") as store:
        assert titles(store) == ["Before", "After"]


def test_keeping_replaces_a_file_in_one_step(path: Path, tmp_path: Path) -> None:
    with Store.temporary(tmp_path / "temporary") as store:
        put(store, stored(a_reading("New", title="New")))
        store.keep(path)
    with Store.open(path) as store:
        assert titles(store) == ["New"]


def test_a_library_that_is_open_elsewhere_is_not_replaced(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as window, Store.temporary(tmp_path / "temporary") as store:
        assert titles(window) == ALL
        put(store, stored(a_reading("New", title="New")))
        with pytest.raises(LibraryLocked, match="open in another window"):
            store.keep(path)
        assert store.is_temporary
        assert titles(store) == ["New"]
        assert titles(window) == ALL


def test_a_file_of_another_kind_can_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "letter.dateline"
    target.write_text("Dear Sir")
    with Store.temporary(tmp_path / "temporary") as store:
        put(store, stored(*many(3)))
        store.keep(target)
    with Store.open(target) as store:
        assert titles(store) == ALL


def test_keeping_where_it_cannot_be_leaves_all_as_it_was(tmp_path: Path) -> None:
    with Store.temporary(tmp_path) as store:
        put(store, stored(*many(3)))
        with pytest.raises(LibraryError):
            store.keep(tmp_path / "no" / "folder" / "a.dateline")
        assert store.is_temporary
        assert titles(store) == ALL


LEAVE = """
import os, sys
from pathlib import Path
from tests.library.making import many, stored
from viewer.library.storage.store import Store
from viewer.library.storage.writing import put
store = Store.temporary(Path(sys.argv[1]))
put(store, stored(*many(int(sys.argv[2]))))
os.kill(os.getpid(), 9)
"""


def test_what_a_killed_process_left_is_found_and_taken_up(tmp_path: Path) -> None:
    for count in (3, 0):
        subprocess.run([sys.executable, "-c", LEAVE, str(tmp_path), str(count)])
    (left,) = unsaved(tmp_path)
    with Store.take_up(left) as store:
        assert titles(store) == ALL
        assert store.is_temporary
        assert unsaved(tmp_path) == []
        with pytest.raises(LibraryLocked):
            Store.take_up(left)
        store.keep(tmp_path / "kept.dateline")
    assert [file.name for file in tmp_path.iterdir()] == ["kept.dateline"]


# What is wrong with a file


def test_what_is_no_library_says_so_and_is_left_alone(tmp_path: Path) -> None:
    photo = tmp_path / "photo.dateline"
    photo.write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 40)
    empty = tmp_path / "empty.dateline"
    empty.touch()
    other = tmp_path / "other.dateline"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    for file, words in (
        (photo, "not a Dateline library"),
        (empty, "the file is empty"),
        (other, "a database of another program"),
        (tmp_path, "a folder"),
    ):
        before = None if file.is_dir() else file.read_bytes()
        with pytest.raises(NotALibrary, match=words) as raised:
            Store.open(file)
        assert str(raised.value).startswith(f"{file}: ")
        assert before is None or file.read_bytes() == before
    with pytest.raises(LibraryError, match="no such file"):
        Store.open(tmp_path / "gone.dateline")
    assert len(list(tmp_path.iterdir())) == 3


def test_a_newer_library_is_not_touched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 7")
    before, modified = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(LibraryTooNew, match=r"version 7, this one knows 1.*update Dateline"):
        Store.open(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, modified)
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_damaged_library_says_so_when_it_is_met(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 8192))
    with pytest.raises(LibraryDamaged, match="save what can be read"), Store.open(path) as store:
        titles(store)


def test_a_library_whose_header_is_gone_is_a_damaged_one(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 100)
    with pytest.raises(LibraryDamaged):
        Store.open(path)


def test_a_library_that_is_cut_off_is_a_damaged_one(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)
    for read_only in (False, True):
        with pytest.raises(LibraryDamaged):
            Store.open(path, read_only=read_only)


def test_a_library_opens_whose_wal_was_not_written_into_it_to_the_end(path: Path) -> None:
    cut = path.with_name("cut.dateline")
    with Store.open(path) as store:
        put(store, stored(*many(60)))
        shutil.copy(path, cut)
        shutil.copy(f"{path}-wal", f"{cut}-wal")
    assert path.stat().st_size > cut.stat().st_size
    with path.open("rb") as whole, cut.open("r+b") as file:
        file.write(whole.read(4096))  # the first page, which says how long the file will be
    with Store.open(cut) as store:
        assert len(titles(store)) == 60
        check(store)


LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA locking_mode = " + sys.argv[2])
connection.execute("BEGIN EXCLUSIVE")
connection.execute("UPDATE changes SET last = last")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(path: Path, mode: str) -> Iterator[None]:
    """Another process that has a library to itself."""
    with subprocess.Popen(
        [sys.executable, "-c", LOCK, str(path), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        try:
            yield
        finally:
            process.stdin.close()


def test_a_library_that_another_program_writes_is_read_and_not_written(path: Path) -> None:
    with Store.open(path, busy_seconds=0.2) as store:
        with locked(path, "NORMAL"):
            assert titles(store) == ALL
            with pytest.raises(LibraryLocked, match="another program is using the library"):
                put(store, stored(a_reading("New", path="/n", title="New")))
        put(store, stored(a_reading("New", path="/n", title="New")))
        assert titles(store) == [*ALL, "New"]


def test_a_library_that_another_program_has_to_itself_is_not_opened(path: Path) -> None:
    with locked(path, "EXCLUSIVE"), pytest.raises(LibraryLocked, match="wait for it"):
        Store.open(path, busy_seconds=0.2)
    with Store.open(path) as store:
        assert titles(store) == ALL


def test_a_library_opened_to_be_read_only_is_not_written(path: Path) -> None:
    with Store.open(path, read_only=True) as store:
        assert titles(store) == ALL
        with pytest.raises(LibraryReadOnly, match="save it under another name"):
            put(store, stored(a_reading("New")))
        store.keep(path.with_name("copy.dateline"))
        put(store, stored(a_reading("New", path="/n", title="New")))
        assert titles(store) == [*ALL, "New"]
    with Store.open(path) as store:
        assert titles(store) == ALL


READ_ONLY = """
import sys
from pathlib import Path
from tests.library.making import a_reading, stored
from viewer.library.storage import loading
from viewer.library.storage.errors import LibraryReadOnly
from viewer.library.storage.store import Store
from viewer.library.storage.writing import put
with Store.open(Path(sys.argv[1])) as store:
    print(store.read_only, len(list(loading.readings(store))))
    try:
        put(store, stored(a_reading("New")))
    except LibraryReadOnly as error:
        print("refused")
"""


def without_privilege() -> None:
    """Root may write everything; from here on it may not."""
    drop_from_bounding_set, dac_override = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


@pytest.mark.parametrize("what", ["file", "folder", "both"])
def test_what_may_only_be_read_is_read(path: Path, what: str) -> None:
    before = path.read_bytes()
    path.chmod(0o444 if what in ("file", "both") else 0o644)
    path.parent.chmod(0o555 if what in ("folder", "both") else 0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)],
            capture_output=True,
            text=True,
            preexec_fn=without_privilege,
        )
    finally:
        path.parent.chmod(0o755)
    assert (done.stdout, done.stderr) == ("True 3\nrefused\n", "")
    assert path.read_bytes() == before


def test_what_was_not_closed_and_may_only_be_read_says_so(path: Path) -> None:
    store = Store.open(path)
    put(store, stored(a_reading("New", path="/n", title="New")))
    room = path.parent / "room"
    room.mkdir()
    for name in (path.name, f"{path.name}-wal"):
        (room / name).write_bytes((path.parent / name).read_bytes())
    store.close()
    room.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(room / path.name)],
            capture_output=True,
            text=True,
            preexec_fn=without_privilege,
        )
    finally:
        room.chmod(0o755)
    assert "LibraryReadOnly" in done.stderr
    assert f"copy it and {path.name}-wal to another folder" in done.stderr


FILL = """
import resource, sys
from pathlib import Path
from tests.library.making import many, stored
from viewer.library.storage.errors import LibraryFull
from viewer.library.storage.store import Store
from viewer.library.storage.writing import put
store = Store.open(Path(sys.argv[1]))
size = 600_000
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
for reading in many(100_000):
    try:
        put(store, stored(reading))
    except LibraryFull as error:
        print("full", flush=True)
        break
    print(reading.article.title, flush=True)
"""


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.dateline"
    Store.create(path).close()
    done = subprocess.run([sys.executable, "-c", FILL, str(path)], capture_output=True, text=True)
    *told, last = done.stdout.splitlines()
    assert (last, done.stderr) == ("full", "")
    with Store.open(path) as store:
        assert titles(store) == told
        check(store)
        put(store, stored(a_reading("There is room again", path="/n", title="New")))
        assert titles(store) == [*told, "New"]


def test_a_library_that_may_not_grow_says_that_it_is_full(path: Path) -> None:
    with Store.open(path) as store:
        with store.writing() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryFull, match=r"disk is full.*make room"):
            put(store, stored(*many(2000)))
        assert titles(store) == ALL
        with store.writing() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")
        put(store, stored(a_reading("New", path="/n", title="New")))
        assert titles(store) == [*ALL, "New"]
