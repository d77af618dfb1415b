"""Which ids were seen, by 64 bits of their digests: 16 bytes or so for each of millions."""

from __future__ import annotations

from array import array

from viewer.gazetteer.world.layout import digest

_LEAST = 1 << 12


class Seen:
    """A set of texts that can only grow. Two texts are taken for one once in some 10^7 files of
    two million lines."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _LEAST))
        self._mask = _LEAST - 1
        self._count = 0

    def add(self, text: str) -> bool:
        """Keep a text; whether it is new."""
        if self._count * 3 > self._mask * 2:
            self._grow()
        if not self._put(digest(text) or 1):
            return False
        self._count += 1
        return True

    def __len__(self) -> int:
        return self._count

    def _put(self, number: int) -> bool:
        slots, mask = self._slots, self._mask
        at = number & mask
        while slots[at]:
            if slots[at] == number:
                return False
            at = at + 1 & mask
        slots[at] = number
        return True

    def _grow(self) -> None:
        before = self._slots
        self._slots = array("Q", bytes(16 * len(before)))
        self._mask = len(self._slots) - 1
        for number in before:
            if number:
                self._put(number)
