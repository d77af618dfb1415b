from __future__ import annotations

import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.globe import destination, distance_km

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


def test_distances_are_right_to_a_few_percent() -> None:
    assert distance_km(48.86, 2.35, 51.51, -0.13) == pytest.approx(344, rel=0.02)
    assert distance_km(60, 10, 60, 11) == pytest.approx(55.6, abs=0.5)


def test_distances_cross_the_antimeridian() -> None:
    assert distance_km(-17.8, 179.9, -17.8, -179.9) == pytest.approx(21, rel=0.02)
    assert distance_km(0, 179.9, 0, -179.9) == pytest.approx(22.2, abs=0.2)
