from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.gazetteers import open_gazetteers
from viewer.gazetteer.world.world import SHIPPED
from viewer.geoparse import Finder
from viewer.geoparse.home import Home
from viewer.library.inmemory import InMemory as Library
from viewer.library.outlets import LEAST_ARTICLES, finders, outlet
from viewer.model import Article, Attributed, Mention, Passage, PassageKind, Reading

LOCAL = (
    "Dayton police closed two streets. Xenia and Kettering sent help.",
    "The council of Springfield met in Dayton, Ohio. Fairborn was heard.",
    "Students from Xenia, Ohio, won in Columbus. Beavercreek came third.",
    "A fire in Kettering, Ohio, was put out. Firefighters from Dayton and Centerville came.",
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    boundaries = BoundaryIndex.load()
    return Finder(open_gazetteers([SHIPPED], boundaries).sources, boundaries=boundaries)


def reading(finder: Finder, text: str, number: int, source: str | None) -> Reading:
    name = f"{number} {text}"
    fact = Attributed(source, "a line of the text") if source else None
    article = Article(name, Path(f"{number}.txt"), text, "utf-8", "A title", fact)
    passages = (Passage(0, len(text), PassageKind.PARAGRAPH),)
    return Reading(article, passages, finder.find(article, passages))


def region(library: Library, text: str, name: str) -> str:
    """Where the article of a text has a name."""
    found = next(one for one in library.readings if one.article.text == text)
    places = [mention.place for mention in found.mentions if mention.text == name]
    return places[0].region if places and places[0] else ""


def test_what_an_outlet_writes_of_helps_with_a_doubtful_name(finder: Finder) -> None:
    doubtful = "The fair in Athens was well attended, the sheriff said."
    texts = [LOCAL[n % len(LOCAL)] for n in range(12)]
    theirs = [reading(finder, text, n, "Valley Courier") for n, text in enumerate(texts)]
    others = [
        reading(finder, doubtful, 50, None),
        reading(finder, doubtful, 51, " valley  COURIER"),
    ]

    alone = Library([others[0]]).at_home(finder)
    among = Library([*theirs, others[1]]).at_home(finder)

    assert region(alone, doubtful, "Athens") != "Ohio"
    assert region(among, doubtful, "Athens") == "Ohio"
    explained = among.finder_of(others[1], finder)
    assert isinstance(explained, Finder)
    assert explained.find(others[1].article, others[1].passages) == next(
        one.mentions for one in among.readings if one.article.path.name == "51.txt"
    )


def test_few_articles_and_unknown_outlets_have_no_home(finder: Finder) -> None:
    few = [reading(finder, LOCAL[0], n, "Courier") for n in range(LEAST_ARTICLES - 1)]
    unknown = [reading(finder, LOCAL[0], n, None) for n in range(LEAST_ARTICLES)]

    assert finders([*few, *unknown], finder) == {}
    library = Library(few)
    assert library.at_home(finder) is library
    assert library.finder_of(few[0], finder) is finder


@dataclass(frozen=True)
class Counting:
    """A finder that places nothing and counts what it is asked."""

    asked: list[str] = field(default_factory=list)

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        self.asked.append(article.id)
        return ()

    def at_home(self, articles: Iterable[Sequence[Mention]]) -> Counting:
        assert len(list(articles)) == LEAST_ARTICLES
        return self

    def of_home(self, home: Home) -> Counting:
        return self

    @property
    def home(self) -> Home:
        return Home()


def test_only_doubtful_articles_are_found_again(finder: Finder) -> None:
    readings = [reading(finder, LOCAL[0], n, "Courier") for n in range(LEAST_ARTICLES)]
    sure = replace(
        readings[0], mentions=tuple(replace(m, score=0.95) for m in readings[0].mentions)
    )
    doubtful = replace(sure, mentions=(replace(sure.mentions[0], score=0.5), *sure.mentions[1:]))
    rest = [replace(one, mentions=sure.mentions) for one in readings[2:]]
    counting = Counting()
    first = replace(sure, article=readings[0].article)
    second = replace(doubtful, article=readings[1].article)
    Library([first, second, *rest]).at_home(counting)

    assert counting.asked == [readings[1].article.id]


def test_an_outlet_is_told_by_its_name_whatever_its_spaces_and_capitals() -> None:
    article = Article("a", Path("a"), "", "utf-8", "A", Attributed(" The  Courier ", "header"))

    assert outlet(article) == "the courier"
    assert outlet(replace(article, source=None)) == ""
