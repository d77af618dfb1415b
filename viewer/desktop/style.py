"""How the window looks: two palettes, a scale of type, one style sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme; `accent` is the colour of the pins."""

    name: str
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    faint: str
    line: str
    hover: str
    chosen: str
    accent: str
    on_accent: str
    mark: str
    mark_strong: str
    warning: str
    hit: str
    """The ground of words that are searched for, and the line below them."""
    hit_line: str
    on_hit: str
    """Words on the one that was gone to, whose ground is that line's colour."""

    def colour(self, role: str) -> QColor:
        """One of the colours, for a painter."""
        return QColor(getattr(self, role))


LIGHT = Colours(
    name="light",
    window="#f5f4f1",
    surface="#ffffff",
    raised="#ffffff",
    text="#1d1c1a",
    muted="#6a665f",
    faint="#a8a39a",
    line="#e5e2dc",
    hover="#edebe6",
    chosen="#fbeee9",
    accent="#c8402a",
    on_accent="#ffffff",
    mark="#fbe1d8",
    mark_strong="#f6c2b0",
    warning="#8a5a00",
    hit="#fdf0b4",
    hit_line="#e2b100",
    on_hit="#1d1c1a",
)

DARK = Colours(
    name="dark",
    window="#14191e",
    surface="#1a2026",
    raised="#232b32",
    text="#e8ebed",
    muted="#9aa5ad",
    faint="#64717b",
    line="#2b343c",
    hover="#242d34",
    chosen="#33272a",
    accent="#f2694b",
    on_accent="#1c0e0a",
    mark="#4a2c27",
    mark_strong="#7d3d30",
    warning="#e3b35c",
    hit="#4b4318",
    hit_line="#e0b93a",
    on_hit="#1d1c1a",
)


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """The system's font at a step of our scale."""
    size = QFont(font)
    if font.pointSizeF() > 0:
        size.setPointSizeF(font.pointSizeF() * factor)
    else:
        size.setPixelSize(round(font.pixelSize() * factor))
    if weight is not None:
        size.setWeight(weight)
    return size


SMALL, LARGE, TITLE = 0.88, 1.12, 1.7
"""The scale of type, against the system's size."""


class Theme(QObject):
    """The look of the program: follows the system, or what the user chose."""

    changed = Signal(object)
    """The Colours that hold now."""

    def __init__(self, application: QApplication, choice: str) -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self.colours = LIGHT
        application.setStyle("Fusion")
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def choice(self) -> str:
        """ "system", "light" or "dark"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Follow the system, or keep to light or dark."""
        self._choice = choice
        self._follow()

    def _follow(self) -> None:
        if self._wanted() is not self.colours:
            self._dress()
            self.changed.emit(self.colours)

    def _wanted(self) -> Colours:
        if self._choice == "system":
            scheme = QGuiApplication.styleHints().colorScheme()
            return DARK if scheme is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _dress(self) -> None:
        self.colours = self._wanted()
        self._application.setPalette(palette(self.colours))
        self._application.setStyleSheet(sheet(self.colours))


def palette(colours: Colours) -> QPalette:
    """Qt's palette for what the style sheet does not reach."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.window,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.window,
        QPalette.ColorRole.Button: colours.window,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Highlight: colours.accent,
        QPalette.ColorRole.HighlightedText: colours.on_accent,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Mid: colours.line,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return made


def sheet(colours: Colours) -> str:
    """The style sheet in the colours of a theme."""
    text = _SHEET
    for role in sorted(Colours.__slots__, key=len, reverse=True):
        text = text.replace(f"@{role}", getattr(colours, role))
    return text


# `@name` is a colour of the theme.
_SHEET = """
QMainWindow, QDialog { background: @window; }
QWidget { color: @text; }
QToolTip { color: @text; background: @raised; border: 1px solid @line; padding: 5px 7px; }

QMenuBar { background: @window; border: none; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @raised; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 5px; }

QToolBar { background: @window; border: none; border-bottom: 1px solid @line; padding: 4px 10px;
    spacing: 3px; }
QToolBar::separator { width: 1px; background: @line; margin: 6px 7px; }
QToolButton { border: none; border-radius: 6px; padding: 5px; background: transparent; }
QToolButton:hover { background: @hover; }
QToolButton:pressed, QToolButton:checked { background: @chosen; }
QToolButton:focus { background: @hover; }
QToolButton:disabled { color: @faint; }
QToolButton#layers { padding-right: 16px; }
QToolButton#layers::menu-indicator { image: none; }
QToolButton#labelled { padding: 5px 10px 5px 7px; }
QToolButton#disclosure, QToolButton#link { color: @accent; padding: 2px 4px; margin-left: -4px; }

QSplitter::handle { background: @line; }
QSplitter::handle:hover { background: @faint; }

#pane, #drawer, #reader, #passages { background: @surface; }
#drawer, #statusLine, #notices { border-top: 1px solid @line; }
#notices { background: @chosen; }
#notices QPushButton { padding: 3px 12px; }
#muted { color: @muted; }
QFrame#rule { background: @line; border: none; max-height: 1px; min-height: 1px; }

QLineEdit { background: @window; border: 1px solid transparent; border-radius: 7px;
    padding: 6px 8px; selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus { border: 1px solid @accent; background: @surface; }

QLineEdit#search, QLineEdit#date { background: @surface; border: 1px solid @line;
    padding: 4px 8px; }
QLineEdit#search:hover, QLineEdit#date:hover { border-color: @faint; }
QLineEdit#search:focus, QLineEdit#date:focus { border-color: @accent; }
QLineEdit[wrong="true"] { border: 1px solid @warning; color: @warning; }

#popover { background: @raised; border: 1px solid @line; border-radius: 9px; }
#popover QListView, #popover QLineEdit { background: @raised; }
#popover QLineEdit { border: 1px solid @line; padding: 3px 7px; }
#popover QLineEdit:focus { border-color: @accent; }
#popover QPushButton#tab:checked { background: @line; }
QListView#suggestions { background: @raised; border: 1px solid @line; border-radius: 9px;
    padding: 0; }
#findings, #timeline { background: @surface; }
#findings { border-bottom: 1px solid @line; }
#timeline { border-top: 1px solid @line; }
QToolButton#chip { background: @hover; border-radius: 9px; padding: 2px 8px; }
QToolButton#chip:hover, QToolButton#chip:focus { background: @chosen; color: @accent; }

QDialog QLineEdit, QSpinBox, QComboBox { background: @surface; border: 1px solid @line;
    border-radius: 7px; padding: 5px 8px; selection-background-color: @accent;
    selection-color: @on_accent; }
QDialog QSpinBox QLineEdit { background: transparent; border: none; padding: 0 8px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 0; }
QComboBox { padding-right: 26px; }
QDialog QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border: 1px solid @accent; }
QComboBox:hover { background: @hover; }
QSpinBox:disabled, QComboBox:disabled { color: @faint; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; padding: 4px;
    selection-background-color: @hover; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: @hover; color: @text; }
#problem { color: @warning; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QListView, QTreeView, QTableView { background: @surface; border: none; outline: none; }
QTableView { selection-background-color: @chosen; selection-color: @text; gridline-color: @line; }
QTableView::item { padding: 4px 8px; border: none; }
QTableView#places { selection-background-color: transparent; }
QHeaderView { background: @surface; }
QHeaderView::section { background: @surface; color: @muted; border: none;
    border-bottom: 1px solid @line; padding: 5px 8px; }
QFrame#framed { background: @surface; border: 1px solid @line; border-radius: 9px; }
QTextEdit { background: @surface; border: none; selection-background-color: @mark_strong;
    selection-color: @text; }

QCheckBox { spacing: 7px; padding: 2px 0; }
QCheckBox:focus { color: @accent; }
QCheckBox:disabled { color: @faint; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton { background: @surface; border: 1px solid @line; border-radius: 7px;
    padding: 6px 14px; }
QPushButton:hover { background: @hover; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @faint; }
QPushButton#primary, QPushButton:default { background: @accent; border-color: @accent;
    color: @on_accent; }
QPushButton:default:disabled { background: @surface; border-color: @line; color: @faint; }
QPushButton#status, QPushButton#faults { background: transparent; border: none;
    border-radius: 5px; padding: 3px 8px; text-align: left; }
QPushButton#status:hover, QPushButton#faults:hover, QPushButton#status:focus,
QPushButton#faults:focus { background: @hover; }
QPushButton#faults { color: @warning; }
QPushButton#tab { background: transparent; border: none; border-radius: 5px; padding: 4px 10px;
    color: @muted; }
QPushButton#tab:checked { color: @text; background: @hover; }
QPushButton#tab:hover { color: @text; }
QPushButton#tab:focus { color: @accent; }

QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px;
    min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar::handle:vertical { background: @line; min-height: 32px; border-radius: 3px;
    margin: 2px 3px; }
QScrollBar::handle:vertical:hover { background: @faint; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle:horizontal { background: @line; min-width: 32px; border-radius: 3px;
    margin: 3px 2px; }
QScrollBar::handle:horizontal:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
