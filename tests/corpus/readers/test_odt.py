from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.corpus.documents import odt, pack, passages, reads, reasons
from viewer.model import Attributed, Dated

META = (
    "<dc:title>Elsewhere</dc:title><meta:initial-creator>Jane Roe</meta:initial-creator>"
    "<meta:creation-date>2022-02-27T10:00:00.5</meta:creation-date>"
)


def test_a_text_with_its_notes_and_without_what_was_deleted(tmp_path: Path) -> None:
    path = odt(
        tmp_path / "a.odt",
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:p text:style-name="P1">Flood in Linz</text:p>'
        '<text:p>The river<text:s text:c="2"/>rose<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>A note on Graz.</text:p></text:note-body>"
        "</text:note> there.<office:annotation><text:p>remark</text:p></office:annotation>"
        "</text:p><table:table><table:table-cell><text:p>Kyiv</text:p></table:table-cell>"
        '</table:table><text:p text:style-name="Illustration">A boat in Enns</text:p>',
        styles='<style:style style:name="P1" style:parent-style-name="Title"/>',
        meta=META,
    )

    (read,) = reads(path)

    assert passages(read) == [
        ("title", "Flood in Linz"),
        ("paragraph", "The river  rose there."),
        ("paragraph", "Kyiv"),
        ("caption", "A boat in Enns"),
        ("paragraph", "A note on Graz."),
    ]
    assert read.article.author == Attributed("Jane Roe", "the document's properties")
    assert read.article.date == Dated(dt.date(2022, 2, 27), "day", "the document's properties")


def test_the_kind_is_told_from_the_content(tmp_path: Path) -> None:
    path = odt(tmp_path / "a.odt", "<text:p>Kyiv was calm.</text:p>")

    assert reads(path.rename(tmp_path / "a.docx"))[0].article.text == "Kyiv was calm."
    assert reads(path.with_suffix(".docx").rename(tmp_path / "b.txt"))[0].article.title == "b"


def test_an_archive_that_only_says_so_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.odt", {"mimetype": "x", "other.xml": "<a/>"})

    assert len(reasons(path)) == 1
