from __future__ import annotations

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.outline import circle, destination, outline
from viewer.model import Place, Shape

LATS = st.floats(-89, 89)
LONS = st.floats(-180, 179.9)


@given(LATS, LONS, st.floats(0, 360), st.floats(1, 3000))
def test_a_destination_is_as_far_as_it_says(
    lat: float, lon: float, bearing: float, far: float
) -> None:
    there = destination(lat, lon, bearing, far)

    assert -180 <= there[1] <= 180
    assert great_circle((lat, lon), there).km == pytest.approx(far, rel=1e-4, abs=0.01)


def test_bearings_are_from_north_by_east() -> None:
    assert destination(0, 0, 0, 111.195) == pytest.approx((1, 0), abs=1e-4)
    assert destination(0, 0, 90, 111.195) == pytest.approx((0, 1), abs=1e-4)
    assert destination(0, 179.5, 90, 111.195) == pytest.approx((0, -179.5), abs=1e-4)


def test_a_circle_is_closed_and_round() -> None:
    ring = circle(50, 30, 40)

    assert ring[0] == ring[-1]
    assert {round(great_circle((50, 30), point).km, 2) for point in ring} == {40.0}


def test_an_outline_of_its_own_goes_before_a_circle() -> None:
    ring = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0))
    own = Place("a", "A", "region", Shape.VAGUE, 1, 1, polygon=(ring,), radius_km=9)
    round_one = Place("b", "B", "region", Shape.VAGUE, 1, 1, radius_km=9)

    assert outline(own) == (ring,)
    assert outline(round_one) == (circle(1, 1, 9),)
    assert outline(Place("c", "C", "city", Shape.POINT, 1, 1)) == ()
