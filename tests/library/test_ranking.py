from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from viewer.library import ranking
from viewer.library.cells import Rows
from viewer.library.ranking import Ranking

counts = st.lists(st.sampled_from((0, 1, 1, 2, 3, 70_000, 70_001)), max_size=30)


def ranked(numbers: list[int], asked: list[Rows] | None = None) -> Ranking:
    """Rows whose names are their numbers from behind."""

    def names(rows: Rows) -> list[int]:
        if asked is not None:
            asked.append(rows)
        return [-row for row in rows.tolist()]

    places = np.arange(len(numbers), 0, -1, dtype=np.int32)
    return Ranking(np.array(numbers, np.int32), names, lambda: places)


def expected(numbers: list[int]) -> list[int]:
    rows = [row for row, count in enumerate(numbers) if count]
    return sorted(rows, key=lambda row: (-numbers[row], -row))


@given(counts, st.lists(st.integers(0, 30), max_size=5), st.sampled_from((2, 100)))
def test_the_order_is_the_same_wherever_one_looks_first(
    numbers: list[int], looks: list[int], few: int
) -> None:
    ranking._FEW, before = few, ranking._FEW
    try:
        rows = ranked(numbers)
        for at in looks:
            if at < len(rows):
                assert rows.rows(at, at + 1).tolist() == [expected(numbers)[at]]
        assert rows.rows().tolist() == expected(numbers)
    finally:
        ranking._FEW = before


def test_names_are_asked_only_for_what_is_looked_at() -> None:
    asked: list[Rows] = []
    rows = ranked([5, 1, 3, 3, 1, 1], asked)

    assert rows.rows(0, 1).tolist() == [0]
    assert asked == []
    assert rows.rows(1, 2).tolist() == [3]
    assert [some.tolist() for some in asked] == [[2, 3]]
    assert sorted(rows.unsettled.tolist()) == [0, 1, 2, 3, 4, 5]
