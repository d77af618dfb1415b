from typing import Any

import pytest

from tests.export.samples import library
from viewer.atlas.tiles import TileSource
from viewer.export.figure import PRESETS, FigureSpec, request, size_from
from viewer.model import ExportError, View


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"width_px": 100}, "width must be from 200"),
        ({"height_px": 20_000}, "height must be from 200 to 10000"),
        ({"width_px": 9000, "height_px": 9000}, "too many"),
        ({"width_px": 2000, "height_px": 300}, "5 times"),
        ({"dpi": 0}, "from 36 to 1200 dpi"),
        ({"theme": "pink"}, "no theme 'pink'"),
        ({"view": View(lat=float("nan"))}, "not a place on Earth"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ExportError, match=says):
        FigureSpec(**wrong)


@pytest.mark.parametrize("name", PRESETS)
def test_every_named_size_can_be_made(name: str) -> None:
    spec = FigureSpec.preset(name)
    assert (spec.width_px, spec.height_px) == (PRESETS[name].width_px, PRESETS[name].height_px)


def test_type_has_its_size_on_paper_where_the_figure_is_printed() -> None:
    assert FigureSpec.preset("a4").scale == 300 / 96
    assert FigureSpec.preset("a3").inches == pytest.approx((16.54, 11.69), abs=0.01)


def test_layout_is_the_same_at_4k_and_8k() -> None:
    four, eight = FigureSpec.preset("4k"), FigureSpec.preset("8k")
    assert eight.scale == pytest.approx(2 * four.scale)


@pytest.mark.parametrize("dpi", [36, 96, 300, 1200])
def test_text_is_readable_at_any_resolution(dpi: int) -> None:
    for size in PRESETS.values():
        spec = FigureSpec(size.width_px, size.height_px, dpi)
        side = (size.width_px * size.height_px) ** 0.5 / spec.scale
        assert 700 - 1e-6 <= side <= 1200 + 1e-6


def test_sizes_are_read_as_people_write_them() -> None:
    assert size_from("A4").dpi == 300
    assert size_from("4K", 300).dpi == 300
    wide = size_from("1200 x 800")
    assert (wide.width_px, wide.height_px, wide.dpi) == (1200, 800, 96)
    assert size_from("640×480").width_px == 640
    for wrong in ("", "big", "1200", "x800", "-5x5", "1e3x5"):
        with pytest.raises(ExportError, match="is no size"):
            size_from(wrong)


def test_what_is_turned_off_is_not_asked_for_but_the_credit_stays() -> None:
    off = FigureSpec(
        title="Talks",
        show_title=False,
        show_legend=False,
        show_scale=False,
        show_attribution=False,
        show_articles=False,
        show_counts=False,
    )
    asked = request(off, library(), "png")
    assert asked["title"] == asked["attribution"] == ""
    assert asked["articles"] == []
    assert asked["counts"] is None
    assert not asked["legend"]
    assert not asked["scaleBar"]
    assert asked["name"] == "Talks"
    assert "Natural Earth" in asked["credit"]
    assert "GeoNames" in asked["credit"]


def test_the_request_says_what_was_placed_and_read() -> None:
    asked = request(FigureSpec(), library(), "svg")
    assert asked["counts"] == {"articles": 2, "mentions": 9, "placed": 8}
    assert asked["articles"][0] == {
        "title": "Kyiv and the Belarus border",
        "source": "The Paper",
        "date": "February 2022",
    }


def test_online_tiles_are_credited_as_their_provider_asks() -> None:
    tiles = TileSource("T", "https://t.example.org/{z}/{x}/{y}.png", "© T contributors", 0, 17)
    asked = request(FigureSpec(), library(), "png", tiles)
    assert "© T contributors" in asked["attribution"]
    assert asked["tiles"]["maxZoom"] == 17
    assert "example.org" not in asked["tiles"]["url"]
