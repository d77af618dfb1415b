"""Texts that are made to hurt: they cost time in proportion to their length, and no more."""

from __future__ import annotations

import time

import pytest

from tests.geoparse.reading import find

SIZE = 20_000

HOSTILE = {
    "words": "lorem ipsum dolor ",
    "names": "Kyiv ",
    "lines of names": "Kyiv\n",
    "a list": "in Kyiv, ",
    "capitals": "Lorem Ipsum in Dolor ",
    "one word": "a",
    "accents": "e\u0301\u0301",
    "apostrophes": "'",
    "initials": "A.",
    "joiners": "a\u200d",
    "adjectives": "Ukrainian-",
    "borders": "Belarus border ",
    "domains": "x.x-",
    "addresses": "a@a.",
    "states": "Moscow, New York, ",
    "guesses": "in Foo, ",
    "titles": "Mr. Foo ",
    "articles": "the ",
    "of": "north of ",
    "pairs": "border between Ukraine and ",
    "shouting": "THE US AND ",
    "underscores": "a_",
    "blanks": "A                                        ",
    "regions": "Kharkiv, Chernihiv and ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_linear(name: str) -> None:
    unit = HOSTILE[name]
    short, long = unit * (SIZE // len(unit)), unit * (8 * SIZE // len(unit))
    find(short)  # what is remembered of words is filled
    times = []
    for text in (short, long):
        start = time.process_time()
        find(text)
        times.append(time.process_time() - start)
    # Eight times the text: sixty-four times as long is what is to be caught.
    assert times[1] < 24 * times[0] + 0.2


def test_a_text_of_many_names_finds_them_all() -> None:
    assert len(find("Kyiv, Minsk and " * 20_000)) == 40_000
