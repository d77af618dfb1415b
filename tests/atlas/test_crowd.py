"""Cells hold every place once, whatever is asked for, and the page is told what it draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.atlas.crowds import BOUNDARIES, Places, crowd_of, scattered, spots_of, town
from viewer.atlas.cells import MOST_BITS, Region
from viewer.atlas.crowd import Crowd
from viewer.atlas.morton import BITS, interleaved, units
from viewer.model import Shape

RING = ((50.0, 30.0), (54.0, 30.0), (54.0, 36.0), (50.0, 30.0))
latitudes = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, 0.0, 90.0]))
longitudes = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, 0.0, 180.0]))
spread = st.lists(st.tuples(latitudes, longitudes), min_size=1, max_size=30)
WORLD = Region(1, 0, 0, 1, 1)


def strips(level: int, cuts: list[int]) -> list[Region]:
    """The world in upright strips: one begins in this world and ends in the next."""
    side = 2**level
    edges = sorted({cut % side for cut in cuts}) or [0]
    ends = [*edges[1:], edges[0] + side]
    return [Region(level, a, 0, b - 1, side - 1) for a, b in zip(edges, ends, strict=True)]


@settings(max_examples=40, deadline=None)
@given(
    spread,
    st.integers(1, 12),
    st.integers(1, MOST_BITS),
    st.lists(st.integers(0, 4095), max_size=4),
)
def test_every_place_is_in_one_cell_of_one_region(
    positions: list[tuple[float, float]], level: int, bits: int, cuts: list[int]
) -> None:
    passages = [1 + i % 7 for i in range(len(positions))]
    crowd = crowd_of(positions, passages)
    sums = np.zeros(2, np.int64)
    rows: list[int] = []
    for region in strips(level, cuts):
        cells, wide = crowd.cells(region, max(bits, level), 18.0)
        assert wide == []
        sums += (int(cells.places.sum()), int(cells.passages.sum()))
        rows += cells.row.tolist()
    assert sums.tolist() == [len(positions), sum(passages)]
    assert len(set(rows)) == len(rows)


@settings(max_examples=25, deadline=None)
@given(spread, st.integers(1, MOST_BITS))
def test_a_cell_stands_where_its_most_mentioned_place_does(
    positions: list[tuple[float, float]], bits: int
) -> None:
    crowd = crowd_of(positions, [1 + i % 7 for i in range(len(positions))])
    cells, _ = crowd.cells(WORLD, bits, 18.0)
    spots = crowd.spots
    x, y = units(spots.lat, spots.lon)
    keys = interleaved(x, y) >> np.uint64(2 * (BITS - bits))
    for i, row in enumerate(cells.row.tolist()):
        members = np.flatnonzero(keys == keys[row])
        assert row == members.min()
        assert spots.passages[row] == spots.passages[members].max()
        assert (cells.x[i], cells.y[i]) == (x[row], y[row])
        assert cells.places[i] == len(members)


@settings(max_examples=25, deadline=None)
@given(spread, st.data())
def test_a_filter_counts_as_if_the_places_were_sorted_anew(
    positions: list[tuple[float, float]], data: st.DataObject
) -> None:
    places = [town(number, *at) for number, at in enumerate(positions)]
    known = Places(places)
    whole = Crowd(spots_of(places, [3] * len(places)), known, BOUNDARIES)
    some = data.draw(st.lists(st.sampled_from(range(len(places))), unique=True))
    counts = data.draw(st.lists(st.integers(1, 9), min_size=len(some), max_size=len(some)))
    spots = spots_of(places, counts, some)
    kept = Crowd(spots, known, BOUNDARIES, before=whole).cells(WORLD, 9, 3.0)[0]
    anew = Crowd(spots, known, BOUNDARIES).cells(WORLD, 9, 3.0)[0]
    for column in ("row", "places", "passages", "x", "y"):
        assert np.array_equal(getattr(kept, column), getattr(anew, column))


def test_places_that_came_or_moved_since_are_found_where_they_are_now() -> None:
    places = [town(0, 10.0, 10.0), town(1, 20.0, 20.0)]
    first = Crowd(spots_of(places, [1, 1]), Places(places), BOUNDARIES)
    moved = [places[0], town(1, -20.0, 20.0), town(2, 30.0, 30.0)]
    after = Crowd(spots_of(moved, [1, 1, 5]), Places(moved), BOUNDARIES, before=first)
    cells, _ = after.cells(WORLD, 20, 10.0)
    assert sorted(cells.y.tolist()) == sorted(units(after.spots.lat, after.spots.lon)[1].tolist())
    assert len(after) == 3


def test_what_is_lifted_out_is_not_counted() -> None:
    crowd = crowd_of([(50.0, 30.0)] * 3, [5, 3, 2])
    cells, _ = crowd.cells(WORLD, 10, 5.0, [0])
    assert (cells.row.tolist(), cells.places.tolist(), cells.passages.tolist()) == ([1], [2], [5])
    assert crowd.cells(WORLD, 10, 5.0, [0, 1, 2])[0].row.tolist() == []


def test_a_cell_is_unsure_where_all_of_it_is() -> None:
    crowd = crowd_of([(50.0, 30.0), (50.0, 30.0), (10.0, 10.0)], [3, 2, 1])
    crowd.spots.unsure[[1, 2]] = True
    again = Crowd(crowd.spots, Places([]), BOUNDARIES)
    cells, _ = again.cells(WORLD, 12, 7.0)
    assert dict(zip(cells.row.tolist(), cells.unsure.tolist(), strict=True)) == {0: False, 2: True}


def test_a_region_is_a_pin_until_it_is_wide() -> None:
    places = [
        town(0, 50.0, 30.0),
        town(1, 51.0, 32.0, shape=Shape.VAGUE, polygon=(RING,)),
        town(2, 49.0, 20.0, shape=Shape.CIRCLE, radius_km=15.0),
    ]
    crowd = Crowd(spots_of(places, [9, 5, 2]), Places(places), BOUNDARIES)
    for zoom, wide in ((2.0, []), (5.5, [1]), (9.0, [1, 2])):
        cells, found = crowd.cells(WORLD, 24, zoom)
        assert found == wide
        assert sorted([*cells.row.tolist(), *wide]) == [0, 1, 2]


def test_a_wide_region_is_told_of_wherever_the_map_stands() -> None:
    places = [town(0, 0.0, 0.0, shape=Shape.VAGUE, radius_km=2000.0), town(1, 15.0, 15.0)]
    crowd = Crowd(spots_of(places, [9, 5]), Places(places), BOUNDARIES)
    cells, wide = crowd.cells(Region(5, 17, 14, 17, 14), 10, 5.0)
    assert (cells.row.tolist(), wide) == ([1], [0])


def test_countries_and_borders_are_no_pins() -> None:
    area = town(0, 49.0, 31.0, shape=Shape.AREA, boundary="UA", title="Ukraine")
    line = town(1, 51.6, 27.8, shape=Shape.LINE, boundary="BY-UA", title="Border")
    places = [area, line, town(2, 50.4, 30.5), town(3, -10.0, 179.0)]
    crowd = Crowd(spots_of(places, [9, 4, 2, 1]), Places(places), BOUNDARIES, articles=7)
    scene = crowd.scene()
    assert [place["title"] for place in scene["places"]] == ["Ukraine", "Border"]
    assert (scene["count"], scene["articles"]) == (4, 7)
    assert scene["bounds"] == [-10.0, 30.5, 50.4, 179.0]
    assert sorted(crowd.cells(WORLD, 20, 10.0)[0].row.tolist()) == [2, 3]
    assert crowd.shapes == {Shape.AREA, Shape.LINE, Shape.POINT}
    pins = crowd.thinned([Shape.POINT])
    assert (len(pins), pins.scene()["places"]) == (2, [])
    assert pins.thinned([Shape.POINT, Shape.AREA]) is pins


def test_a_place_is_found_by_its_id_only_where_it_is_shown() -> None:
    places = [town(number, 10.0, float(number)) for number in range(4)]
    crowd = Crowd(spots_of(places, [2, 7], [3, 1]), Places(places), BOUNDARIES)
    assert [crowd.row_of(f"p{number}") for number in range(5)] == [None, 0, None, 1, None]
    entry = crowd.entry_of_id("p3")
    assert entry is not None
    assert (entry["row"], entry["count"], entry["mentions"], entry["title"]) == (1, 2, 4, "Town 3")
    assert crowd.entry_of_id("p0") is None
    assert crowd.entry_of_id(None) is None


def test_what_cells_hold_has_a_box_and_its_places_in_order() -> None:
    crowd = crowd_of([(50.0, 30.0), (50.00001, 30.00002), (50.0, 30.0), (-10.0, 5.0)], [1, 5, 3, 2])
    cells, _ = crowd.cells(WORLD, 12, 7.0)
    inside = crowd.within([int(cells.row[0])], 12)
    by_passages = crowd.spots.number.tolist()
    assert by_passages == [1, 2, 3, 0]
    assert (inside["places"], inside["rows"]) == (3, [0, 1, 3])
    left, top, right, bottom = inside["box"]
    assert 0 < right - left < 1000
    assert 0 < bottom - top < 1000
    assert crowd.within([2], 24)["rows"] == [2]


@pytest.mark.parametrize("count", [0, 1])
def test_few_places_are_a_crowd_too(count: int) -> None:
    crowd = crowd_of([(1.0, 2.0)] * count, [4] * count)
    assert int(crowd.cells(WORLD, 8, 3.0)[0].passages.sum()) == 4 * count
    assert (crowd.scene()["bounds"] is None) == (count == 0)


def test_many_places_add_up_at_every_zoom() -> None:
    positions = scattered(20_000)
    passages = [1 + i * i % 50 for i in range(len(positions))]
    crowd = crowd_of(positions, passages)
    before = 0
    for bits in range(1, MOST_BITS + 1):
        cells, _ = crowd.cells(WORLD, bits, 18.0)
        assert int(cells.places.sum()) == len(positions)
        assert int(cells.passages.sum()) == sum(passages)
        assert len(cells.row) >= before
        before = len(cells.row)
    assert before > 15_000
