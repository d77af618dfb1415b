"""The bytes of a web page to a draft of its article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from viewer.corpus.drafts import Draft, decoding_notes
from viewer.corpus.language import fits
from viewer.corpus.pages.pagecode import decode_page
from viewer.corpus.pages.pagefacts import PageFacts, read_page_facts
from viewer.corpus.pages.pagetext import (
    CAPTION_MARK,
    PageText,
    compose,
    is_huge,
    read_page_text,
    rough_blocks,
)
from viewer.corpus.pages.pagetree import LINK_MARK
from viewer.corpus.prose.metadata import read_facts
from viewer.model import Attributed, Dated, DatelineError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIZE_LIMIT_BYTES = 16 * 1024 * 1024
"""Of a page's source; the text of the longest takes a megabyte."""

_HEAD_CHARACTERS = 8192
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]|[\ufffe\uffff]")
_LEAST_BODY = 250
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,20})\s[^<>]{30000,}>")

NO_TEXT = "no text in it: the page is made by scripts; save it as MHTML or its text as a .txt file"
_STUB = "it may be behind a paywall, or made by scripts: save it as MHTML when you see it whole"
ONLY_SUMMARY = f"no article in it, only its title and summary: {_STUB}"
ONLY_TITLE = f"no article in it, only its title: {_STUB}"


class NoText(DatelineError, ValueError):
    """A page without text; the message says what can be done."""


def read_page(
    data: bytes, *, id: str, charset: str | None = None, address: str | None = None
) -> Draft:
    """Make a draft of a page. `charset` and `address` are what stands outside it.

    Raises `NoText`, and `NotText` where its encoding is not recognised.
    """
    decoded = decode_page(data, charset)
    html = _plainer(decoded.text)
    tree = _parse(html)
    facts = read_page_facts(tree, html[:_HEAD_CHARACTERS], address) if tree is not None else None
    facts = facts or PageFacts()
    title = facts.title.value if facts.title else ""
    page = _page_text(tree, html, title, facts.description)
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


def _plainer(text: str) -> str:
    """The source without what a parser chokes on; pictures written into it are megabytes."""
    unmarked = text.replace(CAPTION_MARK, " ").replace(LINK_MARK, " ")
    return _LONG_TAG.sub(r"<\1>", _CONTROLS.sub(" ", unmarked))


def _page_text(tree: HtmlElement | None, html: str, title: str, summary: str) -> PageText:
    """The article; what stands between the tags, where the page is too large or too deep."""
    if tree is None or is_huge(tree):
        return compose(rough_blocks(html), title, summary)
    page = read_page_text(tree, title, summary)
    if page.has_body:
        return page
    blocks = rough_blocks(html)
    found = sum(map(len, tree.xpath("//text()[not(parent::script or parent::style)]")))
    # A parser stops at some depth; what is below is lost to it.
    lost = sum(map(len, blocks)) > max(2 * found, _LEAST_BODY)
    # A few words are no article to whoever looks for one; scripts write "Loading".
    short = not page.text and next(tree.iter("script"), None) is None
    return compose(blocks, title, summary) if lost or short else page


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
