"""Arcs as TopoJSON stores them, lines of arcs, and cuts: whatever the points are."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.atlas.basemap.cuts import crossings, cut_antimeridian
from viewer.atlas.basemap.dividing import divide
from viewer.atlas.basemap.mesh import Arc, Grid, Mesh, Part, chains, delta, undelta, without_spurs
from viewer.atlas.basemap.shapes import contains, inner_point, signed_area
from viewer.atlas.basemap.simplify import simplify
from viewer.gazetteer.topology import Topology

GRID = Grid((0.0036, 0.0018), (-180.0, -90.0))
points = st.tuples(st.integers(0, 99_999), st.integers(0, 99_999))
steps = st.lists(points, min_size=2, max_size=60).filter(
    lambda line: all(a != b for a, b in pairwise(line))
)


@given(steps)
def test_an_arc_comes_back_as_it_was(line: list[tuple[int, int]]) -> None:
    arc = tuple(line)
    assert undelta(delta(arc)) == arc
    document = {
        "arcs": [delta(arc)],
        "transform": {"scale": GRID.scale, "translate": GRID.translate},
        "objects": {"countries": {"geometries": []}, "borders": {"geometries": []}},
    }
    there = Topology(document).line([0])
    assert there == [GRID.degrees(point) for point in arc]
    assert Topology(document).line([~0]) == there[::-1]


@given(steps, st.integers(0, 99_999))
def test_a_cut_keeps_the_way_and_parts_the_sides(line: list[tuple[int, int]], row: int) -> None:
    arc = tuple(line)
    pieces = crossings(arc, row)
    for before, after in pairwise(pieces):
        assert before[-1] == after[0]
        assert before[-1][1] == row
    for piece in pieces:
        rows = [y for _, y in piece]
        assert min(rows) >= row or max(rows) <= row
    way = [point for piece in pieces for point in piece]
    kept = iter(way)
    assert all(point in kept for point in arc), "a point is lost or out of order"


@given(steps, st.floats(0, 50))
def test_what_is_simplified_keeps_its_ends_and_invents_nothing(
    line: list[tuple[int, int]], limit: float
) -> None:
    arc = tuple(line)
    short = simplify(arc, GRID, limit)
    assert (short[0], short[-1]) == (arc[0], arc[-1])
    kept = iter(arc)
    assert all(point in kept for point in short)


def test_what_is_straight_is_left_out() -> None:
    arc = ((0, 0), (2, 1), (4, 2), (5, 9), (5, 11))
    assert simplify(arc, GRID, 0.0) == ((0, 0), (4, 2), (5, 9), (5, 11))


def test_an_islet_stays_an_islet() -> None:
    ring = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0))
    assert simplify(ring, GRID, 1e9) == ring
    assert len(simplify((*ring[:-1], (2, 0)), GRID, 1e9)) == 3


def test_arcs_that_meet_become_one_line() -> None:
    arcs: list[Arc] = [((0, 0), (1, 0)), ((2, 0), (1, 0)), ((2, 0), (3, 0)), ((9, 9), (8, 8))]
    mesh = Mesh(GRID, arcs)
    found = [mesh.points(line) for line in chains(mesh, range(4))]
    assert sorted(map(sorted, found)) == [[(0, 0), (1, 0), (2, 0), (3, 0)], [(8, 8), (9, 9)]]


def test_a_line_ends_where_three_meet() -> None:
    mesh = Mesh(GRID, [((0, 0), (5, 5)), ((5, 5), (9, 0)), ((5, 5), (5, 9))])
    assert len(chains(mesh, range(3))) == 3


@pytest.mark.parametrize(
    ("ring", "kept"), [([1, 2, ~2, 3], (1, 3)), ([2, 1, ~2], (1,)), ([1, 2, ~2, ~1, 5], (5,))]
)
def test_spurs_are_left_out(ring: list[int], kept: tuple[int, ...]) -> None:
    assert without_spurs(ring) == kept


def test_a_ring_over_the_antimeridian_is_cut_in_two() -> None:
    east, west = GRID.column(180), GRID.column(-180)
    ring = ((east - 9, 10), (west + 9, 10), (west + 9, 20), (east - 9, 20), (east - 9, 10))
    mesh = Mesh(GRID, [ring], [Part("FJ", "Fiji", [((0,),)])], [((0,),)])
    cut_antimeridian(mesh)
    polygons = mesh.parts[0].polygons
    assert len(polygons) == 2
    assert mesh.land == polygons
    outlines = [mesh.points(polygon[0]) for polygon in polygons]
    assert sorted(sorted({x for x, _ in outline}) for outline in outlines) == [
        [west, west + 9],
        [east - 9, east],
    ]
    assert [abs(signed_area(outline)) for outline in outlines] == [90, 90]


@pytest.mark.parametrize("start", [(4, -1), (0, 0), (5, 0)])
def test_a_part_is_divided_along_a_line(start: tuple[int, int]) -> None:
    grid = Grid((1.0, 1.0), (0.0, 0.0))
    south: Arc = ((0, 0), (10, 0))
    rest: Arc = ((10, 0), (10, 10), (0, 10), (0, 0))
    mesh = Mesh(grid, [south, rest], [Part("IL", "", [((0, 1),)]), Part("JO", "", [((~0,),)])])
    taken = divide(mesh, mesh.parts[0], [start, (5, 5), (11, 9)], inside=(9, 2))
    kept = mesh.parts[0].polygons[0]
    areas = [abs(signed_area(mesh.points(one[0]))) for one in (kept, taken)]
    assert sum(areas) == 100
    assert contains(mesh.points(taken[0]), (9, 2))
    assert contains(mesh.points(kept[0]), (2, 8))
    assert {~ref for ref in taken[0]} & set(kept[0]), "the line is an arc of both"
    neighbour = mesh.parts[1].polygons[0][0]
    assert mesh.points(neighbour)[0] == (10, 0), "the neighbour's arc is split as well"
    assert len(neighbour) == (1 if start == (0, 0) else 2)


@given(
    st.lists(
        st.tuples(st.floats(-170, 170), st.floats(-80, 80)), min_size=3, max_size=12, unique=True
    )
)
def test_a_label_lies_inside(corners: list[tuple[float, float]]) -> None:
    # Corners sorted round their middle make a ring that does not cross itself.
    ring = _star(corners)
    if abs(signed_area(ring)) > 1:
        assert contains(ring, inner_point([ring]))


def _star(corners: list[tuple[float, float]]) -> list[tuple[float, float]]:
    x = sum(corner[0] for corner in corners) / len(corners)
    y = sum(corner[1] for corner in corners) / len(corners)
    ring = sorted(corners, key=lambda corner: math.atan2(corner[1] - y, corner[0] - x))
    return [*ring, ring[0]]
