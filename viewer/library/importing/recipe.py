"""What finds places, made from the files of gazetteers: here, and in other processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model import Fault

if TYPE_CHECKING:
    from viewer.gazetteer.readers.importwork import ImportProgress
    from viewer.geoparse import Finder


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which gazetteers are used, the first before the next, and by how many processes."""

    gazetteers: tuple[Path, ...]
    jobs: int | None = None
    """Of many files, so many are read at the same time; None: one for each processor."""

    def make(
        self, progress: Callable[[ImportProgress], None] | None = None
    ) -> tuple[Finder, Sequence[Fault]]:
        """A finder, and what is wrong with the gazetteers.

        `progress` is told how far the import of a large one is.
        """
        # The window's process makes none for what it opens first.
        from viewer.gazetteer.boundaries import BoundaryIndex
        from viewer.gazetteer.gazetteers import open_gazetteers
        from viewer.geoparse import Finder

        boundaries = BoundaryIndex.load()
        opened = open_gazetteers(self.gazetteers, boundaries, progress=progress)
        return Finder(opened.sources, boundaries=boundaries), opened.faults

    def describe(self) -> str:
        """What the finders are made of: JSON that is another one where they may find otherwise."""
        from viewer.library.importing.makers import finder

        return finder(self.gazetteers)

    def __call__(self) -> Finder:
        """A finder, in a process where the faults were told before."""
        return self.make()[0]
