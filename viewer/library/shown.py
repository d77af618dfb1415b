"""What a library tells of what it shows."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.model import Dated, Mention, Passage, Reading


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of what a library shows; furniture is not in them."""

    articles: int
    mentions: int
    placed: int
    unplaced: int
    faults: int
    passages: int = 0
    """Passages in which a mention stands."""
    unsure: int = 0
    """Mentions with a place that is not certain; they are among those placed."""
    stories: int = 0
    """The articles without copies."""
    copies: int = 0
    """Articles that would be shown if each copy of a story counted."""


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article in a list."""

    id: str
    title: str
    source: str | None
    date: Dated | None
    copies: int
    """How many others of the same story would be shown in its place."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search has found."""

    reading: Reading
    passage: Passage
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    """Where the words stand that were searched for: offsets into the article's text."""
