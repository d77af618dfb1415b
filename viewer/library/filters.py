"""What of a library is shown: the one description that window, command line and links share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from viewer.model import Bounds, Shape


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles, passages and mentions count. What is empty or None narrows nothing.

    The conditions join by "and", the entries of one by "or". Dates, outlets and languages choose
    articles; `query` chooses passages; the rest chooses mentions by their place. An article,
    a passage or a place is shown if some mention of it is left; without conditions on places, an
    article is shown that names none.
    """

    query: str = ""
    """Words to search for, as `viewer.library.searching` understands them."""
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day that counts. Articles without a date, or with that of their file alone, count
    only where neither end is set; those of a month or a year where some day of it lies between."""
    outlets: frozenset[str] = frozenset()
    """Who published, as articles have it; "" for those that do not say."""
    languages: frozenset[str] = frozenset()
    """ISO 639-1 codes; "" for the unknown."""
    kinds: frozenset[str] = frozenset()
    """`Place.kind`s: "city", "river"."""
    countries: frozenset[str] = frozenset()
    """ISO 3166-1 alpha-2 codes; a place of several countries counts as one of the first."""
    shapes: frozenset[Shape] = frozenset()
    inside: Bounds | None = None
    placed: bool | None = None
    """Only mentions with a place, or only those without."""
    adjectives: bool = False
    """Whether adjectives count as mentions: "Russian troops" as one of Russia."""
    copies: bool = False
    """Whether each copy of a story counts, not the story once."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown; how it is counted is no condition."""
        return self == Filter(adjectives=self.adjectives, copies=self.copies)

    def as_json(self) -> dict[str, Any]:
        """The conditions that are set, as plain data in a fixed order."""
        empty = Filter()
        return {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(empty, field.name)
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Filter:
        """What `as_json` gave. Raises `ValueError` for anything else."""
        known = {field.name for field in fields(cls)}
        if unknown := data.keys() - known:
            raise ValueError(f"no filter is called {sorted(unknown)[0]!r}")
        try:
            return cls(**{name: _READ[name](value) for name, value in data.items()})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"a filter that cannot be read: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, Bounds):
        return [value.south, value.west, value.north, value.east]
    return value.isoformat() if isinstance(value, dt.date) else value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _texts(value: Any) -> frozenset[str]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return frozenset(map(_text, value))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _bounds(value: Any) -> Bounds:
    south, west, north, east = map(float, value)
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError(f"{value!r} is no box in degrees")
    return Bounds(south, west, north, east)


def _day(value: Any) -> dt.date:
    return dt.date.fromisoformat(_text(value))


_READ: dict[str, Callable[[Any], Any]] = {
    "query": _text,
    "since": _day,
    "until": _day,
    "outlets": _texts,
    "languages": _texts,
    "kinds": _texts,
    "countries": _texts,
    "shapes": lambda value: frozenset(map(Shape, _texts(value))),
    "inside": _bounds,
    "placed": _flag,
    "adjectives": _flag,
    "copies": _flag,
}
