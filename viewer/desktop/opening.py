"""What happens when articles are opened: gazetteers, then files, then the map's scene.

Runs in the worker's thread and knows no Qt. The packages that it works with are imported
there too: the window is being built meanwhile, and need not wait for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.model import Fault, Mention, Reading

if TYPE_CHECKING:
    from viewer.desktop.ahead import ReadAhead
    from viewer.desktop.answers import Answer
    from viewer.desktop.worker import Cancelled, Report
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.gazetteer.sources import Sources
    from viewer.geoparse.finder import Finder
    from viewer.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that is ready to be shown."""

    library: Library
    scene: dict[str, Any]
    faults: tuple[Fault, ...]
    """What is wrong with the gazetteers; the library has the articles' own."""
    boundaries: BoundaryIndex
    rows: int
    """How many places the tables have among the gazetteers."""
    fresh: bool
    """Whether there are other articles than before, so that the map should show them all."""

    def country_name(self, code: str) -> str:
        """The English short name of a country, or its code."""
        area = self.boundaries.area(code)
        return area.name if area is not None and area.name else code


class Opening:
    """Reads articles with the places of some gazetteers."""

    def __init__(self, gazetteers: Sequence[Path], ahead: ReadAhead | None = None) -> None:
        self.gazetteers = tuple(gazetteers)
        self.adjectives = False
        """Whether adjectives count as mentions, from the next opening on."""
        self._ahead = ahead
        self._boundaries: BoundaryIndex | None = None
        self._finder: Finder | None = None
        self._sources: Sources | None = None
        self._rows = 0
        self._files: tuple[Path, ...] = ()
        """The gazetteers that were opened last."""
        self._faults: tuple[Fault, ...] = ()

    def open(self, paths: Sequence[Path], report: Report, cancelled: Cancelled) -> Opened:
        """Read `paths` and nothing else."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            opened = ahead.result(report, cancelled) if ahead.paths == tuple(paths) else None
            ahead.close()
            if opened is not None:
                self._boundaries, self._rows = opened.boundaries, opened.rows
                self._faults, self._files = opened.faults, self.gazetteers
                if self.adjectives:  # the child knows of no settings
                    return self._opened(opened.library, fresh=True)
                return opened
        return self._opened(self._read(paths, report, cancelled), fresh=True)

    def add(
        self, library: Library, paths: Sequence[Path], report: Report, cancelled: Cancelled
    ) -> Opened:
        """Read `paths` and join them to what is open; a file that is read again is replaced."""
        from viewer.library import Library

        new = self._read(paths, report, cancelled)
        ids = {reading.article.id for reading in new.readings}
        seen = {reading.article.path for reading in new.readings}
        seen |= {fault.path for fault in new.faults} | set(paths)
        kept = [
            reading
            for reading in library.readings
            if reading.article.id not in ids and reading.article.path not in seen
        ]
        faults = [fault for fault in library.faults if fault.path not in seen]
        notes = [note for note in library.notes if note.path not in seen]
        both = Library((*kept, *new.readings), (*faults, *new.faults), (*notes, *new.notes))
        whole = both.at_home(self._finder_of_now(None, None))
        return self._opened(whole, fresh=bool(new.readings))

    def refind(self, library: Library, report: Report, cancelled: Cancelled) -> Opened:
        """Read the gazetteers again and find the places of the same articles again.

        Tables that give no place any more, such as one that is being written, change nothing
        but the list of faults.
        """
        before, finder, files = self._rows, self._finder, self._files
        found = self._open_gazetteers(report, cancelled)
        if before and not self._rows and files == self._files:
            self._rows, self._finder = before, finder
            self._faults = self._faults or (
                Fault(self.gazetteers[0], "it has no places; those read before are kept"),
            )
            return self._opened(library, fresh=False)
        return self._opened(library.refind(found), fresh=False)

    def recount(self, library: Library) -> Opened:
        """The same articles, with adjectives among the mentions or without."""
        if self._boundaries is None:
            self._open_gazetteers()
        return self._opened(library, fresh=False)

    def explain(self, library: Library | None, reading: Reading, mention: Mention) -> Answer:
        """Why a mention of a reading was placed where it was."""
        from viewer.desktop.answers import answer
        from viewer.geoparse.finder import Finder

        finder = self._finder_of_now(None, None)
        local = library.finder_of(reading, finder) if library is not None else finder
        if isinstance(local, Finder):
            finder = local
        assert self._sources is not None
        found = finder.explain(reading.article, reading.passages, mention.start)
        return answer(reading, mention, found, self._sources.place)

    # -- steps -----------------------------------------------------------------------------

    def _read(self, paths: Sequence[Path], report: Report, cancelled: Cancelled) -> Library:
        from viewer.library import Recipe, read_paths

        finder = self._finder_of_now(report, cancelled)
        recipe = Recipe(self.gazetteers)
        return read_paths(paths, finder, progress=report, cancelled=cancelled, recipe=recipe)

    def _finder_of_now(self, report: Report | None, cancelled: Cancelled | None) -> Finder:
        """The finder of the gazetteers that are chosen now."""
        if self._finder is not None and self._files == self.gazetteers:
            return self._finder
        return self._open_gazetteers(report, cancelled)

    def _open_gazetteers(
        self, report: Report | None = None, cancelled: Cancelled | None = None
    ) -> Finder:
        from viewer.gazetteer.boundaries import BoundaryIndex
        from viewer.gazetteer.gazetteers import open_gazetteers
        from viewer.geoparse.finder import Finder

        if self._boundaries is None:
            self._boundaries = BoundaryIndex.load()
        files = self.gazetteers
        opened = open_gazetteers(files, self._boundaries, progress=report, cancelled=cancelled)
        self._files = files
        self._rows, self._faults = len(opened.places), opened.faults
        self._sources = opened.sources
        self._finder = Finder(opened.sources, boundaries=self._boundaries)
        return self._finder

    def _opened(self, library: Library, *, fresh: bool) -> Opened:
        from viewer.atlas.scene import build_scene

        assert self._boundaries is not None
        library = library.counting(adjectives=self.adjectives)
        scene = build_scene(library, self._boundaries)
        return Opened(library, scene, self._faults, self._boundaries, self._rows, fresh)
