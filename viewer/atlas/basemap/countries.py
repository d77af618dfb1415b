"""From the source's parts to countries: recognised boundaries, one country to a code."""

from __future__ import annotations

from collections.abc import Mapping

from viewer.atlas.basemap.cuts import crossings, cut_parallel
from viewer.atlas.basemap.decisions import (
    GOLAN,
    GOLAN_INSIDE,
    GOLAN_LINE,
    TRANSFERS,
    WEST_OF_THE_BERM,
    WESTERN_SAHARA_NORTH,
    WITHOUT_ID,
    Transfer,
)
from viewer.atlas.basemap.dividing import divide
from viewer.atlas.basemap.mesh import Mesh, Part, Polygon, Ring
from viewer.atlas.basemap.shapes import contains, signed_area


def assign(source_id: str | None, name: str, codes: Mapping[int, str]) -> str | None:
    """The alpha-2 code of a part, by its ISO number or by decision."""
    if source_id is not None:
        return codes[int(source_id)]
    return WITHOUT_ID[name][0]


def recognise(mesh: Mesh) -> None:
    """Moves what the source gives to another country than the world does."""
    for transfer in TRANSFERS:
        _transfer(mesh, transfer)
    _part_western_sahara(mesh)
    israel = next(part for part in mesh.parts if part.code == "IL")
    golan = divide(mesh, israel, GOLAN_LINE, GOLAN_INSIDE)
    mesh.parts.append(Part("SY", GOLAN, [golan]))


def dissolve(mesh: Mesh) -> None:
    """Makes one part of all that share a code, without the lines between them."""
    by_code: dict[str, list[Part]] = {}
    for part in mesh.parts:
        by_code.setdefault(part.code or f"?{part.name}", []).append(part)
    mesh.parts = [_united(mesh, group) for group in by_code.values()]


def _transfer(mesh: Mesh, transfer: Transfer) -> None:
    west, south, east, north = transfer.box
    low = mesh.grid.column(west), mesh.grid.row(south)
    high = mesh.grid.column(east), mesh.grid.row(north)
    moved: list[Polygon] = []
    for part in mesh.parts:
        if part.name != transfer.part:
            continue
        kept: list[Polygon] = []
        for polygon in part.polygons:
            x1, y1, x2, y2 = mesh.box(polygon)
            is_within = low[0] <= x1 and x2 <= high[0] and low[1] <= y1 and y2 <= high[1]
            (moved if is_within else kept).append(polygon)
        part.polygons = kept
    mesh.parts = [part for part in mesh.parts if part.polygons]
    if moved:
        mesh.parts.append(Part(transfer.code, transfer.reason, moved))


def _part_western_sahara(mesh: Mesh) -> None:
    morocco = next(part for part in mesh.parts if part.code == "MA")
    row = mesh.grid.row(WESTERN_SAHARA_NORTH)
    refs = {ref if ref >= 0 else ~ref for polygon in morocco.polygons for ref in polygon[0]}
    pieces = {ref: crossings(mesh.arcs[ref], row) for ref in refs}
    mesh.split({ref: arcs for ref, arcs in pieces.items() if len(arcs) > 1})
    north: list[Polygon] = []
    south: list[Polygon] = []
    for polygon in morocco.polygons:
        above, below = cut_parallel(mesh, polygon, WESTERN_SAHARA_NORTH)
        north += above
        south += below
    morocco.polygons = north
    mesh.parts.append(Part("EH", WEST_OF_THE_BERM, south))


def _united(mesh: Mesh, group: list[Part]) -> Part:
    if len(group) == 1:
        return group[0]
    polygons = [polygon for part in group for polygon in part.polygons]
    return Part(group[0].code, group[0].name, _merge(mesh, polygons))


def _merge(mesh: Mesh, polygons: list[Polygon]) -> list[Polygon]:
    """Polygons without the arcs that two of them walk in opposite directions."""
    refs = {ref for polygon in polygons for ring in polygon for ref in ring}
    inner = {ref for ref in refs if ~ref in refs}
    if not inner:
        return polygons
    touched = [p for p in polygons if any(ref in inner for ring in p for ref in ring)]
    apart = [p for p in polygons if p not in touched]
    outlines, holes = _rings(mesh, [r for p in touched for ring in p for r in ring], inner)
    return apart + [
        (outline, *(h for h in holes if _holds(mesh, outline, h))) for outline in outlines
    ]


def _rings(mesh: Mesh, refs: list[int], inner: set[int]) -> tuple[list[Ring], list[Ring]]:
    """The rings that the references make without the inner ones: outlines, and holes."""
    onward: dict[tuple[int, int], list[int]] = {}
    left = [ref for ref in refs if ref not in inner]
    for ref in left:
        onward.setdefault(mesh.start(ref), []).append(ref)
    rings: list[Ring] = []
    while any(onward.values()):
        ring = [next(ways for ways in onward.values() if ways).pop()]
        while mesh.end(ring[-1]) != mesh.start(ring[0]):
            ring.append(onward[mesh.end(ring[-1])].pop())
        rings.append(tuple(ring))
    # The largest ring is an outline; all outlines turn the way that it does.
    areas = {ring: signed_area(mesh.points(ring)) for ring in rings}
    sign = max(areas.values(), key=abs)
    outlines = [ring for ring in rings if areas[ring] * sign > 0]
    return outlines, [ring for ring in rings if areas[ring] * sign <= 0]


def _holds(mesh: Mesh, outline: Ring, hole: Ring) -> bool:
    points = mesh.points(outline)
    corners = set(points)
    free = next((p for p in mesh.points(hole) if p not in corners), mesh.start(hole[0]))
    return contains(points, free)
