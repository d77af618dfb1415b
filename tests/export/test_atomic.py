import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.export.atomic import ExportCancelled, replacing, write_bytes
from viewer.model import ExportError

as_user = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere"
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    target = tmp_path / "map.csv"
    target.write_bytes(b"what stood there")
    return target


def write_and_raise(target: Path, fault: BaseException) -> None:
    with replacing(target) as output:
        output.write(b"half of it" * 10_000)
        raise fault


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.bin", b"\x00\xffabc")
    assert (tmp_path / "a.bin").read_bytes() == b"\x00\xffabc"
    assert [p.name for p in tmp_path.iterdir()] == ["a.bin"]


def test_an_old_file_is_replaced(old: Path) -> None:
    write_bytes(old, b"new")
    assert old.read_bytes() == b"new"


@pytest.mark.parametrize("fault", [RuntimeError("x"), KeyboardInterrupt(), MemoryError()])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(
    old: Path, fault: BaseException
) -> None:
    with pytest.raises(type(fault)):
        write_and_raise(old, fault)
    assert old.read_bytes() == b"what stood there"
    assert [p.name for p in old.parent.iterdir()] == ["map.csv"]


def test_a_full_disk_is_told_in_words(old: Path) -> None:
    with pytest.raises(ExportError, match="disk is full"):
        write_and_raise(old, OSError(errno.ENOSPC, "No space left on device"))
    assert old.read_bytes() == b"what stood there"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_what_is_not_an_ordinary_file_is_left_alone() -> None:
    with pytest.raises(ExportError, match="ordinary file"):
        write_bytes(Path("/dev/full"), b"x")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


KILLED = """
import os, signal, sys
from pathlib import Path
from viewer.export.atomic import ExportCancelled, replacing
with replacing(Path(sys.argv[1])) as stream:
    stream.write(b"half of it" * 10_000)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing kills like that here")
def test_a_process_killed_in_the_middle_leaves_the_old_file(old: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(old)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert old.read_bytes() == b"what stood there"


def test_a_missing_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="folder does not exist"):
        write_bytes(tmp_path / "no" / "such" / "a.csv", b"x")


def test_a_folder_that_is_a_file_is_told_in_words(old: Path) -> None:
    with pytest.raises(ExportError, match="folder does not exist"):
        write_bytes(old / "a.csv", b"x")


def test_a_target_that_is_a_folder_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="it is a folder"):
        write_bytes(tmp_path, b"x")


def test_a_name_with_a_nul_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not valid"):
        write_bytes(tmp_path / "a\0b", b"x")


def test_a_name_that_is_too_long_is_told_in_words(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="too long"):
        write_bytes(tmp_path / ("a" * 300), b"x")


def test_the_longest_name_is_written(tmp_path: Path) -> None:
    target = tmp_path / ("a" * 251 + ".csv")
    write_bytes(target, b"x")
    assert target.read_bytes() == b"x"


@as_user
def test_a_folder_that_may_not_be_written_is_told_in_words(old: Path) -> None:
    old.parent.chmod(0o555)
    try:
        with pytest.raises(ExportError, match="may not write"):
            write_bytes(old, b"x")
    finally:
        old.parent.chmod(0o755)
    assert old.read_bytes() == b"what stood there"


@as_user
def test_a_file_that_may_not_be_written_is_not_replaced(old: Path) -> None:
    old.chmod(0o444)
    with pytest.raises(ExportError, match="may not write"):
        write_bytes(old, b"x")
    assert old.read_bytes() == b"what stood there"


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    write_bytes(tmp_path / "ours", b"")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_replaced_file_keeps_its_rights(old: Path) -> None:
    old.chmod(0o640)
    write_bytes(old, b"x")
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_stays_and_what_it_leads_to_is_replaced(old: Path) -> None:
    link = old.parent / "link.csv"
    link.symlink_to(old)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert old.read_bytes() == b"new"


def test_a_cancelled_export_leaves_the_old_file(old: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(ExportCancelled), replacing(old, lambda: next(answers)) as output:
        output.write(b"one" * 10_000), output.write(b"two")
    assert old.read_bytes() == b"what stood there"
    assert [p.name for p in old.parent.iterdir()] == ["map.csv"]
