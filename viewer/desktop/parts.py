"""Small widgets that several panes share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QMessageBox,
    QSizePolicy,
    QStyledItemDelegate,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.desktop import icons
from viewer.desktop.style import Colours, scaled


def label(text: str = "", *, scale: float = 1.0, name: str = "", bold: bool = False) -> QLabel:
    """A label that shows its text as text, whatever it holds."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(scaled(made.font(), scale, QFont.Weight.DemiBold if bold else None))
    made.setObjectName(name)
    return made


class Elided(QLabel):
    """A label of one line that ends in an ellipsis where there is no room for all of it."""

    def __init__(self, scale: float, *, name: str = "", bold: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(scaled(self.font(), scale, QFont.Weight.DemiBold if bold else None))
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:
        """It can do with little."""
        return QSize(40, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        side, room = Qt.TextElideMode.ElideRight, self.width()
        text = self.fontMetrics().elidedText(self.text(), side, room)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def filled(pane: QWidget, name: str) -> None:
    """Let the style sheet fill the ground of a pane."""
    pane.setObjectName(name)
    pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def rule() -> QFrame:
    """A quiet line between two parts."""
    made = QFrame()
    made.setObjectName("rule")
    return made


class IconButton(QToolButton):
    """A button that is an icon; its name is its tooltip and what a screen reader says."""

    def __init__(self, icon: str, name: str, *, text: bool = False) -> None:
        super().__init__()
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if text:
            self.setText(name)
            self.setObjectName("labelled")
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def dress(self, colours: Colours, icon: str | None = None) -> None:
        """Draw the icon in the colours of a theme."""
        self._icon = icon or self._icon
        self.setIcon(icons.icon(self._icon, colours.colour("muted"), colours.colour("line")))


class Tick(QCheckBox):
    """A check box in our colours; Qt's style sheets would need a file for the tick."""

    def sizeHint(self) -> QSize:
        """Room for the box and the text."""
        metrics = self.fontMetrics()
        plain = self.text().replace("&", "")
        return QSize(metrics.horizontalAdvance(plain) + 26, max(24, metrics.height() + 6))

    def hitButton(self, _position: object) -> bool:
        """The whole of it answers to a click."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the tick and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, role, on = QGuiApplication.palette(), QPalette.ColorRole, self.isEnabled()
        faint = colours.color(QPalette.ColorGroup.Disabled, role.Text)
        box = QRectF(1.5, self.height() / 2 - 7, 14, 14)
        accent = colours.color(role.Highlight) if on else faint
        edge = accent if self.isChecked() or self.hasFocus() else faint
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(accent if self.isChecked() and on else QColor(0, 0, 0, 0))
        painter.drawRoundedRect(box, 3.5, 3.5)
        if self.isChecked():
            painter.setPen(QPen(colours.color(role.HighlightedText) if on else faint, 1.7))
            corner = box.topLeft()
            points = [QPointF(3.4, 7.4), QPointF(6.0, 10.0), QPointF(10.8, 4.4)]
            painter.drawPolyline(QPolygonF([corner + point for point in points]))
        painter.setPen(colours.color(role.Text) if on else faint)
        area = self.rect().adjusted(23, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextHideMnemonic.value
        painter.drawText(area, flags, self.text())
        if self.hasFocus():
            painter.setPen(QPen(accent, 1))
            width = self.sizeHint().width() - 26
            below = self.height() / 2 + self.fontMetrics().height() / 2 + 1
            painter.drawLine(QPointF(23, below), QPointF(23 + width, below))
        painter.end()


class Choice(QComboBox):
    """A combo box whose arrow is our chevron; Qt's style sheets would need a file for it."""

    def __init__(self) -> None:
        super().__init__()
        # With the delegate that Qt gives to combo boxes, the style sheet reaches no item.
        self.setItemDelegate(QStyledItemDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as the style sheet says, and the chevron."""
        super().paintEvent(event)
        painter = QPainter(self)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        ink = QGuiApplication.palette().color(group, QPalette.ColorRole.Text).name()
        drawn = icons.pixmap("down", ink, 14, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - 23, round(self.height() / 2) - 7, drawn)
        painter.end()


class Empty(QWidget):
    """What a pane says when it has nothing to show, and what to do next."""

    def __init__(self, title: str, advice: str) -> None:
        super().__init__()
        self.title = label(title, scale=1.12, bold=True)
        self.advice = label(advice, name="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        for line in (self.title, self.advice):
            line.setWordWrap(True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(line)
        layout.addStretch(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, title: str, advice: str) -> None:
        """Change what it says."""
        self.title.setText(title)
        self.advice.setText(advice)


def ask(parent: QWidget, title: str, question: str, details: str, yes: str) -> bool:
    """Ask before something is done; the answer is no unless `yes` is pressed."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(question)
    box.setInformativeText(details)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.exec()
    return box.clickedButton() is agree
