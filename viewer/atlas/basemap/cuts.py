"""Cuts polygons along a line of the grid: the antimeridian, or a parallel that is a border.

The source joins what the antimeridian parts, so its rings jump from one edge of the map to
the other; a flat map needs them closed along the edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from viewer.atlas.basemap.mesh import Arc, Mesh, Point, Polygon, Ring
from viewer.atlas.basemap.shapes import contains

SOUTH_POLE = -90.0


class Seams:
    """The arcs that close what a cut has opened; both sides of a cut share them."""

    def __init__(self, mesh: Mesh) -> None:
        self._mesh = mesh
        self._known: dict[tuple[Point, ...], int] = {}

    def ref(self, *points: Point) -> int:
        """A reference that leads along these points."""
        if points not in self._known:
            index = self._mesh.add(points)
            self._known[points] = index
            self._known[points[::-1]] = ~index
        return self._known[points]


def cut_antimeridian(mesh: Mesh) -> None:
    """Splits every polygon that crosses 180 degrees in two, each within -180 to 180."""
    east = mesh.grid.column(180)
    west = mesh.grid.column(-180)
    pieces = {
        index: _without_jumps(arc, west, east)
        for index, arc in enumerate(mesh.arcs)
        if any(_jumps(a, b, west, east) for a, b in pairwise(arc))
    }
    mesh.split(pieces)
    seams = Seams(mesh)
    for part in mesh.parts:
        part.polygons = [new for old in part.polygons for new in _reclose(mesh, old, seams)]
    mesh.land = [new for old in mesh.land for new in _reclose(mesh, old, seams)]
    mesh.split(
        {
            index: runs
            for index, arc in enumerate(mesh.arcs)
            if len(runs := _edge_runs(arc, west, east)) > 1
        }
    )


def on_edge(mesh: Mesh, index: int) -> bool:
    """Whether an arc runs along the edge of the map, where the land has no coast."""
    west, east = mesh.grid.column(-180), mesh.grid.column(180)
    first, second = mesh.arcs[index][:2]
    return _along_edge(first, second, west, east)


def cut_parallel(mesh: Mesh, polygon: Polygon, lat: float) -> tuple[list[Polygon], list[Polygon]]:
    """Parts a polygon without holes at a latitude, into what is north and what is south of it.

    The arcs of the mesh are split where they cross; the polygon given is the last that names
    the old ones.
    """
    row = mesh.grid.row(lat)
    seams = Seams(mesh)
    runs: dict[bool, list[Ring]] = {True: [], False: []}
    for is_north, run in _runs(mesh, polygon[0], row):
        runs[is_north].append(run)
    north, south = (_join(mesh, runs[side], seams, along=0) for side in (True, False))
    return [(ring,) for ring in north], [(ring,) for ring in south]


def crossings(arc: Arc, row: int) -> list[Arc]:
    """An arc as pieces that each stay on one side of a grid row; a point on it is north."""
    pieces: list[list[Point]] = [[arc[0]]]
    for (x1, y1), (x2, y2) in pairwise(arc):
        if (y1 >= row) != (y2 >= row):
            at = (round(x1 + (x2 - x1) * (row - y1) / (y2 - y1)), row)
            if pieces[-1][-1] != at:
                pieces[-1].append(at)
            pieces.append([at])
        if pieces[-1][-1] != (x2, y2):
            pieces[-1].append((x2, y2))
    return [tuple(piece) for piece in pieces if len(piece) > 1]


def _runs(mesh: Mesh, ring: Ring, row: int) -> list[tuple[bool, Ring]]:
    """A ring's references in runs by side, the first and the last joined where they belong."""
    out: list[tuple[bool, list[int]]] = []
    for ref in ring:
        is_north = all(y >= row for _, y in mesh.arc(ref))
        if out and out[-1][0] == is_north:
            out[-1][1].append(ref)
        else:
            out.append((is_north, [ref]))
    if len(out) > 1 and out[0][0] == out[-1][0]:
        side, last = out.pop()
        out[0] = (side, last + out[0][1])
    return [(side, tuple(run)) for side, run in out]


def _jumps(a: Point, b: Point, west: int, east: int) -> bool:
    return abs(a[0] - b[0]) * 2 > east - west


def _without_jumps(arc: Arc, west: int, east: int) -> list[Arc]:
    """The pieces of an arc between its jumps, each led to the edge of the map."""
    pieces: list[list[Point]] = [[arc[0]]]
    for a, b in pairwise(arc):
        if _jumps(a, b, west, east):
            near, far = (east, west) if a[0] > b[0] else (west, east)
            row = _row_of_crossing(a, b, near, far)
            pieces[-1].append((near, row if a[0] != near else a[1]))
            pieces.append([(far, row if b[0] != far else b[1])])
        pieces[-1].append(b)
    return [arc for piece in pieces if len(arc := _plain(piece)) > 1]


def _row_of_crossing(a: Point, b: Point, near: int, far: int) -> int:
    """The row where a step from `a` to `b` leaves the map at `near` to enter it at `far`."""
    before, after = abs(near - a[0]), abs(b[0] - far)
    if before + after == 0:
        return a[1]
    return round(a[1] + (b[1] - a[1]) * before / (before + after))


def _plain(points: Sequence[Point]) -> Arc:
    """Points without repeats in a row."""
    return tuple(p for i, p in enumerate(points) if i == 0 or p != points[i - 1])


def _reclose(mesh: Mesh, polygon: Polygon, seams: Seams) -> list[Polygon]:
    """The polygons that a polygon with broken rings falls into."""
    whole: list[Ring] = []
    open_runs: list[Ring] = []
    for ring in polygon:
        runs = _unbroken(mesh, ring)
        if len(runs) == 1 and mesh.start(runs[0][0]) == mesh.end(runs[0][-1]):
            whole.append(ring)
        elif not _is_pole(mesh, ring):
            open_runs.extend(runs)
    if not open_runs:
        return [polygon]
    runs = [run for run in open_runs if len({x for x, _ in mesh.points(run)}) > 1]
    outlines = _join(mesh, runs, seams, along=1)
    return [
        (outline, *(h for h in whole if contains(mesh.points(outline), mesh.start(h[0]))))
        for outline in outlines
    ]


def _is_pole(mesh: Mesh, ring: Ring) -> bool:
    """A ring that is the pole drawn as an edge of the map."""
    return len({y for _, y in mesh.points(ring)}) == 1


def _unbroken(mesh: Mesh, ring: Ring) -> list[Ring]:
    """A ring's references in runs that are parted by jumps."""
    runs: list[list[int]] = [[]]
    for ref in ring:
        if runs[-1] and mesh.end(runs[-1][-1]) != mesh.start(ref):
            runs.append([])
        runs[-1].append(ref)
    if len(runs) > 1 and mesh.end(runs[-1][-1]) == mesh.start(runs[0][0]):
        runs[0] = runs.pop() + runs[0]
    return [tuple(run) for run in runs]


def _join(mesh: Mesh, runs: Iterable[Ring], seams: Seams, along: int) -> list[Ring]:
    """Closes open runs into rings along the lines that their ends lie on.

    On such a line the ends alternate between leaving and entering the land, so neighbours
    belong together. A run with a line to itself goes round the pole.
    """
    todo = [run for run in runs if run]
    closed = [run for run in todo if mesh.start(run[0]) == mesh.end(run[-1])]
    todo = [run for run in todo if mesh.start(run[0]) != mesh.end(run[-1])]
    lines: dict[int, list[tuple[int, int, bool]]] = {}
    for number, run in enumerate(todo):
        for point, leaves in ((mesh.start(run[0]), False), (mesh.end(run[-1]), True)):
            lines.setdefault(point[1 - along], []).append((point[along], number, leaves))
    follower: dict[int, int] = {}
    for ends in lines.values():
        if len(ends) % 2:
            return [*closed, *(_round_the_pole(mesh, run, seams) for run in todo)]
        ends.sort()
        for one, two in zip(ends[::2], ends[1::2], strict=True):
            leaving, entering = (one, two) if one[2] else (two, one)
            if not leaving[2] or entering[2]:
                raise ValueError("a ring crosses the cut twice in the same direction")
            follower[leaving[1]] = entering[1]
    return closed + _cycles(mesh, todo, follower, seams)


def _cycles(mesh: Mesh, runs: list[Ring], follower: dict[int, int], seams: Seams) -> list[Ring]:
    """Follows runs from each to the next until each ring is closed."""
    rings = []
    while follower:
        first = number = next(iter(follower))
        ring: list[int] = []
        while number in follower:
            following = follower.pop(number)
            ring.extend(runs[number])
            here, there = mesh.end(runs[number][-1]), mesh.start(runs[following][0])
            if here != there:
                ring.append(seams.ref(here, there))
            number = following
        if number != first:
            raise ValueError("a ring cannot be closed along the cut")
        rings.append(tuple(ring))
    return rings


def _round_the_pole(mesh: Mesh, run: Ring, seams: Seams) -> Ring:
    here, there = mesh.end(run[-1]), mesh.start(run[0])
    pole = mesh.grid.row(SOUTH_POLE)
    down, across, up = (here[0], pole), (there[0], pole), there
    return (*run, seams.ref(here, down), seams.ref(down, across), seams.ref(across, up))


def _along_edge(a: Point, b: Point, west: int, east: int) -> bool:
    sides = {a[0], b[0]}
    return sides in ({west}, {east}) or sides == {west, east}


def _edge_runs(arc: Arc, west: int, east: int) -> list[Arc]:
    """An arc as pieces that are each wholly along the edge of the map, or wholly not."""
    runs: list[list[Point]] = []
    was_edge = None
    for a, b in pairwise(arc):
        is_edge = _along_edge(a, b, west, east)
        if is_edge != was_edge:
            runs.append([a])
        runs[-1].append(b)
        was_edge = is_edge
    return [tuple(run) for run in runs]
