"""Our line icons: drawn on a grid of 24, in the colour that the theme asks for."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_LINES = {
    "open": "M3.5 18.5V6.2c0-.7.5-1.2 1.2-1.2h4l2 2.4h7c.7 0 1.2.5 1.2 1.2v1.6M3.5 18.5l2.6-7.4"
    "c.2-.5.6-.8 1.1-.8h12.6c.6 0 1 .6.8 1.2l-2 6.2c-.2.5-.6.8-1.1.8z",
    "back": "M14.5 5.5 8 12l6.5 6.5",
    "forward": "M9.5 5.5 16 12l-6.5 6.5",
    "up": "M6 14.5 12 8.5l6 6",
    "down": "M6 9.5l6 6 6-6",
    "all": "M4 8.5V5.2C4 4.5 4.5 4 5.2 4h3.3M15.5 4h3.3c.7 0 1.2.5 1.2 1.2v3.3M20 15.5v3.3"
    "c0 .7-.5 1.2-1.2 1.2h-3.3M8.5 20H5.2c-.7 0-1.2-.5-1.2-1.2v-3.3",
    "selection": "M12 3v3.5M12 17.5V21M3 12h3.5M17.5 12H21M12 6.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 "
    "0-11zM12 11a1 1 0 1 1 0 2 1 1 0 0 1 0-2z",
    "export": "M12 15.5V4.5M8 8.2l4-3.9 4 3.9M4.5 14.5v3.8c0 .7.5 1.2 1.2 1.2h12.6c.7 0 1.2-.5 "
    "1.2-1.2v-3.8",
    "copy": "M9 9.2C9 8.5 9.5 8 10.2 8h8.6c.7 0 1.2.5 1.2 1.2v9.6c0 .7-.5 1.2-1.2 1.2h-8.6"
    "c-.7 0-1.2-.5-1.2-1.2zM5.5 16H5.2C4.5 16 4 15.5 4 14.8V5.2C4 4.5 4.5 4 5.2 4h8.6"
    "c.7 0 1.2.5 1.2 1.2v.3",
    "close": "M6.5 6.5l11 11M17.5 6.5l-11 11",
    "search": "M10.8 4.5a6.3 6.3 0 1 1 0 12.6 6.3 6.3 0 0 1 0-12.6zM15.5 15.5l4.5 4.5",
    "check": "M5.5 12.5l4.2 4.2 8.8-9.4",
    "again": "M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 4v4.2h-4.2",
    "article": "M6 4.5h9l3.5 3.5v11.3c0 .4-.3.7-.7.7H6.2c-.4 0-.7-.3-.7-.7V5.2c0-.4.1-.7.5-.7z"
    "M8.5 11h7M8.5 14h7M8.5 17h4",
    "why": "M12 3.8a8.2 8.2 0 1 1 0 16.4 8.2 8.2 0 0 1 0-16.4zM9.5 9.7c0-1.4 1.1-2.3 2.5-2.3s2.5.9 "
    "2.5 2.2c0 1.9-2.5 2-2.5 3.9M12 16.3v.3",
    "filter": "M4 7h16M7 12h10M10 17h4",
    "play": "M8.5 5.5v13l10-6.5z",
    "pause": "M9 5.5v13M15 5.5v13",
    "calendar": "M5.2 6h13.6c.7 0 1.2.5 1.2 1.2v11.1c0 .7-.5 1.2-1.2 1.2H5.2c-.7 0-1.2-.5-1.2-1.2"
    "V7.2C4 6.5 4.5 6 5.2 6zM4 10.5h16M8.5 3.8v4M15.5 3.8v4",
    "bookmark": "M7 4.5h10c.5 0 .8.3.8.8v14.2L12 15.8l-5.8 3.7V5.3c0-.5.3-.8.8-.8z",
    "link": "M10 14a3.6 3.6 0 0 0 5.2.2l3-3a3.6 3.6 0 0 0-5.1-5.1l-1.2 1.2M14 10a3.6 3.6 0 0 0-5.2"
    "-.2l-3 3a3.6 3.6 0 0 0 5.1 5.1l1.2-1.2",
    "delete": "M5 7h14M10 4.5h4M7 7l.7 11.3c0 .7.5 1.2 1.2 1.2h6.2c.7 0 1.2-.5 1.2-1.2L17 7",
    "rename": "M4.5 19.5l.8-3.8L16 5l3 3L8.3 18.7zM13.8 7.2l3 3",
    "copies": "M8 7.2C8 6.5 8.5 6 9.2 6h8.6c.7 0 1.2.5 1.2 1.2v11.1c0 .7-.5 1.2-1.2 1.2H9.2"
    "c-.7 0-1.2-.5-1.2-1.2zM5 16V5.2C5 4.5 5.5 4 6.2 4H15",
    "pins": "M12 20.2c3.6-4.2 5.6-7.4 5.6-10a5.6 5.6 0 1 0-11.2 0c0 2.6 2 5.8 5.6 10zM12 8.4a1.9 "
    "1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8z",
    "heat": "M12 4.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"
    "M12 11.3v1.4",
    "shaded": "M4.5 7.5 10 5l4.5 2 5-2v12l-5 2.5-4.5-2-5.5 2.5zM10 5v12.5M14.5 7v12.5",
    # The kinds of places
    "town": "M12 8.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2z",
    "capital": "M12 6a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM12 10a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
    "country": "M5 8.2 9.8 5l4.6 1.6L19 5.4v9.8l-4.4 3.4-5-1.8L5 18.6z",
    "region": "M8 6.2c2.2-1.6 4.6.2 6.8-.2 2.6-.4 4.4 1.8 3.8 4.4-.5 2.2.6 3.6-.6 5.8-1.4 2.6-4.4 1"
    "-6.8 1.8-3 1-5.4-.6-5.6-3.4-.1-2 .6-2.6.3-4.4-.2-1.6.7-3 2.1-4z",
    "water": "M4 9.5c1.6-1.6 3.2-1.6 4.8 0s3.2 1.6 4.8 0 3.2-1.6 4.8 0M4 14.5c1.6-1.6 3.2-1.6 4.8 0"
    "s3.2 1.6 4.8 0 3.2-1.6 4.8 0",
    "range": "M3.5 18 9.5 8l4 6.4M11.5 18l4.2-7 5 7z",
    "site": "M12 6.5 17.5 12 12 17.5 6.5 12z",
    "distance": "M12 5.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
    "border": "M4 16.5c2.2-1 2.6-5.6 5.2-6.4 2.2-.7 3 2.6 5.2 2.2 2.4-.4 2.4-4.6 5.6-5.8",
}
_DASHED = {"region": "2.2 2.4", "distance": "2.2 2.4"}


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in `colour`, `size` logical pixels high."""
    dashes = f' stroke-dasharray="{_DASHED[name]}"' if name in _DASHED else ""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{_LINES[name]}" '
        f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-linecap="round" '
        f'stroke-linejoin="round"{dashes}/></svg>'
    )
    drawn = QPixmap(round(size * ratio), round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def icon(name: str, colour: QColor, off: QColor | None = None, size: int = 20) -> QIcon:
    """An icon for a button, sharp at every scale; `off` is its colour when disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour.name(), size, ratio), QIcon.Mode.Normal)
        if off is not None:
            made.addPixmap(pixmap(name, off.name(), size, ratio), QIcon.Mode.Disabled)
    return made
