"""What a name may mean: the rows of all gazetteers that bear it, as light as the choice allows.

The geoparser looks names up word by word and weighs candidates; only what it chooses becomes
a `Place`. Whatever answers `Gazetteer`, from a dictionary to a memory-mapped file, will do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from viewer.model import Place


class Kind(IntEnum):
    """What sort of place a row is, coarsely."""

    CONTINENT = 0
    COUNTRY = 1
    REGION = 2
    """First-order: a state, province, oblast, governorate."""
    COUNTY = 3
    """Second-order: a county, district, raion."""
    CITY = 4
    """Any settlement."""
    AREA = 5
    """A region without exact bounds: the Donbas, the Midwest, the Middle East."""
    WATER = 6
    """An ocean, sea, lake, bay, strait."""
    RIVER = 7
    RANGE = 8
    """Mountains, a desert, an island, a peninsula."""
    SITE = 9
    """An airport, a stadium, a landmark, a seat of government."""
    BORDER = 10


class NameKind(IntEnum):
    """How good a name of a row is."""

    TITLE = 0
    ALIAS = 1
    """Official, English or historic: as good as the title."""
    ABBREVIATION = 2
    """"U.S.", "Calif."."""
    ALTERNATE = 3
    """One of GeoNames' alternate names, of any origin."""
    LOCAL = 4
    """In the script of the place, or a case form."""


@dataclass(unsafe_hash=True, slots=True)
class Candidate:
    """A row that a name may mean. Coordinates are WGS 84 degrees.

    Nobody changes one. It is not frozen because that has them take three times as long to make,
    and reading an article makes dozens.
    """

    id: str
    """The id of the place: a row's own, or "gn:703448"."""
    source: str
    """The gazetteer: "gazetteer.csv", "GeoNames"."""
    rank: int
    """The place of its gazetteer in their order, the lowest first. A table whose rows a person
    vouches for, each by itself, has 0 or less; others are only asked what a name may mean."""
    kind: Kind
    name_kind: NameKind
    title: str
    lat: float
    lon: float
    population: int = 0
    """0 where it is not known."""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    region: str = ""
    """GeoNames' code of the first-order region: "US.IL"; a region has its own here."""
    county: str = ""
    """The second-order code where it is known: "US.IL.167"."""
    radius_km: float = 0.0
    """How far it reaches, roughly; 0 where it is not known."""
    capitals: tuple[str, ...] = ()
    """How the words of the name are written, each "C" (begins with a capital), "U" (all capitals)
    or "" (either); () where all begin with a capital."""
    types: str = ""
    """What it is, in plain words, the best first: "capital;city"; "" is the kind's own word."""
    importance: float = 0.0
    """It is named as often as a town of 10 to this many people; 0 where nobody has said so."""


class Gazetteer(Protocol):
    """What the geoparser needs to know of all gazetteers together."""

    def lengths(self, first: str, /) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""

    def named(self, words: Sequence[str], /) -> Sequence[Candidate]:
        """What these folded words may mean, the best known first."""

    def place(self, id: str, /) -> Place | None:
        """The place of a candidate's id."""
