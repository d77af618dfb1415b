from __future__ import annotations

import quopri
from base64 import encodebytes
from pathlib import Path

import pytest

from tests.corpus.page_samples import LAYOUTS, PARAGRAPHS, TITLE
from viewer.corpus.articles import read_articles
from viewer.corpus.drafts import Read
from viewer.corpus.readers.mhtml import matches
from viewer.corpus.source import Source
from viewer.model import Attributed, Fault

ADDRESS = "https://post.example/2022/02/28/drin-floods"
HTML = next(layout.html for layout in LAYOUTS if layout.name == "news")


def saved(html: str = HTML, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    """A page as a browser saves it, with a frame above it and a picture below."""
    data = html.encode(charset)
    body = quopri.encodestring(data) if encoding == "quoted-printable" else encodebytes(data)
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {ADDRESS}\r\nSubject: =?utf-8?Q?River_Drin?=\r\n"
        "Date: Tue, 1 Mar 2022 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Bound--1"\r\n'
        "\r\n\r\n------Bound--1\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Location: https://ads.example/frame\r\n\r\n<html><body>An advertisement</body>"
        "</html>\r\n------Bound--1\r\n"
        f"Content-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n"
        f"Content-Location: {ADDRESS}\r\n\r\n"
    )
    tail = (
        "\r\n------Bound--1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
        "Content-Location: https://post.example/a.png\r\n\r\niVBORw0KGgo=\r\n------Bound--1--\r\n"
    )
    return head.encode() + body + tail.encode()


def nested(depth: int) -> bytes:
    """Parts in parts, and no page in them."""
    return b"".join(
        b'Content-Type: multipart/related; boundary="x%d"\r\n\r\n--x%d\r\n' % (number, number)
        for number in range(depth)
    )


def read(tmp_path: Path, data: bytes, name: str = "page.mhtml") -> Read | Fault:
    path = tmp_path / name
    path.write_bytes(data)
    (found,) = read_articles(path)
    assert isinstance(found, Read | Fault)
    return found


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_saved_page_gives_its_article_and_address(tmp_path: Path, encoding: str) -> None:
    found = read(tmp_path, saved(encoding=encoding))

    assert isinstance(found, Read)
    assert found.article.title == TITLE
    assert found.article.url == ADDRESS
    assert found.article.source == Attributed("post.example", "the address of the page")
    assert found.article.date is not None
    assert found.article.date.value.isoformat() == "2022-02-28"
    assert all(one in found.article.text for one in PARAGRAPHS)
    assert "advertisement" not in found.article.text


def test_the_charset_of_the_part_counts_where_the_page_has_none(tmp_path: Path) -> None:
    story = (
        "Řeka Drin se v neděli vylila z břehů a zaplavila tři vesnice jižně od Skadaru v Albánii."
    )
    html = f"<html><body><article><h1>Povodeň v Albánii dnes</h1><p>{story}</p></article></body>"
    found = read(tmp_path, saved(html, charset="iso-8859-2"))

    assert isinstance(found, Read)
    assert story in found.article.text


def test_a_page_by_another_name_is_known_by_its_start(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(saved())
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b'From: a@b.example\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n')

    assert matches(Source.of_file(path))
    assert not matches(Source.of_file(mail))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"From: <Saved by Blink>\r\n\r\n",
        saved()[:600],
        b'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: image/png'
        b"\r\n\r\nabc\r\n--x--\r\n",
        b"Content-Type: multipart/related\r\n\r\nno boundary",
        bytes(range(256)) * 20,
        nested(3000),
    ],
)
def test_what_has_no_page_is_refused(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, data)

    assert isinstance(found, Fault)
    assert "no web page in it" in found.reason
