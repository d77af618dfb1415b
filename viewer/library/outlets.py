"""Where an outlet writes of helps with what is ambiguous in each of its articles.

"Athens" in a paper from Ohio is seldom the one in Greece. The home of an outlet is learned from
all of its articles that are open, if there are some; then what was doubtful is found again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from viewer.library.onefile import Finder
from viewer.model import Article, Mention, Reading, Role

LEAST_ARTICLES = 8
"""Fewer say too little of where an outlet is at home."""
_DOUBTFUL = 0.9


@runtime_checkable
class LocalFinder(Protocol):
    """A finder that can learn where an outlet writes of."""

    def at_home(self, articles: Iterable[Sequence[Mention]], /) -> Finder:
        """The same finder for an outlet with these mentions in its articles."""


def outlet(article: Article) -> str:
    """Who published an article, folded; "" where it does not say."""
    return " ".join(article.source.value.split()).casefold() if article.source else ""


def finders(readings: Iterable[Reading], finder: Finder) -> dict[str, Finder]:
    """A finder for each outlet that has enough articles, by the outlet."""
    if not isinstance(finder, LocalFinder):
        return {}
    articles: defaultdict[str, list[Sequence[Mention]]] = defaultdict(list)
    for reading in readings:
        articles[outlet(reading.article)].append(reading.mentions)
    return {
        name: finder.at_home(theirs)
        for name, theirs in articles.items()
        if name and len(theirs) >= LEAST_ARTICLES
    }


def is_doubtful(reading: Reading) -> bool:
    """Whether an article has names that its outlet's home may help with."""
    return any(
        mention.score < _DOUBTFUL and mention.role is not Role.ADJECTIVE
        for mention in reading.mentions
    )
