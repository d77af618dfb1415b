"""What a reader has of an article, and the article that is made of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

from viewer.corpus.decoding import Decoded
from viewer.corpus.files import shown
from viewer.corpus.prose.metadata import Facts, read_facts
from viewer.corpus.prose.passages import split
from viewer.model import Article, Attributed, Dated, Note, Passage


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format tells it. What the format does not tell is None."""

    text: str
    encoding: str
    id: str
    """The SHA-256, hexadecimal, of the bytes that it was read from."""
    title: Attributed | None = None
    source: Attributed | None = None
    author: Attributed | None = None
    url: Attributed | None = None
    date: Dated | None = None
    language: Attributed | None = None
    """An ISO 639-1 code."""
    passages: tuple[Passage, ...] | None = None
    """Where the format tells what each span is; None: it is told from the text."""
    part: str = ""
    """Where in its source it stands, if that has several: "row 5"."""
    notes: tuple[str, ...] = ()
    may_take_file_time: bool = False
    """Whether the time of its file may stand for a date that nothing tells."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article as it was read, and what to know about the reading."""

    article: Article
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()


def complete(
    draft: Draft,
    path: Path,
    *,
    name: str | None = None,
    part: str = "",
    modified: dt.datetime | None = None,
) -> Read:
    """Make an article of a draft; facts that its format does not tell are read from its text.

    `name` is lent to an article without a title: the file's, if it is not given. `modified` is
    the time of its file.
    """
    passages = split(draft.text) if draft.passages is None else draft.passages
    facts = read_facts(draft.text, passages)
    article = Article(
        id=draft.id,
        path=path,
        text=draft.text,
        encoding=draft.encoding,
        title=_title(draft, facts) or shown(Path(path.stem if name is None else name)),
        source=draft.source or facts.source,
        author=draft.author or facts.author,
        url=draft.url.value if draft.url else facts.url,
        date=draft.date or facts.date or _file_date(draft, modified),
        language=draft.language,
        part=part,
    )
    where = f"{part}: " if part else ""
    return Read(article, passages, tuple(Note(path, where + note) for note in draft.notes))


def identity(data: bytes) -> str:
    """The id of what was read from these bytes."""
    return hashlib.sha256(data).hexdigest()


def decoding_notes(decoded: Decoded) -> tuple[str, ...]:
    """What to know about how bytes became text."""
    notes: list[str] = []
    if decoded.guessed:
        how = f"read as {decoded.encoding}, as its letters suggest: save it as UTF-8 to be sure"
        notes.append(how)
    if decoded.damaged:
        count = f"{decoded.damaged} characters" if decoded.damaged > 1 else "1 character"
        notes.append(f"{count} could not be read and stand as \ufffd in the text")
    return tuple(notes)


def _title(draft: Draft, facts: Facts) -> str | None:
    return (draft.title.value if draft.title else None) or facts.title


def _file_date(draft: Draft, modified: dt.datetime | None) -> Dated | None:
    if modified is None or not draft.may_take_file_time:
        return None
    from viewer.corpus.timestamps import FILE_TIME  # a start with plain text needs none

    return Dated(modified.date(), "day", FILE_TIME)
