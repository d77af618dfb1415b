"""What is open and what is chosen: the one source of truth that every widget listens to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from viewer.library.filters import Filter
from viewer.model import Fault, Place, Shape

if TYPE_CHECKING:
    from viewer.library.library import Library, Tally

_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reader of Dateline is: a chosen place, and perhaps an article that is open."""

    place: str | None = None
    article: str | None = None
    start: int = 0
    """The start of the passage that the reader shows, where an article is open."""


class Session(QObject):
    """The open library, the selection and its history.

    A place that is chosen in the list, on the map or in a text is the same selection: widgets
    ask for it here and change when the session says so.
    """

    libraryChanged = Signal()
    filterChanged = Signal()
    """Another filter is asked for or shown; `filter` is the one that widgets are to show."""
    narrowAsked = Signal(object)
    """A Filter that the library is to be shown under; whoever reads the library answers."""
    spotChanged = Signal(object, object)
    """The new Spot, and the one before it."""
    shapesChanged = Signal()
    """Other shapes of places are shown, in the list and on the map."""
    hovered = Signal(str)
    """The id of the place that is pointed at, or ""."""
    paragraphChanged = Signal(tuple)
    """The ids of the places that the paragraph in view names."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library: Library | None = None
        self.waiting = False
        """Whether a library is about to come, where there is none yet."""
        self.faults: tuple[Fault, ...] = ()
        self.filter = Filter()
        self.shapes: frozenset[Shape] = frozenset(Shape)
        self.country_name: Callable[[str], str] = str
        self._trail: list[Spot] = [Spot()]
        self._at = 0
        self._hovered = ""

    # -- the library ---------------------------------------------------------------------

    def show_library(self, library: Library, faults: Sequence[Fault] = ()) -> None:
        """Make `library` the open one; the selection is kept where it still exists."""
        before = self.spot
        self.library, self.waiting = library, False
        self.faults = (*faults, *library.faults)
        self._keep_what_exists()
        self.libraryChanged.emit()
        self.spotChanged.emit(self.spot, before)

    def narrow(self, wanted: Filter) -> None:
        """Ask for what a filter leaves. `filter` is the new one at once; `library` follows."""
        if wanted != self.filter:
            self.filter = wanted
            self.filterChanged.emit()
            self.narrowAsked.emit(wanted)

    def forget_filter(self) -> None:
        """Another library is opened: what narrowed the one before means nothing to it."""
        wanted = Filter(adjectives=self.filter.adjectives)
        if wanted != self.filter:
            self.filter = wanted
            self.filterChanged.emit()

    def announce(self) -> None:
        """Tell everything once more, for listeners that have come late."""
        self.libraryChanged.emit()
        self.spotChanged.emit(self.spot, self.spot)

    def tally(self, place_id: str) -> Tally | None:
        """How often the articles that are shown name a place."""
        return self.library.tally(place_id) if self.library is not None else None

    def place(self, place_id: str | None) -> Place | None:
        """A place that the open articles name, be it in boilerplate alone."""
        if place_id is None or self.library is None:
            return None
        return self.library.place(place_id)

    def show_shapes(self, shapes: Iterable[Shape]) -> None:
        """Show only places of some shapes; the selection and the history are left alone."""
        wanted = frozenset(shapes)
        if wanted != self.shapes:
            self.shapes = wanted
            self.shapesChanged.emit()

    # -- where we are --------------------------------------------------------------------

    @property
    def spot(self) -> Spot:
        """The place that is chosen and the article that is open."""
        return self._trail[self._at]

    def select(self, place_id: str | None) -> None:
        """Choose a place and show its passages; None chooses nothing."""
        if place_id is None or self.place(place_id) is not None:
            self._go(Spot(place=place_id))

    def select_in_text(self, place_id: str) -> None:
        """Choose a place that the open article names, and stay in the article."""
        if self.place(place_id) is not None:
            self._go(replace(self.spot, place=place_id))

    def read(self, article_id: str, start: int) -> None:
        """Open an article at the passage that starts at `start`."""
        self._go(replace(self.spot, article=article_id, start=start))

    def close_reader(self) -> None:
        """Return from the article to the passages of the chosen place."""
        self._go(Spot(place=self.spot.place))

    def hover(self, place_id: str | None) -> None:
        """Point at a place, or at none."""
        if (place_id or "") != self._hovered:
            self._hovered = place_id or ""
            self.hovered.emit(self._hovered)

    # -- back and forward ----------------------------------------------------------------

    @property
    def can_go_back(self) -> bool:
        """Whether something was selected before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether we went back."""
        return self._at < len(self._trail) - 1

    def back(self) -> None:
        """Return to what was selected before."""
        if self.can_go_back:
            self._step(-1)

    def forward(self) -> None:
        """Undo `back`."""
        if self.can_go_forward:
            self._step(1)

    def _go(self, spot: Spot) -> None:
        before = self.spot
        if spot == before:
            return
        self._trail = [*self._trail[: self._at + 1], spot][-_REMEMBERED:]
        self._at = len(self._trail) - 1
        self.spotChanged.emit(spot, before)

    def _step(self, by: int) -> None:
        before = self.spot
        self._at += by
        self.spotChanged.emit(self.spot, before)

    def _keep_what_exists(self) -> None:
        """Drop from the history what the library no longer has."""
        kept: list[Spot] = []
        at = 0
        for index, spot in enumerate(self._trail):
            place = spot.place if self._is_there(spot.place) else None
            open_still = spot.article is not None and self._has(spot.article)
            now = Spot(place, spot.article, spot.start) if open_still else Spot(place)
            if not kept or kept[-1] != now:
                kept.append(now)
            if index <= self._at:
                at = len(kept) - 1
        self._trail, self._at = kept, at

    def _is_there(self, place_id: str | None) -> bool:
        """Whether a place can be chosen still; one that the filter leaves out can."""
        library = self.library
        if place_id is None or library is None or library.place(place_id) is None:
            return False
        # That it is named at all is looked up for the one that is chosen: it may take a while.
        if place_id != self.spot.place or not library.filter.is_empty:
            return True
        return library.is_named(place_id)

    def _has(self, article_id: str) -> bool:
        try:
            return self.library is not None and bool(self.library.reading(article_id))
        except KeyError:
            return False
