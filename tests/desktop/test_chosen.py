"""Which gazetteers were chosen, kept between two runs, and read before Qt is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import resources
from viewer.desktop import chosen
from viewer.desktop.chosen import Entry

OWN, WORLD = resources.gazetteer(), resources.world()


def test_at_first_there_are_our_own(tmp_path: Path) -> None:
    entries = chosen.load(tmp_path / "none.json")
    assert chosen.used(entries) == (OWN, WORLD)
    assert all(entry.built_in for entry in entries)


def test_a_choice_survives(tmp_path: Path) -> None:
    file = chosen.file_beside(tmp_path / "new" / "dateline.ini")
    mine = tmp_path / "ü, places.csv"
    entries = (Entry(mine), Entry(WORLD), Entry(OWN, False))
    chosen.save(file, entries)
    assert chosen.load(file) == entries
    assert chosen.used(entries) == (mine, WORLD)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert [one["gazetteer"] for one in kept] == [str(mine), "world", "own"]
    assert [path.name for path in file.parent.iterdir()] == ["gazetteers.json"]


def test_our_own_stay_in_the_list(tmp_path: Path) -> None:
    file = tmp_path / "g.json"
    file.write_text(json.dumps([{"gazetteer": "/x.csv"}]))
    entries = (Entry(Path("/x.csv")), Entry(OWN, False), Entry(WORLD, False))
    assert chosen.load(file) == entries


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "7", "[7, null, {}]", "[" * 5000, "\x00\xff"),
        *('[{"gazetteer": 7}]', '[{"gazetteer": "own", "on": false}]'),
        '[{"gazetteer": "a\\u0000b"}]',
    ],
)
def test_a_damaged_choice_is_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "g.json"
    file.write_text(text, encoding="utf-8")
    assert chosen.load(file) == chosen.defaults()


def test_what_the_command_line_names_goes_before_the_choice(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    kept = (Entry(OWN), Entry(WORLD))
    assert chosen.with_run(kept, (OWN, WORLD)) == kept
    entries = chosen.with_run(kept, (mine, OWN))
    assert entries == (Entry(mine), Entry(OWN), Entry(WORLD, False))


def test_it_is_where_qt_keeps_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from PySide6.QtCore import QStandardPaths

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    location = QStandardPaths.StandardLocation.GenericConfigLocation
    folder = Path(QStandardPaths.writableLocation(location)) / "dateline"
    assert chosen.file_beside(None) == folder / "gazetteers.json"


def test_it_is_read_without_qt() -> None:
    code = "import sys, viewer.desktop.chosen; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
