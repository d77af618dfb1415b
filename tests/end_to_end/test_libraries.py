"""Libraries on the command line: filled, searched, listed and exported, whatever happens."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.end_to_end.test_command_line import ROOT, SEEDS, lines
from tests.library.killing import KILLS, killed
from tests.library.making import a_reading, stored
from viewer.cli import main
from viewer.library.filters import Filter
from viewer.library.storage import views
from viewer.library.storage.store import Store
from viewer.library.storage.writing import put
from viewer.model import View

TABLE = "name,lat,lon,types,ccodes\nLinz,48.3,14.3,city,AT\nGraz,47.07,15.43,town,AT\n"


def dateline(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command in this process: it starts a hundred times faster."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as wrong:
            status = int(wrong.code or 0)
    return subprocess.CompletedProcess([], status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gazetteer") / "mine.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles as a library."""
    path = tmp_path_factory.mktemp("library") / "seeds.dateline"
    done = dateline("import", SEEDS, "--library", path)
    assert done.returncode == 0, done.stderr
    return path


def texts(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        text = f"Report {n}\n\nOn day {n} it rained in Linz and in Graz, they said.\n"
        (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")
    return folder


def test_each_article_is_told_and_a_summary(tmp_path: Path, gazetteer: Path) -> None:
    folder, library = texts(tmp_path / "texts", 3), tmp_path / "a.dateline"
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 99)
    command = ("import", folder, "--library", library, "--gazetteer", gazetteer, "--json")

    done = dateline(*command)

    *articles, summary = lines(done)
    assert [Path(one["file"]).name for one in articles] == [f"{n:04}.txt" for n in range(3)]
    assert all(one["placed"] == one["mentions"] == 2 for one in articles)
    assert (summary["articles"], summary["faults"], summary["complete"]) == (3, 1, True)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "bad.txt" in line]
    again = dateline(*command)
    assert (lines(again)[-1]["read"], again.returncode) == (0, 0)


def test_what_had_faults_is_tried_again(tmp_path: Path, gazetteer: Path) -> None:
    folder, library = texts(tmp_path / "texts", 1), tmp_path / "a.dateline"
    bad = folder / "bad.txt"
    bad.write_bytes(b"\0\1\2" * 99)
    options = ("--library", library, "--gazetteer", gazetteer, "--json")
    dateline("import", folder, *options)
    bad.write_text("It was mended in Linz.", encoding="utf-8")

    done = dateline("import", "--again", *options)

    article, summary = lines(done)
    assert Path(article["file"]) == bad
    assert (summary["read"], summary["faults"], done.returncode) == (1, 0, 0)


def test_what_another_gazetteer_found_is_said_and_done_again(
    tmp_path: Path, gazetteer: Path
) -> None:
    folder, library = texts(tmp_path / "texts", 3), tmp_path / "a.dateline"
    other = tmp_path / "other.csv"
    other.write_text("\n".join(TABLE.splitlines()[:2]), encoding="utf-8")
    dateline("import", folder, "--library", library, "--gazetteer", gazetteer)
    said = dateline("import", folder, "--library", library, "--gazetteer", other)
    assert said.returncode == 0
    assert "the places of 3 articles were made by other gazetteers" in said.stderr
    done = dateline("import", "--redo", "--library", library, "--gazetteer", other, "--json")
    (summary,) = lines(done)
    assert (summary["redone"], summary["stale"], summary["read"]) == (3, 0, 0)
    placed = lines(dateline("mentions", library, "--placed", "--json"))
    assert {one["text"] for one in placed} == {"Linz"}


def test_columns_of_a_table_are_given(tmp_path: Path, gazetteer: Path) -> None:
    table = tmp_path / "all.csv"
    table.write_text("a;b\nFirst;Rain in Linz.\nSecond;Sun in Graz.\n", encoding="utf-8")
    options = ("--library", tmp_path / "a.dateline", "--gazetteer", gazetteer, "--json")

    refused = dateline("import", table, *options)
    given = dateline("import", table, *options, "--columns", "text=b,title=a")

    assert refused.returncode == 1
    assert "all.csv" in refused.stderr
    assert [one["title"] for one in lines(given)[:-1]] == ["First", "Second"]
    wrong = dateline("import", table, *options, "--columns", "words=b")
    assert wrong.returncode == 2


def test_a_search_finds_passages_and_where_the_words_stand(library: Path) -> None:
    done = dateline("search", library, "missile*", "--json")

    found = lines(done)
    assert done.returncode == 0
    assert found
    for one in found:
        words = [one["text"][a - one["start"] : b - one["start"]] for a, b in one["spans"]]
        assert words
        assert all(word.casefold().startswith("missile") for word in words)
    limited = dateline("search", library, "missile*", "--limit", "1")
    assert len(limited.stdout.splitlines()) == 1


def test_filters_narrow_a_search(library: Path) -> None:
    def count(*options: str) -> int:
        return len(dateline("search", library, "kyiv", *options).stdout.splitlines())

    everything = count()
    assert 0 < count("--outlet", "Truthout") < everything
    assert count("--outlet", "Truthout", "--outlet", "") <= everything
    assert count("--since", "2030-01-01") == 0
    assert 0 < count("--until", "2030-01-01") < everything  # without a date there is no until
    assert count("--language", "de") == 0
    february = count("--since", "2022-02", "--until", "2022-02")
    assert 0 < february == count("--since", "2022-02-01", "--until", "2022-02-28")
    assert count("--since", "2022", "--until", "2022-01") == 0


def test_nothing_found_is_said(library: Path) -> None:
    done = dateline("search", library, "zebra")
    assert (done.returncode, done.stdout) == (1, "")
    assert "zebra" in done.stderr


@pytest.mark.parametrize("query", ['"', "AND", "a NEAR b", "((", "*", "'; DROP TABLE articles"])
def test_anything_may_be_searched_for(library: Path, query: str) -> None:
    done = dateline("search", library, "--", query)
    assert done.returncode in {0, 1}
    assert "Traceback" not in done.stderr


def test_a_library_lists_what_its_files_list(library: Path) -> None:
    of_files = lines(dateline("mentions", SEEDS, "--json"))
    of_library = lines(dateline("mentions", library, "--json"))

    def plain(records: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{**one, "file": Path(str(one["file"])).name} for one in records]

    assert plain(of_library) == plain(of_files)


def test_filters_choose_mentions_by_their_places(library: Path) -> None:
    cities = lines(dateline("mentions", library, "--json", "--kind", "city"))
    assert cities
    assert {one["place"]["kind"] for one in cities} == {"city"}
    there = lines(dateline("mentions", library, "--json", "--inside", "44,22,53,41"))
    assert all(44 <= one["place"]["lat"] <= 53 for one in there)
    south = lines(dateline("mentions", library, "--json", "--inside", "-60,-180,0,180"))
    assert all(one["place"]["lat"] <= 0 for one in south)
    outside = lines(dateline("mentions", SEEDS, "--json", "--country", "us"))
    assert {one["place"]["ccodes"][0] for one in outside} == {"US"}
    nothing = dateline("search", library, "missile", "--outlet", "Nobody")
    assert "no passage that the filters leave has missile" in nothing.stderr


def test_what_a_killed_command_left_is_deleted(
    tmp_path: Path, gazetteer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = Store.temporary()
    put(left, stored(a_reading("In Lviv.")))
    at_work = Store.temporary()
    put(at_work, stored(a_reading("In Lviv.")))
    copy = tmp_path / "unsaved-killed.dateline"
    left.keep(copy)  # as a kill leaves it: there, and used by nobody
    left.close()
    folder = texts(tmp_path / "texts", 2)
    done = dateline("mentions", folder, "--placed", "--gazetteer", gazetteer)
    assert len(done.stdout.splitlines()) == 4
    assert [path.name for path in tmp_path.glob("*.dateline")] == [at_work.path.name]
    at_work.close()


def test_an_export_has_the_same_filters(tmp_path: Path, library: Path) -> None:
    target = tmp_path / "places.csv"
    done = dateline("export", library, "--kind", "city", "-o", target)
    assert done.returncode == 0, done.stderr
    rows = target.read_text("utf-8-sig").splitlines()
    assert len(rows) > 1
    assert all(",city," in row for row in rows[1:])
    nothing = dateline("export", library, "--since", "2030-01-01", "-o", target)
    assert nothing.returncode == 1
    assert "no article is left" in nothing.stderr


def test_a_saved_view_is_where_filters_begin(tmp_path: Path, library: Path) -> None:
    with Store.open(library) as store:
        only = Filter(kinds=frozenset({"city"}))
        views.save(store, "Cities", views.ViewState(only, View()))
    cities = lines(dateline("mentions", library, "--json", "--view", "Cities"))
    assert {one["place"]["kind"] for one in cities} == {"city"}
    unknown = dateline("mentions", library, "--view", "Nothing")
    assert unknown.returncode == 1
    assert "Cities" in unknown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "seeds"],
        ["import", "--library", "a.dateline"],
        ["search", "a.dateline"],
        ["mentions", "a.dateline", "seeds"],
        ["mentions", "seeds", "--since", "yesterday"],
        ["mentions", "seeds", "--until", "2022-13"],
        ["mentions", "seeds", "--inside", "1,2,3"],
        ["search", "a.dateline", "x", "--limit", "0"],
        ["mentions", "seeds", "--placed", "--not-placed"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_what_is_no_library_says_so(tmp_path: Path) -> None:
    other = tmp_path / "notes.dateline"
    other.write_text("These are my notes.", encoding="utf-8")
    commands: list[list[str | Path]] = [
        ["search", other, "x"],
        ["import", SEEDS, "--library", other],
    ]
    for command in commands:
        done = dateline(*command)
        assert done.returncode == 1
        (line,) = done.stderr.splitlines()
        assert "notes.dateline" in line
    assert other.read_text("utf-8") == "These are my notes."


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent otherwise there")
def test_ctrl_c_keeps_what_was_read(tmp_path: Path, gazetteer: Path) -> None:
    folder, library = texts(tmp_path / "texts", 600), tmp_path / "a.dateline"
    command = [sys.executable, "-m", "viewer", "import", str(folder), "--library", str(library)]
    command += ["--gazetteer", str(gazetteer), "--json"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    *told, summary = [json.loads(line) for line in (first + rest).splitlines()]
    assert not summary["complete"]
    assert 0 < len(told) < 600
    assert "Traceback" not in said
    assert said.endswith("; interrupted: run it again for the rest\n")
    with Store.open(library) as store, store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (len(told),)
    left = 600 - len(told)
    # The last file may have given its article and not yet its end.
    assert lines(dateline(*command[3:]))[-1]["read"] in (left, left + 1)


def test_killed_at_any_moment_it_holds_what_it_told(tmp_path: Path, gazetteer: Path) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)  # seen where the test fails
    chance = random.Random(seed)
    folder, library = texts(tmp_path / "texts", 500), tmp_path / "a.dateline"
    command = [sys.executable, "-m", "viewer", "import", str(folder), "--library", str(library)]
    command += ["--gazetteer", str(gazetteer), "--json"]
    told: set[str] = set()
    for _ in range(KILLS if KILLS > 12 else 4):
        for line in killed(command, 2.5, chance, quiet=False):
            record = json.loads(line)
            if "article" in record:
                told.add(record["article"])
        if library.exists() and library.stat().st_size:
            with Store.open(library) as store, store.reading() as connection:
                there = {id for (id,) in connection.execute("SELECT id FROM articles")}
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert told <= there
        if len(told) == 500:
            library.unlink()
            told.clear()
    rest = lines(dateline(*command[3:]))[-1]
    assert rest["complete"]
    with Store.open(library) as store, store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (500,)


def test_file_names_that_are_not_utf8_are_stored_and_shown(tmp_path: Path, gazetteer: Path) -> None:
    folder, library = texts(tmp_path / "texts", 1), tmp_path / "a.dateline"
    name = os.fsencode(folder) + b"/na\xefve.txt"
    try:
        with open(name, "wb") as file:  # noqa: PTH123 - no path of text
            file.write(b"It snowed in Linz and in Graz.")
    except OSError:
        pytest.skip("this system has no such names")
    done = dateline("import", folder, "--library", library, "--gazetteer", gazetteer, "--json")
    assert lines(done)[-1]["articles"] == 2
    found = dateline("search", library, "snowed")
    assert "na" in found.stdout
    assert "snowed" in found.stdout
    assert dateline("search", library, "snowed", "--json").returncode == 0
