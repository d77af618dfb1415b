"""A page of more places than it can hold has the most mentioned, and says so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from viewer.atlas.picture import FEW
from viewer.export.html import write_html
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape


def reading(number: int, places: list[Place]) -> Reading:
    """An article with a paragraph for each place."""
    text = "\n".join(place.title for place in places)
    passages, mentions, at = [], [], 0
    for place in places:
        end = at + len(place.title)
        passages.append(Passage(at, end, PassageKind.PARAGRAPH))
        title = "gazetteer title"
        mentions.append(Mention(at, end, place.title, Role.LITERAL, place, 1.0, title))
        at = end + 1
    article = Article(f"a{number}", Path(f"{number}.txt"), text, "utf-8", f"Article {number}")
    return Reading(article, tuple(passages), tuple(mentions))


def test_the_most_mentioned_are_in_it(tmp_path: Path) -> None:
    towns = [
        Place(f"t{i}", f"Town {i}", "town", Shape.POINT, i / 100 - 40, i / 50)
        for i in range(FEW + 40)
    ]
    often = [towns[-1]] * 130
    library = Library.of([reading(1, towns), reading(2, often)])
    target = tmp_path / "map.html"
    write_html(library, BoundaryIndex.load(), target, layer="heat")
    page = target.read_text(encoding="utf-8")
    blocks = dict(re.findall(r'<script type="application/json" id="(\w+)">(.*?)</script>', page))
    scene, settings, readings = (
        json.loads(blocks[name]) for name in ("scene", "settings", "readings")
    )
    assert len(scene["places"]) == FEW
    assert scene["places"][0]["id"] == f"t{FEW + 39}"
    assert scene["places"][0]["count"] == 131
    assert "The 2,000 most mentioned of 2,040 places" in settings["note"]
    assert settings["layer"] == "heat"
    assert len(readings["quotes"][f"t{FEW + 39}"]) == 100
    assert [article["title"] for article in readings["articles"]] == ["Article 1", "Article 2"]
