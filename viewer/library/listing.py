"""The mentions that a library shows, article by article, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from viewer.library.filters import Filter
from viewer.model import Bounds, Mention, Passage, Reading

if TYPE_CHECKING:
    from viewer.library.library import Library

Placed = tuple[Passage, Mention]
"""A mention and the passage that it stands in."""


def listed(library: Library) -> Iterator[tuple[Reading, Sequence[Placed]]]:
    """Each article that is shown with those of its mentions that the filter leaves.

    Adjectives and what stands in furniture are among them: a list tells what each is.
    """
    for reading, found in _passages(library):
        yield (
            reading,
            [
                (passage, mention)
                for passage, mention in in_passages(reading)
                if (found is None or passage in found) and counts(library.filter, mention)
            ],
        )


def in_passages(reading: Reading) -> Iterator[Placed]:
    """Every mention of a reading with the passage that it lies in, in the order of the text."""
    passages = iter(reading.passages)
    passage = next(passages, None)
    for mention in reading.mentions:
        while passage is not None and passage.end <= mention.start:
            passage = next(passages, None)
        if passage is None:
            return
        yield passage, mention


def counts(chosen: Filter, mention: Mention) -> bool:
    """Whether a filter's conditions on places leave a mention."""
    place = mention.place
    if chosen.placed is not None and chosen.placed != (place is not None):
        return False
    if not (chosen.kinds or chosen.countries or chosen.shapes or chosen.inside):
        return True
    if place is None:
        return False
    country = place.ccodes[0] if place.ccodes else ""
    return (
        (not chosen.kinds or place.kind in chosen.kinds)
        and (not chosen.countries or country in chosen.countries)
        and (not chosen.shapes or place.shape in chosen.shapes)
        and (chosen.inside is None or _is_inside(chosen.inside, place.lat, place.lon))
    )


def _passages(library: Library) -> Iterator[tuple[Reading, frozenset[Passage] | None]]:
    """Each article with the passages that a query finds, or None for all."""
    if not library.filter.query.strip():
        for reading in library.readings:
            yield reading, None
        return
    for _, hits in groupby(library.hits(), key=lambda hit: hit.reading.article.id):
        found = list(hits)
        yield found[0].reading, frozenset(hit.passage for hit in found)


def _is_inside(box: Bounds, lat: float, lon: float) -> bool:
    if not box.south <= lat <= box.north:
        return False
    if box.west <= box.east:
        return box.west <= lon <= box.east
    return lon >= box.west or lon <= box.east
