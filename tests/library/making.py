"""Small readings for the tests of the library file."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from viewer.library.storage.writing import Stored
from viewer.model import (
    Article,
    Attributed,
    Dated,
    Mention,
    Passage,
    PassageKind,
    Place,
    Reading,
    Role,
    Row,
    Shape,
)

READER = '{"reader": 1}'
FINDER = '{"finder": 1}'
SPRINGFIELD = Place("gn:1", "Springfield", "city", Shape.POINT, 39.8, -89.64, ccodes=("US",))
OTHER_SPRINGFIELD = Place("gn:2", "Springfield", "city", Shape.POINT, 37.2, -93.3, ccodes=("US",))
LVIV = Place(
    "hand:lviv",
    "Lviv",
    "city",
    Shape.POINT,
    49.84,
    24.03,
    variants=("Lemberg", "Lwów"),
    ccodes=("UA", "PL"),
    source="by hand",
    row=Row("gazetteer.csv", 7, (("id", "hand:lviv"), ("title", "Lviv"))),
    population=717_486,
    region="Lviv Oblast",
)
PLACES = {"Springfield": SPRINGFIELD, "Lviv": LVIV}


def a_reading(
    text: str,
    *,
    path: str = "/articles/one.txt",
    part: str = "",
    places: dict[str, Place | None] | None = None,
    title: str = "A title",
) -> Reading:
    """An article whose passages are its paragraphs and whose mentions are some names in it."""
    known = PLACES if places is None else places
    article = Article(
        id=hashlib.sha256(text.encode()).hexdigest(),
        path=Path(path),
        text=text,
        encoding="utf-8",
        title=title,
        source=Attributed("The Courier", "a meta tag"),
        author=Attributed("A. Writer", "the byline"),
        url="https://example.org/one",
        date=Dated(dt.date(2022, 2, 27), "day", "the dateline"),
        language=Attributed("en", "the lang attribute"),
        part=part,
    )
    passages = tuple(
        Passage(found.start(), found.end(), PassageKind.PARAGRAPH)
        for found in re.finditer(r"[^\n]+", text)
    )
    names = "|".join(map(re.escape, known)) or r"(?!)"
    mentions = tuple(_mention(found, known) for found in re.finditer(names, text))
    return Reading(article, passages, mentions)


def _mention(found: re.Match[str], known: dict[str, Place | None]) -> Mention:
    place = known[found[0]]
    why = "" if place else "not in the gazetteers"
    score = 0.0 if place is None else 0.8125
    return Mention(
        *found.span(), found[0], Role.LITERAL, place, score, "gazetteer title", why, note="a note"
    )


def stored(*readings: Reading) -> list[Stored]:
    """Readings as they are put into a library."""
    return [Stored(reading, READER, FINDER) for reading in readings]


def many(count: int) -> Iterable[Reading]:
    """Different articles, each of two passages and two mentions, in a file of its own."""
    for number in range(count):
        text = f"Report {number} from Lviv.\n\nNothing else was heard, they said in Springfield."
        yield a_reading(text, path=f"/articles/{number:05}.txt", title=f"Report {number}")
