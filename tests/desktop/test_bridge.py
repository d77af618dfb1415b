"""What arrives at the bridge comes from a page that may be anyone's."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop.bridge import Bridge
from viewer.model import Bounds, View

SOUND = [50.0, 30.0, 5.0, 40.0, 20.0, 60.0, 40.0]
ANY = st.floats() | st.sampled_from(SOUND)


def heard(bridge: Bridge) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    for signal in (bridge.place_selected, bridge.place_hovered, bridge.page_failed):
        signal.connect(lambda value: told.append((value,)))
    for signal in (bridge.scene_drawn, bridge.view_moved, bridge.figure_ready):
        signal.connect(lambda first, second: told.append((first, second)))
    return told


def test_a_sound_view_is_passed_on() -> None:
    bridge = Bridge()
    told = heard(bridge)
    bridge.moved(*SOUND)
    assert told == [(View(50.0, 30.0, 5.0), Bounds(40.0, 20.0, 60.0, 40.0))]


@pytest.mark.parametrize("index", range(7))
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e300])
def test_numbers_that_are_none_are_dropped(index: int, value: float) -> None:
    numbers = [*SOUND]
    numbers[index] = value
    bridge = Bridge()
    told = heard(bridge)
    bridge.moved(*numbers)
    finite_box = index in (4, 6) and value == 1e300
    assert told == [] or finite_box


@given(numbers=st.lists(ANY, min_size=7, max_size=7))
def test_every_view_that_is_passed_on_is_one(numbers: list[float]) -> None:
    bridge = Bridge()
    told = heard(bridge)
    bridge.moved(*numbers)
    for view, bounds in told:
        assert isinstance(view, View)
        assert isinstance(bounds, Bounds)
        assert abs(view.lat) <= 90
        assert abs(view.lon) <= 180
        assert 0 <= view.zoom <= 24
        assert -90 <= bounds.south <= bounds.north <= 90


def test_texts_and_counts_have_their_limits() -> None:
    bridge = Bridge()
    told = heard(bridge)
    bridge.selected("x" * 401)
    bridge.hovered("x" * 401)
    bridge.drawn(-1, 3)
    bridge.drawn(1, -3)
    bridge.figureReady(-1, 3)
    bridge.figureReady(1, -1)
    assert told == []
    bridge.failed("x" * 100_000)
    assert told == [("x" * 2000,)]
