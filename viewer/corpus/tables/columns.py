"""Which column of a table of articles holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from viewer.model import DatelineError

_NO_WORD = re.compile(r"[\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# By what headers people call them, the surest first.
_USUAL: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "full text", "fulltext", "article text", "body text", "main text", "maintext",
        "article body", "articlebody", "body", "content", "contents", "article content",
        "article", "story", "plain text", "content text", "message", "texte", "texto", "testo",
        "inhalt", "artikel", "contenu", "contenido", "текст", "стаття", "статья", "tekst", "treść",
    ),
    "title": (
        "title", "headline", "article title", "heading", "head", "subject", "titel", "titre",
        "título", "titulo", "titolo", "заголовок", "назва", "название", "tytuł", "überschrift",
    ),
    "date": (
        "date", "published", "date published", "datepublished", "published at", "publishedat",
        "publication date", "published date", "publish date", "pub date", "pubdate",
        "published on", "date time", "datetime", "timestamp", "time", "day", "created",
        "created at", "issued", "datum", "fecha", "data", "дата", "date de publication",
        "erscheinungsdatum",
    ),
    "source": (
        "source", "publisher", "outlet", "publication", "newspaper", "source name", "site name",
        "sitename", "site", "website", "media", "medium", "domain", "hostname", "feed",
        "agency", "quelle", "fuente", "fonte", "джерело", "источник", "źródło", "zeitung",
    ),
    "url": (
        "url", "link", "article url", "source url", "web url", "weburl", "permalink", "href",
        "address", "uri", "enlace", "адреса", "ссылка",
    ),
    "author": (
        "author", "authors", "byline", "by", "writer", "journalist", "creator", "reporter",
        "autor", "autorin", "auteur", "autore", "автор", "verfasser",
    ),
    "language": ("language", "lang", "locale", "language code", "sprache", "langue", "idioma",
                 "lingua", "мова", "язык"),
}  # fmt: skip
_LATITUDES = frozenset(["lat", "latitude", "decimallatitude", "decimal latitude", "y"])
_LONGITUDES = frozenset(["lon", "lng", "long", "longitude", "decimallongitude", "x"])
_MOST_NAMED = 12
_LONGEST_NAME = 40


class UnclearColumns(DatelineError, ValueError):
    """A table whose columns do not say which holds the text; the message lists them."""


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The headers of the columns of a table; None is told from the usual names."""

    text: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None

    @classmethod
    def parse(cls, written: str) -> TableColumns:
        """Read "text=body,date=day". Raises `UnclearColumns`."""
        given: dict[str, str] = {}
        known = [field.name for field in fields(cls)]
        for pair in filter(None, map(str.strip, written.split(","))):
            name, equals, header = (part.strip() for part in pair.partition("="))
            if not equals or name not in known or not header:
                raise UnclearColumns(
                    f"{pair}: write text=HEADER, and the same for {', '.join(known[1:])}"
                )
            given[name] = header
        return cls(**given)

    def find(self, headers: Sequence[str]) -> dict[str, str]:
        """Which header holds what, of those that a table has. Raises `UnclearColumns`."""
        found: dict[str, str] = {}
        plain = {header: _plainly(header) for header in reversed(headers)}
        for fact, usual in _USUAL.items():
            header = getattr(self, fact)
            if header is not None:
                found[fact] = _given(header, plain, headers)
            elif usually := _usual(fact, usual, plain, headers):
                found[fact] = usually
        if "text" not in found:
            raise _no_text(plain, headers)
        return found


def recognise(header: str) -> str | None:
    """What a field of this name holds: "title" for "headline"; None where it is no usual name."""
    plain = _plainly(header)
    return next((fact for fact, usual in _USUAL.items() if plain in usual), None)


def _plainly(header: str) -> str:
    return " ".join(_NO_WORD.split(_HUMP.sub(" ", header).casefold())).strip()


def _given(header: str, plain: Mapping[str, str], headers: Sequence[str]) -> str:
    for one, simple in plain.items():
        if header == one or _plainly(header) == simple:
            return one
    raise UnclearColumns(f"it has no column {header}: its columns are {_listed(headers)}")


def _usual(
    fact: str, usual: Sequence[str], plain: Mapping[str, str], headers: Sequence[str]
) -> str | None:
    found = [name for name in usual if name in plain.values()]
    if not found:
        return None
    if fact == "text" and found[0] != "text" and len(found) > 1:
        both = [header for header, simple in plain.items() if simple in found]
        raise UnclearColumns(
            f"{_listed(sorted(both))} may all be the text: name it with --columns text=HEADER,"
            ' or call its column "text"'
        )
    return next(header for header, simple in plain.items() if simple == found[0])


def _no_text(plain: Mapping[str, str], headers: Sequence[str]) -> UnclearColumns:
    names = set(plain.values())
    if names & _LATITUDES and names & _LONGITUDES:
        return UnclearColumns("a table of places, not of articles: open it with File > Gazetteers")
    return UnclearColumns(
        f"no column is called text: its columns are {_listed(headers)}; name the one that holds"
        ' the articles with --columns text=HEADER, or call it "text"'
    )


def _listed(headers: Sequence[str]) -> str:
    shown = [
        "".join(c if c.isprintable() else " " for c in header[:_LONGEST_NAME]).strip() or "(empty)"
        for header in headers[:_MOST_NAMED]
    ]
    more = len(headers) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
