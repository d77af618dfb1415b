"""The measures of the geoparsing benchmark, on annotations small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.geoparsing.scoring import Document, Span, distance_km, read_gold, reliability, score

PARIS, TEXAS = (48.86, 2.35), (33.66, -95.56)


def one(start: int, end: int, at: tuple[float, float] | None = None, **more: object) -> Span:
    return Span(start, end, *(at or (None, None)), **more)  # type: ignore[arg-type]


GOLD = {
    "a": Document(
        "",
        (
            one(0, 5, PARIS),
            one(10, 15, TEXAS),
            one(20, 26, PARIS, associative=True),
            one(30, 40),
        ),
    ),
    "b": Document("", (one(0, 5, PARIS),)),
}


def test_spans_are_exact_or_overlap() -> None:
    found = {"a": [one(0, 5), one(9, 15), one(50, 55)]}
    figures = score(GOLD, found)

    assert (figures.exact.right, figures.exact.found, figures.exact.annotated) == (1, 3, 5)
    assert figures.overlap.right == 2
    assert figures.overlap.precision == pytest.approx(2 / 3)
    assert figures.overlap.recall == pytest.approx(2 / 5)
    assert figures.end_to_end.f1 == 0


def test_a_place_is_right_within_a_hundred_miles() -> None:
    near, far = (49.5, 3.0), (52.0, 2.35)
    found = {"a": [one(0, 5, near), one(10, 15, far), one(30, 40, far)], "b": [one(7, 9, PARIS)]}
    figures = score(GOLD, found)

    # What answers an annotation without coordinates is judged by nobody.
    assert (figures.end_to_end.right, figures.end_to_end.found) == (1, 3)
    assert figures.end_to_end.annotated == 4
    assert figures.resolved == 0.5
    assert sorted(figures.outcomes) == [(1.0, False), (1.0, False), (1.0, True)]


def test_one_annotation_is_answered_once_by_what_fits_it_best() -> None:
    figures = score({"b": GOLD["b"]}, {"b": [one(0, 4), one(0, 5), one(3, 5)]})

    assert (figures.exact.right, figures.overlap.right, figures.overlap.found) == (1, 1, 3)


def test_adjectives_can_be_left_out_on_both_sides() -> None:
    found = {"a": [one(0, 5, PARIS), one(20, 26, TEXAS)]}
    figures = score(GOLD, found, literal=True)

    assert (figures.exact.found, figures.exact.annotated) == (1, 4)
    assert figures.end_to_end.precision == 1


def test_an_area_is_right_wherever_its_point_is() -> None:
    gold = {"a": Document("", (one(0, 5, (60.0, 100.0), radius_km=2300),))}
    found = {"a": [one(0, 5, (61.5, 80.0))]}

    assert score(gold, found).end_to_end.right == 0
    assert score(gold, found, areas=True).end_to_end.right == 1


def test_distances() -> None:
    assert distance_km(one(0, 1, (0, 0)), one(0, 1, (0, 1))) == pytest.approx(111.195, abs=0.001)
    assert distance_km(one(0, 1, (0, 179)), one(0, 1, (0, -179))) == pytest.approx(222.39, abs=0.01)
    with pytest.raises(ValueError, match="no distance"):
        distance_km(one(0, 1), one(0, 1, PARIS))


def test_reliability_goes_by_tenths() -> None:
    outcomes = [(0.95, True), (0.91, True), (0.99, False), (0.42, False), (1.0, True)]

    assert reliability(outcomes) == [
        (pytest.approx(0.42), 0.0, 1),
        (pytest.approx(0.9625), 0.75, 4),
    ]


def test_annotated_articles_are_read(tmp_path: Path) -> None:
    file = tmp_path / "set.json"
    mention = {"start": 0, "end": 5, "phrase": "Paris", "lat": 48.9, "lon": 2.4, "kind": "literal"}
    other = {"start": 9, "end": 15, "lat": None, "lon": None, "kind": "associative", "radius": 9}
    content = {"x": {"text": "Paris is French", "meta": {}, "mentions": [mention, other]}}
    file.write_text(json.dumps(content), encoding="utf-8")

    (document,) = read_gold(file).values()

    assert document.mentions == (
        Span(0, 5, 48.9, 2.4),
        Span(9, 15, associative=True, radius_km=9),
    )
