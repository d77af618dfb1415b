"""A little world of places that share their names, and texts resolved in it."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.gazetteer.words import fold, spans
from viewer.geoparse.context import Context
from viewer.geoparse.resolve.decision import Decision
from viewer.geoparse.resolve.home import Home
from viewer.geoparse.resolve.resolver import resolve
from viewer.geoparse.spans import Toponym
from viewer.model import Passage, PassageKind, Place, Shape

# name, kind, title, country, region, lat, lon, population, name kind, rank, types
_ROWS = (
    ("Georgia", Kind.COUNTRY, "Georgia", "GE", "", 42.0, 43.5, 3_700_000),
    ("Georgia", Kind.REGION, "Georgia", "US", "US.GA", 32.8, -83.5, 10_600_000),
    ("Tbilisi", Kind.CITY, "Tbilisi", "GE", "GE.51", 41.7, 44.8, 1_050_000),
    ("Atlanta", Kind.CITY, "Atlanta", "US", "US.GA", 33.7, -84.4, 500_000),
    ("Savannah", Kind.CITY, "Savannah", "US", "US.GA", 32.1, -81.1, 145_000),
    ("Alabama", Kind.REGION, "Alabama", "US", "US.AL", 32.8, -86.8, 5_000_000),
    ("Florida", Kind.REGION, "Florida", "US", "US.FL", 28.8, -82.5, 21_500_000),
    ("Florida", Kind.CITY, "Florida", "UY", "UY.07", -34.1, -56.2, 32_000),
    ("Ohio", Kind.REGION, "Ohio", "US", "US.OH", 40.3, -83.0, 11_700_000),
    ("Texas", Kind.REGION, "Texas", "US", "US.TX", 31.3, -99.3, 29_000_000),
    ("Illinois", Kind.REGION, "Illinois", "US", "US.IL", 40.0, -89.2, 12_600_000),
    ("Ill.", Kind.REGION, "Illinois", "US", "US.IL", 40.0, -89.2, 12_600_000),
    ("Idaho", Kind.REGION, "Idaho", "US", "US.ID", 44.5, -114.3, 1_800_000),
    ("Poland", Kind.COUNTRY, "Poland", "PL", "", 52.0, 20.0, 38_000_000),
    ("Hungary", Kind.COUNTRY, "Hungary", "HU", "", 47.0, 20.0, 9_700_000),
    ("Russia", Kind.COUNTRY, "Russia", "RU", "", 60.0, 100.0, 144_000_000),
    ("Greece", Kind.COUNTRY, "Greece", "GR", "", 39.0, 22.0, 10_700_000),
    ("Moscow", Kind.CITY, "Moscow", "RU", "RU.48", 55.75, 37.6, 12_500_000),
    ("Moscow", Kind.CITY, "Moscow", "US", "US.ID", 46.7, -117.0, 25_000),
    ("Paris", Kind.CITY, "Paris", "FR", "FR.11", 48.86, 2.35, 2_100_000),
    ("Paris", Kind.CITY, "Paris", "US", "US.TX", 33.66, -95.56, 25_000),
    ("Paris", Kind.CITY, "Paris", "US", "US.IL", 39.61, -87.70, 8_400),
    ("Athens", Kind.CITY, "Athens", "GR", "GR.ESYE31", 37.98, 23.73, 660_000),
    ("Athens", Kind.CITY, "Athens", "US", "US.GA", 33.96, -83.38, 127_000),
    ("Athens", Kind.CITY, "Athens", "US", "US.OH", 39.33, -82.10, 24_000),
    ("Springfield", Kind.CITY, "Springfield", "US", "US.MO", 37.2, -93.3, 169_000),
    ("Springfield", Kind.CITY, "Springfield", "US", "US.IL", 39.8, -89.6, 114_000),
    ("Springfield", Kind.CITY, "Springfield", "US", "US.OH", 39.92, -83.81, 58_000),
    ("Dayton", Kind.CITY, "Dayton", "US", "US.OH", 39.76, -84.19, 137_000),
    ("Urbana", Kind.CITY, "Urbana", "US", "US.IL", 40.11, -88.2, 42_000),
    ("Urbana", Kind.CITY, "Urbana", "US", "US.OH", 40.11, -83.75, 11_000),
    ("Clark County", Kind.COUNTY, "Clark County", "US", "US.NV", 36.2, -115.0, 2_200_000),
    ("Clark County", Kind.COUNTY, "Clark County", "US", "US.OH", 39.9, -83.8, 136_000),
    ("Clark", Kind.COUNTY, "Clark County", "US", "US.OH", 39.9, -83.8, 136_000),
    ("Clark", Kind.CITY, "Clark", "US", "US.NJ", 40.6, -74.3, 16_000),
    ("Kyiv", Kind.REGION, "Kyiv Oblast", "UA", "UA.13", 50.1, 30.6, 1_800_000),
    ("Kyiv", Kind.CITY, "Kyiv", "UA", "UA.12", 50.45, 30.52, 2_950_000),
    ("Wellington", Kind.CITY, "Wellington", "NZ", "NZ.G2", -41.29, 174.78, 382_000),
    ("Wellington", Kind.CITY, "Wellington", "US", "US.FL", 26.66, -80.24, 61_000),
)  # fmt: skip


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name[start:end]) for start, end in spans(name))


def row(
    name: str,
    kind: Kind,
    title: str,
    country: str,
    region: str,
    lat: float,
    lon: float,
    population: int,
    *,
    name_kind: NameKind = NameKind.TITLE,
    rank: int = 1,
    types: str = "",
    source: str = "GeoNames",
) -> tuple[tuple[str, ...], Candidate]:
    """A row under one of its names."""
    id = f"{source}:{title}:{region or country}:{kind.name}"
    candidate = Candidate(
        id, source, rank, kind, name_kind, title, lat, lon, population, country, region, types=types
    )
    return _words(name), candidate


class Rows:
    """Rows by their names: a gazetteer small enough to be read."""

    def __init__(self, extra: Sequence[tuple[tuple[str, ...], Candidate]] = ()) -> None:
        self._rows: dict[tuple[str, ...], list[Candidate]] = {}
        for words, candidate in (*extra, *(row(*cells) for cells in _ROWS)):
            self._rows.setdefault(words, []).append(candidate)

    def lengths(self, first: str) -> Sequence[int]:
        """How many words names have that begin with this word, the most first."""
        return sorted({len(words) for words in self._rows if words[0] == first}, reverse=True)

    def named(self, words: Sequence[str]) -> Sequence[Candidate]:
        """What these words may mean."""
        return tuple(self._rows.get(tuple(words), ()))

    def place(self, id: str) -> Place | None:
        """The place of a row's id."""
        for candidates in self._rows.values():
            for c in candidates:
                if c.id == id:
                    return Place(id, c.title, c.kind.name.lower(), Shape.POINT, c.lat, c.lon)
        return None


class Resolved:
    """A text whose names are all taken for places, and what each was resolved to."""

    def __init__(
        self,
        text: str,
        gazetteer: Rows | None = None,
        home: Home | None = None,
        passages: Sequence[Passage] = (),
    ) -> None:
        self.gazetteer = gazetteer or Rows()
        whole = Passage(0, len(text), PassageKind.PARAGRAPH)
        self.context = Context(text, passages or [whole])
        self.toponyms = list(self._toponyms())
        self.decisions = resolve(self.context, self.toponyms, self.gazetteer, home)

    def _toponyms(self) -> Sequence[Toponym]:
        context, found, word = self.context, [], 0
        while word < len(context):
            length = 1
            for length in self.gazetteer.lengths(context.keys[word]):
                candidates = self.gazetteer.named(context.keys[word : word + length])
                if candidates and context.capitalised(word):
                    last = word + length - 1
                    start, end = context.starts[word], context.ends[last]
                    found.append(Toponym(word, last, start, end, candidates, 1.0))
                    break
            else:
                length = 1
            word += length
        return found

    def decision(self, name: str, occurrence: int = 0) -> Decision:
        """The decision on one occurrence of a name."""
        text = self.context.text
        found = [
            decision
            for toponym, decision in zip(self.toponyms, self.decisions, strict=True)
            if text[toponym.start : toponym.end] == name
        ]
        return found[occurrence]

    def where(self, name: str, occurrence: int = 0) -> str:
        """The region or country that a name was placed in: "US.TX", "FR"."""
        candidate = self.decision(name, occurrence).candidate
        assert candidate is not None
        return candidate.region or candidate.country
