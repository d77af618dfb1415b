"""Saved views: a name for what is shown and where the map stands; and links that say the same."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes, unquote, unquote_to_bytes

from viewer.library.filters import Filter
from viewer.library.storage.errors import sound_rows
from viewer.library.storage.store import Store
from viewer.model import DatelineError, View

SCHEME = "dateline:"
LAYERS = ("pins", "heat", "shaded")
"""How the map may draw the places."""

_LONGEST_LINK = 1 << 16
_LONGEST_TEXT = 1000
_STATE_NAMES = {"filter", "lat", "lon", "zoom", "selected", "tiles", "layer"}


class LinkError(DatelineError, ValueError):
    """A link that is none of ours, or that cannot be followed."""


class NameTaken(DatelineError, ValueError):
    """A saved view has that name already."""


@dataclass(frozen=True, slots=True)
class ViewState:
    """What a window shows of a library, but for how it looks."""

    filter: Filter = field(default_factory=Filter)
    view: View = field(default_factory=View)
    layer: str = LAYERS[0]

    def as_json(self) -> dict[str, Any]:
        """Plain data, without what is not set."""
        view = self.view
        data = {
            "filter": self.filter.as_json(),
            "lat": view.lat,
            "lon": view.lon,
            "zoom": view.zoom,
            "selected": view.selected,
            "tiles": view.tiles,
            "layer": self.layer,
        }
        return {name: value for name, value in data.items() if value not in (None, {})}

    @classmethod
    def from_json(cls, data: Any) -> ViewState:
        """What `as_json` gave. Raises `ValueError` for anything else."""
        if not isinstance(data, dict) or data.keys() - _STATE_NAMES:
            raise ValueError("a view that this Dateline does not know")
        chosen = data.get("filter", {})
        layer = data.get("layer", LAYERS[0])
        if not isinstance(chosen, dict) or layer not in LAYERS:
            raise ValueError("a view that this Dateline does not know")
        view = View(
            lat=_number(data, "lat", 90),
            lon=_number(data, "lon", 3600),  # the map goes round the world
            zoom=_number(data, "zoom", 30, least=0),
            selected=_text(data, "selected"),
            tiles=_text(data, "tiles"),
        )
        return cls(Filter.from_json(chosen), view, layer)


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that has a name."""

    name: str
    made: dt.datetime
    state: ViewState | None
    """None where it cannot be read: another Dateline has written it."""


def save(store: Store, name: str, state: ViewState) -> None:
    """Save a view; one of that name is replaced. Raises `ValueError` for a name without letters."""
    made = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with store.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO views VALUES (?, ?, ?)",
            (_name(name), made, json.dumps(state.as_json())),
        )


def saved(store: Store) -> list[SavedView]:
    """All saved views by name."""
    with store.reading() as connection, sound_rows(store.path):
        views = [
            SavedView(name, dt.datetime.fromisoformat(made), _read(state))
            for name, made, state in connection.execute("SELECT name, made, state FROM views")
        ]
    return sorted(views, key=lambda view: view.name.casefold())


def rename(store: Store, name: str, new: str) -> None:
    """Give a view another name. Raises `KeyError` for one that is not there, or `NameTaken`."""
    with store.writing() as connection:
        try:
            done = connection.execute(
                "UPDATE views SET name = ? WHERE name = ?", (_name(new), name)
            )
        except sqlite3.IntegrityError as error:
            raise NameTaken(f"a saved view is called {new!r} already") from error
        if not done.rowcount:
            raise KeyError(name)


def delete(store: Store, name: str) -> None:
    """Delete a view, if it is there."""
    with store.writing() as connection:
        connection.execute("DELETE FROM views WHERE name = ?", (name,))


def link(path: Path, state: ViewState) -> str:
    """A link to a library and what is shown of it. Raises `LinkError` for a path of a network."""
    raw = os.fsencode(path.absolute())
    _check_path(raw)
    packed = json.dumps(state.as_json(), separators=(",", ":"), sort_keys=True)
    return f"{SCHEME}{quote_from_bytes(raw)}?{quote_from_bytes(packed.encode(), safe='')}"


def parse_link(text: str) -> tuple[Path, ViewState]:
    """The library and the view that `link` was given. Raises `LinkError` for anything odd."""
    if len(text) > _LONGEST_LINK or not text.isascii() or not text.isprintable():
        raise LinkError("the link is too long, or has characters that none has")
    scheme, found, rest = text.partition(":")
    path, asked, state = rest.partition("?")
    if not found or not asked or f"{scheme.lower()}:" != SCHEME:
        raise LinkError(f"not a link of Dateline: it does not start with {SCHEME}/")
    raw = unquote_to_bytes(path)
    _check_path(raw)
    try:
        data = json.loads(unquote(state, errors="strict"), parse_constant=_refuse)
        json.dumps(data, ensure_ascii=False).encode()  # halves of characters are refused
        return Path(os.fsdecode(raw)), ViewState.from_json(data)
    except (ValueError, OverflowError, RecursionError) as error:
        raise LinkError("the link does not say what to show: copy it again") from error


def _check_path(raw: bytes) -> None:
    """No path that could make this machine call another one."""
    if not Path(os.fsdecode(raw)).is_absolute() or raw.startswith((b"//", b"\\\\")) or 0 in raw:
        raise LinkError("the link does not name a file of this machine")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _read(state: str) -> ViewState | None:
    try:
        return ViewState.from_json(json.loads(state))
    except (ValueError, OverflowError, RecursionError):
        return None


def _number(data: dict[str, Any], name: str, most: float, *, least: float | None = None) -> float:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{name} is not a number")
    if not (-most if least is None else least) <= value <= most:  # nor is NaN
        raise ValueError(f"{name} is {value}")
    return float(value)


def _text(data: dict[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not (isinstance(value, str) and len(value) <= _LONGEST_TEXT):
        raise ValueError(f"{name} is not a short text")
    return value


def _name(name: str) -> str:
    if not (stripped := " ".join(name.split())):
        raise ValueError("a saved view needs a name")
    return stripped
