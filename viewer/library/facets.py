"""What a library can be narrowed by, and how many articles each choice would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.library.cells import Cells, Flags
from viewer.library.columns import Coded

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """Articles by what they have: the most frequent first, then in the order of the names.

    What is chosen of one facet does not narrow that facet itself: the other choices are what it
    could be widened by.
    """

    outlets: Counts
    """By who published; "" for those that do not say."""
    languages: Counts
    kinds: Counts
    """By the kind of a place that they name."""
    countries: Counts
    """By the country of a place that they name."""


def by_article(coded: Coded, shown: Flags) -> Counts:
    """How many of the articles that are flagged have each text."""
    return _counts(coded, np.bincount(coded.code[shown], minlength=len(coded.texts)))


def by_place(coded: Coded, cells: Cells, kept: Flags | None, articles: int) -> Counts:
    """In how many articles a place with each text is named."""
    width = max(1, len(coded.texts))
    # A row for each text: the cells of a place, which stand together, are all in one.
    flags = np.zeros((width, articles), bool)
    code = coded.code[cells.group]
    if kept is None:
        flags[code, cells.article] = True
    else:
        flags[code[kept], cells.article[kept]] = True
    counts = _counts(coded, np.count_nonzero(flags, axis=1))
    return {text: count for text, count in counts.items() if text}


def _counts(coded: Coded, numbers: NDArray[np.intp]) -> Counts:
    found = zip(coded.texts, numbers.tolist(), strict=False)
    ranked = sorted(found, key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]))
    return {text: count for text, count in ranked if count}
