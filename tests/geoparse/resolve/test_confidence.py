"""How sure a choice is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.geoparse.namesakes import Rows
from viewer.geoparse.resolve.confidence import (
    CALIBRATION,
    TOGETHER,
    calibrated,
    claimed,
    softmax,
    together,
)

SPRINGFIELDS = Rows().named(["springfield"])


def test_likelihoods_are_shares() -> None:
    likelihoods = softmax([3.0, 1.0, 1.0])
    assert sum(likelihoods) == pytest.approx(1)
    assert likelihoods[0] > likelihoods[1] == likelihoods[2]
    assert softmax([-800.0, 800.0]) == pytest.approx([0, 1])
    assert softmax([4.0]) == [1.0]


def test_a_lead_makes_sure_and_a_rival_does_not() -> None:
    ahead = claimed(SPRINGFIELDS, [12.0, 5.0, 5.0], 0)
    close = claimed(SPRINGFIELDS, [12.0, 11.5, 5.0], 0)
    assert ahead > 0.99 > 0.7 > close > 0.5


def test_a_place_that_nothing_speaks_for_may_not_be_it() -> None:
    assert claimed(SPRINGFIELDS[:1], [3.0], 0) < 0.5 < claimed(SPRINGFIELDS[:1], [9.0], 0)


def test_a_town_and_its_region_are_one_pin() -> None:
    kyiv = Rows().named(["kyiv"])
    apart = claimed(SPRINGFIELDS[:2], [9.0, 9.0], 0)
    assert claimed(kyiv, [9.0, 9.0], 0) > 0.9 > 0.6 > apart


def test_what_is_claimed_more_surely_is_surer() -> None:
    for table in (CALIBRATION, TOGETHER):
        assert all(low[0] < high[0] and low[1] < high[1] for low, high in pairwise(table))
    steps = [calibrated(step / 100) for step in range(101)]
    assert steps == sorted(steps)
    assert 0 <= steps[0] < steps[-1] <= 1


def test_a_mention_is_as_sure_as_its_name_and_its_place_together() -> None:
    assert together(1.0, 1.0) > together(0.9, 1.0) > together(0.9, 0.5) > 0
    assert together(0.9, 0.5) == together(0.5, 0.9)
