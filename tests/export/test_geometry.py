from itertools import pairwise
from math import cos, pi, sin

from hypothesis import given
from hypothesis import strategies as st

from viewer.export.geometry import bbox, normal, outline, point


def area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def square(west: float, south: float, side: float) -> list[list[float]]:
    return [
        [west, south],
        [west, south + side],
        [west + side, south + side],
        [west + side, south],
        [west, south],
    ]


def test_outer_rings_run_counterclockwise_and_holes_clockwise() -> None:
    shape = normal({"type": "MultiPolygon", "coordinates": [[square(0, 0, 9), square(2, 2, 3)]]})
    outer, hole = shape["coordinates"][0]
    assert area(outer) == 81
    assert area(hole) == -9


def test_a_line_of_one_part_is_a_line_string() -> None:
    shape = normal({"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4.12345678]]]})
    assert shape == {"type": "LineString", "coordinates": [[1, 2], [3, 4.123457]]}


def test_what_rounding_makes_nothing_of_is_left_out() -> None:
    tiny = square(1, 1, 1e-9)
    shape = normal({"type": "MultiPolygon", "coordinates": [[tiny], [square(0, 0, 1), tiny]]})
    assert [len(polygon) for polygon in shape["coordinates"]] == [1]


def test_a_box_goes_the_short_way_round() -> None:
    shape = {"type": "MultiPolygon", "coordinates": [[square(20, 40, 30)], [square(-180, 60, 10)]]}
    assert bbox([shape, point(50, 179.5)]) == [20, 40, -170, 70]
    assert bbox([point(1, -5), point(3, 7)]) == [-5, 1, 7, 3]
    assert bbox([]) is None


def test_an_outline_over_the_antimeridian_is_cut_there() -> None:
    fiji = [(-20.0, 175.0), (-15.0, 175.0), (-15.0, -178.0), (-20.0, -178.0), (-20.0, 175.0)]
    shape = outline([fiji])
    assert shape is not None
    lons = [[lon for lon, _ in polygon[0]] for polygon in shape["coordinates"]]
    assert [(min(part), max(part)) for part in lons] == [(175, 180), (-180, -178)]
    assert [area(polygon[0]) for polygon in shape["coordinates"]] == [25, 10]
    assert bbox([shape]) == [175, -20, -178, -15]


def test_an_outline_that_crosses_more_than_once_is_cut_into_all_its_parts() -> None:
    # A comb: its back lies west of the antimeridian, two teeth reach over it.
    comb = [(0, 170), (9, 170), (9, -170), (6, -170), (6, 175), (3, 175), (3, -170), (0, -170)]
    shape = outline([[(float(lat), float(lon)) for lat, lon in comb]])
    assert shape is not None
    areas = sorted(area(polygon[0]) for polygon in shape["coordinates"])
    assert areas == [30, 30, 75]


lats = st.floats(-85, 85)


@given(st.floats(-180, 180), lats, st.floats(1, 60), st.integers(3, 12), st.booleans())
def test_no_outline_reaches_over_the_antimeridian_and_none_loses_ground(
    lon: float, lat: float, radius: float, corners: int, backwards: bool
) -> None:
    ring = [
        (lat + cos(2 * pi * n / corners) / 2, lon + radius * sin(2 * pi * n / corners))
        for n in range(corners)
    ]
    if backwards:
        ring.reverse()
    whole = abs(area([[x, y] for y, x in [*ring, ring[0]]]))
    shape = outline([[(y, (x + 180) % 360 - 180) for y, x in ring]])
    assert shape is not None
    rings = [polygon[0] for polygon in shape["coordinates"]]
    for part in rings:
        assert part[0] == part[-1]
        assert area(part) > 0
        assert all(-180 <= x <= 180 for x, _ in part)
        assert all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(part))
    assert abs(sum(map(area, rings)) - whole) < 1e-3


def test_an_outline_of_nothing_is_none() -> None:
    assert outline([]) is None
    assert outline([[], [(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)]]) is None
