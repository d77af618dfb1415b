"""Readings and libraries for the tests of the window, made of the model itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from pathlib import Path

from viewer.library.library import Library
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

KYIV = Place(
    "kyiv",
    "Kyiv",
    "capital",
    Shape.POINT,
    50.45,
    30.5234,
    variants=("Kiev",),
    ccodes=("UA",),
    row=Row("gazetteer.csv", 11, (("id", "kyiv"), ("title", "Kyiv"), ("variants", "Kiev"))),
)
KHARKIV = Place("kharkiv", "Kharkiv", "city", Shape.POINT, 49.99, 36.23, ccodes=("UA",))
MINSK = Place("minsk", "Minsk", "capital", Shape.POINT, 53.9, 27.57, ccodes=("BY",))
UKRAINE = Place(
    "ukraine", "Ukraine", "country", Shape.AREA, 49.0, 31.5, ccodes=("UA",), boundary="UA"
)
BORDER = Place(
    "by-ua",
    "Ukraine-Belarus border",
    "border",
    Shape.LINE,
    51.5,
    28.9,
    ccodes=("BY", "UA"),
    boundary="BY-UA",
)
REGION = Place("chernihiv", "Chernihiv region", "region", Shape.VAGUE, 51.3, 32.0, ccodes=("UA",))
PLACES = (KYIV, KHARKIV, MINSK, UKRAINE, BORDER, REGION)
UNPLACED = "Irpin"

_NAMES = {name: place for place in PLACES for name in (place.title, *place.variants)}
_PATTERN = re.compile("|".join(sorted([*_NAMES, UNPLACED], key=len, reverse=True)))


def reading(text: str, *kinds: PassageKind, path: str = "one.txt", known: bool = True) -> Reading:
    """A reading whose passages are the lines of `text`: `kinds`, then paragraphs."""
    spans = [match.span() for match in re.finditer(r"\S[^\n]*", text)]
    passages = tuple(
        Passage(start, end, kinds[i] if i < len(kinds) else PassageKind.PARAGRAPH)
        for i, (start, end) in enumerate(spans)
    )
    article = Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        path=Path(path),
        text=text,
        encoding="utf-8",
        title=text[slice(*spans[0])],
        source=Attributed("The Paper", "the first line") if known else None,
        date=Dated(dt.date(2022, 2, 27), "day", "the dateline") if known else None,
    )
    mentions = tuple(_mention(match) for match in _PATTERN.finditer(text))
    return Reading(article, passages, mentions)


def _mention(match: re.Match[str]) -> Mention:
    name = match.group()
    place = _NAMES.get(name)
    why = "" if place else "no row of the gazetteer has this name"
    return Mention(
        match.start(),
        match.end(),
        name,
        Role.LITERAL,
        place,
        1.0 if place else 0.0,
        "gazetteer title" if place else "locative cue",
        why,
    )


TITLE, CAPTION, FURNITURE = PassageKind.TITLE, PassageKind.CAPTION, PassageKind.BOILERPLATE

FIRST = reading(
    "Talks near Kyiv\n\nKyiv 🛰️ and again Kiev: 𝕂yiv is not Kyiv.\n\nMinsk is in Belarus.\n"
    "In Irpin nobody met.\n\nFollow us in Kyiv\n\nאנשים ב-Kyiv ביום ראשון\n",
    TITLE,
    PassageKind.PARAGRAPH,
    PassageKind.PARAGRAPH,
    PassageKind.PARAGRAPH,
    FURNITURE,
    CAPTION,
)
SECOND = reading(
    "Another day\n\nNothing.\n\nKharkiv, and the Ukraine-Belarus border.\n\nUkraine and Kyiv.\n"
    "The Chernihiv region is quiet.\n",
    TITLE,
    path="two.txt",
    known=False,
)


def library() -> Library:
    """Two articles, with every shape of place and one name that is not placed."""
    return Library.of((FIRST, SECOND), ())
