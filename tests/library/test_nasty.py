"""A folder with one of each file that breaks programs: a line each, and the rest is read."""

from __future__ import annotations

import io
import os
import random
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.library.importing.test_pool import RECIPE
from tests.library.storage.test_writing import check
from viewer.library.importing.importer import Import
from viewer.library.importing.pool import Limits
from viewer.library.storage import loading
from viewer.library.storage.store import Store

GOOD, PAGES = 120, 20
PAGE = """<html><head><title>River {0}</title></head><body><article><h1>River {0}</h1><p>{1}</p>
</article></body></html>"""
ENTITY = """<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"""


def pdf(pages: int, password: str = "") -> bytes:
    """Empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return data.getvalue()


def nested(depth: int) -> bytes:
    content = b"Deep in Linz."
    for level in range(depth):
        content = zipped(f"{level}.zip" if level else "a.txt", content)
    return content


def well(folder: Path) -> None:
    """What can be read."""
    for n in range(GOOD):
        text = f"Report {n}\n\nIt rained in Linz on day {n}, the office said.\n"
        (folder / f"good-{n:03}.txt").write_text(text, encoding="utf-8")
    for n in range(PAGES):
        text = f"The river rose by {n} metres in Graz, and people in Linz heard of it by noon. " * 6
        (folder / f"page-{n}.html").write_text(PAGE.format(n, text), encoding="utf-8")


NASTY: dict[str, Callable[[], bytes]] = {
    "bomb.zip": lambda: zipped("a.txt", bytes(400 << 20)),
    "nested.zip": lambda: nested(8),
    "secret.pdf": lambda: pdf(2, "secret"),
    "broken.pdf": lambda: pdf(3)[:300],
    "drawn.pdf": lambda: pdf(2),
    "long.pdf": lambda: pdf(3_000),
    "entity.docx": lambda: zipped("word/document.xml", ENTITY.encode()),
    "bomb.docx": lambda: zipped("word/document.xml", b" " * (400 << 20)),
    "script.html": lambda: b"<body>" + b"<script>var a = 1;</script>" * 20_000,
    "deep.html": lambda: b"<div>" * 200_000,
    "empty.html": lambda: b"",
    "wide.csv": lambda: b",".join(b"c%d" % n for n in range(1_000_000)) + b"\n",
    "noise.txt": lambda: random.Random(1).randbytes(50_000),
    "other.docx": lambda: b"not a document",
    "cut.json": lambda: b'{"a": [1,2',
    "deep.json": lambda: b"[" * 500_000,
}


def badly(folder: Path) -> set[str]:
    """One of each; their names."""
    for name, content in NASTY.items():
        (folder / name).write_bytes(content())
    names = set(NASTY)
    for name in ("huge.txt", "huge.html"):
        with (folder / name).open("wb") as file:
            file.truncate(1 << 30)
        names.add(name)
    if sys.platform != "win32":
        (folder / "round").symlink_to(folder)
        (folder / "self.txt").symlink_to(folder / "self.txt")
        os.mkfifo(folder / "pipe.txt")
        names |= {"self.txt", "pipe.txt"}
    return names


@pytest.mark.timeout(300)
def test_each_costs_a_line_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    well(folder)
    names = badly(folder)
    with Store.create(tmp_path / "a.dateline") as store:
        began = time.monotonic()
        report = Import(store, RECIPE, limits=Limits(seconds=20)).run([folder])
        took_s = time.monotonic() - began

        assert report.articles == GOOD + PAGES
        faults = loading.faults(store)
        assert sorted(fault.path.name for fault in faults) == sorted(names)
        for fault in faults:
            assert "\n" not in fault.reason
            assert "our mistake" not in fault.reason, fault
            assert "ended a process" not in fault.reason, fault
        assert took_s < 100
        check(store)
