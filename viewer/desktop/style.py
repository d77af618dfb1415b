"""How the window looks: two palettes, a scale of type, one style sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from viewer.desktop.sheet import SHEET


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
    text = SHEET
    for role in sorted(Colours.__slots__, key=len, reverse=True):
        text = text.replace(f"@{role}", getattr(colours, role))
    return text
