from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.documents import docx, message, outcome, pack, paragraph, reads, reasons
from viewer.corpus.articles import read_articles
from viewer.corpus.drafts import Read
from viewer.corpus.files import find_files
from viewer.corpus.readers import readers, suffixes
from viewer.model import Fault, Note, PassageKind

STARTS = (
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><p>", b"<rss><channel><item>", b"From a@b\nA: b\n",
    b"Subject: x\nFrom: y\nDate: z\n\n", b"text,title\n", b'{"text": "', b"---\ntitle: x\n---\n",
    b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0'?><feed>", b"[{",
)  # fmt: skip


def test_plain_text_needs_no_other_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Rain in Linz.", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from viewer.corpus.articles import read_articles;"
        "list(read_articles(Path(sys.argv[1])));"
        "print(sorted(set(sys.modules) & {'zipfile', 'email', 'csv', 'viewer.corpus.readers'}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_every_reader_is_found_and_imports_cheaply() -> None:
    code = (
        "import sys; before = set(sys.modules); from viewer.corpus.readers import suffixes;"
        "suffixes(); print(sorted(set(sys.modules) & {'lxml', 'trafilatura', 'pypdfium2', 'email',"
        " 'markdown_it', 'numpy', 'zipfile', 'csv'}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
    assert len(readers()) >= 10
    assert {".html", ".pdf", ".docx", ".odt", ".eml", ".mbox", ".csv", ".zip"} <= set(suffixes())


def test_a_name_may_lie(tmp_path: Path) -> None:
    document = docx(tmp_path / "x.docx", paragraph("Rain in Linz.")).read_bytes()
    for name in ("a.txt", "a.html", "a.csv", "a.md", "a.eml", "a", "a.zip"):
        path = tmp_path / name
        path.write_bytes(document)
        assert [read.article.text for read in reads(path)] == ["Rain in Linz."]


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"{\\rtf1 Linz}", "a rich-text document (RTF): save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document, or one locked"),
        (b"\x1f\x8b\x08", "a compressed file (gzip): unpack it"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG), and no text"),
    ],
)
@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a.html", "a.zip"])
def test_kinds_that_are_not_read_say_what_to_do(
    tmp_path: Path, name: str, start: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(start + b"\0" * 100)

    (reason,) = reasons(path)

    assert reason.startswith(told)


def test_books_and_sheets_say_what_to_do(tmp_path: Path) -> None:
    book = pack(tmp_path / "a.epub", {"mimetype": "application/epub+zip"})
    sheet = pack(tmp_path / "a.xlsx", {"[Content_Types].xml": "x", "xl/workbook.xml": "x"})
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")

    assert reasons(book)[0].startswith("an e-book (EPUB): ")
    assert reasons(sheet) == [
        "an Excel workbook (.xlsx): save the sheet with the articles as CSV and open that"
    ]


def test_what_is_gone_or_too_large_is_a_fault(tmp_path: Path) -> None:
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(1_000_000_000)

    assert reasons(tmp_path / "gone.html") == ["no longer there: it was moved or deleted"]
    assert reasons(large) == ["larger than 64 MB: split it into articles"]
    assert reasons(large.rename(tmp_path / "a.md")) == ["larger than 64 MB: split it into articles"]


def test_very_many_faults_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\n" + ",x,y\n" * 300 + "A,Rain in Linz.\n", encoding="utf-8")

    parts, faults, _ = outcome(path)

    assert parts == ["row 302"]
    assert len(faults) == 201
    assert faults[-1] == "100 more parts of it could not be read"


def test_a_file_that_is_all_broken_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\n" + ",x,y\n" * 110_000, encoding="utf-8")

    assert reasons(path)[-1] == "more than 100,000 parts of it are broken: the rest is not read"


def test_a_folder_gives_all_kinds_but_not_what_was_saved_with_a_page(tmp_path: Path) -> None:
    for name in (
        "a.html", "a_files/b.html", "c.htm", "c-Dateien/d.html", "e_files/f.html", "g.docx",
        "h.mbox", "i.csv", "j.ZIP", "k.mp3",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")

    found = [one for one in find_files([tmp_path]) if isinstance(one, Path)]

    assert [one.relative_to(tmp_path).as_posix() for one in found] == [
        "a.html", "c.htm", "e_files/f.html", "g.docx", "h.mbox", "i.csv", "j.ZIP",
    ]  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    suffix=st.sampled_from([*suffixes(), ".txt", ""]),
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=400),
)
def test_any_bytes_give_articles_faults_or_notes(
    tmp_path: Path, suffix: str, start: bytes, rest: bytes
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(start + rest)

    for found in read_articles(path):
        assert isinstance(found, Read | Fault | Note)
        if isinstance(found, Fault):
            assert "our mistake" not in found.reason
            assert "\n" not in found.reason
        if isinstance(found, Read):
            check(found)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damaged_documents_give_articles_or_faults(tmp_path: Path, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(samples(tmp_path)))
    content = bytearray(whole.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / f"damaged{whole.suffix}"
    path.write_bytes(content)

    for found in read_articles(path):
        if isinstance(found, Fault):
            assert "our mistake" not in found.reason
        if isinstance(found, Read):
            check(found)


def samples(folder: Path) -> list[Path]:
    word = docx(folder / "s.docx", paragraph("Rain in Linz.") * 3)
    mail = folder / "s.eml"
    mail.write_bytes(message("Rain in Linz.\n> Graz", Subject="Ä", From="a@b").as_bytes())
    feed = folder / "s.rss"
    feed.write_text("<rss><channel><item><title>Rain &amp; a</title></item></channel></rss>")
    return [word, mail, feed, pack(folder / "s.zip", {"a.txt": "Rain.", "b.csv": "text\nLinz\n"})]


def check(read: Read) -> None:
    """Passages are in order, apart, and cover all but white space; the text can be stored."""
    article = read.article
    article.text.encode()
    article.title.encode()
    end = 0
    for passage in read.passages:
        assert not article.text[end : passage.start].strip()
        assert passage.start < passage.end
        end = passage.end
    assert not article.text[end:].strip()
    assert [passage.kind for passage in read.passages].count(PassageKind.TITLE) <= 1
