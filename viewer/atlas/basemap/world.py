"""Reads a scale of the world, makes its boundaries the recognised ones, and writes it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from viewer.atlas.basemap.borders import Border, find_borders
from viewer.atlas.basemap.countries import assign, dissolve, recognise
from viewer.atlas.basemap.cuts import cut_antimeridian, on_edge
from viewer.atlas.basemap.decisions import FOLDED
from viewer.atlas.basemap.mesh import (
    Grid,
    Mesh,
    Part,
    Polygon,
    Ring,
    chains,
    delta,
    polygons_of,
    undelta,
)
from viewer.atlas.basemap.shapes import signed_area
from viewer.atlas.basemap.simplify import simplify


@dataclass(frozen=True, slots=True)
class World:
    """One scale of the world: countries (the mesh's parts), borders and coasts."""

    mesh: Mesh
    borders: list[Border]
    coast: list[Ring]


def build_world(
    source: Mapping[str, Any], codes: Mapping[int, str], names: Mapping[str, str]
) -> World:
    """The world as Dateline draws it, from a TopoJSON of Natural Earth's countries and land.

    `codes` maps ISO numbers to alpha-2 codes, `names` the codes to English short names.
    """
    mesh = _read(source, codes)
    cut_antimeridian(mesh)
    recognise(mesh)
    borders = find_borders(mesh)
    dissolve(mesh)
    for part in mesh.parts:
        part.name = names[part.code] if part.code else part.name
    shore = {ref if ref >= 0 else ~ref for polygon in mesh.land for ring in polygon for ref in ring}
    coast = chains(mesh, (ref for ref in sorted(shore) if not on_edge(mesh, ref)))
    return World(mesh, borders, coast)


def to_topojson(world: World, detail_km2: float = 0.0) -> dict[str, Any]:
    """The world as a TopoJSON document with the arcs that it uses, in the order of use.

    Coasts lose the points that make triangles of no more than `detail_km2`; borders keep all
    that is not on a straight line.
    """
    mesh = world.mesh
    shore = {ref if ref >= 0 else ~ref for line in world.coast for ref in line}
    order: dict[int, int] = {}

    def number(refs: Iterable[int]) -> list[int]:
        return [
            order.setdefault(ref, len(order)) if ref >= 0 else ~order.setdefault(~ref, len(order))
            for ref in refs
        ]

    objects = _objects(world, number)
    return {
        "type": "Topology",
        "transform": {"scale": list(mesh.grid.scale), "translate": list(mesh.grid.translate)},
        "objects": objects,
        "arcs": [
            delta(simplify(mesh.arcs[index], mesh.grid, detail_km2 if index in shore else 0.0))
            for index in order
        ],
    }


def _objects(world: World, number: Callable[[Iterable[int]], list[int]]) -> dict[str, Any]:
    """The document's objects; `number` gives arcs the numbers that they have in it."""

    def shape(part: Part) -> dict[str, Any]:
        return {
            "type": "MultiPolygon",
            "properties": {"code": part.code, "name": part.name},
            "arcs": [[number(ring) for ring in polygon] for polygon in part.polygons],
        }

    def line(border: Border) -> dict[str, Any]:
        return {
            "type": "MultiLineString",
            "properties": {"pair": border.pair, "disputed": border.disputed},
            "arcs": [number(refs) for refs in border.lines],
        }

    countries = sorted(world.mesh.parts, key=lambda part: (part.code or "~", part.name))
    return {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [shape(part) for part in countries],
        },
        "land": {
            "type": "MultiPolygon",
            "arcs": [[number(ring) for ring in polygon] for polygon in world.mesh.land],
        },
        "coast": {"type": "MultiLineString", "arcs": [number(refs) for refs in world.coast]},
        "borders": {
            "type": "GeometryCollection",
            "geometries": [line(border) for border in world.borders],
        },
    }


def _read(source: Mapping[str, Any], codes: Mapping[int, str]) -> Mesh:
    transform = source["transform"]
    grid = Grid(tuple(transform["scale"]), tuple(transform["translate"]))
    mesh = Mesh(grid, [undelta(arc) for arc in source["arcs"]])
    for geometry in source["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = assign(geometry.get("id"), name, codes)
        mesh.parts.append(Part(code, name, polygons_of(geometry)))
    mesh.land = polygons_of(source["objects"]["land"])
    _unfold(mesh)
    return mesh


def _unfold(mesh: Mesh) -> None:
    """Leaves out what rounding has folded to a line and back, or draws what we know of it."""
    for part in mesh.parts:
        if part.name in FOLDED:
            ref = part.polygons[0][0][0]
            points = [(mesh.grid.column(lon), mesh.grid.row(lat)) for lon, lat in FOLDED[part.name]]
            if mesh.arcs[ref] == mesh.arcs[ref][::-1]:
                mesh.arcs[ref] = tuple(points)
    mesh.split({index: () for index, arc in enumerate(mesh.arcs) if arc == arc[::-1]})
    for part in mesh.parts:
        part.polygons = [one for one in part.polygons if _has_room(mesh, one)]
    mesh.land = [one for one in mesh.land if _has_room(mesh, one)]


def _has_room(mesh: Mesh, polygon: Polygon) -> bool:
    return any(signed_area(mesh.points(ring)) for ring in polygon)
