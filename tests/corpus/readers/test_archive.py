from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from pathlib import Path

import pytest

from tests.corpus.documents import docx, message, outcome, pack, paragraph, reads, reasons
from viewer.corpus.timestamps import FILE_TIME
from viewer.model import Dated


def zipped(members: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_members_are_read_in_order(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "a.zip",
        {
            "b.txt": "Rain in Linz.",
            "folder/a.txt": "Rain in Graz.",
            "t.csv": "text\nRain in Wien.\n",
            "m.eml": message("Rain in Wels.", Subject="A").as_bytes(),
            "p.jpg": b"x",
            "README": b"x",
            "__MACOSX/._b.txt": b"x",
            ".hidden/c.txt": b"x",
            "page.html": "<html><body><p>"
            + "Rain fell in Enns for a day. " * 20
            + "</p></body></html>",
            "page_files/frame.html": "<html><body>x</body></html>",
        },
    )

    parts, faults, notes = outcome(path)

    assert parts == ["b.txt", "folder/a.txt", "t.csv > row 2", "m.eml", "page.html"]
    assert faults == []
    assert notes == ["2 files (1 .jpg, 1 no suffix) in it passed over"]


def test_a_member_is_the_same_article_as_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Rain in Linz.", encoding="utf-8")

    (read,) = reads(pack(tmp_path / "a.zip", {"a.txt": file.read_bytes()}))

    assert read.article.id == reads(file)[0].article.id
    assert read.article.title == "a"


def test_names_may_be_anything(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../up.txt", "Rain in Linz.")
        archive.writestr("/etc/root.txt", "Rain in Graz.")
        archive.writestr("line\n\u202etxt.txt", "Rain in Wels.")
        archive.writestr("дощ.txt", "Rain in Wien.")
        archive.writestr("cp437-\x82.txt".encode("cp437", "replace").decode("cp437"), "Snow.")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("../../up.txt", "Snow in Linz.")
    before = set(tmp_path.rglob("*"))

    parts = outcome(path)[0]

    assert parts[:4] == ["../../up.txt", "/etc/root.txt", "line\\n\\u202etxt.txt", "дощ.txt"]
    assert parts[-1] == "../../up.txt (2)"
    assert set(tmp_path.rglob("*")) == before


def test_utf8_names_without_the_flag_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    placeholder, name = "abcdefg.txt", "дощ.txt"
    data = zipped({placeholder: "Rain."}).replace(placeholder.encode(), b"x" + name.encode())
    path.write_bytes(data)

    assert outcome(path)[0] == ["xдощ.txt"]


def test_archives_in_archives_end(tmp_path: Path) -> None:
    data = zipped({"deep.txt": "Rain in Linz."})
    for level in range(8):
        data = zipped({f"{level}.zip": data, f"{level}.txt": "Rain in Graz."})
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    parts, faults, _ = outcome(path)

    assert parts[-1] == "7.txt"
    assert max(part.count(" > ") for part in parts) == 3
    assert len(faults) == 2
    assert all(
        fault.endswith("too deep in other files: take it out and open it") for fault in faults
    )


def test_a_bomb_costs_its_line(tmp_path: Path) -> None:
    bomb = zipped({"zeros.txt": b"0" * 300_000_000})
    path = pack(tmp_path / "a.zip", {"in.zip": bomb, "a.txt": "Rain in Linz."})

    parts, faults, _ = outcome(path)

    assert parts == ["a.txt"]
    assert faults == [
        "in.zip > zeros.txt: unpacks to far too much: unpack it yourself if you trust it"
    ]


def test_many_small_bombs_are_one_large_one(tmp_path: Path) -> None:
    table = b"text\n" + b" " * 60_000_000 + b"\n"
    path = pack(tmp_path / "a.zip", {f"{n}.csv": table for n in range(12)})

    faults = outcome(path)[1]

    assert any("far too much" in fault for fault in faults)


def test_parts_that_overlap_are_not_unpacked(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"0" * 1_000_000, "b.txt": "Rain in Linz."}))
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    assert reasons(path) == ["its parts overlap, as only bombs do: it is not unpacked"]


def test_a_locked_member_says_so(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": "Rain in Linz.", "b.txt": "Rain in Graz."}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    assert outcome(path)[:2] == (
        ["b.txt"],
        ["a.txt: locked with a password: unpack it yourself and open what comes out"],
    )


def test_damage_costs_its_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"a.txt": bytes(range(32, 127)) * 9, "b.txt": "Rain in Graz."}))
    data[60:70] = b"\xff" * 10
    path.write_bytes(data)

    parts, faults, _ = outcome(path)

    assert parts == ["b.txt"]
    assert faults == ["a.txt: damaged in its archive: pack it again"]
    path.write_bytes(data[:-40])
    assert reasons(path) == ["damaged or cut short: pack it again"]


def test_an_archive_without_articles(tmp_path: Path) -> None:
    assert reasons(pack(tmp_path / "a.zip", {})) == ["empty"]
    assert reasons(pack(tmp_path / "b.zip", {"a.mp3": "x"})) == [
        "no articles in it: 1 file (1 .mp3)"
    ]


def test_a_document_has_the_time_of_its_member(tmp_path: Path) -> None:
    document = docx(tmp_path / "a.docx", paragraph("Rain in Linz.")).read_bytes()
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.docx", (2019, 5, 4, 1, 2, 4)), document)

    assert reads(path)[0].article.date == Dated(dt.date(2019, 5, 4), "day", FILE_TIME)
