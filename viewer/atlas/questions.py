"""What the map's page asks of a crowd, by path and query: knows the crowd and no Qt.

The page is held to be hostile, so a question that is not well put has no answer.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qsl

from viewer.atlas.assets import Asset
from viewer.atlas.cells import MOST_BITS, Region
from viewer.atlas.crowd import Crowd

MOST_ROWS = 4000
"""Of one question."""
_MOST_TILES = 4096
_MOST_ZOOM = 24.0
_BINARY = "application/octet-stream"


def answer(crowd: Crowd, what: str, query: str) -> Asset | None:
    """The answer to a question such as ("places", "rows=3,17"); None if it makes no sense."""
    asked = dict(parse_qsl(query))
    try:
        if what == "cells":
            cells = Asset(_cells(crowd, asked), _BINARY)
            crowd.asked = query
            return cells
        if what == "places":
            return _json(crowd.entries(_rows(crowd, asked["rows"])))
        if what == "within":
            bits = _whole(asked["bits"], 1, MOST_BITS)
            return _json(crowd.within(_rows(crowd, asked["rows"]), bits))
    except (KeyError, ValueError):
        return None
    return None


def foresee(crowd: Crowd) -> None:
    """Answer what the page will ask if the map stands still, before it does."""
    query = crowd.asked
    asked = dict(parse_qsl(query or ""))
    # What is lifted out is told by its row, which is another one in each crowd.
    if query is not None and "lift" not in asked:
        cells = b64encode(_cells(crowd, asked)).decode("ascii")
        crowd.foreseen = {"query": query, "cells": cells}


def _json(data: Any) -> Asset:
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Asset(text.encode("utf-8", "replace"), "application/json")


def _cells(crowd: Crowd, asked: dict[str, str]) -> bytes:
    level = _whole(asked["level"], 1, MOST_BITS)
    side = 2**level
    sides = (_whole(asked[name], -side, 2 * side) for name in ("left", "top", "right", "bottom"))
    region = Region(level, *sides)
    if region.tiles > _MOST_TILES:
        raise ValueError(f"a region of {region.tiles} tiles")
    zoom = float(asked["zoom"])
    if not 0 <= zoom <= _MOST_ZOOM:
        raise ValueError(f"zoom {zoom}")
    lifted = _rows(crowd, asked.get("lift", ""))
    cells, wide = crowd.cells(region, _whole(asked["bits"], 1, MOST_BITS), zoom, lifted)
    return cells.packed({"wide": crowd.entries(wide)})


def _rows(crowd: Crowd, text: str) -> list[int]:
    rows = [_whole(part, 0, len(crowd) - 1) for part in text.split(",") if part]
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows")
    return rows


def _whole(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError(f"{number} is not between {least} and {most}")
    return number
