"""A plain-text file to an article and its passages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from viewer.corpus.decoding import Decoded, NotText, decode
from viewer.corpus.files import read_bytes, shown
from viewer.corpus.metadata import read_facts
from viewer.corpus.passages import split
from viewer.model import Article, Note, Passage, UnreadableFile


@dataclass(frozen=True, slots=True)
class PlainText:
    """An article as it was read, and what to know about the reading."""

    article: Article
    passages: tuple[Passage, ...]
    notes: tuple[Note, ...] = ()


def read_article(path: Path) -> tuple[Article, tuple[Passage, ...]]:
    """Read a plain-text file. Raises `UnreadableFile`, with its reason in one line."""
    read = read_plain_text(path)
    return read.article, read.passages


def read_plain_text(path: Path) -> PlainText:
    """Read a plain-text file, with notes on how. Raises `UnreadableFile`."""
    return parse(path, read_bytes(path))


def parse(path: Path, data: bytes) -> PlainText:
    """Make an article of a file's bytes. Raises `UnreadableFile`."""
    try:
        decoded = decode(data)
    except NotText as error:
        raise UnreadableFile(path, str(error)) from error
    passages = split(decoded.text)
    facts = read_facts(decoded.text, passages)
    article = Article(
        id=hashlib.sha256(data).hexdigest(),
        path=path,
        text=decoded.text,
        encoding=decoded.encoding,
        title=facts.title or shown(Path(path.stem)),
        source=facts.source,
        author=facts.author,
        url=facts.url,
        date=facts.date,
    )
    return PlainText(article, passages, _notes(path, decoded))


def _notes(path: Path, decoded: Decoded) -> tuple[Note, ...]:
    notes: list[Note] = []
    if decoded.guessed:
        how = f"read as {decoded.encoding}, as its letters suggest: save it as UTF-8 to be sure"
        notes.append(Note(path, how))
    if decoded.damaged:
        count = f"{decoded.damaged} characters" if decoded.damaged > 1 else "1 character"
        notes.append(Note(path, f"{count} could not be read and stand as \ufffd in the text"))
    return tuple(notes)
