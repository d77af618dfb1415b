"""What the actions of the window do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from viewer.desktop.libraries import is_library
from viewer.desktop.parts import ask
from viewer.export.citing import file_name

if TYPE_CHECKING:
    from viewer.atlas.tiles import TileSource
    from viewer.desktop.chosen import Entry
    from viewer.desktop.copying import MapCopy
    from viewer.desktop.export_choices import Subject
    from viewer.desktop.window import Window
    from viewer.library.library import Excerpt
    from viewer.model import Mention, Reading


class Commands:
    """The doing side of the actions, on one window."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._agreed: set[str] = set()
        self._tiles: TileSource | None = None
        self._copying: MapCopy | None = None

    def offer_association(self) -> None:
        """Offer to open libraries by double click, where the system can be told."""
        from viewer.desktop.association import Association

        action = self._window.actions_table["associate"]
        action.setVisible(Association.is_possible())
        action.setChecked(Association.is_possible() and Association().stands)

    def slots(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        window, session = self._window, self._window.session
        return {
            **self._slots_of_libraries(),
            "copy_passage": self.copy_passage,
            "copy_coordinates": window.passages.header.copy_coordinates,
            "copy_map": self.copy_map,
            "filter": self.filter_places,
            "zoom_all": window.map.fit_all,
            "zoom_selection": self.zoom_to_selection,
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "adjectives": self.switch_adjectives,
            "show_places": lambda: window.show_panel("places"),
            "show_passages": lambda: window.show_panel("passages"),
            "show_unplaced": lambda: window.toggle_drawer(0),
            "show_faults": lambda: window.toggle_drawer(1),
            "back": session.back,
            "forward": session.forward,
            "previous_place": lambda: window.places.step(-1),
            "next_place": lambda: window.places.step(1),
            "previous_passage": lambda: self.step_passage(-1),
            "next_passage": lambda: self.step_passage(1),
            "read": self.read_in_article,
            "why": self.ask_why,
            "close_reader": session.close_reader,
            "to_places": window.places.enter_list,
            "to_map": window.map.setFocus,
            "to_passages": window.enter_right,
            "keys": self.show_keys,
            "about": self.show_about,
        }

    def _slots_of_libraries(self) -> dict[str, Callable[[], object]]:
        """The same of the menu of files, and of what is decided."""
        window, desk = self._window, self._window.desk
        return {
            "open": self.open_files,
            "open_folder": self.open_folder,
            "open_library": window.libraries.ask_open,
            "new_library": window.libraries.ask_new,
            "save_library": window.libraries.save,
            "save_library_as": window.libraries.save_as,
            "salvage": window.libraries.ask_salvage,
            "add": self.add_files,
            "add_folder": self.add_folder,
            "read_again": desk.read_again,
            "watch": window.minding.switch,
            "find_again": desk.redo,
            "undo": window.deciding.undo,
            "redo": window.deciding.redo,
            "dismiss": self.dismiss,
            "show_decisions": lambda: window.toggle_drawer(3),
            "associate": self.associate,
            "gazetteers": self.choose_gazetteers,
            "export": self.export,
            "quit": window.close,
        }

    # -- files -----------------------------------------------------------------------------

    def open_files(self) -> None:
        """Ask for files and open them in place of what is open."""
        self.open(self._ask_files("Open Articles"))

    def open_folder(self) -> None:
        """Ask for a folder and open it."""
        self.open(self._ask_folder("Open a Folder of Articles"))

    def add_folder(self) -> None:
        """Ask for a folder and read it besides what is open."""
        self.add(self._ask_folder("Add a Folder of Articles"))

    def _ask_folder(self, title: str) -> list[Path]:
        start = self._window.settings.folder
        chosen = QFileDialog.getExistingDirectory(self._window, title, start)
        return [Path(chosen)] if chosen else []

    def add_files(self) -> None:
        """Ask for files and read them besides what is open."""
        self.add(self._ask_files("Add Articles"))

    def open(self, paths: Sequence[Path]) -> None:
        """Open `paths` in place of what is open: a library, or articles for a new one."""
        if len(paths) == 1 and is_library(paths[0]):
            self._window.libraries.open(paths[0])
        elif paths:
            self._window.libraries.before_leaving(lambda: self._open(paths))

    def _open(self, paths: Sequence[Path]) -> None:
        self._remember(paths)
        self._window.desk.open(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Read `paths` besides what is open; a library takes its place."""
        if len(paths) == 1 and is_library(paths[0]):
            self._window.libraries.open(paths[0])
        elif paths:
            self._remember(paths)
            self._window.desk.add(paths)

    def _ask_files(self, title: str) -> list[Path]:
        start = self._window.settings.folder
        chosen, _kind = QFileDialog.getOpenFileNames(self._window, title, start, _kinds())
        return [Path(name) for name in chosen]

    def _remember(self, paths: Sequence[Path]) -> None:
        self._window.settings.opened(paths)
        self._window.menus.recent_changed()

    def choose_gazetteers(self) -> None:
        """Ask which gazetteers are used, and in what order."""
        from viewer.desktop import chosen
        from viewer.desktop.gazetteers_dialog import GazetteersDialog

        window, desk = self._window, self._window.desk
        file = chosen.file_beside(window.settings.file)
        entries = chosen.with_run(chosen.load(file), desk.gazetteers)
        dialog = GazetteersDialog(
            entries, window.theme.colours, window.settings.folder, parent=window
        )
        dialog.agreed.connect(self._use_gazetteers)
        dialog.open()

    def _use_gazetteers(self, entries: tuple[Entry, ...]) -> None:
        """Find the places again with other gazetteers, now and from now on."""
        from viewer.desktop import chosen

        try:
            chosen.save(chosen.file_beside(self._window.settings.file), entries)
        except OSError as problem:
            why = (problem.strerror or "it cannot be written").lower()
            self._window.status.say(f"The choice of gazetteers is not kept: {why}")
        self._window.desk.use(chosen.used(entries))

    def export(self) -> None:
        """Ask what to export, and save it."""
        subject = self.subject()
        if subject is not None:
            # Saving takes a moment anyway, and a launch need not wait for this.
            from viewer.desktop.export_dialog import open_export

            window = self._window
            open_export(window, window.engine, subject, window.settings, self._say_saved)

    def subject(self) -> Subject | None:
        """The map as it stands, to be exported; None before there is one."""
        from viewer.desktop.export_choices import Subject

        window, opened = self._window, self._window.opened
        if opened is None:
            return None
        return Subject(
            opened.library,
            opened.boundaries,
            opened.picture,
            shapes=window.session.shapes,
            view=window.map.view,
            window_px=(window.map.width(), window.map.height()),
            theme=window.theme.colours.name,
            tiles=self._tiles,
            layer=window.map.layer,
        )

    def _say_saved(self, path: Path) -> None:
        self._window.status.say(f"Saved {file_name(path)}")

    def close(self) -> None:
        """End what is still being drawn for the clipboard."""
        if self._copying is not None:
            self._copying.close()

    # -- the clipboard ---------------------------------------------------------------------

    def copy_passage(self) -> None:
        """Put the current passage on the clipboard, with where it comes from."""
        excerpt = self._passage()
        if excerpt is not None:
            # A launch need not wait for what draws the map for the clipboard.
            from viewer.desktop.copying import quotation

            QGuiApplication.clipboard().setText(quotation(excerpt))

    def copy_map(self) -> None:
        """Put a picture of the map on the clipboard, as it stands, once it is drawn."""
        subject = self.subject()
        if subject is None:
            return
        from viewer.desktop.copying import MapCopy

        if self._copying is None:
            self._copying = MapCopy(self._window.engine, self._window)
            self._copying.said.connect(self._window.status.say)
        self._copying.start(subject)

    # -- the map ---------------------------------------------------------------------------

    def zoom_to_selection(self) -> None:
        """Zoom to the chosen place."""
        place = self._window.session.spot.place
        if place is not None:
            self._window.map.fit_place(place)

    def zoom(self, by: float) -> None:
        """Go nearer or farther."""
        view = self._window.map.view
        self._window.map.set_view(replace(view, zoom=min(18.0, max(1.0, view.zoom + by))))

    def choose_tiles(self, source: TileSource | None) -> None:
        """Show online tiles, if the user agrees that their host is asked for them."""
        window = self._window
        if source is not None and source.host not in self._agreed:
            agreed = ask(
                window,
                "Online base map",
                f"{source.name} is fetched from {source.host}.",
                f"While it is shown, {source.host} learns which part of the map you look at, and "
                "your address on the network. Your articles stay on this machine.",
                f"Connect to {source.host}",
            )
            if not agreed:
                window.menus.tick_tiles(self._tiles)
                return
            self._agreed.add(source.host)
        self._tiles = source
        window.map.set_tiles(source)

    def switch_adjectives(self) -> None:
        """Count adjectives as mentions of their places, or no longer."""
        window = self._window
        count = not window.settings.adjectives
        window.settings.adjectives = count
        window.show_adjectives()
        window.desk.count(adjectives=count)
        does = "count" if count else "no longer count"
        window.status.say(f"Adjectives such as “Russian troops” {does}, in what is exported too")

    # -- moving about ----------------------------------------------------------------------

    def filter_places(self) -> None:
        """Put the keyboard on the filter of the list."""
        if self._window.places.isHidden():
            self._window.show_panel("places")
        self._window.places.filter.setFocus()
        self._window.places.filter.selectAll()

    def step_passage(self, by: int) -> None:
        """Go to the next passage; in the reader, to the next paragraph with a place."""
        if self._window.session.spot.article is not None:
            self._window.reader.step(by)
        else:
            self._window.passages.list.step(by)

    def read_in_article(self) -> None:
        """Open the article of the current passage."""
        excerpt = self._passage()
        if excerpt is not None and self._window.session.spot.article is None:
            self._window.read(excerpt.reading.article.id, excerpt.passage.start)

    def ask_why(self) -> None:
        """Ask why the name at hand is placed where it is; once more, and the answer is closed."""
        window = self._window
        if window.comparing is not None and window.comparing.is_open:
            window.comparing.close()
            return
        if window.session.spot.article is not None:
            reading, mention = window.reader.reading, window.reader.mention_at_hand()
            if reading is not None and mention is not None:
                window.ask_why(reading, mention)
            else:
                window.status.say("This paragraph names no place")
        else:
            window.passages.list.ask()

    def dismiss(self) -> None:
        """Say of the name at hand that it means no place."""
        window = self._window
        at_hand = self._at_hand()
        if at_hand is None:
            window.status.say("There is no name at hand")
        else:
            window.deciding.decide(*at_hand, None)

    def _at_hand(self) -> tuple[Reading, Mention] | None:
        """The name that is asked of, or that the keyboard stands on."""
        window = self._window
        if window.comparing is not None and window.comparing.asked is not None:
            return window.comparing.asked
        if window.session.spot.article is not None:
            reading, mention = window.reader.reading, window.reader.mention_at_hand()
            return (reading, mention) if reading is not None and mention is not None else None
        excerpt = self._passage()
        if excerpt is None or not excerpt.mentions or not window.passages.isVisible():
            return None
        return excerpt.reading, excerpt.mentions[0]

    def _passage(self) -> Excerpt | None:
        """The passage that the keyboard stands on, if one is listed."""
        cards = self._window.passages.list
        # What was listed before is still in the list when there is nothing to list.
        there = cards.isVisible() or self._window.session.spot.place is not None
        return cards.current if there else None

    # -- help ------------------------------------------------------------------------------

    def show_keys(self) -> None:
        """Show the keys of all actions."""
        # Few launches open these dialogs, so few pay for them.
        from viewer.desktop.about import KeysDialog

        KeysDialog(self._window, self._window.actions_table.listed()).open()

    def associate(self) -> None:
        """Let the system open libraries with Dateline, or no longer."""
        from viewer.desktop.association import Association

        told = Association()
        try:
            (told.undo if told.stands else told.make)()
        except OSError as problem:
            why = (problem.strerror or "it cannot be written").lower()
            self._window.status.say(f"The system could not be told: {why}")
        else:
            opens = "open" if told.stands else "no longer open"
            self._window.status.say(f"Libraries and dateline: links {opens} with this Dateline")
        self._window.actions_table["associate"].setChecked(told.stands)

    def show_about(self) -> None:
        """Show what Dateline is made of, and whom it owes it to."""
        from viewer.desktop.about import AboutDialog

        AboutDialog(self._window).open()


def _kinds() -> str:
    """What the dialogs that open files offer: every kind that can be read, and libraries."""
    from viewer.corpus.files import TEXT_SUFFIXES
    from viewer.corpus.readers import suffixes

    read = " ".join(f"*{suffix}" for suffix in dict.fromkeys((*TEXT_SUFFIXES, *suffixes())))
    return f"Articles and libraries ({read} *.dateline);;All files (*)"
