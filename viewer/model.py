"""The nouns of Dateline, frozen, and its error tree.

Offsets are code points into `Article.text`, end exclusive. Coordinates are WGS 84 degrees,
`lat` before `lon`. Nothing here knows of files, storage, maps or windows.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

Position = tuple[float, float]
"""A point as (lat, lon), WGS 84 degrees."""


class DatelineError(Exception):
    """What Dateline raises itself; the message is written for the person who reads it."""


class InvalidPlace(DatelineError, ValueError):
    """A place that cannot be: a latitude over 90, a title that is empty."""


class UnreadableFile(DatelineError):
    """A file that gives no article. `reason` is one line, without the file's name."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ExportError(DatelineError):
    """An export that could not be written; what stood at its target is still there."""


class PassageKind(StrEnum):
    """What a span of an article is read as."""

    TITLE = "title"
    DATELINE = "dateline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


class Role(StrEnum):
    """How a mention uses its name."""

    DATELINE = "dateline"
    LITERAL = "literal"
    METONYM = "metonym"
    ADJECTIVE = "adjective"


class Shape(StrEnum):
    """What the map may honestly draw for a place."""

    POINT = "point"
    """A pin: a town, a building."""
    LINE = "line"
    """A border, along its whole length."""
    AREA = "area"
    """A country: an area with a label, never a pin."""
    VAGUE = "vague"
    """A region of which no exact spot is named: a pin in a soft area."""
    CIRCLE = "circle"
    """A place without a name, at a distance from one: somewhere within a circle."""


@dataclass(frozen=True, slots=True)
class Row:
    """The line of a gazetteer file that a place was read from."""

    file: str
    line: int
    """1 is the first line of the file."""
    cells: tuple[tuple[str, str], ...]
    """(header, cell) pairs, as the file has them."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of a gazetteer.

    `boundary` names topology instead of carrying it: an ISO 3166-1 alpha-2 code for the area
    of a country ("UA"), or two in alphabetical order for a border ("BY-UA").
    `polygon` is the outline of a vague place: rings of (lat, lon), the first point repeated
    at the end; empty where the gazetteer gives none.
    """

    id: str
    title: str
    kind: str
    """The first of the row's types, in lower case: "city", "capital", "country", "border"."""
    shape: Shape
    lat: float
    lon: float
    """For a line or an area, the point that stands for it."""
    variants: tuple[str, ...] = ()
    ccodes: tuple[str, ...] = ()
    boundary: str | None = None
    polygon: tuple[tuple[Position, ...], ...] = ()
    matches: tuple[str, ...] = ()
    source: str = ""
    description: str = ""
    row: Row | None = None
    population: int | None = None
    region: str = ""
    """The English name of the first-order region that it lies in: "Texas"."""
    radius_km: float | None = None
    """How far a circle reaches, or a vague place without an outline."""

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InvalidPlace("a place needs a title")
        if not (math.isfinite(self.lat) and -90 <= self.lat <= 90):
            raise InvalidPlace(f"latitude {self.lat} of {self.title} is not between -90 and 90")
        if not (math.isfinite(self.lon) and -180 <= self.lon <= 180):
            raise InvalidPlace(f"longitude {self.lon} of {self.title} is not between -180 and 180")


@dataclass(frozen=True, slots=True)
class Dated:
    """The date of an article, as precise as it is known, and where it was read."""

    value: dt.date
    precision: str
    """"day", "month" or "year"; what is finer in `value` is not known."""
    origin: str
    """Where it stands, in plain words: "dateline", "a link in the text"."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A fact about an article, such as its publisher, and where it was read."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document as text. What the document does not say is None, never a guess."""

    id: str
    """The SHA-256, hexadecimal, of the bytes that it was read from: of the file, or of the part
    of it that is one article, such as a message of a mailbox or a row of a table."""
    path: Path
    text: str
    """What was read as its text, without markup and byte order mark; all offsets are into it."""
    encoding: str
    title: str
    source: Attributed | None = None
    author: Attributed | None = None
    url: str | None = None
    date: Dated | None = None
    language: Attributed | None = None
    """An ISO 639-1 code in small letters: "en", "uk"."""
    part: str = ""
    """Where in its file it stands, if the file has several articles: "message 12", "row 5",
    "saved/page.html"; of nested ones " > " stands between."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of an article that is read as one."""

    start: int
    end: int
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that names a place, or looks as if it did."""

    start: int
    end: int
    text: str
    """The surface form, `Article.text[start:end]`."""
    role: Role
    place: Place | None
    score: float
    """How sure the placing is, 0 to 1; 0 where there is no place."""
    decided_by: str
    """The rule that decided: "gazetteer title", "gazetteer variant", "locative cue"."""
    why: str = ""
    """Where `place` is None: why not, in one line for the person who reads."""
    unsure: bool = False
    """Whether the score is too low for a pin like the others."""
    note: str = ""
    """What else a person should know: "the text says 18 miles south; the gazetteer says ..."."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that was read from it.

    Passages are in the order of the text, do not overlap, and cover all but white space.
    Mentions are in the order of the text and do not overlap; each lies within one passage.
    """

    article: Article
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, and what the person can do about it."""

    path: Path
    reason: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a file that is no fault: how it was read, or why it was left."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in WGS 84 degrees; `west` may exceed `east` where it crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True, slots=True)
class View:
    """Where the map stands and what it shows."""

    lat: float = 30.0
    lon: float = 15.0
    zoom: float = 2.0
    selected: str | None = None
    """The id of the selected place."""
    tiles: str | None = None
    """The name of the online tiles, or None for the offline base map."""
