from __future__ import annotations

import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.corpus import files
from viewer.corpus.files import find_files, read_bytes, shown
from viewer.model import Fault, Note, UnreadableFile

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
NOBODY = 65534


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder of one's own, without root's right to read everything."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            for path in folder.rglob("*"):
                path.chmod(0o700)
            if is_root:
                os.seteuid(0)


def make(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Kyiv", encoding="utf-8")
    return paths


def names(folder: Path, *given: Path) -> list[str]:
    found = find_files(given or [folder])
    return [entry.relative_to(folder).as_posix() for entry in found if isinstance(entry, Path)]


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    make(tmp_path, "b.txt", "a/2.txt", "a/10.TXT", "c.text", "a.txt", "B.txt")

    assert names(tmp_path) == ["B.txt", "a/10.TXT", "a/2.txt", "a.txt", "b.txt", "c.text"]


def test_other_and_hidden_files_are_passed_over_and_counted_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.mp3", "deep/c.mp3", "d.jpg", ".e.txt", ".git/f.txt")

    *found, note = find_files([tmp_path])

    assert found == [tmp_path / "a.txt"]
    assert isinstance(note, Note)
    assert note.text.startswith("3 files (2 .mp3, 1 .jpg) passed over")


def test_a_file_that_is_named_is_tried_whatever_its_name(tmp_path: Path) -> None:
    paths = make(tmp_path, "article", "b.md", ".hidden")

    assert list(find_files(paths)) == paths


def test_what_is_named_twice_is_found_once(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "b.txt")

    found = names(tmp_path, tmp_path / "b.txt", tmp_path, tmp_path / "." / "a.txt")

    assert found == ["b.txt", "a.txt"]


@pytest.mark.parametrize("others", [(), ("a.mp3",), ("a.mp3", "b.mp3")])
def test_a_folder_without_articles_is_a_fault(tmp_path: Path, others: tuple[str, ...]) -> None:
    make(tmp_path, *others)

    (fault,) = find_files([tmp_path])

    assert isinstance(fault, Fault)
    assert fault.reason.startswith("no articles")
    assert ".txt" in fault.reason


def test_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    faults = list(find_files([tmp_path / "gone.txt", Path("a\0b"), tmp_path / ("x" * 5000)]))

    assert all(isinstance(fault, Fault) for fault in faults)
    assert [fault.reason for fault in faults if isinstance(fault, Fault)] == [
        "no such file or folder: check its name",
        "its name cannot be a file's name",
        "its name is too long for this system",
    ]


@posix
def test_links_that_lead_back_end(tmp_path: Path) -> None:
    make(tmp_path, "a/b/c.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to(tmp_path / "a/self")
    (tmp_path / "a/self.txt").symlink_to(tmp_path / "a/self.txt")

    found = list(find_files([tmp_path]))

    assert [entry for entry in found if isinstance(entry, Path)] == [tmp_path / "a/b/c.txt"]
    assert [entry.reason for entry in found if isinstance(entry, Fault)] == [
        "a link that leads back to itself"
    ]


@posix
def test_pipes_sockets_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
        found = list(find_files([tmp_path, Path("/dev/null")]))

        assert [entry.reason.split(",")[0] for entry in found if isinstance(entry, Fault)] == [
            "a pipe",
            "a socket",
            "a device",
        ]
        with pytest.raises(UnreadableFile, match="a pipe"):
            read_bytes(tmp_path / "pipe.txt")


@posix
def test_a_folder_that_may_not_be_read_is_a_fault_and_the_rest_is_found(locked: Path) -> None:
    make(locked, "a/x.txt", "b.txt")
    (locked / "a").chmod(0)

    fault, path = find_files([locked])

    assert isinstance(fault, Fault)
    assert fault.path == locked / "a"
    assert fault.reason.startswith("may not be read")
    assert path == locked / "b.txt"


@posix
def test_a_file_that_may_not_be_read_says_so(locked: Path) -> None:
    (path,) = make(locked, "a.txt")
    path.chmod(0)

    assert list(find_files([locked])) == [path]
    with pytest.raises(UnreadableFile, match="may not be read"):
        read_bytes(path)


def test_a_file_that_is_gone_by_now_says_so(tmp_path: Path) -> None:
    (path,) = make(tmp_path, "a.txt")
    found = list(find_files([tmp_path]))
    path.unlink()

    assert found == [path]
    with pytest.raises(UnreadableFile, match="no longer there"):
        read_bytes(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(tmp_path)

    assert caught.value.reason in ("a folder, not a file", files.explain(PermissionError(13, "")))


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "SIZE_LIMIT_BYTES", 1024 * 1024)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 1024 * 1024)

    assert len(read_bytes(path)) == 1024 * 1024
    path.write_bytes(b"x" * (1024 * 1024 + 1))
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        read_bytes(path)


@posix
def test_names_that_are_no_text_are_read_and_shown(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\xff\n.txt")
    try:
        make(tmp_path, name)
    except OSError:
        pytest.skip("this file system wants names in UTF-8")

    assert list(find_files([tmp_path])) == [tmp_path / name]
    assert read_bytes(tmp_path / name) == b"Kyiv"
    assert shown(Path(name)) == "a\\udcff\\n.txt"
    shown(tmp_path / name).encode()


def test_a_name_that_turns_the_line_round_is_shown_plainly() -> None:
    assert shown(Path("article\u202etxt.exe")) == "article\\u202etxt.exe"


def test_a_very_deep_folder_is_no_trouble(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep /= "d"
    make(deep, "a.txt")

    assert list(find_files([tmp_path])) == [deep / "a.txt"]
