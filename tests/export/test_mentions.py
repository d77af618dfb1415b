from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from viewer.export.mentions import as_json, as_text
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape

ATHENS = Place("gn:1", "Athens", "town", Shape.POINT, 39.33, -82.1, ccodes=("US",), region="Ohio")
NEAR = Place("near", "9 km of Athens", "unnamed place", Shape.CIRCLE, 39.3, -82.1, radius_km=9)
TEXT = "In Athens\nA farm 9 km from Athens, in Nowhere"


def mention(text: str, start: int, place: Place | None, **more: object) -> Mention:
    return Mention(
        start,
        start + len(text),
        text,
        Role.LITERAL,
        place,
        0.51234567,
        "rule",
        **more,  # type: ignore[arg-type]
    )


READING = Reading(
    Article("a", Path("a.txt"), TEXT, "utf-8", "In Athens"),
    (
        Passage(0, 9, PassageKind.TITLE),
        Passage(10, len(TEXT), PassageKind.PARAGRAPH),
    ),
    (
        mention("Athens", 3, ATHENS, unsure=True, note="the text says 2 km north"),
        mention("9 km from", 17, NEAR),
        mention("Nowhere", 37, None, why="it has no row"),
    ),
)


def test_a_line_of_json_says_all_that_is_known() -> None:
    first, second, third = map(json.loads, as_json(READING))

    assert first == {
        "file": "a.txt",
        "start": 3,
        "end": 9,
        "text": "Athens",
        "role": "literal",
        "place": {
            "id": "gn:1",
            "title": "Athens",
            "kind": "town",
            "shape": "point",
            "lat": 39.33,
            "lon": -82.1,
            "ccodes": ["US"],
            "region": "Ohio",
        },
        "score": 0.5123,
        "unsure": True,
        "decided_by": "rule",
        "passage": "title",
        "note": "the text says 2 km north",
    }
    assert (second["place"]["shape"], second["place"]["radius_km"]) == ("circle", 9)
    assert (third["place"], third["why"], third["unsure"]) == (None, "it has no row", False)


def test_a_line_of_text_is_read_by_a_person() -> None:
    first, _, third = as_text(READING)

    assert first == (
        "a.txt:3-9  Athens  [literal, title]  Athens (town, Ohio, US) 39.3300, -82.1000 "
        "(not certain); the text says 2 km north"
    )
    assert third.endswith("not placed: it has no row")


def test_a_part_of_a_file_is_named() -> None:
    reading = replace(READING, article=replace(READING.article, part="message 2"))
    record = json.loads(next(as_json(reading)))
    assert (record["file"], record["part"]) == ("a.txt", "message 2")
    assert next(as_text(reading)).startswith("a.txt (message 2):3-9 ")
