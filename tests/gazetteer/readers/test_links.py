from __future__ import annotations

import pytest

from viewer.gazetteer.readers.links import short_id


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("http://www.geonames.org/2657780/", "gn:2657780"),
        ("https://sws.geonames.org/2657780/about.rdf", "gn:2657780"),
        ("https://www.geonames.org/703448/kyiv.html", "gn:703448"),
        ("geonames.org/703448", "gn:703448"),
        ("http://www.wikidata.org/entity/Q1899", "wd:Q1899"),
        ("https://www.wikidata.org/wiki/Q1899", "wd:Q1899"),
        (" GN:7 ", "gn:7"),
        ("http://vocab.getty.edu/tgn/7011944", "tgn:7011944"),
        ("https://pleiades.stoa.org/places/579885", "pl:579885"),
        ("gn:703448", "gn:703448"),
        ("http://example.org/geonames.org/7", "http://example.org/geonames.org/7"),
        ("", ""),
    ],
)
def test_ids_are_written_one_way(text: str, short: str) -> None:
    assert short_id(text) == short
