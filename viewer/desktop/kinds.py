"""The kinds of places as the window groups and names them."""

from __future__ import annotations

from viewer.desktop.session import Session
from viewer.desktop.text import one_line
from viewer.model import Place, Shape

GROUPS = {
    Shape.POINT: "Towns",
    Shape.VAGUE: "Regions",
    Shape.AREA: "Countries",
    Shape.LINE: "Borders",
    Shape.CIRCLE: "Nearby",
}
"""What the check boxes say that show and hide places."""

_NAMES = {
    Shape.POINT: "town",
    Shape.VAGUE: "region",
    Shape.AREA: "country",
    Shape.LINE: "border",
    Shape.CIRCLE: "region",
}


def icon(place: Place) -> str:
    """The name of the icon that stands for a place."""
    return "capital" if place.kind == "capital" else _NAMES[place.shape]


def described(place: Place, session: Session) -> str:
    """What a place is, in words: "capital, Ukraine", "border, Belarus and Ukraine"."""
    kind = one_line(place.kind) or _NAMES[place.shape]
    if place.shape is Shape.AREA or not place.ccodes:
        return kind
    return f"{kind}, {' and '.join(session.country_name(code) for code in place.ccodes)}"


def coordinates(place: Place) -> str:
    """Latitude and longitude in degrees, as they are pasted elsewhere: "50.4501, 30.5234"."""
    return f"{place.lat:.6g}, {place.lon:.6g}"
