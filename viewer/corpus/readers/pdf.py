"""PDF files with a text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from viewer.corpus.drafts import Draft, identity
from viewer.corpus.language import code, fits
from viewer.corpus.pages.pageparts import one_line
from viewer.corpus.pdf.pdflines import NoPdfText, PdfText, read_lines
from viewer.corpus.pdf.reflow import Flow, reflow
from viewer.corpus.pieces import Piece, join
from viewer.corpus.prose.metadata import read_facts
from viewer.corpus.source import Source
from viewer.corpus.timestamps import FILE_MADE, read_stamp
from viewer.model import Attributed, Dated, PassageKind

SUFFIXES = (".pdf",)

INFO = "the document's properties"
LARGEST = "the largest line of the first page"
FOOT = "the head or foot of the pages"

_SIZE_LIMIT_BYTES = 256 * 1024 * 1024
_LONGEST_TITLE = 250
_LARGER = 1.15
# What programs write into the title where nobody gave one.
_NO_TITLE = re.compile(
    r"microsoft (?:word|powerpoint|excel)|untitled|document\d*$|(?:layout|slide|page|seite) ?\d+$"
    r"|print$|about:blank|.*\.(?:docx?|odt|rtf|indd|qxd|pdf|pptx?|xlsx?|tex|dvi|html?|pub|pmd|txt)$"
    r"|(?:powerpoint|word) |[\W\d_]*$|title$|новый|без (?:имени|назви)|ohne titel|sans titre",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:(?i:admin(?:istrator)?|(?:microsoft office |windows )?user|owner|author|unknown"
    r"|anonymous|default|pc|home|(?:www\.|https?:).*)|[\W\d_]*|[a-z]+\d*)$"
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"…]{4,500}(?=$|\s)")
_WORD = re.compile(r"\w+")


def matches(source: Source) -> bool:
    """Whether it is a PDF; some have a few bytes before their mark."""
    return b"%PDF-" in source.head[:1024]


def read(source: Source) -> Iterator[Draft]:
    """The text of all its pages as one article. Raises `UnreadableFile`."""
    data = source.read(_SIZE_LIMIT_BYTES)
    if not data.strip():
        raise source.refuse("empty: there is no text in it")
    try:
        found = read_lines(data)
    except NoPdfText as error:
        raise source.refuse(str(error)) from error
    flow = reflow(found.pages)
    title = _title(found, flow)
    text, passages = join(_pieces(flow, title))
    if not text:
        raise source.refuse("no text in it: its pages hold only numbers and running heads")
    date = read_facts(text, passages).date or _created(found)
    yield Draft(
        text=text,
        encoding="PDF",
        id=identity(data),
        title=title,
        author=_author(found),
        url=_address(flow.running),
        date=date,
        language=_language(found, text),
        passages=passages,
        notes=tuple(_notes(found)),
    )


def _title(found: PdfText, flow: Flow) -> Attributed | None:
    """The title of the properties, unless a program made it up; else the largest line."""
    told = one_line(found.info.get("Title", ""))
    if told and not _NO_TITLE.match(told) and len(_WORD.findall(told)) > 1:
        return Attributed(told[:_LONGEST_TITLE], INFO)
    first = [one for one in flow.paragraphs if one.page == 0 and len(one.text) <= _LONGEST_TITLE]
    best = max(first, key=lambda one: (one.size, len(one.text)), default=None)
    if best is None or best.size < flow.size * _LARGER or len(_WORD.findall(best.text)) < 2:
        return None
    return Attributed(best.text, LARGEST)


def _pieces(flow: Flow, title: Attributed | None) -> Iterator[Piece]:
    wanted = title.value.casefold() if title else ""
    for paragraph in flow.paragraphs:
        if wanted and paragraph.page == 0 and paragraph.text.casefold() == wanted:
            wanted = ""
            yield Piece(paragraph.text, PassageKind.TITLE)
        else:
            yield Piece(paragraph.text)


def _author(found: PdfText) -> Attributed | None:
    name = one_line(found.info.get("Author", ""))[:200]
    return Attributed(name, INFO) if name and not _NO_AUTHOR.match(name) else None


def _created(found: PdfText) -> Dated | None:
    """When the file was made, for want of a date in its text."""
    stamp = found.info.get("CreationDate", "").removeprefix("D:")[:8]
    made = read_stamp(stamp) if len(stamp) == 8 else None
    return Dated(*made, FILE_MADE) if made else None


def _address(running: Sequence[str]) -> Attributed | None:
    """Where a page was printed from, as browsers write at its foot; if they agree on it."""
    found = {match[0] for line in running for match in _WEB_ADDRESS.finditer(line)}
    return Attributed(found.pop(), FOOT) if len(found) == 1 else None


def _language(found: PdfText, text: str) -> Attributed | None:
    language = code(found.language)
    return Attributed(language, INFO) if language and fits(language, text) else None


def _notes(found: PdfText) -> Iterator[str]:
    read = len(found.pages)
    if read < found.page_count:
        yield f"read up to page {read:,} of {found.page_count:,}: split it to have the rest"
    if found.pictures:
        pages = (
            "1 page is a picture"
            if found.pictures == 1
            else f"{found.pictures:,} pages are pictures"
        )
        yield f"{pages} without text: run OCR on it to have what they say"
