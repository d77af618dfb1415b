from __future__ import annotations

import datetime as dt
import hashlib
import os
import zipfile
from pathlib import Path

from tests.corpus.documents import docx, paragraph, passages, reads, reasons
from viewer.corpus.timestamps import FILE_TIME
from viewer.model import Attributed, Dated

STYLES = (
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>'
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
)
CORE = (
    "<dc:title>Microsoft Word - Document1</dc:title><dc:creator>Jane Roe</dc:creator>"
    "<dcterms:created>2022-02-27T10:00:00Z</dcterms:created><dc:language>de-AT</dc:language>"
)
ORIGIN = "the document's properties"


def test_styles_tell_title_caption_and_contents(tmp_path: Path) -> None:
    cells = f"<w:tc>{paragraph('Kyiv')}</w:tc><w:tc>{paragraph('Minsk')}</w:tc>"
    path = docx(
        tmp_path / "a.docx",
        paragraph("Flood in Linz", "Titel")
        + paragraph("1 The river 2", "Verzeichnis1")
        + paragraph("The river rose.")
        + paragraph("A boat in Enns", "Beschriftung")
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
        styles=STYLES,
        core=CORE,
        notes='<w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
        f"<w:footnote>{paragraph('A note on Graz.')}</w:footnote>",
    )

    (read,) = reads(path)

    assert passages(read) == [
        ("title", "Flood in Linz"),
        ("boilerplate", "1 The river 2"),
        ("paragraph", "The river rose."),
        ("caption", "A boat in Enns"),
        ("paragraph", "Kyiv"),
        ("paragraph", "Minsk"),
        ("paragraph", "A note on Graz."),
    ]
    article = read.article
    assert article.title == "Flood in Linz"
    assert article.id == hashlib.sha256(path.read_bytes()).hexdigest()
    assert article.author == Attributed("Jane Roe", ORIGIN)
    assert article.date == Dated(dt.date(2022, 2, 27), "day", ORIGIN)
    assert article.language == Attributed("de", ORIGIN)


def test_what_was_deleted_or_hidden_is_no_text(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "a.docx",
        "<w:p><w:del><w:r><w:delText>Not</w:delText><w:t>not</w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>It fell</w:t></w:r></w:ins><w:r><w:tab/><w:t>soon</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:br/><w:t>in Graz.</w:t></w:r></w:p>",
    )

    assert reads(path)[0].article.text == "It fell\tsoon\nin Graz."


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    path = docx(
        tmp_path / "a.docx",
        "<w:p><w:r><w:t>Around </w:t></w:r><mc:AlternateContent xmlns:mc='m'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "<w:r><w:t>it</w:t></w:r></w:p>",
    )

    assert reads(path)[0].article.text == "In a box\n\nAround it"


def test_what_the_text_says_goes_before_the_properties(tmp_path: Path) -> None:
    body = "".join(
        map(
            paragraph,
            ["Fire in Wels", "By John Roe", "March 1, 2022", "It burnt. Then it stopped."],
        )
    )

    (read,) = reads(docx(tmp_path / "a.docx", body, core=CORE))

    assert read.article.title == "Fire in Wels"
    assert read.article.author == Attributed("John Roe", "the byline")
    assert read.article.date is not None
    assert read.article.date.value == dt.date(2022, 3, 1)


def test_the_time_of_the_file_is_called_so(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", paragraph("The river rose in Linz."))
    noon = dt.datetime(2021, 5, 4, 12).timestamp()
    os.utime(path, (noon, noon))

    assert reads(path)[0].article.date == Dated(dt.date(2021, 5, 4), "day", FILE_TIME)


def test_a_first_heading_is_the_title(tmp_path: Path) -> None:
    body = (
        paragraph("Flood", "berschrift1")
        + paragraph("It rose.")
        + paragraph("Later", "berschrift1")
    )

    (read,) = reads(docx(tmp_path / "a.docx", body, styles=STYLES))

    assert passages(read)[0] == ("title", "Flood")
    assert [kind for kind, _ in passages(read)].count("title") == 1


def test_what_is_no_word_document_says_what_to_do(tmp_path: Path) -> None:
    locked, cut, empty = (tmp_path / name for name in ("a.docx", "b.docx", "c.docx"))
    locked.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    whole = docx(tmp_path / "d.docx", paragraph("Linz")).read_bytes()
    cut.write_bytes(whole[: len(whole) // 2])
    docx(empty, "")

    assert reasons(locked) == [
        "an old Word or Office document, or one locked with a password: save it as .docx,"
        " or its text as .txt, and open that"
    ]
    assert reasons(cut) == ["damaged or cut short: save it again with the program that made it"]
    assert reasons(empty) == ["empty: there is no text in it"]


def test_entities_bombs_and_depth_are_bounded(tmp_path: Path) -> None:
    entity, bomb = tmp_path / "a.docx", tmp_path / "b.docx"
    with zipfile.ZipFile(entity, "w") as archive:
        evil = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
        archive.writestr("word/document.xml", evil)
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 100_000_000)
    deep = "<w:sdt>" * 20_000 + paragraph("Deep in Linz.") + "</w:sdt>" * 20_000

    assert reasons(entity) == [
        "damaged: it declares entities of its own, as bombs do: it is not read"
    ]
    assert reasons(bomb) == ["unpacks to more than 64 MB"]
    assert reads(docx(tmp_path / "c.docx", deep))[0].article.text == "Deep in Linz."


def test_the_date_of_a_template_is_no_date(tmp_path: Path) -> None:
    made = "<dcterms:created>2013-12-23T23:15:00Z</dcterms:created>"
    path = docx(tmp_path / "a.docx", paragraph("Rain in Linz"), core=made)

    (read,) = reads(path)

    assert read.article.date is not None
    assert read.article.date.origin == FILE_TIME
