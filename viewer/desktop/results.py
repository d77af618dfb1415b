"""What a search has found, at the head of the passages; and what to do where nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from viewer.desktop.conditions import Loosening, loosenings, nothing_has, searched
from viewer.desktop.parts import label
from viewer.desktop.style import LARGE, TITLE
from viewer.desktop.text import counted
from viewer.library.filters import Filter

if TYPE_CHECKING:
    from viewer.library.library import Excerpt, Hit, Library

_SETTLE_MS = 250


class Found(Sequence["Excerpt"]):
    """Hits as the excerpts that cards are made of, each read when it is looked at."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self._hits = hits

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, at: int) -> Excerpt: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Excerpt]: ...

    def __getitem__(self, at: int | slice) -> Excerpt | Sequence[Excerpt]:
        if isinstance(at, slice):
            return [_excerpt(hit) for hit in self._hits[at]]
        return _excerpt(self._hits[at])


def _excerpt(hit: Hit) -> Excerpt:
    from viewer.library.library import Excerpt  # with numpy, and here by the time one searches

    return Excerpt(hit.reading, hit.passage, hit.mentions)


class ResultsHeader(QWidget):
    """What was searched for, and how much was found."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label(scale=TITLE, bold=True)
        self.title.setWordWrap(True)
        self.count = label(scale=LARGE, bold=True)
        self.hint = label("Choose a place to read only what is said of it.", name="muted")
        self.hint.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 16, 12)
        layout.setSpacing(4)
        for widget in (self.title, self.count, self.hint):
            layout.addWidget(widget)

    def show_results(self, query: str, hits: int, articles: int) -> None:
        """Say what was found."""
        self.title.setText(searched(query, 80))
        self.count.setText(f"{counted(hits, 'passage')} in {counted(articles, 'article')}")


class NothingLeft(QWidget):
    """Says why nothing is shown, with a button for each thing that could be looser."""

    wanted = Signal(object)
    """The Filter that is left when a button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("Nothing found", scale=1.12, bold=True)
        self.why = label(name="muted")
        self.buttons: list[QPushButton] = []
        self._library: Library | None = None
        self._found: list[Loosening] = []
        self._soon = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._soon.timeout.connect(self._count)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for line in (self.title, self.why):
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(line)
        layout.addSpacing(8)
        layout.addLayout(self._rows)
        layout.addStretch(3)

    def explain(self, library: Library, country_name: Callable[[str], str]) -> None:
        """Say which conditions nothing meets, and offer to clear each of them.

        How many articles there would be is counted when nobody has typed for a moment.
        """
        self._library, self._found = library, loosenings(library.filter, country_name)
        self.why.setText(f"{nothing_has(self._found)}.")
        self._show([(one, None) for one in self._found])
        self._soon.start()

    def _count(self) -> None:
        """Keep the offers that would help, and say how much they would bring."""
        library = self._library
        if library is not None and self.isVisible():
            counts = [(one, _left(library, one)) for one in self._found]
            self._show([(one, count) for one, count in counts if count])

    def _show(self, offers: Sequence[tuple[Loosening, int | None]]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for one, count in offers:
            more = "" if count is None else f": {counted(count, 'article')}"
            self._offer(f"{one.clear}{more}", one.without)
        if self._library is not None and (len(self._found) > 1 or not offers):
            shown = self._library.filter
            everything = Filter(adjectives=shown.adjectives, copies=shown.copies)
            self._offer("Clear everything", everything)

    def _offer(self, words: str, left: Filter) -> None:
        button = QPushButton(words)
        button.clicked.connect(lambda: self.wanted.emit(left))
        self._rows.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.buttons.append(button)


def _left(library: Library, loosened: Loosening) -> int:
    """How many articles there would be."""
    return len(library.filtered(loosened.without).articles)
