"""A plain-text file to an article and its passages."""

from __future__ import annotations

from pathlib import Path

from viewer.corpus.decoding import NotText, decode
from viewer.corpus.drafts import Draft, Read, complete, decoding_notes, identity
from viewer.corpus.files import read_bytes
from viewer.model import Article, Passage, UnreadableFile


def read_article(path: Path) -> tuple[Article, tuple[Passage, ...]]:
    """Read a plain-text file. Raises `UnreadableFile`, with its reason in one line."""
    read = read_plain_text(path)
    return read.article, read.passages


def read_plain_text(path: Path) -> Read:
    """Read a plain-text file, with notes on how. Raises `UnreadableFile`."""
    return complete(plain_draft(path, read_bytes(path)), path)


def plain_draft(path: Path, data: bytes) -> Draft:
    """Make a draft of bytes that are text. Raises `UnreadableFile`."""
    try:
        decoded = decode(data)
    except NotText as error:
        raise UnreadableFile(path, str(error)) from error
    notes = decoding_notes(decoded)
    return Draft(decoded.text, decoded.encoding, identity(data), notes=notes)
