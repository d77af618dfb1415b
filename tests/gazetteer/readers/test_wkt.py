"""Well-known text: shapes read, and what is refused."""

from __future__ import annotations

import pytest

from viewer.gazetteer.readers.wkt import UnreadableShape, parse


@pytest.mark.parametrize(
    ("text", "kind", "lat", "lon"),
    [
        ("POINT (30.5 50.4)", "POINT", 50.4, 30.5),
        ("point(-30.5 -50.4)", "POINT", -50.4, -30.5),
        ("SRID=4326; POINT Z (30 50 7)", "POINT", 50, 30),
        ("LINESTRING (0 0, 10 0)", "LINESTRING", 0, 5),
        ("LINESTRING (0 0, 0 2, 0 2, 0 8)", "LINESTRING", 4, 0),
        ("MULTILINESTRING ((0 0, 1 0), (0 0, 10 0))", "MULTILINESTRING", 0, 5),
    ],
)
def test_points_and_lines(text: str, kind: str, lat: float, lon: float) -> None:
    shape = parse(text)
    assert (shape.kind, shape.rings) == (kind, ())
    assert (shape.lat, shape.lon) == pytest.approx((lat, lon))


def test_a_polygon_closes_itself_and_its_point_lies_within() -> None:
    shape = parse("POLYGON ((0 0, 10 0, 10 10, 0 10))")
    assert shape.rings == (((0, 0), (0, 10), (10, 10), (10, 0), (0, 0)),)
    assert (shape.lat, shape.lon) == pytest.approx((5, 5), abs=1e-3)


def test_the_point_of_a_horseshoe_is_not_in_its_gap() -> None:
    shape = parse("POLYGON ((0 0, 30 0, 30 30, 20 30, 20 10, 10 10, 10 30, 0 30, 0 0))")
    assert shape.lat == pytest.approx(15, abs=1e-3)
    assert 0 < shape.lon < 10 or 20 < shape.lon < 30


def test_holes_and_several_polygons() -> None:
    shape = parse(
        "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 8 1, 8 8, 1 8, 1 1)),"
        " ((20 0, 21 0, 21 1, 20 0)))"
    )
    assert len(shape.rings) == 3
    assert 0 < shape.lon < 1 or 8 < shape.lon < 9


@pytest.mark.parametrize(
    "text",
    [
        *("Kyiv", "CIRCLE (1 2)", "POINT", "POINT EMPTY", "POINT ()", "POINT (1)"),
        *("POINT (1 2, 3 4)", "POINT (nan 2)", "POINT (1e400 2)", "POINT (1 2", "POINT (1 2) x"),
        *("POINT ((1 2))", "POINT ((1 2)"),
        *("POLYGON (1 2, 3 4)", "POLYGON ((1 2, 3 4))", "POLYGON ((0 0, 1 0, 2 0))"),
        *("POLYGON ((0 0, 1 1, 2 0)", "POLYGON ()", "LINESTRING (1 2)", "POINT (30 95)"),
        *("POINT (190 5)", "(((((((((", "POLYGON ((((0 0, 1 1, 2 0))))"),
    ],
)
def test_what_is_refused(text: str) -> None:
    with pytest.raises(UnreadableShape):
        parse(text)


def test_the_order_of_axes_is_explained() -> None:
    with pytest.raises(UnreadableShape, match="longitude first"):
        parse("POINT (35.7 139.7)")


@pytest.mark.parametrize(
    ("text", "kind", "lat", "lon", "rings"),
    [
        ("MULTIPOINT(10 40, 12 42, 20 45)", "MULTIPOINT", 42.0, 12.0, 0),
        ("MULTIPOINT ((10 40), (12 42), (20 45))", "MULTIPOINT", 42.0, 12.0, 0),
        ("GEOMETRYCOLLECTION(POINT(1 2))", "MULTIPOINT", 2.0, 1.0, 0),
        ("GEOMETRYCOLLECTION(POINT(1 2), LINESTRING(0 0, 0 2))", "LINESTRING", 1.0, 0.0, 0),
        (
            "GEOMETRYCOLLECTION(POINT(1 2),POLYGON((0 0, 4 0, 4 4, 0 4, 0 0)))",
            *("MULTIPOLYGON", 2.0, 2.0, 1),
        ),
    ],
)
def test_several_shapes(text: str, kind: str, lat: float, lon: float, rings: int) -> None:
    found = parse(text)
    assert (found.kind, len(found.rings)) == (kind, rings)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "MULTIPOINT()",
        "MULTIPOINT(1)",
        "GEOMETRYCOLLECTION()",
        "GEOMETRYCOLLECTION(POINT(1 2)",
        "GEOMETRYCOLLECTION(POINT(1 2)) x",
        "GEOMETRYCOLLECTION(CIRCLE(1 2))",
        "GEOMETRYCOLLECTION(" * 3000,
        "GEOMETRYCOLLECTION(" * 3000 + "POINT(1 2)" + ")" * 3000,
    ],
)
def test_several_shapes_that_are_none(text: str) -> None:
    with pytest.raises(UnreadableShape):
        parse(text)
