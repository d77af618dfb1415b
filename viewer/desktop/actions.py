"""Every action of the window, with its name and its key, in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: what it is called, its keys, its icon, and where it stands in the menus."""

    name: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    icon: str = ""
    checkable: bool = False


SEPARATOR = Entry("", "")

FILE = (
    Entry("open", "&Open…", (_Key.Open,), "open"),
    Entry("open_folder", "Open &Folder…", ("Ctrl+Shift+O",)),
    Entry("open_library", "Open &Library…", ("Ctrl+Alt+O",)),
    SEPARATOR,
    Entry("new_library", "&New Library…", ("Ctrl+N",)),
    Entry("save_library", "&Save Library", (_Key.Save,)),
    Entry("save_library_as", "Save Library &As…", ("Ctrl+Shift+S",)),
    Entry("salvage", "Sal&vage a Damaged Library…"),
    SEPARATOR,
    Entry("add", "Add &Files…", ("Ctrl+Shift+A",)),
    Entry("add_folder", "Add Fol&der…", ("Ctrl+Alt+A",)),
    Entry("read_again", "&Read Again What Changed", ("F5",), "again"),
    Entry("watch", "&Watch the Folders", ("Ctrl+Alt+W",), checkable=True),
    Entry("find_again", "Find &Places Again", ("Ctrl+Alt+R",)),
    SEPARATOR,
    Entry("gazetteers", "&Gazetteers…", ("Ctrl+G",)),
    Entry("export", "&Export…", ("Ctrl+E",), "export"),
)
EDIT = (
    Entry("undo", "&Undo Decision", (_Key.Undo,)),
    Entry("redo", "&Redo Decision", ("Ctrl+Shift+Z",)),
    SEPARATOR,
    Entry("dismiss", "&Not a Place", ("Ctrl+Shift+N",)),
    SEPARATOR,
    Entry("copy_passage", "Copy &Passage with Citation", ("Ctrl+Shift+C",)),
    Entry("copy_coordinates", "Copy &Coordinates", ("Ctrl+Alt+C",), "copy"),
    Entry("copy_map", "Copy &Map", ("Ctrl+Shift+M",)),
)
FIND = (
    Entry("search", "&Search Text or Place", (_Key.Find,), "search"),
    Entry("dates", "&Dates From and To", ("Ctrl+Shift+D",)),
    Entry("filters", "&Filters…", ("Ctrl+K",), "filter"),
    Entry("in_view", "Only What the &Map Shows", ("Ctrl+Shift+I",), checkable=True),
    Entry("clear_filters", "&Clear Search and Filters", ("Ctrl+Shift+K",)),
    SEPARATOR,
    Entry("filter", "Filter the List of &Places", ("Ctrl+Alt+F",)),
)
VIEW = (
    Entry("zoom_all", "Zoom to &All", ("Ctrl+0",), "all"),
    Entry("zoom_selection", "Zoom to &Selection", ("Ctrl+L",), "selection"),
    Entry("zoom_in", "Zoom &In", (_Key.ZoomIn, "Ctrl+=")),
    Entry("zoom_out", "Zoom &Out", (_Key.ZoomOut,)),
    SEPARATOR,
    Entry("adjectives", "Count Ad&jectives (“Russian Troops”)", ("Ctrl+J",), checkable=True),
    SEPARATOR,
    Entry("show_places", "&Places", ("F8",), checkable=True),
    Entry("show_passages", "Pa&ssages", ("F9",), checkable=True),
    Entry("show_timeline", "&Timeline", ("F7",), checkable=True),
    Entry("play", "Pla&y the Timeline", ("Ctrl+F7",)),
    Entry("show_unplaced", "&Names Not Placed or Not Certain", ("Ctrl+Shift+L",), checkable=True),
    Entry("show_faults", "Files That Could &Not Be Read", ("Ctrl+Shift+F",), checkable=True),
    Entry("show_decisions", "What You &Decided", ("Ctrl+Alt+D",), checkable=True),
)
LAYERS = (
    Entry("layer_pins", "&Pins", ("Ctrl+Alt+1",), checkable=True),
    Entry("layer_heat", "&Heat", ("Ctrl+Alt+2",), checkable=True),
    Entry("layer_shaded", "Countries &Shaded by Mentions", ("Ctrl+Alt+3",), checkable=True),
)
VIEWS = (
    Entry("save_view", "&Save This View…", ("Ctrl+D",), "bookmark"),
    Entry("copy_link", "Copy &Link to This View", ("Ctrl+Shift+U",), "link"),
    Entry("paste_link", "&Open the Link on the Clipboard", ("Ctrl+Alt+V",)),
    Entry("views", "&Manage Saved Views…", ("Ctrl+Shift+V",)),
    *(Entry(f"view_{key}", f"Saved View {key}", (f"Alt+{key}",)) for key in range(1, 10)),
)
GO = (
    Entry("back", "&Back", ("Alt+Left",), "back"),
    Entry("forward", "&Forward", ("Alt+Right",), "forward"),
    SEPARATOR,
    Entry("previous_place", "Previous P&lace", ("Ctrl+Up",)),
    Entry("next_place", "Next &Place", ("Ctrl+Down",)),
    Entry("previous_passage", "Previous P&assage", ("Alt+Up",)),
    Entry("next_passage", "Next Pa&ssage", ("Alt+Down",)),
    Entry("next_hit", "Next &Found Word in the Article", ("F3",)),
    Entry("previous_hit", "Previous Found Word in the Article", ("Shift+F3",)),
    SEPARATOR,
    Entry("read", "&Read in Article", ("Ctrl+Return",), "article"),
    Entry("why", "&Why Here?", ("Ctrl+I",)),
    Entry("about_article", "About This Ar&ticle", ("Ctrl+Alt+I",)),
    Entry("close_reader", "Back to the Passa&ges", ("Ctrl+Backspace",)),
    SEPARATOR,
    Entry("to_places", "To the List of Pla&ces", ("Ctrl+1",)),
    Entry("to_map", "To the &Map", ("Ctrl+2",)),
    Entry("to_passages", "To the Passages or the Ar&ticle", ("Ctrl+3",)),
)
HELP = (
    Entry("keys", "&Keys", (_Key.HelpContents,)),
    Entry("associate", "Open Libraries by &Double Click", checkable=True),
    Entry("about", "&About Dateline"),
)
OTHERS = (Entry("quit", "&Quit", ("Ctrl+Q",)),)
ALL = (*FILE, *EDIT, *FIND, *VIEW, *LAYERS, *VIEWS, *GO, *HELP, *OTHERS)


class Actions:
    """The QActions of the window, by name."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._actions: dict[str, QAction] = {}
        for entry in ALL:
            if entry is not SEPARATOR:
                self._make(entry)

    def _make(self, entry: Entry) -> None:
        action = QAction(entry.text, self._parent)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.checkable)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        plain = entry.text.replace("&", "").rstrip("…")
        action.setToolTip(f"{plain} ({keys})" if keys else plain)
        self._actions[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, slots: dict[str, Callable[[], object]]) -> None:
        """Say what each action does."""
        for name, slot in slots.items():
            self._actions[name].triggered.connect(lambda _checked=False, do=slot: do())

    def enable(self, allowed: bool, *names: str) -> None:
        """Whether some actions make sense now."""
        for name in names:
            self._actions[name].setEnabled(allowed)

    def listed(self) -> list[tuple[str, str]]:
        """What each action is called and its keys, for the page of keys."""
        lines = []
        for action in self._actions.values():
            form = QKeySequence.SequenceFormat.NativeText
            keys = "  or  ".join(key.toString(form) for key in action.shortcuts()[:2])
            if keys:
                lines.append((action.text().replace("&", "").rstrip("…"), keys))
        return lines
