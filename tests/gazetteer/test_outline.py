from __future__ import annotations

from geopy.distance import great_circle

from viewer.gazetteer.outline import circle, outline
from viewer.model import Place, Shape


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
