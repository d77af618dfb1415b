"""What happens to libraries: one is made, opened or filled, and what the window shows of it.

Runs in the lanes' threads and knows no Qt. The packages that it works with are imported there
too: the window is being built meanwhile, and need not wait for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.desktop.finding import Finding
from viewer.desktop.intake import Going
from viewer.library.filters import Filter
from viewer.model import Fault, Mention, Reading

_AT_FIRST = 50
_HITS = 12
"""So many places and passages are likely to be looked at first."""
Early = Callable[["Picture"], object]

if TYPE_CHECKING:
    from viewer.atlas.picture import Picture
    from viewer.desktop.answers import Answer
    from viewer.desktop.first import First
    from viewer.desktop.library_ahead import LibraryAhead
    from viewer.desktop.worker import Report
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.library.library import Library
    from viewer.library.salvaging.salvage import Salvaged
    from viewer.library.storage.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A library that is ready to be shown."""

    library: Library
    picture: Picture
    """What the map draws of it."""
    faults: tuple[Fault, ...]
    """What is wrong with the gazetteers; the library has the articles' own."""
    boundaries: BoundaryIndex
    fresh: bool
    """Whether there are other articles than before, so that the map should show them all."""

    def country_name(self, code: str) -> str:
        """The English short name of a country, or its code."""
        area = self.boundaries.area(code)
        return area.name if area is not None and area.name else code


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A library that nobody kept, of a process that has ended."""

    path: Path
    articles: int | None
    """How many it holds; None where it cannot be read."""


class Opening:
    """Makes libraries with the places of some gazetteers, and makes them ready to be shown."""

    def __init__(self, gazetteers: Sequence[Path], folder: Path | None = None) -> None:
        """`folder` is where libraries lie that nobody has kept yet."""
        self.finding = Finding(gazetteers)
        self.folder = folder
        self.ahead: LibraryAhead | None = None
        """A library that is being read since the start; the first that is looked at."""

    # -- libraries -------------------------------------------------------------------------

    def temporary(self) -> Store:
        """A new library that asks to be kept."""
        from viewer.library.storage.store import Store

        return Store.temporary(self.folder)

    def library(self, path: Path) -> Store:
        """A library file."""
        from viewer.library.storage.store import Store

        if self.ahead is not None and self.ahead.path == path:
            return self.ahead.store()
        return Store.open(path)

    def new_library(self, path: Path) -> Store:
        """A library file that is new."""
        from viewer.library.storage.store import Store

        return Store.create(path)

    def take_up(self, path: Path) -> Store:
        """A library that nobody has kept."""
        from viewer.library.storage.store import Store

        return Store.take_up(path)

    def left_behind(self, sample: Path | None) -> list[LeftBehind]:
        """The libraries of processes that ended before anybody could keep them.

        Those that hold the sample articles alone are no loss, and are deleted.
        """
        from viewer.library.storage.store import unsaved

        if self.folder is None or not self.folder.exists():
            return []
        found = [self._left(path, sample) for path in unsaved(self.folder)]
        return [one for one in found if one is not None]

    def _left(self, path: Path, sample: Path | None) -> LeftBehind | None:
        from viewer.library.storage.errors import LibraryError
        from viewer.library.storage.store import Store

        try:
            with Store.open(path, read_only=True) as store:
                if not self.is_only(store, sample):
                    return LeftBehind(path, self.count_articles(store))
            Store.take_up(path).close()
        except LibraryError:
            return LeftBehind(path, None)  # why is told when it is opened
        return None

    def put_first(self, store: Store, first: First, paths: Sequence[Path]) -> None:
        """Put into a library what was read ahead."""
        from viewer.library.importing import makers
        from viewer.library.importing.intake import sha256_of
        from viewer.library.importing.likeness import runs, signature
        from viewer.library.storage.writing import FileRead, Stored, put, set_folders

        self.finding.know(first.boundaries, first.rows, first.gazetteer_faults)
        finder = makers.finder(self.finding.gazetteers)
        items, files = [], []
        for reading in first.readings:
            path = reading.article.path
            reader, status = makers.reader(path), path.stat()
            likeness = signature(runs(reading.article.text, reading.passages))
            items.append(Stored(reading, reader, finder, likeness))
            size, modified = status.st_size, status.st_mtime_ns
            files.append(FileRead(path, size, modified, sha256_of(path), reader))
        put(store, items, read=files, faults=first.faults, notes=first.notes)
        set_folders(store, dict.fromkeys(paths, False))

    def tell_languages(self, store: Store, first: First) -> None:
        """Tell the languages of what was read ahead: it takes a model that is long to load.

        Copies among it are found, and what its outlets tell of doubtful names.
        """
        from viewer.corpus.language import guess
        from viewer.library.importing.importer import Import
        from viewer.library.storage.writing import set_languages

        articles = [one.article for one in first.readings if one.article.language is None]
        told = {article.id: guess(article.text) for article in articles}
        set_languages(store, {id_: one for id_, one in told.items() if one is not None})
        Import(store, self.finding.recipe).complete()

    # -- what is shown ---------------------------------------------------------------------

    def look(
        self,
        store: Store,
        before: Opened | None,
        wanted: Filter,
        early: Early,
        *,
        renew: bool,
        fresh: bool,
    ) -> Opened | None:
        """What a filter leaves of a library; None if that is what `before` shows.

        `early` is told what the map draws before the rest is ready.
        """
        from viewer.desktop.memory import keep_small
        from viewer.library.library import Library

        if before is None:
            keep_small()
            ahead, self.ahead = self.ahead, None
            if ahead is not None and ahead.store() is store:
                whole = ahead.library().filtered(wanted)
            else:
                whole = Library(store, wanted)
            return self.opened(whole, None, early, fresh=fresh)
        library = before.library.refreshed() if renew else before.library
        library = library.filtered(wanted)
        if library is before.library and self.finding.faults == before.faults:
            return None
        return self.opened(library, before, early, fresh=fresh)

    def salvage(self, damaged: Path, target: Path, report: Report) -> Salvaged:
        """Save what can be read of a damaged library as a new one."""
        from viewer.library.salvaging.salvage import salvage

        def told(done: int, total: int) -> None:
            words = f"saving article {done:,} of {total:,}"
            report(Going(done, total, damaged, words, None, can_pause=False))

        return salvage(damaged, target, progress=told)

    def count_articles(self, store: Store) -> int:
        """How many articles there are in a library."""
        from viewer.library.storage import holding

        return holding.count_articles(store)

    def has_articles(self, store: Store) -> bool:
        """Whether there is something in a library."""
        from viewer.library.storage import holding

        return holding.has_articles(store)

    def is_only(self, store: Store, sample: Path | None) -> bool:
        """Whether a library holds the sample articles alone, and nothing was decided on them."""
        from viewer.library.importing.watching import folders
        from viewer.library.storage import holding

        if sample is None or holding.has_decisions(store):
            return False
        return set(folders(store)) <= {sample}

    def opened(
        self, library: Library, before: Opened | None, early: Early, *, fresh: bool
    ) -> Opened:
        """A library with what the map draws of it; `before` is what was shown of it last."""
        from viewer.atlas.picture import build_picture

        boundaries = self.finding.boundaries
        drawn = before.picture if before is not None else None
        picture = build_picture(library, boundaries, drawn)
        if not isinstance(picture, dict):
            from viewer.atlas.questions import foresee

            picture.scene()
            foresee(picture)
        early(picture)
        # What is asked first is worked out here, where nobody waits for it.
        library.tallies()[:_AT_FIRST]
        library.hits()[:_HITS]
        library.counts  # noqa: B018 - it is kept
        return Opened(library, picture, self.finding.faults, boundaries, fresh)

    def prepare(self, library: Library) -> None:
        """Work out what is likely to be asked of a library next."""
        library.titled("a")
        library.ledger()[:1]

    def explain(self, library: Library, reading: Reading, mention: Mention) -> Answer:
        """Why a mention of a reading was placed where it was."""
        return self.finding.explain(library, reading, mention)
