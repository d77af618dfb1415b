"""RSS and Atom feeds, saved as files: each entry an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer.corpus.drafts import Draft, identity
from viewer.corpus.source import Source
from viewer.model import Attributed, Dated, Fault

if TYPE_CHECKING:
    from viewer.corpus.entries import Fields

SUFFIXES = (".rss", ".atom", ".rdf", ".xml")

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_ORIGIN = "the feed"


def matches(source: Source) -> bool:
    """Whether it begins as feeds do."""
    head = source.head.replace(b"\0", b"")
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")[:9].lower()
    if not start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf", b"<!--", b"<!doctype")):
        return False
    return b"<html" not in head.lower() and _ROOT.search(head) is not None


def read(source: Source) -> Iterator[Draft | Fault]:
    """An article for each entry. Raises `UnreadableFile`."""
    from viewer.corpus.entries import NoFeed, entries
    from viewer.corpus.xmlevents import BadXml

    number = 0
    try:
        for number, (entry, feed) in enumerate(entries(source), 1):
            draft = _draft(entry, feed, f"entry {number}")
            yield draft or source.fault("no text in it", f"entry {number}")
    except NoFeed as error:
        raise source.refuse(
            "XML, but no feed (RSS or Atom): save its text as a .txt file and open that"
        ) from error
    except BadXml as error:
        yield source.fault(str(error), line=error.line)
        return
    if not number:
        raise source.refuse("a feed without entries")


def _draft(entry: Fields, feed: Fields, part: str) -> Draft | None:
    from viewer.corpus.pages import fragments
    from viewer.corpus.pieces import titled
    from viewer.corpus.tables.rows import canonical

    title = _line(entry.first("title"))
    body = entry.first("encoded", "content", "body", "description", "summary")
    text, passages = titled(title, fragments.text_of(body) or title)
    if not text.strip():
        return None
    return Draft(
        text=text,
        encoding="utf-8",
        id=identity(canonical({**entry.texts})),
        title=_told(title),
        source=_told(_line(entry.outlet or feed.first("title", "publisher"))),
        author=_told(_author(entry.first("creator", "author"))),
        url=_told(_address(entry)),
        date=_date(entry),
        language=_told(_language(entry, feed)),
        passages=passages,
        part=part,
    )


def _told(value: str) -> Attributed | None:
    return Attributed(value, _ORIGIN) if value else None


def _line(text: str) -> str:
    from viewer.corpus.pages import fragments

    return " ".join(fragments.text_of(text).split())[:1000]


def _author(text: str) -> str:
    """The name: RSS writes "jane@example.org (Jane Roe)"."""
    match = re.fullmatch(r"\S+@\S+\s+\((.+)\)", text.strip())
    return _line(match[1] if match else text)


def _address(entry: Fields) -> str:
    address = entry.first("origLink", "link", "guid", "id")
    return address if address.startswith(("http://", "https://")) else ""


def _date(entry: Fields) -> Dated | None:
    from viewer.corpus.stamps import read_field

    for name in ("pubDate", "published", "issued", "date", "updated", "modified"):
        if written := entry.first(name):
            origin = f"the {'update' if name in ('updated', 'modified') else 'date'} in the feed"
            if found := read_field(written, origin):
                return found
    return None


def _language(entry: Fields, feed: Fields) -> str:
    from viewer.corpus.tables.rows import language

    return language(
        entry.language or entry.first("language") or feed.first("language") or feed.language
    )
