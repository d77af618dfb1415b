"""Decisions of the person: this place, no place; undone, done again, and listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from viewer.desktop.mentions import where
from viewer.desktop.session import Spot
from viewer.desktop.text import one_line
from viewer.model import Mention, Place, Reading

if TYPE_CHECKING:
    from viewer.desktop.ledger import Drawer
    from viewer.desktop.window import Window
    from viewer.library.storage.decisions import Decision
    from viewer.library.storage.store import Store


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was decided, and how it is called."""

    number: int
    words: str


class Deciding(QObject):
    """Writes decisions into the open library, and takes them back in their order."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._done: list[Deed] = []
        self._undone: list[Deed] = []
        self._drawer: Drawer | None = None
        self._go_to: str | None = None
        """The place that was decided on last, until the library has it."""
        window.desk.held.connect(self._forget)
        window.session.libraryChanged.connect(self._list)
        window.session.spotChanged.connect(self._follow)
        self._enable()

    @property
    def is_possible(self) -> bool:
        """Whether there is a library that can be written."""
        store = self._window.desk.store
        return store is not None and not store.read_only

    def decide(self, reading: Reading, mention: Mention, place: Place | None) -> None:
        """Say which place a name means, or that it means none."""
        article, span = reading.article.id, (mention.start, mention.end)
        name = one_line(mention.text, 40)
        what = "not a place" if place is None else one_line(where(place), 60)

        def write(store: Store) -> int:
            from viewer.library.storage import decisions

            return decisions.decide(store, article, span, place)

        self._do(write, f"“{name}” is {what}")
        self._go_to = None if place is None else place.id

    def own_story(self, article_id: str) -> None:
        """Say that an article is no copy of another."""

        def write(store: Store) -> int:
            from viewer.library.storage import decisions

            return decisions.own_story(store, article_id)

        self._do(write, "The article is a story of its own")

    def undo(self) -> None:
        """Take back what was decided last."""
        if self._done:
            deed = self._done.pop()
            self._undone.append(deed)
            self._switch(deed.number, False, f"Undone: {deed.words}")

    def redo(self) -> None:
        """Decide again what was undone last."""
        if self._undone:
            deed = self._undone.pop()
            self._done.append(deed)
            self._switch(deed.number, True, f"Done again: {deed.words}")

    def undo_on(self, reading: Reading, mention: Mention) -> None:
        """Take back what was decided on a name."""
        article, span = reading.article.id, (mention.start, mention.end)

        def find(store: Store) -> Decision | None:
            from viewer.library.storage import decisions

            return decisions.decision_on(store, article, span)

        def found(decision: Decision | None) -> None:
            if decision is not None:
                self.undo_number(decision.number)

        self._window.desk.ask(find, found)

    def undo_number(self, number: int) -> None:
        """Take back one of the decisions."""
        self._done = [deed for deed in self._done if deed.number != number]
        self._switch(number, False, "The decision does not count any more")

    def redo_number(self, number: int) -> None:
        """Let one of the decisions count again."""
        self._undone = [deed for deed in self._undone if deed.number != number]
        self._switch(number, True, "The decision counts again")

    def fill(self, drawer: Drawer) -> None:
        """Keep the page of the drawer that lists what was decided."""
        self._drawer = drawer
        drawer.decisions.undone.connect(self.undo_number)
        drawer.decisions.redone.connect(self.redo_number)
        drawer.decisions.opened.connect(self._window.read)
        self._list()

    # -- how -------------------------------------------------------------------------------

    def _do(self, write: Callable[[Store], int], words: str) -> None:
        def written(number: int) -> None:
            self._done.append(Deed(number, words))
            self._undone.clear()
            self._say(f"{words}: you decided. Ctrl+Z undoes it")

        self._window.desk.write(write, written)

    def _switch(self, number: int, counts: bool, words: str) -> None:
        def write(store: Store) -> None:
            from viewer.library.storage import decisions

            (decisions.redo if counts else decisions.undo)(store, number)

        self._window.desk.write(write, lambda _written: self._say(words))

    def _say(self, words: str) -> None:
        self._window.status.say(words)
        self._enable()

    def _enable(self) -> None:
        enable = self._window.actions_table.enable
        enable(self.is_possible and bool(self._done), "undo")
        enable(self.is_possible and bool(self._undone), "redo")

    def _forget(self) -> None:
        """Another library has other decisions."""
        self._done, self._undone = [], []
        self._enable()

    def _follow(self, spot: Spot, before: Spot) -> None:
        """Where the place that was chosen is named no more, go on to the one decided on."""
        place, session = self._go_to, self._window.session
        if place is None or session.tally(place) is None:
            return
        self._go_to = None
        if spot.place is None and before.place is not None and spot.article is None:
            session.select(place)

    def _list(self) -> None:
        if self._drawer is not None:
            drawer = self._drawer

            def read(store: Store) -> list[Decision]:
                from viewer.library.storage import decisions

                return decisions.made(store)

            self._window.desk.ask(read, drawer.show_decisions)
