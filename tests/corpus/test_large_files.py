"""Files larger than the memory that reading them may take."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="memory is limited where POSIX is")

_MEMORY = 150 * 1024 * 1024
# Enough for a line of 32 MB, its copies and its cells.
_MEMORY_FOR_LINES = 240 * 1024 * 1024
_READ = """
import resource, sys
from pathlib import Path
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from viewer.corpus.articles import read_articles
from viewer.model import Fault, Note
read = faults = 0
last = ""
for found in read_articles(Path(sys.argv[1])):
    if isinstance(found, Fault):
        faults += 1
        last = found.reason
    elif not isinstance(found, Note):
        read += 1
print(read, faults, last)
"""


def read(path: Path, memory: int = _MEMORY) -> str:
    """How many articles and faults a file gives where memory is short, and the last fault."""
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path), str(memory)],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_a_mailbox_larger_than_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    attached = b"\n".join([b"QUJD" * 240] * 7_500)
    with path.open("wb") as file:
        for number in range(24):
            file.write(b"From a@b Sun Feb 27 10:00:00 2022\nSubject: Rain %d\n" % number)
            file.write(b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nIn Linz.\n--x\n")
            file.write(b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n")
            file.write(attached + b"\n--x--\n\n")

    assert path.stat().st_size > _MEMORY
    assert read(path) == "24 0"


def test_a_table_larger_than_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("text,rest\n")
        for number in range(42):
            file.write(f'Rain {number} in Linz.,"{"x" * 4_000_000}"\n')

    assert path.stat().st_size > _MEMORY
    assert read(path) == "42 0"


def test_a_message_and_lines_without_end(tmp_path: Path) -> None:
    endless = b"x" * (_MEMORY + 1_000_000)
    found = {}
    for name, start in {
        "a.mbox": b"From a@b\nSubject: x\n\n",
        "a.csv": b'text,date\nRain in Linz.,2022\n2,"',
        "a.jsonl": b'{"text": "',
        "a.rss": b"<rss><channel><item><title>",
        "a.txt": b"",
    }.items():
        path = tmp_path / name
        path.write_bytes(start + endless)
        found[name] = read(path)
        path.unlink()

    assert found == {
        "a.mbox": "0 1 message 1: larger than 64 MB: split it into articles",
        "a.csv": "1 1 row 3: a quote is not closed, or it is very long: this line is left out",
        "a.jsonl": "0 1 too long: an article of more than 32 MB is not read",
        "a.rss": "0 1 cut short: its end is missing",
        "a.txt": "0 1 larger than 64 MB: split it into articles",
    }


def test_a_million_columns_and_endless_quotes(tmp_path: Path) -> None:
    wide, open_quotes = tmp_path / "a.csv", tmp_path / "b.csv"
    header = ",".join(f"c{number}" for number in range(1_000_000))
    wide.write_text(f"{header}\n{'x,' * 999_999}x\n", encoding="utf-8")
    open_quotes.write_text('text,date\nx,"' + "Rain in Linz.\n" * 5_000, encoding="utf-8")

    assert (
        read(wide, _MEMORY_FOR_LINES) == "0 1 1,000,000 columns: no table of articles has as many"
    )
    assert read(open_quotes).startswith("4999 1 row 2: a quote is opened")


def test_a_list_of_members_without_end(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Rain in Linz.")
        archive.start_dir = archive.fp.tell() if archive.fp else 0
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    entry, end = data[at : data.index(b"PK\x05\x06")], data[-22:]
    size = len(entry) * 600_000
    end = end[:12] + size.to_bytes(4, "little") + end[16:]
    path.write_bytes(data[:at] + entry * 600_000 + end)

    assert read(path) == "0 1 too many files in it: split the archive"
