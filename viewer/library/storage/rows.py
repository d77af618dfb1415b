"""The nouns as rows of the tables, and back. What goes in comes out the same."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from viewer.model import Attributed, Dated, Mention, Place, Role, Row, Shape

PLACE = "id, title, kind, shape, lat, lon, country, region, population, source, more"
"""The columns of `places` that make a `Place`."""
MENTION = "start, end, role, place, score, decided_by, why, unsure, note"
"""The columns of `mentions` that make a `Mention`."""

_EPOCH = dt.date(1970, 1, 1).toordinal()
_FIRST_OF = {"month": {"day": 1}, "year": {"month": 1, "day": 1}}


def clean(text: str) -> str:
    """Text that SQLite can hold, as long as it was.

    Half a surrogate is no character, and SQLite's functions take a NUL for the end.
    """
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def path_bytes(path: Path) -> bytes:
    """A path as the system has it."""
    return os.fsencode(path)


def path_of(raw: bytes) -> Path:
    """What `path_bytes` was given."""
    return Path(os.fsdecode(raw))


def place_row(place: Place) -> tuple[Any, ...]:
    """A place as the columns `PLACE`."""
    return (
        clean(place.id),
        clean(place.title),
        clean(place.kind),
        str(place.shape),
        place.lat,
        place.lon,
        clean(place.ccodes[0]) if place.ccodes else None,
        clean(place.region) or None,
        place.population,
        clean(place.source),
        json.dumps(_more(place)),
    )


def _more(place: Place) -> dict[str, Any]:
    """What a place has besides its columns, without what is empty."""
    row = place.row
    more = {
        "variants": place.variants,
        "ccodes": place.ccodes,
        "boundary": place.boundary,
        "polygon": place.polygon,
        "matches": place.matches,
        "description": place.description or None,
        "radius_km": place.radius_km,
        "row": row and {"file": row.file, "line": row.line, "cells": row.cells},
    }
    return {name: value for name, value in more.items() if value not in (None, ())}


def place_of(row: Sequence[Any]) -> Place:
    """The place that `place_row` was given."""
    id_, title, kind, shape, lat, lon, _, region, population, source, more = row
    rest = json.loads(more)
    return Place(
        id=id_,
        title=title,
        kind=kind,
        shape=Shape(shape),
        lat=lat,
        lon=lon,
        variants=tuple(rest.get("variants", ())),
        ccodes=tuple(rest.get("ccodes", ())),
        boundary=rest.get("boundary"),
        polygon=tuple(tuple((lat, lon) for lat, lon in ring) for ring in rest.get("polygon", ())),
        matches=tuple(rest.get("matches", ())),
        source=source,
        description=rest.get("description", ""),
        row=_row(rest["row"]) if "row" in rest else None,
        population=population,
        region=region or "",
        radius_km=rest.get("radius_km"),
    )


def _row(data: dict[str, Any]) -> Row:
    cells = tuple((header, cell) for header, cell in data["cells"])
    return Row(data["file"], data["line"], cells)


def mention_of(row: Sequence[Any], text: str, place: Place | None) -> Mention:
    """A mention from the columns `MENTION` and the text that it stands in."""
    start, end, role, _, score, decided_by, why, unsure, note = row
    return Mention(
        start, end, text[start:end], Role(role), place, score, decided_by, why, bool(unsure), note
    )


def dated_row(date: Dated | None) -> tuple[int | None, str | None, str | None]:
    """A date as day, precision and origin; the first day of a month or a year."""
    if date is None:
        return None, None, None
    first = date.value.replace(**_FIRST_OF.get(date.precision, {}))
    return first.toordinal() - _EPOCH, date.precision, clean(date.origin)


def dated(day: int | None, precision: str | None, origin: str | None) -> Dated | None:
    """The date that `dated_row` was given."""
    if day is None or precision is None:
        return None
    return Dated(dt.date.fromordinal(day + _EPOCH), precision, origin or "")


def fact_row(fact: Attributed | None) -> tuple[str | None, str | None]:
    """A fact as value and origin."""
    return (None, None) if fact is None else (clean(fact.value), clean(fact.origin))


def fact(value: str | None, origin: str | None) -> Attributed | None:
    """The fact that `fact_row` was given."""
    return None if value is None else Attributed(value, origin or "")
