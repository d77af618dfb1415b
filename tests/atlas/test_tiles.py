from __future__ import annotations

import re

import pytest

from viewer.atlas.tiles import TileSource, choices


def test_there_is_a_choice_and_openstreetmap_is_in_it() -> None:
    names = [source.name for source in choices()]
    assert "OpenStreetMap" in names
    assert len(set(names)) == len(names) > 3


@pytest.mark.parametrize("source", choices(), ids=lambda source: source.name)
def test_a_source_is_whole(source: TileSource) -> None:
    assert source.url.startswith("https://")
    assert set(re.findall(r"\{(.*?)\}", source.url)) == {"x", "y", "z"}
    assert source.attribution.strip()
    assert "<" not in source.attribution
    assert 0 <= source.min_zoom < source.max_zoom <= 24
    assert source.host in source.url
    assert "." in source.host


def test_the_address_of_a_tile() -> None:
    source = TileSource("Test", "https://tiles.test/{z}/{x}/{y}.png", "Test")
    assert source.tile_url(3, 4, 5) == "https://tiles.test/3/4/5.png"
    assert source.host == "tiles.test"
