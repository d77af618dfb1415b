"""A PDF to its lines of text with their places on the page.

pdfium is not made for several threads, and a file may be made to keep it busy for ever: so one
file is read at a time, and there are bounds on pages, characters and seconds.
"""

from __future__ import annotations

import ctypes
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from viewer.corpus.pdf.running import Line
from viewer.model import DatelineError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_CHARACTERS = 4_000_000
"""Two thousand pages of a book; more is no article that anyone reads."""
MOST_SECONDS = 30.0
MOST_PAGES = 20_000

# Scans have a picture on every page, and perhaps a stamp or a page number.
_SCAN_CHARACTERS = 25
_SCAN_PEEK_PAGES = 10
# Codes of pdfium's for why a document does not open.
_PASSWORD_ERROR = 4
_SECURITY_ERROR = 5
# Where a word is cut at the end of a line, pdfium has this instead of hyphen and line break.
CUT = "\ufffe"
_LINES = re.compile(rf"[^\n{CUT}]+[\n{CUT}]?")
_LOCK = threading.Lock()


class NoPdfText(DatelineError, ValueError):
    """A PDF that gives no text; the message says why and what can be done."""


@dataclass(slots=True)
class PdfText:
    """What is in a PDF."""

    pages: list[list[Line]] = field(default_factory=list)
    info: dict[str, str] = field(default_factory=dict)
    language: str = ""
    page_count: int = 0
    pictures: int = 0
    """How many of its pages are pictures without text."""


def read_lines(data: bytes) -> PdfText:
    """Read the lines of a PDF, as many as the bounds allow. Raises `NoPdfText`."""
    with _LOCK, _opened(data) as document:
        found = PdfText(info=document.get_metadata_dict(skip_empty=True))
        found.page_count = len(document)
        found.language = _language(document)
        if not found.page_count:
            raise NoPdfText("no pages in it: the file is damaged; get it again")
        _read_pages(document, found)
    if not any(found.pages):
        _refuse_empty(found)
    return found


@contextmanager
def _opened(data: bytes) -> Iterator[PdfDocument]:
    # Imported here because the program starts without it.
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (_PASSWORD_ERROR, _SECURITY_ERROR):
            locked = "locked with a password: open it and save it without one"
            raise NoPdfText(locked) from error
        raise NoPdfText("a damaged PDF: get it again, or save its text as a .txt file") from error
    try:
        yield document
    finally:
        document.close()


def _language(document: PdfDocument) -> str:
    from pypdfium2 import raw

    size = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 2 < size <= 200:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(
        document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
    )
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _read_pages(document: PdfDocument, found: PdfText) -> None:
    from pypdfium2 import PdfiumError

    deadline = time.monotonic() + MOST_SECONDS
    characters = 0
    for number in range(min(found.page_count, MOST_PAGES)):
        if characters > MOST_CHARACTERS or time.monotonic() > deadline:
            break
        try:
            page = document[number]
        except PdfiumError:
            found.pages.append([])
            continue
        try:
            lines = _page_lines(page)
            count = sum(len(line.text) for line in lines)
            if count < _SCAN_CHARACTERS and found.pictures + number < 2 * MOST_PAGES:
                found.pictures += _has_picture(page)
        except PdfiumError:
            lines, count = [], 0
        finally:
            page.close()
        characters += count
        found.pages.append(lines)


def _page_lines(page: PdfPage) -> list[Line]:
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        boxes = _Boxes(text_page)
        lines: list[Line] = []
        for match in _LINES.finditer(text):
            content = match[0].strip("\r\n \t\u00a0")
            if letters := content.rstrip(CUT):
                start = match.start() + match[0].index(letters[0])
                lines.append(boxes.line(content, start, start + len(letters) - 1))
        return lines
    finally:
        text_page.close()


class _Boxes:
    """Asks pdfium where characters stand."""

    def __init__(self, text_page: PdfTextPage) -> None:
        from pypdfium2 import raw

        self._raw = raw
        self._page = text_page
        self._box = raw.FS_RECTF()

    def line(self, text: str, first: int, last: int) -> Line:
        """A line of which the first and the last character have these indexes in the text."""
        raw, box = self._raw, self._box
        start = raw.FPDFText_GetCharIndexFromTextIndex(self._page, first)
        end = raw.FPDFText_GetCharIndexFromTextIndex(self._page, last)
        raw.FPDFText_GetLooseCharBox(self._page, (start + end) // 2, box)
        middle = abs(box.top - box.bottom)
        raw.FPDFText_GetLooseCharBox(self._page, start, box)
        left, right, top, bottom = box.left, box.right, box.top, box.bottom
        raw.FPDFText_GetLooseCharBox(self._page, end, box)
        heights = (abs(top - bottom), middle, abs(box.top - box.bottom))
        return Line(
            text=text,
            left=min(left, box.left),
            right=max(right, box.right),
            top=max(top, box.top),
            bottom=min(bottom, box.bottom),
            # A line may begin with a large letter or end with a small number.
            size=round(sorted(heights)[1], 1),
            backwards=left > box.left,
        )


def _has_picture(page: PdfPage) -> bool:
    from pypdfium2 import raw

    picture = next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)), None)
    return picture is not None


def _refuse_empty(found: PdfText) -> None:
    if found.pictures:
        scan = "a scan: it has pictures of text and no text; run OCR on it and open the result"
        raise NoPdfText(scan)
    raise NoPdfText("no text in it: its pages are empty or drawn; save its text as a .txt file")
