"""What is remembered between two runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from viewer.desktop.settings import Settings


def test_all_of_it_survives(tmp_path: Path) -> None:
    first = Settings(tmp_path / "new" / "dateline.ini")
    assert (first.theme, first.recent, first.folder) == ("system", [], "")
    first.theme = "dark"
    first.opened([tmp_path / "a, b; c.txt", tmp_path / "ü.txt"])
    first.opened([tmp_path])
    first.keep_bytes("window/panes", QByteArray(b"\x00\x01\xff"))
    first.save()
    again = Settings(tmp_path / "new" / "dateline.ini")
    assert again.theme == "dark"
    assert again.recent == [(tmp_path,), (tmp_path / "a, b; c.txt", tmp_path / "ü.txt")]
    assert again.folder == str(tmp_path)
    assert again.bytes("window/panes") == QByteArray(b"\x00\x01\xff")


def test_what_is_opened_again_moves_to_the_head_and_ten_are_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    for number in range(12):
        settings.opened([tmp_path / f"{number}.txt"])
    settings.opened([tmp_path / "5.txt"])
    assert [paths[0].name for paths in settings.recent[:2]] == ["5.txt", "11.txt"]
    assert len(settings.recent) == 10
    settings.forget_recent()
    assert settings.recent == []


def test_a_damaged_file_is_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_bytes(b"theme=purple\nrecent=@Invalid()\nwindow\\geometry=@@\x00")
    settings = Settings(tmp_path / "s.ini")
    assert settings.theme == "system"
    assert settings.recent == []
    assert settings.bytes("window/geometry") is None


@pytest.mark.parametrize(
    ("kept", "high"), [("", 0), ("true", 0), ("-5", 0), ("²", 0), ("117", 117), ("9999", 400)]
)
def test_the_height_of_the_timeline_is_one_that_can_be(
    tmp_path: Path, kept: str, high: int
) -> None:
    path = tmp_path / "dateline.ini"
    path.write_text(f"[General]\ntimeline={kept}\n", encoding="utf-8")
    assert Settings(path).timeline_px == high
