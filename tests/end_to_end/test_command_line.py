"""The command `dateline` as a script calls it: what it prints, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


def dateline(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_mention_has_its_file_span_role_place_and_passage() -> None:
    done = dateline("mentions", SEEDS, "--json")
    assert done.returncode == 0, done.stderr
    records = lines(done)
    texts = {path: path.read_bytes().decode("utf-8") for path in SEEDS.glob("*.txt")}
    for record in records:
        text = texts[Path(record["file"])]
        assert text[record["start"] : record["end"]] == record["text"]
        assert record["role"] in {"dateline", "literal", "metonym", "adjective"}
        assert record["passage"] in {"title", "dateline", "paragraph", "caption", "boilerplate"}
        assert record["decided_by"]
        assert 0 <= record["score"] <= 1
        if record["place"] is not None:
            keys = {"id", "title", "kind", "shape", "lat", "lon", "ccodes"}
            assert keys <= set(record["place"]) <= keys | {"region", "radius_km"}
        assert record["unsure"] in {True, False}
    assert {record["passage"] for record in records} >= {"title", "caption", "boilerplate"}


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt", "B.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"A story\n\nIt happened in Minsk, {name} says.\n", encoding="utf-8")
    records = lines(dateline("mentions", tmp_path, "--json"))
    files = [Path(record["file"]).relative_to(tmp_path).as_posix() for record in records]
    assert files == sorted(files)
    assert len(files) == 4


def test_offsets_are_code_points_of_the_decoded_file(tmp_path: Path) -> None:
    text = "Title here\r\n\r\n🙂🙂 Rain fell in Kyiv on Monday.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode("utf-16"))
    (record,) = lines(dateline("mentions", tmp_path, "--json"))
    assert record["start"] == text.index("Kyiv")


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "good.txt").write_text("A story\n\nIt rained in Minsk.\n", encoding="utf-8")
    done = dateline("mentions", tmp_path, "--json")
    assert done.returncode == 1
    assert [record["text"] for record in lines(done)] == ["Minsk"]
    (complaint,) = done.stderr.splitlines()
    assert "bad.txt" in complaint


@pytest.mark.parametrize(
    "arguments",
    [
        ["mentions"],
        ["mentions", "--nonsense", "x"],
        ["export", "seeds"],
        ["gazetteer"],
        ["gazetteer", "check"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    done = dateline(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_a_path_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    done = dateline("mentions", tmp_path / "nothing.txt", "--json")
    assert done.returncode == 1
    assert "nothing.txt" in done.stderr
    assert done.stdout == ""


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    story = "A story\n\n" + "It rained in Minsk and in Kyiv.\n\n" * 5000
    (tmp_path / "long.txt").write_text(story, encoding="utf-8")
    done = subprocess.run(
        f"set -o pipefail; '{sys.executable}' -m viewer mentions '{tmp_path}' --json | head -n 1",
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout)["text"] == "Minsk"


def test_gazetteer_check_prints_every_fault_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text(
        "name;lat;lon\nAtown;10,5;20\nBtown;95;20\n;1;1\nCtown;1;1;1;1\n", encoding="utf-8"
    )
    done = dateline("gazetteer", "check", table)
    assert done.returncode == 1
    assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [
        f"{table}:{number}" for number in (3, 4, 5)
    ]
    assert "1 place," in done.stderr


def test_our_own_gazetteer_has_no_fault() -> None:
    done = dateline("gazetteer", "check", ROOT / "gazetteer.csv")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_users_gazetteer_is_used(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,aliases\nZubrowka,47,15,Zubrowkia\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("News\n\nSnow fell in Zubrowkia.\n", encoding="utf-8")
    (record,) = lines(dateline("mentions", tmp_path / "a.txt", "--json", "--gazetteer", table))
    assert record["place"]["title"] == "Zubrowka"


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("pdf", b"%PDF-1."),
        ("svg", b"<?xml"),
        ("html", b"<!doctype html>"),
        ("geojson", b"{"),
        ("csv", b"\xef\xbb\xbf"),
    ],
)
def test_export_writes_each_format(tmp_path: Path, suffix: str, start: bytes) -> None:
    target = tmp_path / f"map.{suffix}"
    done = dateline("export", SEEDS, "-o", target, "--title", "Two articles", "--size", "800x600")
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().lower().startswith(start.lower())


def test_an_export_of_nothing_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = dateline("export", tmp_path / "empty", "-o", tmp_path / "map.geojson")
    assert done.returncode == 1
    assert "nothing" in done.stderr
    assert not (tmp_path / "map.geojson").exists()


def test_an_export_to_an_unknown_format_says_which_there_are(tmp_path: Path) -> None:
    done = dateline("export", SEEDS, "-o", tmp_path / "map.docx")
    assert done.returncode == 1
    assert ".geojson" in done.stderr


WITHOUT_QT = """
import sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
from viewer.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("arguments", [["export", "seeds", "-o"], ["--quit-when-ready"]])
def test_what_needs_qt_says_so_where_there_is_none(tmp_path: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, *arguments, str(tmp_path / "map.png")],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "pip install PySide6" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_window_says_when_there_is_no_display() -> None:
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-m", "viewer"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "no display" in done.stderr


def test_the_window_ends_when_all_pins_are_drawn() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "viewer", str(SEEDS), "--quit-when-ready"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_a_fault_is_one_line_whatever_the_file_is_called(tmp_path: Path) -> None:
    (tmp_path / "two\nlines \u202e.txt").write_bytes(b"\x00\x01\x02" * 100)
    done = dateline("mentions", tmp_path, "--json")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "\\n" in done.stderr
    assert "\u202e" not in done.stderr
