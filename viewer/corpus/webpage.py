"""The bytes of a web page to a draft of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.corpus.drafts import Draft, decoding_notes
from viewer.corpus.language import fits
from viewer.corpus.metadata import read_facts
from viewer.corpus.pagecode import decode_page
from viewer.corpus.pagefacts import PageFacts, read_page_facts
from viewer.corpus.pagetext import CAPTION_MARK, PageText, compose, read_page_text, rough_blocks
from viewer.model import Attributed, Dated, DatelineError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIZE_LIMIT_BYTES = 16 * 1024 * 1024
"""Of a page's source; the text of the longest takes a megabyte."""

_HEAD_CHARACTERS = 8192
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|[\ufffe\uffff]")
_LEAST_BODY = 250
_TEXT_TAG = re.compile(r"<(?:p|h[1-6]|article|td|li|div|span)\b", re.IGNORECASE)

NO_TEXT = "no text in it: the page is made by scripts; save it as MHTML or its text as a .txt file"
ONLY_SUMMARY = "no article in it, only its title and summary: it may be behind a paywall"
ONLY_TITLE = "no article in it, only its title: it may be behind a paywall"


class NoText(DatelineError, ValueError):
    """A page without text; the message says what can be done."""


def read_page(
    data: bytes, *, id: str, charset: str | None = None, address: str | None = None
) -> Draft:
    """Make a draft of a page. `charset` and `address` are what stands outside it.

    Raises `NoText`, and `NotText` where its encoding is not recognised.
    """
    decoded = decode_page(data, charset)
    html = _CONTROLS.sub(" ", decoded.text.replace(CAPTION_MARK, " "))
    tree = _parse(html)
    facts = read_page_facts(tree, html[:_HEAD_CHARACTERS], address) if tree is not None else None
    facts = facts or PageFacts()
    title = facts.title.value if facts.title else ""
    page = read_page_text(tree, title, facts.description) if tree is not None else None
    if page is None or not page.has_body:
        page = _roughly(html, title, page)
    if not page.text.strip():
        raise NoText(NO_TEXT)
    return Draft(
        text=page.text,
        encoding=decoded.encoding,
        id=id,
        title=facts.title,
        source=facts.source,
        author=facts.author,
        url=facts.url,
        date=_date(facts, page),
        language=_language(facts, page),
        passages=page.passages,
        notes=(*decoding_notes(decoded), *_notes(page, title)),
    )


def _parse(html: str) -> HtmlElement | None:
    # Imported here because the program starts without it.
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError):
        return None


def _roughly(html: str, title: str, page: PageText | None) -> PageText:
    """What stands between the tags, where the parser gave up; else what there is."""
    if len(_TEXT_TAG.findall(html, 0, 1_000_000)) > 1000:
        blocks = rough_blocks(html)
        if sum(map(len, blocks)) > _LEAST_BODY:
            return compose(blocks, title)
    return page or compose([], title)


def _date(facts: PageFacts, page: PageText) -> Dated | None:
    """The page's date. One that gives only the month, or only the last change, steps back
    where the text itself names the day.
    """
    if facts.date and facts.date.precision == "day":
        return facts.date
    written = read_facts(page.text, page.passages).date
    if facts.date is None:
        return written or facts.changed
    value = facts.date.value
    same = written and (written.value.year, written.value.month) == (value.year, value.month)
    return written if same else facts.date


def _language(facts: PageFacts, page: PageText) -> Attributed | None:
    language = facts.language
    return language if language and fits(language.value, page.text) else None


def _notes(page: PageText, title: str) -> tuple[str, ...]:
    if page.has_body:
        return ()
    return (ONLY_TITLE if page.text == title else ONLY_SUMMARY,)
