"""Parts a country along a line that the source does not have, drawn by hand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from viewer.atlas.basemap.mesh import Mesh, Part, Point, Polygon, Ring
from viewer.atlas.basemap.shapes import contains


def divide(
    mesh: Mesh, part: Part, line: Sequence[tuple[float, float]], inside: tuple[float, float]
) -> Polygon:
    """Takes from a part what lies beyond a line of (lon, lat), and returns it.

    The line's ends are brought to the nearest points of the part's outline; what is taken is
    the side that holds the point `inside`.
    """
    points = [(mesh.grid.column(lon), mesh.grid.row(lat)) for lon, lat in line]
    at = max(range(len(part.polygons)), key=lambda i: len(mesh.points(part.polygons[i][0])))
    first = _insert(mesh, part.polygons[at][0], points[0])
    last = _insert(mesh, part.polygons[at][0], points[-1])
    outline, *holes = part.polygons[at]
    there, back = _halves(mesh, outline, first, last)
    cut = mesh.add((first, *points[1:-1], last))
    halves: list[Ring] = [(*there, ~cut), (*back, cut)]
    spot = mesh.grid.column(inside[0]), mesh.grid.row(inside[1])
    halves.sort(key=lambda ring: contains(mesh.points(ring), spot))
    kept, taken = halves
    part.polygons[at] = (kept, *holes)
    return (taken,)


def _insert(mesh: Mesh, ring: Ring, target: Point) -> Point:
    """Splits the arc of a ring where it is nearest to a point, and returns where that is."""
    _, index, step, spot = min(
        (_away(near, target), ref if ref >= 0 else ~ref, step, near)
        for ref in ring
        for step, near in enumerate(_nearest(mesh.arcs[ref if ref >= 0 else ~ref], target))
    )
    arc = mesh.arcs[index]
    before = arc[: step + 1] if arc[step] == spot else (*arc[: step + 1], spot)
    after = arc[step + 1 :] if arc[step + 1] == spot else (spot, *arc[step + 1 :])
    pieces = [piece for piece in (before, after) if len(piece) > 1]
    if len(pieces) > 1:
        mesh.split({index: pieces})
    return spot


def _nearest(arc: Sequence[Point], target: Point) -> list[Point]:
    """For each step of an arc, its grid point that is nearest to a target."""
    found = []
    for (x1, y1), (x2, y2) in pairwise(arc):
        dx, dy = x2 - x1, y2 - y1
        share = ((target[0] - x1) * dx + (target[1] - y1) * dy) / (dx * dx + dy * dy or 1)
        share = min(1.0, max(0.0, share))
        found.append((round(x1 + share * dx), round(y1 + share * dy)))
    return found


def _away(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _halves(mesh: Mesh, ring: Ring, first: Point, last: Point) -> tuple[Ring, Ring]:
    """The references of a ring from one of its corners to another, and from there back."""
    starts = [mesh.start(ref) for ref in ring]
    turn = starts.index(first)
    turned = ring[turn:] + ring[:turn]
    middle = (starts[turn:] + starts[:turn]).index(last)
    return turned[:middle], turned[middle:]
