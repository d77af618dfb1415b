"""Which passages name what: mentions sorted once, and counted under any filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]
"""Indices, as numpy makes them."""
Flags = NDArray[np.bool_]
Integers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How often each group is named: columns with a row for each group."""

    passages: Integers
    mentions: Integers
    articles: Integers
    unsure: Flags
    """Whether none of its mentions is sure."""


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """Groups of mentions, such as those of one place; a cell is a passage that has some.

    The cells of a group stand together, in the order of articles and text.
    """

    offsets: Rows
    """The cells of group g go from `offsets[g]` to `offsets[g + 1]`."""
    group: Integers
    article: Integers
    passage: Integers
    """The number of the passage in its library."""
    again: Rows
    """The cells whose article has had a cell in the same group before."""
    several: Rows
    """The cells with more than one mention, ..."""
    more: Integers
    """... and how many more these have."""
    doubtful: Rows
    """The cells without a sure mention."""

    @classmethod
    def of(
        cls,
        group: Integers,
        article: Integers,
        passage: Integers,
        unsure: Flags,
        groups: int | None = None,
    ) -> Cells:
        """Sort mentions that are in the order of articles and text."""
        groups = int(group.max(initial=-1)) + 1 if groups is None else groups
        order = _sorted(group)
        group, article, passage = group[order], article[order], passage[order]
        others = group[1:] != group[:-1]
        new = _first(others | (passage[1:] != passage[:-1]), len(group))
        starts = np.flatnonzero(new)
        mentions = np.diff(starts, append=len(order))
        sure = np.add.reduceat(~unsure[order], starts, dtype=np.int32) if len(starts) else starts
        group, article, passage = group[starts], article[starts], passage[starts]
        anew = _first((group[1:] != group[:-1]) | (article[1:] != article[:-1]), len(group))
        several = np.flatnonzero(mentions > 1)
        return cls(
            offsets=np.concatenate(([0], np.cumsum(np.bincount(group, minlength=groups)))),
            group=group,
            article=article,
            passage=passage,
            again=np.flatnonzero(~anew),
            several=several,
            more=(mentions[several] - 1).astype(np.int32),
            doubtful=np.flatnonzero(sure == 0),
        )

    def __len__(self) -> int:
        return len(self.group)

    @property
    def groups(self) -> int:
        """How many groups there are, those without a cell included."""
        return len(self.offsets) - 1

    def count(self, keep: Flags | None, *, whole_articles: bool) -> Counted:
        """Count the cells to be kept, or all; `whole_articles` if of an article all are or none."""
        passages = self._passages(keep)
        if keep is None or whole_articles:
            articles = passages - self._tally(self.again, keep)
        else:
            articles = self._articles(np.flatnonzero(keep))
        return Counted(
            passages=passages,
            mentions=passages + self._tally(self.several, keep, self.more),
            articles=articles,
            unsure=(passages > 0) & (self._tally(self.doubtful, keep) == passages),
        )

    def of_group(self, group: int, keep: Flags | None) -> Rows:
        """The cells of a group that are kept."""
        start, end = int(self.offsets[group]), int(self.offsets[group + 1])
        if keep is None:
            return np.arange(start, end)
        return start + np.flatnonzero(keep[start:end])

    def _passages(self, keep: Flags | None) -> Integers:
        whole = np.diff(self.offsets).astype(np.int32)
        if keep is None:
            return whole
        # Whichever are fewer are counted: those that are kept or those that are not.
        if 2 * np.count_nonzero(keep) > len(keep):
            return whole - self._tally(np.flatnonzero(~keep), None)
        return self._tally(np.flatnonzero(keep), None)

    def _tally(self, cells: Rows, keep: Flags | None, weights: Integers | None = None) -> Integers:
        """How many of some cells are kept, by group."""
        if keep is not None:
            kept = np.flatnonzero(picked(keep, cells))
            cells, weights = cells[kept], None if weights is None else weights[kept]
        counts = np.bincount(self.group[cells], weights, minlength=self.groups)
        return counts.astype(np.int32)

    def _articles(self, kept: Rows) -> Integers:
        group, article = self.group[kept], self.article[kept]
        new = _first((group[1:] != group[:-1]) | (article[1:] != article[:-1]), len(kept))
        return np.bincount(group[new], minlength=self.groups).astype(np.int32)


def picked(flags: Flags, rows: NDArray[Any]) -> Flags:
    """The flags of some rows, none of which is below 0; twice as fast as an index."""
    return np.take(flags, rows, mode="clip")


def _first(differs: Flags, length: int) -> Flags:
    """Which rows begin something new, given which differ from the row before."""
    return np.concatenate(([True], differs)) if length else np.zeros(0, bool)


def _sorted(group: Integers) -> Rows:
    """The order of the groups; within one as before. Sorting numbers beats a stable argsort."""
    bits = max(1, len(group)).bit_length()
    keys = (group.astype(np.int64) << bits) | np.arange(len(group))
    keys.sort()
    return keys & ((1 << bits) - 1)
