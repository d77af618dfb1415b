"""Where an outlet writes of helps with what is ambiguous in each of its articles.

"Athens" in a paper from Ohio is seldom the one in Greece. The home of an outlet is learned from
all of its articles that are open, if there are some; then what was doubtful is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from viewer.geoparse.home import Home
from viewer.library.onefile import Finder
from viewer.model import Article, Mention, Passage

LEAST_ARTICLES = 8
"""Fewer say too little of where an outlet is at home."""
DOUBTFUL = 0.9
"""What is less sure than that may be told otherwise by an outlet's home."""


@runtime_checkable
class LocalFinder(Protocol):
    """A finder that can learn where an outlet writes of."""

    def at_home(self, articles: Iterable[Sequence[Mention]], /) -> LocalFinder:
        """The same finder for an outlet with these mentions in its articles."""

    def of_home(self, home: Home, /) -> Finder:
        """The same finder for an outlet with this home."""

    @property
    def home(self) -> Home | None:
        """Where the outlet is at home that it is for, if it is for one."""

    def find(self, article: Article, passages: Sequence[Passage], /) -> tuple[Mention, ...]:
        """All mentions of places, in the order of the text."""


def outlet(article: Article) -> str:
    """Who published an article, folded; "" where it does not say."""
    return folded(article.source.value) if article.source else ""


def folded(name: str) -> str:
    """The name of an outlet whatever its spaces and capitals."""
    return " ".join(name.split()).casefold()
