"""Sequences of what is read from a library when it is asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

_Item = TypeVar("_Item")
_Key = TypeVar("_Key")

_AT_ONCE = 200


class Lazy(Sequence[_Item]):
    """So many items, made by their numbers; it equals any sequence of the same items."""

    def __init__(self, length: int, make: Callable[[int, int], Sequence[_Item]]) -> None:
        """`make(start, end)` gives the items from one number to before another."""
        self._length = length
        self._make = make

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> _Item: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[_Item]: ...

    def __getitem__(self, index: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(index, slice):
            start, end, step = index.indices(self._length)
            if step == 1:
                return tuple(self._make(start, max(start, end)))
            return tuple(self[at] for at in range(start, end, step))
        at = index + self._length if index < 0 else index
        if not 0 <= at < self._length:
            raise IndexError(index)
        return self._make(at, at + 1)[0]

    def __iter__(self) -> Iterator[_Item]:
        for start in range(0, self._length, _AT_ONCE):
            yield from self._make(start, min(start + _AT_ONCE, self._length))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{self._length} items>"


class Kept(Generic[_Key, _Item]):
    """What was made last, by its key, so that it need not be made again. Any thread may ask."""

    def __init__(self, most: int, make: Callable[[Sequence[_Key]], dict[_Key, _Item]]) -> None:
        """`make` gives what it can of some keys."""
        self._most = most
        self._make = make
        self._held: OrderedDict[_Key, _Item] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: Sequence[_Key]) -> list[_Item | None]:
        """The items of some keys; None for what cannot be made."""
        with self._lock:
            found = {key: self._held[key] for key in keys if key in self._held}
        if missing := [key for key in dict.fromkeys(keys) if key not in found]:
            found |= self._make(missing)
        with self._lock:
            for key, item in found.items():
                self._held[key] = item
                self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return [found.get(key) for key in keys]


def placed_in_order(names: Sequence[str], other: Callable[[int], str]) -> NDArray[np.int32]:
    """Where each of some names stands in their order; equal ones stand by something other."""
    # To sort texts alone is much faster than to sort pairs of them.
    order = sorted(range(len(names)), key=names.__getitem__)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or names[order[end]] != names[order[start]]:
            if end - start > 1:
                order[start:end] = sorted(order[start:end], key=other)
            start = end
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order))
    return places
