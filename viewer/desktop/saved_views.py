"""Saved views of the open library: what the window shows, kept under a name and shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from viewer.desktop.conditions import conditions, searched
from viewer.desktop.days import span
from viewer.desktop.text import one_line
from viewer.export.citing import file_name
from viewer.model import DatelineError

if TYPE_CHECKING:
    from viewer.desktop.window import Window
    from viewer.library.storage.store import Store
    from viewer.library.storage.views import SavedView, ViewState

KEYS = 9
"""So many views have a key, in the order of their names."""
_SUGGESTED = 60
_LONGEST = 1 << 17
"""What is longer than so many characters is no link."""


class SavedViews(QObject):
    """Saves, shows, renames and deletes views."""

    changed = Signal()
    """Another view is saved, or one is not any more."""
    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._deleted: SavedView | None = None
        self._waiting: ViewState | None = None
        self._linked: tuple[Path, ViewState] | None = None
        window.session.libraryChanged.connect(self._show_waiting)

    @property
    def store(self) -> Store | None:
        """The file of the open library."""
        library = self._window.session.library
        return library.store if library is not None else None

    def all(self) -> list[SavedView]:
        """The saved views by name."""
        from viewer.library.storage import views

        store = self.store
        if store is None:
            return []
        try:
            return views.saved(store)
        except DatelineError as error:
            self.said.emit(str(error))
            return []

    # -- what is shown ---------------------------------------------------------------------

    def state(self) -> ViewState:
        """What the window shows now."""
        from viewer.library.storage.views import ViewState

        window = self._window
        view = replace(window.map.view, selected=window.session.spot.place)
        return ViewState(window.session.filter, view, window.narrowing.layers.current)

    def suggested_name(self) -> str:
        """A name for what is shown: what is searched for, the dates, the filters, the place."""
        session = self._window.session
        narrowed, place = session.filter, session.place(session.spot.place)
        words = [searched(narrowed.query, 30)] if narrowed.query else []
        if narrowed.since is not None or narrowed.until is not None:
            words.append(span(narrowed.since, narrowed.until))
        words += [one.words for one in conditions(narrowed, session.country_name)[:2]]
        if place is not None:
            words.append(place.title)
        return one_line(" · ".join(words), _SUGGESTED)

    def summary(self, view: SavedView) -> str:
        """What a view shows, in a line."""
        state = view.state
        if state is None:
            return "Another version of Dateline has saved it, and this one cannot read it"
        words = [searched(state.filter.query, 40)] if state.filter.query else []
        if state.filter.since is not None or state.filter.until is not None:
            words.append(span(state.filter.since, state.filter.until))
        names = self._window.session.country_name
        words += [one.words for one in conditions(state.filter, names)]
        place = self._window.session.place(state.view.selected)
        if place is not None:
            words.append(place.title)
        return one_line(" · ".join(words) or "All articles", 120)

    def show(self, view: SavedView) -> None:
        """Show what a saved view shows."""
        if view.state is None:
            self.said.emit(f"“{view.name}” cannot be shown: another version has saved it")
            return
        self.show_state(view.state)
        self.said.emit(f"Showing “{one_line(view.name, 60)}”")

    def show_state(self, state: ViewState) -> None:
        """Show a filter, a place and a part of the map, once the library has followed."""
        window = self._window
        self._waiting = state
        window.narrowing.layers.choose(state.layer)
        before = window.session.filter
        wanted = replace(state.filter, adjectives=before.adjectives)
        if state.filter.adjectives != before.adjectives:
            window.commands.switch_adjectives()
            wanted = replace(wanted, adjectives=state.filter.adjectives)
        window.session.narrow(wanted)
        if window.session.filter == before:
            self._show_waiting()

    def show_number(self, number: int) -> None:
        """Show the first, second ... saved view."""
        views = self.all()
        if number < len(views):
            self.show(views[number])
        else:
            self.said.emit("No view is saved under this key. Ctrl+D saves what is shown")

    def follow(self, link: str) -> None:
        """Show what a link names, in the open library or in the one that it names."""
        from viewer.library.storage import views

        try:
            path, state = views.parse_link(link.strip())
        except DatelineError as error:
            self.said.emit(str(error))
            return
        store = self.store
        if store is not None and not store.is_temporary and store.path == path:
            self.show_state(state)
        elif not path.exists():
            self.said.emit(f"{file_name(path)} is not where the link says: {path.parent}")
        else:
            self._linked = (path, state)
            self._window.desk.open_library(path)

    def expect(self, link: str) -> None:
        """Show what a link names once its library is there, which is being opened already."""
        from viewer.library.storage import views

        try:
            self._linked = views.parse_link(link)
        except DatelineError as error:
            self.said.emit(str(error))
        self._show_waiting()

    def paste_link(self) -> None:
        """Show what the link on the clipboard names."""
        self.follow(QGuiApplication.clipboard().text()[:_LONGEST])

    def _show_waiting(self) -> None:
        """The library shows what a view asked for: choose its place, go where it stood."""
        state, library = self._waiting, self._window.session.library
        store = self.store
        if self._linked is not None and store is not None and store.path == self._linked[0]:
            (_, linked), self._linked = self._linked, None
            self.show_state(linked)
            return
        if state is None or library is None or library.filter != self._window.session.filter:
            return
        self._waiting = None
        self._window.session.select(state.view.selected)
        self._window.map.set_view(state.view)

    # -- keeping ---------------------------------------------------------------------------

    def has(self, name: str) -> bool:
        """Whether a view has a name already."""
        plain = " ".join(name.split())
        return any(view.name == plain for view in self.all())

    def save(self, name: str) -> None:
        """Keep what is shown under a name; one of that name is replaced."""
        from viewer.library.storage import views

        state = self.state()
        self._write(
            lambda store: views.save(store, name, state),
            f"Saved the view “{one_line(name, 60)}”",
        )

    def rename(self, view: SavedView, name: str) -> bool:
        """Give a view another name; whether it could be had."""
        from viewer.library.storage import views

        return self._write(lambda store: views.rename(store, view.name, name), "")

    def delete(self, view: SavedView) -> None:
        """Delete a view; the last one can be brought back."""
        from viewer.library.storage import views

        if self._write(lambda store: views.delete(store, view.name), ""):
            self._deleted = view

    @property
    def deleted(self) -> SavedView | None:
        """What `undelete` would bring back."""
        return self._deleted

    def undelete(self) -> None:
        """Bring back what was deleted last."""
        from viewer.library.storage import views

        view, self._deleted = self._deleted, None
        if view is not None and view.state is not None:
            state = view.state
            self._write(lambda store: views.save(store, view.name, state), "")

    def copy_link(self, view: SavedView | None = None) -> None:
        """Put a link on the clipboard that shows a view again, or what is shown now."""
        from viewer.library.storage import views

        store, state = self.store, self.state() if view is None else view.state
        if store is None or state is None:
            return
        if store.is_temporary:
            self.said.emit("A link names the file of the library: save the library first")
            return
        try:
            QGuiApplication.clipboard().setText(views.link(store.path, state))
        except DatelineError as error:
            self.said.emit(str(error))
            return
        self.said.emit("The link is on the clipboard. It opens this view on this machine")

    def _write(self, change: Callable[[Store], None], done: str) -> bool:
        """Change the file; what cannot be done is said."""
        store = self.store
        if store is None:
            return False
        try:
            change(store)
        except (DatelineError, ValueError, KeyError) as error:
            self.said.emit(str(error) if not isinstance(error, KeyError) else "It is gone already")
            return False
        self.changed.emit()
        if done:
            self.said.emit(done)
        return True
