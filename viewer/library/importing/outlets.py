"""Where an outlet writes of helps with what is ambiguous in each of its articles.

"Athens" in a paper from Ohio is seldom the one in Greece. The home of an outlet is learned from
all of its articles that are open, if there are some; then what was doubtful is found again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from viewer.geoparse.resolve.home import Home
from viewer.library.importing.onefile import Finder, Recipe
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


@dataclass(frozen=True, slots=True)
class AtHome:
    """A recipe whose finders know where some outlets are at home."""

    recipe: Recipe
    homes: Mapping[str, Home]
    """By the folded names of the outlets."""

    @property
    def jobs(self) -> int | None:
        """How many processes read; None: one for each processor."""
        return self.recipe.jobs

    def __call__(self) -> Finder:
        """A finder like all others that it makes."""
        return of_outlets(self.recipe(), self.homes)


def of_outlets(finder: Finder, homes: Mapping[str, Home]) -> Finder:
    """A finder that knows where some outlets are at home, if that helps it."""
    return OutletsFinder(finder, homes) if homes and isinstance(finder, LocalFinder) else finder


class OutletsFinder:
    """Finds the places of an article with what is known of its outlet."""

    def __init__(self, finder: LocalFinder, homes: Mapping[str, Home]) -> None:
        self._finder = finder
        self._of = {name: finder.of_home(home) for name, home in homes.items()}

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        """All mentions of places, in the order of the text."""
        return self._of.get(outlet(article), self._finder).find(article, passages)

    def known(self, article: Article) -> str:
        """The outlet of an article, if its home is known; else ""."""
        name = outlet(article)
        return name if name in self._of else ""

    def at_home(self, articles: Iterable[Sequence[Mention]]) -> LocalFinder:
        """The same finder for an outlet with these mentions in its articles."""
        return self._finder.at_home(articles)

    def of_home(self, home: Home) -> Finder:
        """The same finder for an outlet with this home."""
        return self._finder.of_home(home)

    @property
    def home(self) -> Home | None:
        """None: it is for many outlets."""
        return None


def outlet(article: Article) -> str:
    """Who published an article, folded; "" where it does not say."""
    return folded(article.source.value) if article.source else ""


def folded(name: str) -> str:
    """The name of an outlet whatever its spaces and capitals."""
    return " ".join(name.split()).casefold()
