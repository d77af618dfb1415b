"""Opening by double click: what the system is told, and that it is taken back."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from viewer.desktop.association import Association

ODD = ('/opt/a folder/100% "sure" `x` $HOME \\ it\'s/dateline',)


def made(folder: Path, command: tuple[str, ...] = ("/usr/bin/dateline",)) -> Association:
    association = Association(folder, command)
    association.make()
    return association


def test_it_is_told_and_taken_back(tmp_path: Path) -> None:
    before = Association(tmp_path, ("/usr/bin/dateline",))
    assert not before.stands
    association = made(tmp_path)
    assert association.stands
    assert not Association(tmp_path, ("/elsewhere/dateline",)).stands, "another one was told of"
    association.undo()
    assert not association.stands
    assert not list(tmp_path.rglob("dateline.*"))
    association.undo()  # there is nothing to take back, and that is no fault


def test_the_program_takes_files_and_links(tmp_path: Path) -> None:
    made(tmp_path)
    lines = (tmp_path / "applications" / "dateline.desktop").read_text().splitlines()
    assert 'Exec="/usr/bin/dateline" %u' in lines
    assert "MimeType=application/x-dateline-library;x-scheme-handler/dateline;" in lines


def test_a_command_of_odd_characters_is_quoted_as_the_specification_wants(tmp_path: Path) -> None:
    made(tmp_path, ODD)
    text = (tmp_path / "applications" / "dateline.desktop").read_text()
    line = next(line for line in text.splitlines() if line.startswith("Exec="))
    # First the escapes of a string, then those of a quoted word, then the signs of fields.
    word = line.removeprefix('Exec="').removesuffix('" %u').replace("\\\\", "\\")
    assert re.sub(r"\\(.)", r"\1", word).replace("%%", "%") == ODD[0]


@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="no such program here")
def test_the_system_knows_the_kind_of_file(tmp_path: Path) -> None:
    made(tmp_path)
    subprocess.run(["update-mime-database", str(tmp_path / "mime")], check=True)
    globs = (tmp_path / "mime" / "globs2").read_text()
    assert "application/x-dateline-library:*.dateline" in globs


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "mime").write_text("a file where a folder should be")
    with pytest.raises((FileExistsError, NotADirectoryError)):
        made(tmp_path)
