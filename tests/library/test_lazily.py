from __future__ import annotations

import pytest

from viewer.library.lazily import Kept, Lazy, placed_in_order


def numbers(made: list[tuple[int, int]]) -> Lazy[int]:
    def make(start: int, end: int) -> list[int]:
        made.append((start, end))
        return list(range(start, end))

    return Lazy(450, make)


def test_only_what_is_asked_for_is_made() -> None:
    made: list[tuple[int, int]] = []
    lazy = numbers(made)

    assert (lazy[3], lazy[-1], lazy[10:12], lazy[4:0:-2]) == (3, 449, (10, 11), (4, 2))
    assert made[:3] == [(3, 4), (449, 450), (10, 12)]
    assert (len(lazy), bool(lazy), lazy[7:2]) == (450, True, ())
    with pytest.raises(IndexError):
        lazy[450]


def test_all_are_made_some_at_a_time() -> None:
    made: list[tuple[int, int]] = []
    assert list(numbers(made)) == list(range(450))
    assert made == [(0, 200), (200, 400), (400, 450)]


def test_it_equals_what_has_the_same_items() -> None:
    lazy = Lazy(2, lambda start, end: "ab"[start:end])

    assert lazy == ("a", "b")
    assert lazy == ["a", "b"]
    assert lazy != ("a", "c")
    assert lazy != ("a",)
    assert lazy != 2


def test_what_was_asked_for_last_is_kept() -> None:
    made: list[int] = []

    def make(keys: object) -> dict[int, str]:
        assert isinstance(keys, list)
        made.extend(keys)
        return {key: str(key) for key in keys if key != 9}

    kept = Kept(2, make)
    assert kept.get([1, 2, 1]) == ["1", "2", "1"]
    assert kept.get([2, 3]) == ["2", "3"]
    assert kept.get([2, 9]) == ["2", None]
    assert made == [1, 2, 3, 9]
    assert kept.get([1]) == ["1"]
    assert made[-1] == 1


def test_equal_names_stand_by_something_else() -> None:
    places = placed_in_order(["b", "a", "b", "a"], lambda row: "wxzy"[3 - row])
    assert places.tolist() == [3, 1, 2, 0]
