"""The sample articles: none missing, none wrong, at the character."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geoparse import expected
from tests.geoparse.reading import FINDER
from viewer.corpus.plaintext import read_article

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = {
    "000_9d6f517325fcc812.txt": expected.AGREES,
    "004_684fc02eecb800b4.txt": expected.RESILIENCE,
}


def located(text: str, context: str) -> tuple[int, int]:
    """Where the bracketed words of a context stand."""
    before, rest = context.split("[")
    name, after = rest.split("]")
    assert text.count(before + name + after) == 1, context
    start = text.index(before + name + after) + len(before)
    return start, start + len(name)


@pytest.mark.parametrize("file", ARTICLES)
def test_every_mention_of_the_seeds_is_found_and_placed_at_the_character(file: str) -> None:
    article, passages = read_article(SEEDS / file)
    found = [(m.start, m.end, m.place and m.place.id) for m in FINDER.find(article, passages)]
    assert found == [(*located(article.text, c), place) for c, place, _ in ARTICLES[file]]


@pytest.mark.parametrize("file", ARTICLES)
def test_the_roles_of_the_seeds(file: str) -> None:
    article, passages = read_article(SEEDS / file)
    found = {m.start: m.role.value for m in FINDER.find(article, passages)}
    for context, _, role in ARTICLES[file]:
        if role is not None:
            assert (context, found[located(article.text, context)[0]]) == (context, role)
