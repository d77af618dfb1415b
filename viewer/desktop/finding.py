"""The gazetteers in use and what finds places with them, made once and kept.

Runs in the lanes' threads and knows no Qt. What it works with is imported there too: the window
is being built meanwhile, and need not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.model import Fault, Mention, Place, Reading

if TYPE_CHECKING:
    from viewer.desktop.answers import Answer
    from viewer.desktop.worker import Cancelled, Report
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.sources import Sources
    from viewer.geoparse.finder import Finder
    from viewer.library.importing.recipe import Recipe
    from viewer.library.library import Library


class Finding:
    """Gazetteers, and the finder that is made of them."""

    def __init__(self, gazetteers: Sequence[Path]) -> None:
        self.gazetteers = tuple(gazetteers)
        """Those that are chosen; what is found next is found with them."""
        self.faults: tuple[Fault, ...] = ()
        """What is wrong with those that were opened last."""
        self.rows = 0
        """How many places their tables have."""
        self._boundaries: BoundaryIndex | None = None
        self._finder: Finder | None = None
        self._sources: Sources | None = None
        self._files: tuple[Path, ...] = ()
        """The gazetteers that were opened last."""
        self._one = threading.RLock()

    @property
    def boundaries(self) -> BoundaryIndex:
        """The outlines of countries and the borders between them."""
        with self._one:
            if self._boundaries is None:
                from viewer.gazetteer.boundaries import BoundaryIndex

                self._boundaries = BoundaryIndex.load()
            return self._boundaries

    @property
    def recipe(self) -> Recipe:
        """What makes the same finder in other processes."""
        from viewer.library.importing.recipe import Recipe

        return Recipe(self.gazetteers)

    def know(self, boundaries: BoundaryIndex, rows: int, faults: tuple[Fault, ...]) -> None:
        """Take what a child process has found out about the gazetteers that are chosen."""
        self._boundaries, self.rows = boundaries, rows
        self.faults, self._files = faults, self.gazetteers

    def finder(self, report: Report | None = None, cancelled: Cancelled | None = None) -> Finder:
        """The finder of the gazetteers that are chosen now."""
        with self._one:
            if self._finder is not None and self._files == self.gazetteers:
                return self._finder
            return self._open(report, cancelled)

    def read_again(self, report: Report, cancelled: Cancelled) -> bool:
        """Read the gazetteers again; whether places are to be found again with them.

        Tables that give no place any more, such as one that is being written, change nothing
        but the faults.
        """
        with self._one:
            before, finder, files = self.rows, self._finder, self._files
            self._open(report, cancelled)
            if self.rows or not before or files != self._files:
                return True
            self.rows, self._finder = before, finder
            self.faults = self.faults or (
                Fault(self.gazetteers[0], "it has no places; those read before are kept"),
            )
            return False

    def explain(self, library: Library, reading: Reading, mention: Mention) -> Answer:
        """Why a mention of a reading was placed where it was."""
        from viewer.desktop.answers import answer
        from viewer.geoparse.finder import Finder

        finder = self.finder()
        local = library.finder_of(reading, finder)
        if isinstance(local, Finder):
            finder = local
        assert self._sources is not None
        found = finder.explain(reading.article, reading.passages, mention.start)
        return answer(reading, mention, found, self._sources.place)

    def places(self, name: str) -> list[Place]:
        """The places that a name may mean, or whose titles begin with it."""
        from viewer.gazetteer.search import search

        self.finder()
        assert self._sources is not None
        found = [self._sources.place(one.id) for one in search(self._sources, name)]
        return [place for place in found if place is not None]

    def _open(self, report: Report | None, cancelled: Cancelled | None) -> Finder:
        from viewer.gazetteer.gazetteers import open_gazetteers
        from viewer.geoparse.finder import Finder

        files = self.gazetteers
        opened = open_gazetteers(files, self.boundaries, progress=report, cancelled=cancelled)
        self._files = files
        self.rows, self.faults = len(opened.places), opened.faults
        self._sources = opened.sources
        self._finder = Finder(opened.sources, boundaries=self.boundaries)
        return self._finder
