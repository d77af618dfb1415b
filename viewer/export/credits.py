"""Whom an export owes: the sources of its map, its places and itself."""

from __future__ import annotations

from viewer import __version__

BASE_MAP = "Natural Earth"
PLACES = "GeoNames (CC BY 4.0)"
GENERATOR = f"Dateline {__version__}"


def attribution(tiles: str | None = None) -> str:
    """One line for a map: its base (or what the provider of its tiles asks for), its names."""
    base = f"Map: {tiles}; boundaries: {BASE_MAP}" if tiles else f"Map: {BASE_MAP}"
    return f"{base}. Place names: {PLACES}. Made with {GENERATOR}."
