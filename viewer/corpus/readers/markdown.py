"""Markdown: the text without its marks, and the facts above it."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.corpus.drafts import Draft, decoding_notes, identity
from viewer.corpus.source import Source
from viewer.model import Attributed, Dated

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")

_ORIGIN = "the lines above the text"
# What is longer is no text that anyone wrote, and is read as plain text.
_LONGEST = 4 * 1024 * 1024


def read(source: Source) -> Iterator[Draft]:
    """The article. Raises `UnreadableFile`."""
    from viewer.corpus.decoding import NotText, decode
    from viewer.corpus.documents import frontmatter
    from viewer.corpus.documents.markdowntext import pieces
    from viewer.corpus.pieces import join, titled

    data = source.read()
    try:
        decoded = decode(data)
    except NotText as error:
        raise source.refuse(str(error)) from error
    fields, body = frontmatter.cut(decoded.text)
    facts = _facts(fields)
    if len(body) > _LONGEST:
        text, passages = titled("", body)
    else:
        text, passages = join(pieces(body, facts.get("title", "")))
    if not text.strip():
        raise source.refuse("empty: there is no text in it")
    yield Draft(
        text=text,
        encoding=decoded.encoding,
        id=identity(data),
        title=_told(facts, "title"),
        source=_told(facts, "source"),
        author=_told(facts, "author"),
        url=_told(facts, "url"),
        date=_date(facts),
        language=_language(facts),
        passages=passages,
        notes=decoding_notes(decoded),
        may_take_file_time=True,
    )


def _facts(fields: dict[str, str]) -> dict[str, str]:
    """The fields by what they hold; a source that is an address is the article's own."""
    from viewer.corpus.tables.columns import recognise

    found: dict[str, str] = {}
    for name, value in fields.items():
        if value and (fact := recognise(name)):
            if fact == "source" and value.startswith(("http://", "https://")):
                fact = "url"
            found.setdefault(fact, value)
    return found


def _told(facts: dict[str, str], fact: str) -> Attributed | None:
    return Attributed(facts[fact], _ORIGIN) if fact in facts else None


def _date(facts: dict[str, str]) -> Dated | None:
    from viewer.corpus.stamps import read_field

    return read_field(facts["date"], _ORIGIN) if "date" in facts else None


def _language(facts: dict[str, str]) -> Attributed | None:
    from viewer.corpus.tables.rows import language

    tag = language(facts.get("language", ""))
    return Attributed(tag, _ORIGIN) if tag else None
