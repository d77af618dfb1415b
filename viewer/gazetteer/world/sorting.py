"""Sorting more numbers than memory should hold: sorted runs on disk, merged as they are read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from pathlib import Path

CHUNK = 1_000_000
"""How many numbers are held in memory at once."""
_BLOCK = 8192


class Sorter:
    """Takes numbers of `width` bytes in any order and gives them back sorted, each once.

    Its length is how many it was given.
    """

    def __init__(self, folder: Path, name: str, width: int, chunk: int = CHUNK) -> None:
        self._folder = folder
        self._name = name
        self._width = width
        self._chunk = chunk
        self._held: list[int] = []
        self._runs: list[Path] = []
        self._spilt = 0
        self.add = self._held.append
        """Adds a number; `settle` has to be called now and then."""

    def __len__(self) -> int:
        return self._spilt + len(self._held)

    def settle(self) -> None:
        """Puts what is held on disk if it is much."""
        if len(self._held) >= self._chunk:
            self._spill()

    def __iter__(self) -> Iterator[int]:
        if not self._runs:
            yield from _once(iter(sorted(self._held)))
            return
        self._spill()
        yield from _once(heapq.merge(*map(self._read, self._runs)))

    def _spill(self) -> None:
        self._held.sort()
        self._spilt += len(self._held)
        path = self._folder / f"{self._name}-{len(self._runs)}.run"
        width = self._width
        with path.open("wb") as file:
            for at in range(0, len(self._held), _BLOCK):
                block = self._held[at : at + _BLOCK]
                file.write(b"".join([number.to_bytes(width, "big") for number in block]))
        self._runs.append(path)
        self._held.clear()

    def _read(self, path: Path) -> Iterator[int]:
        width = self._width
        with path.open("rb") as file:
            while block := file.read(_BLOCK * width):
                for at in range(0, len(block), width):
                    yield int.from_bytes(block[at : at + width], "big")


def _once(numbers: Iterator[int]) -> Iterator[int]:
    last = -1
    for number in numbers:
        if number != last:
            yield number
            last = number
