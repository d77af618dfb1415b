"""Text that is put together of pieces, of some of which their format says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from viewer.corpus.prose.passages import split
from viewer.model import Passage, PassageKind

_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, a heading, a cell of a table."""

    text: str
    kind: PassageKind | None = None
    """None: it is told from the text."""


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Passage, ...]]:
    """One text of all pieces that are not empty, and its passages."""
    texts: list[str] = []
    known: list[Passage] = []
    position = 0
    for piece in pieces:
        text = piece.text.strip()
        if not text:
            continue
        if piece.kind is not None:
            known.append(Passage(position, position + len(text), piece.kind))
        texts.append(text)
        position += len(text) + len(_BETWEEN)
    whole = _BETWEEN.join(texts)
    return whole, overlay(whole, split(whole), known)


def overlay(text: str, told: Sequence[Passage], known: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages `told` from a text, but for the spans that are `known`, in order, to be else.

    Where a title is known, there is no other.
    """
    has_title = any(passage.kind is PassageKind.TITLE for passage in known)
    merged: list[Passage] = list(known)
    first = 0
    for passage in told:
        while first < len(known) and known[first].end <= passage.start:
            first += 1
        kind = passage.kind
        if has_title and kind is PassageKind.TITLE:
            kind = PassageKind.PARAGRAPH
        merged.extend(_outside(text, Passage(passage.start, passage.end, kind), known, first))
    return tuple(sorted(merged, key=lambda passage: passage.start))


def _outside(
    text: str, passage: Passage, known: Sequence[Passage], first: int
) -> Iterable[Passage]:
    """What of a passage lies in none of the known spans, of which `first` may be in it."""
    start = passage.start
    for index in range(first, len(known)):
        if known[index].start >= passage.end:
            break
        yield from _trimmed(text, start, known[index].start, passage.kind)
        start = max(start, known[index].end)
    yield from _trimmed(text, start, passage.end, passage.kind)


def _trimmed(text: str, start: int, end: int, kind: PassageKind) -> Iterable[Passage]:
    content = text[start:end]
    if stripped := content.strip():
        start += len(content) - len(content.lstrip())
        yield Passage(start, start + len(stripped), kind)


def titled(title: str, body: str, known: Sequence[Passage] = ()) -> tuple[str, tuple[Passage, ...]]:
    """The text of an article whose title stands apart from its body, and its passages.

    `known` are spans of the body. A title with which the body begins is not written twice.
    """
    first = " ".join(body[: 2 * len(title) + 200].split())
    if not title or first.startswith(title):
        return body, overlay(body, split(body), known)
    shift = len(title) + len(_BETWEEN)
    text = title + _BETWEEN + body
    moved = [Passage(one.start + shift, one.end + shift, one.kind) for one in known]
    spans = [Passage(0, len(title), PassageKind.TITLE), *moved]
    return text, overlay(text, split(text), spans)
