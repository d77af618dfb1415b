"""Texts to mentions, for the tests."""

from __future__ import annotations

from pathlib import Path

from viewer.gazetteer.readers.table import read_table
from viewer.geoparse.finder import Finder
from viewer.model import Article, Mention, Passage, PassageKind

GAZETTEER = Path(__file__).parents[2] / "gazetteer.csv"

FINDER = Finder(read_table(GAZETTEER).places)


def article_of(text: str) -> Article:
    return Article("0", Path("a.txt"), text, "utf-8", "A title")


def find(
    text: str, finder: Finder = FINDER, kind: PassageKind = PassageKind.PARAGRAPH
) -> tuple[Mention, ...]:
    return finder.find(article_of(text), (Passage(0, len(text), kind),))


def placed(text: str, finder: Finder = FINDER) -> list[tuple[str, str]]:
    """What is placed, as (text, id of the place)."""
    return [(m.text, m.place.id) for m in find(text, finder) if m.place]


def unplaced(text: str, finder: Finder = FINDER) -> list[str]:
    """What looks like a place and has none."""
    return [m.text for m in find(text, finder) if not m.place]


def roles(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.role.value) for m in find(text)]
