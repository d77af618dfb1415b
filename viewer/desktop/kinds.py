"""The kinds of places as the window groups and names them."""

from __future__ import annotations

from viewer.desktop.session import Session
from viewer.desktop.text import one_line
from viewer.model import Place, Shape

GROUPS = {
    Shape.POINT: "Towns, sites",
    Shape.AREA: "Countries",
    Shape.VAGUE: "Regions, seas",
    Shape.LINE: "Borders",
    Shape.CIRCLE: "Distances",
}
"""What the check boxes say that show and hide places."""

MEANT = {
    Shape.POINT: "Towns, villages, airports and other sites",
    Shape.AREA: "Countries, as areas",
    Shape.VAGUE: "Regions, counties, continents, seas, rivers and mountains: no exact spot",
    Shape.LINE: "Borders between countries, along their whole length",
    Shape.CIRCLE: "Places that the text gives by a distance alone: “a village 30 km outside Goma”",
}
"""What they stand for, in full."""

_NAMES = {
    Shape.POINT: "town",
    Shape.VAGUE: "region",
    Shape.AREA: "country",
    Shape.LINE: "border",
    Shape.CIRCLE: "distance",
}
_ICON_OF = {
    **dict.fromkeys(("sea", "ocean", "lake", "river", "bay", "gulf", "strait"), "water"),
    **dict.fromkeys(("canal", "sound", "channel", "reservoir"), "water"),
    **dict.fromkeys(("mountains", "mountain", "mountain range", "hills", "volcano"), "range"),
    **dict.fromkeys(("airport", "landmark", "stadium", "prison", "camp", "square"), "site"),
    **dict.fromkeys(("seat of government", "military base", "nuclear site"), "site"),
    **dict.fromkeys(("border crossing", "space centre", "power station", "port"), "site"),
}

_SMALL = frozenset(
    ["the", "world", "of", "and", "its", "neighbours", "central", "western", "southern", "northern"]
)
_SAID = {"place without a row": "not in the gazetteer"}


def icon(place: Place) -> str:
    """The name of the icon that stands for a place."""
    if place.kind == "capital":
        return "capital"
    return _ICON_OF.get(place.kind, _NAMES[place.shape])


def described(place: Place, session: Session) -> str:
    """What a place is, in words: "capital, Ukraine", "city, Texas, United States"."""
    kind = _in_words(one_line(place.kind)) or _NAMES[place.shape]
    where = whereabouts(place, session)
    if where and where.casefold() in kind.casefold():
        # "region of the United States" needs no country.
        return kind
    return f"{kind}, {where}" if where else kind


def _in_words(kind: str) -> str:
    """A kind as it is written: those of regions are kept without capitals."""
    head, of, rest = kind.partition(" of ")
    if head != "region" or not of:
        return _SAID.get(kind, kind)
    return head + of + " ".join(w if w in _SMALL else w.capitalize() for w in rest.split())


def whereabouts(place: Place, session: Session) -> str:
    """The region and the country that a place lies in: "Texas, United States"."""
    if place.shape is Shape.AREA:
        return ""
    countries = " and ".join(session.country_name(code) for code in place.ccodes[:3])
    # A capital is known by its country; its region is often itself: "Jakarta Capital Region".
    region = one_line(place.region) if place.kind != "capital" else ""
    return ", ".join(filter(None, (region if region != place.title else "", countries)))


def population(place: Place) -> str:
    """How many live there, if it is known: "population 2,952,301"."""
    return f"population {place.population:,}" if place.population else ""


def coordinates(place: Place) -> str:
    """Latitude and longitude in degrees, as they are pasted elsewhere: "50.4501, 30.5234"."""
    return f"{place.lat:.6g}, {place.lon:.6g}"


def licence(source: str) -> str:
    """Under which terms the rows of a source come, where they ask to be named."""
    return f"{source} (geonames.org, CC BY 4.0)" if source == "GeoNames" else source
