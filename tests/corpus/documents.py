"""Word, OpenDocument and mail files of a few lines, made for these tests."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from pathlib import Path

from viewer.corpus.articles import read_articles
from viewer.corpus.drafts import Read
from viewer.corpus.tables.columns import TableColumns
from viewer.model import Fault, Note

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = 'xmlns:text="t" xmlns:office="o" xmlns:style="s" xmlns:table="b" xmlns:dc="d" xmlns:meta="m"'


def reads(path: Path, columns: TableColumns | None = None) -> list[Read]:
    """The articles of a file that has nothing else."""
    found = list(read_articles(path, columns))
    assert all(isinstance(one, Read) for one in found), found
    return [one for one in found if isinstance(one, Read)]


def reasons(path: Path) -> list[str]:
    """What is wrong with a file."""
    return [one.reason for one in read_articles(path) if isinstance(one, Fault)]


def outcome(path: Path) -> tuple[list[str], list[str], list[str]]:
    """The parts that were read, the faults and the notes."""
    found = list(read_articles(path))
    return (
        [one.article.part for one in found if isinstance(one, Read)],
        [one.reason for one in found if isinstance(one, Fault)],
        [one.text for one in found if isinstance(one, Note)],
    )


def passages(read: Read) -> list[tuple[str, str]]:
    """The kind and the words of each passage."""
    text = read.article.text
    return [(one.kind.value, text[one.start : one.end]) for one in read.passages]


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:p><w:pPr>{named}<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def docx(path: Path, body: str, *, styles: str = "", core: str = "", notes: str = "") -> Path:
    """Write a Word document around the XML of its body."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        main = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", main)
        archive.writestr("word/styles.xml", f"<w:styles {_W}>{styles}</w:styles>")
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {_W}>{notes}</w:footnotes>")
        properties = 'xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"'
        archive.writestr("docProps/core.xml", f"<cp:core {properties}>{core}</cp:core>")
    return path


def odt(path: Path, body: str, *, styles: str = "", meta: str = "") -> Path:
    """Write an OpenDocument text around the XML of its body."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:c {_O}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:c>",
        )
        archive.writestr("meta.xml", f"<office:m {_O}>{meta}</office:m>")
    return path


def message(text: str, **headers: str) -> EmailMessage:
    """A mail message."""
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def pack(path: Path, members: dict[str, bytes | str]) -> Path:
    """Write a ZIP archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
