"""Leaves out the points of arcs that nobody can see, which is most of the page's work.

Points go in the order of the triangles that they make with their neighbours, the smallest
first (Visvalingam's method). Ends stay, so arcs still meet.
"""

from __future__ import annotations

import heapq
import math

from viewer.atlas.basemap.mesh import Arc, Grid

DEGREE_KM = 111.195
RING_POINTS = 5
LINE_POINTS = 3
"""What an arc keeps at least: an islet stays an islet, be it one arc or two."""


def simplify(arc: Arc, grid: Grid, limit_km2: float) -> Arc:
    """An arc without the points whose triangle is at most so large; 0 drops what is on a line."""
    last = len(arc) - 1
    if last < 2:
        return arc
    before, after = list(range(-1, last)), list(range(1, last + 2))
    cell_km2 = _cell_km2(arc, grid)
    floor = RING_POINTS if arc[0] == arc[-1] else LINE_POINTS

    def size(index: int) -> float:
        (x1, y1), (x2, y2), (x3, y3) = arc[before[index]], arc[index], arc[after[index]]
        return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * cell_km2

    sizes = {index: size(index) for index in range(1, last)}
    queue = [(found, index) for index, found in sizes.items()]
    heapq.heapify(queue)
    while queue and queue[0][0] <= limit_km2 and len(sizes) + 2 > floor:
        found, index = heapq.heappop(queue)
        if sizes.get(index) != found:
            continue
        del sizes[index]
        left, right = before[index], after[index]
        after[left], before[right] = right, left
        for neighbour in (left, right):
            if neighbour in sizes:
                # Never smaller than what is gone: or a curve would unravel from one end.
                sizes[neighbour] = max(size(neighbour), found)
                heapq.heappush(queue, (sizes[neighbour], neighbour))
    return (arc[0], *(arc[index] for index in sorted(sizes)), arc[-1])


def _cell_km2(arc: Arc, grid: Grid) -> float:
    """The size of a cell of the grid where the arc lies."""
    _, lat = grid.degrees(arc[len(arc) // 2])
    across = grid.scale[0] * DEGREE_KM * math.cos(math.radians(lat))
    return across * grid.scale[1] * DEGREE_KM
