"""What Word and OpenDocument files have in common: parts of XML in a ZIP archive."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from zipfile import ZipFile

from viewer.corpus.drafts import Draft, identity
from viewer.corpus.pieces import Piece, join
from viewer.corpus.prose.metadata import read_facts
from viewer.corpus.source import Source
from viewer.corpus.stamps import read_field
from viewer.corpus.tables.rows import language
from viewer.corpus.xmlevents import BadXml, Event, Start, events
from viewer.corpus.zips import opened, read_member
from viewer.model import Attributed, Dated

ORIGIN = "the document's properties"

_LARGEST_PART_BYTES = 64 * 1024 * 1024
# What programs write where nobody has.
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|(?:untitled|document|dokument|документ)\s?\d*|.*\.(?:docx?|odt|rtf))",
    re.IGNORECASE,
)
_NOBODY = frozenset(
    ["", "user", "admin", "administrator", "microsoft office user", "unknown", "python-docx",
     "windows user", "owner", "author"]
)  # fmt: skip

# What python-docx leaves in a document for which nobody gives a date.
_TEMPLATE_MADE = "2013-12-23T23:15:00Z"


@dataclass(slots=True)
class Properties:
    """What a document says about itself beside its text."""

    title: str = ""
    author: str = ""
    created: str = ""
    modified: str = ""
    language: str = ""


class Package:
    """The parts of a document."""

    def __init__(self, source: Source, archive: ZipFile) -> None:
        self._source = source
        self._archive = archive

    def events(self, name: str) -> Iterator[Event] | None:
        """The events of a part; None where there is no such part. Raises `UnreadableFile`."""
        data = read_member(self._source, self._archive, name, _LARGEST_PART_BYTES)
        return None if data is None else self._events(data)

    def _events(self, data: bytes) -> Iterator[Event]:
        try:
            yield from events(io.BytesIO(data))
        except BadXml as error:
            raise self._source.refuse(f"damaged: {error}") from error

    def texts(self, name: str) -> dict[str, str]:
        """The text of each element of a small part, the first of those of one name."""
        found: dict[str, str] = {}
        run: list[str] = []
        for event in self.events(name) or ():
            if isinstance(event, str):
                run.append(event)
            elif isinstance(event, Start):
                run.clear()
            else:
                found.setdefault(event.name, "".join(run).strip())
                run.clear()
        return found


@contextmanager
def package(source: Source, kind: str) -> Iterator[Package]:
    """A document, to be closed. Raises `UnreadableFile`."""
    if not source.head.startswith(b"PK"):
        raise source.refuse(
            f"no {kind}: if it is locked with a password, save it without one; else save it again"
        )
    with opened(source, "save it again with the program that made it") as archive:
        yield Package(source, archive)


def draft(source: Source, pieces: Sequence[Piece], properties: Properties) -> Draft:
    """Make a draft of a document. Raises `UnreadableFile` where there is no text in it.

    What its text says goes before its properties: those may be of whoever copied it.
    """
    text, passages = join(pieces)
    if not text:
        raise source.refuse("empty: there is no text in it")
    facts = read_facts(text, passages)
    title = " ".join(properties.title.split())
    author = " ".join(properties.author.split())
    tag = language(properties.language)
    return Draft(
        text=text,
        encoding="utf-8",
        id=identity(source.read()),
        title=_told("" if facts.title or _NO_TITLE.fullmatch(title) else title),
        author=facts.author or _told("" if author.casefold() in _NOBODY else author),
        date=facts.date or _date(properties),
        language=_told(tag),
        passages=passages,
        may_take_file_time=True,
    )


def _date(properties: Properties) -> Dated | None:
    for stamp in (properties.created, properties.modified):
        if stamp != _TEMPLATE_MADE and (found := read_field(stamp, ORIGIN)):
            return found
    return None


def _told(value: str) -> Attributed | None:
    return Attributed(value, ORIGIN) if value else None
