"""Readings and libraries for the tests of exports, made of the model itself."""

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
    variants=("Kiev", "Київ"),
    ccodes=("UA",),
    source="spelling used by Ukraine",
    row=Row("/home/someone/tables/gazetteer.csv", 11, (("id", "kyiv"),)),
)
USHUAIA = Place("ushuaia", "Ushuaia", "city", Shape.POINT, -54.8, -68.3, ccodes=("AR",))
UKRAINE = Place("ua", "Ukraine", "country", Shape.AREA, 49.0, 31.5, boundary="UA")
FIJI = Place("fj", "Fiji", "country", Shape.AREA, -17.8, 178.0, boundary="FJ")
BORDER = Place("by-ua", "Belarus border", "border", Shape.LINE, 51.5, 28.3, boundary="BY-UA")
REGION = Place(
    "donbas",
    "Donbas",
    "region",
    Shape.VAGUE,
    48.0,
    38.0,
    polygon=(((47.0, 37.0), (49.0, 37.0), (49.0, 39.5), (47.0, 39.5), (47.0, 37.0)),),
)
PLACES = {place.title: place for place in (KYIV, USHUAIA, UKRAINE, FIJI, BORDER, REGION)}
PLACES["Київ"] = KYIV
NAMES = re.compile("|".join([*PLACES, "Brovary"]))


def reading(text: str, path: str = "/home/someone/one.txt", *, known: bool = True) -> Reading:
    """A reading whose passages are the lines of a text."""
    passages = tuple(
        Passage(match.start(), match.end(), PassageKind.PARAGRAPH)
        for match in re.finditer(r"\S[^\n]*", text)
    )
    article = Article(
        id=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(),
        path=Path(path),
        text=text,
        encoding="utf-8",
        title=text.strip().split("\n")[0],
        source=Attributed("The Paper", "the first line") if known else None,
        date=Dated(dt.date(2022, 2, 1), "month", "the dateline") if known else None,
    )
    return Reading(article, passages, tuple(map(_mention, NAMES.finditer(text))))


def _mention(match: re.Match[str]) -> Mention:
    place = PLACES.get(match[0])
    span = (match.start(), match.end(), match[0], Role.LITERAL)
    if place is None:
        return Mention(*span, None, 0.0, "locative cue", "no row of the gazetteer has this name")
    return Mention(*span, place, 1.0, "gazetteer title")


def library(*texts: str) -> Library:
    """A library of texts; without any, of two that name every shape of place."""
    given = texts or (
        "Kyiv and the Belarus border\n\nFrom Brovary to Київ, 😀 Kyiv again.\n\nUkraine and Fiji.",
        "Far away\n\nUshuaia lies south of Donbas.",
    )
    return Library.of(reading(text, f"/home/someone/{n}.txt") for n, text in enumerate(given))


HOSTILE = (
    "<script>document.title='run'</script>",
    "</script><script>document.title='run'</script>",
    "<img src=x onerror=\"document.title='run'\">",
    "<svg onload=\"document.title='run'\"></svg>",
    "<iframe src=\"javascript:parent.document.title='run'\"></iframe>",
    "<a href=\"javascript:document.title='run'\">link</a>",
    "<!-- <script>",
    "]]></script>",
    "${document.title='run'} `${document.title='run'}` \\` \\u003cscript\\u003e",
    "{{7*7}} {% raw %} \"'); document.title='run'; ('",
    "<style>*{display:none}</style><link rel=stylesheet href=//example.org/x.css>",
    "<base href=//example.org/><meta http-equiv=refresh content=0;url=//example.org>",
    "\u202emoc.elpmaxe\u202c \u2066\u2067 \u200f \u2028 \u2029 \ufeff",
    "half \ud800 of a character, \x01\x0b\x1f and \x7f",
)
