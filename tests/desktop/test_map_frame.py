"""What a map shows, and where it must go to show more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.window_fixtures import KHARKIV, KYIV, MINSK
from viewer.desktop.map_frame import Frame
from viewer.model import View

LATITUDES, LONGITUDES = st.floats(-80, 80), st.floats(-180, 180)


def test_what_is_in_view_moves_nothing() -> None:
    frame = Frame(View(50.0, 31.0, 5.0), 800, 600)
    assert frame.shows(KYIV.lat, KYIV.lon)
    assert frame.following([KYIV, KHARKIV, MINSK]) is None
    assert frame.following([]) is None


def test_the_map_goes_no_nearer_than_it_is() -> None:
    view = Frame(View(0.0, 0.0, 5.0), 800, 600).following([KYIV])
    assert view is not None
    assert view.zoom == 5.0
    assert (view.lat, view.lon) == pytest.approx((KYIV.lat, KYIV.lon))


def test_it_goes_farther_where_it_must() -> None:
    far = replace(KYIV, lat=-33.9, lon=18.4)
    view = Frame(View(50.0, 31.0, 6.0), 800, 600).following([KYIV, far])
    assert view is not None
    assert view.zoom < 4
    frame = Frame(view, 800, 600)
    assert frame.shows(KYIV.lat, KYIV.lon)
    assert frame.shows(far.lat, far.lon)


def test_it_crosses_the_antimeridian_the_short_way() -> None:
    fiji, samoa = replace(KYIV, lat=-17.7, lon=178.0), replace(KYIV, lat=-13.8, lon=-172.0)
    view = Frame(View(50.0, 31.0, 5.0), 800, 600).following([fiji, samoa])
    assert view is not None
    assert view.lon == pytest.approx(-177.0)
    assert view.zoom == 5.0


@given(st.lists(st.tuples(LATITUDES, LONGITUDES), min_size=1, max_size=6), st.floats(2, 12))
def test_whatever_is_followed_is_then_in_view(
    points: list[tuple[float, float]], zoom: float
) -> None:
    places = [replace(KYIV, lat=lat, lon=lon) for lat, lon in points]
    frame = Frame(View(10.0, 20.0, zoom), 1000, 800)
    view = frame.following(places)
    after = Frame(view or frame.view, 1000, 800)
    # A world that is narrower than the map shows all of itself.
    if after.view.zoom > 2:
        assert all(after.shows(place.lat, place.lon) for place in places)


def test_places_that_lie_close_together_are_not_taken_for_a_turn_of_the_world() -> None:
    # 28.3 + 360 - 360 is a little more than 28.3.
    for lons in ([28.3, 37.8, 30.52], [20.983711, 28.05028, 38.00006], [-82.79, -80.1]):
        places = [replace(KYIV, lat=50.0, lon=lon) for lon in lons]
        view = Frame(View(50.0, lons[0], 9.0), 300, 300).following(places)
        assert view is not None
        assert min(lons) < view.lon < max(lons)
        assert view.zoom > 3
