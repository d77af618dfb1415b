"""A table of places as a gazetteer for the geoparser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.gazetteer.likeness import is_same
from viewer.gazetteer.names import Name, NameIndex
from viewer.gazetteer.world.names import folded_title
from viewer.gazetteer.world.row import alternate_kind
from viewer.model import Place, Shape

_WORDS = {
    Kind.CONTINENT: "continent subcontinent",
    Kind.REGION: "oblast state province governorate krai voivodeship republic canton region"
    " regions emirate prefecture",
    Kind.COUNTY: "county district raion rayon municipality department arrondissement parish",
    Kind.WATER: "sea ocean gulf bay strait lake channel sound reservoir lagoon",
    Kind.RIVER: "river canal stream",
    Kind.RANGE: "range mountains mountain desert valley basin plain plateau peninsula island"
    " islands archipelago delta steppe forest coast",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_SETTLEMENTS = frozenset(
    {"place", "city", "town", "capital", "village", "suburb", "settlement", "hamlet", "locality"}
    | {"borough", "township", "neighbourhood", "neighborhood", "municipality", "commune"}
)
_SHAPES = {Shape.AREA: Kind.COUNTRY, Shape.LINE: Kind.BORDER}


def kind_of(place: Place) -> Kind:
    """What sort of place a row of a table is."""
    if place.shape in _SHAPES:
        return _SHAPES[place.shape]
    words = place.kind.split()
    if place.shape is Shape.POINT:
        return Kind.CITY if not words or _SETTLEMENTS & set(words) else Kind.SITE
    return next((_KINDS[word] for word in reversed(words) if word in _KINDS), Kind.AREA)


@dataclass(slots=True)
class PlaceTable:
    """The places of a table, with the names by which they are looked up."""

    places: Sequence[Place]
    rank: int = 0
    _names: NameIndex = field(init=False, repr=False)
    _by_id: dict[str, Place] = field(init=False, repr=False)
    _by_title: dict[str, list[Place]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._names = NameIndex(self.places)
        self._by_id = {}
        self._by_title = {}
        for place in self.places:
            for id in place.matches:
                self._by_id.setdefault(id, place)
            self._by_title.setdefault(place.title.casefold(), []).append(place)
        self._by_id |= {place.id: place for place in reversed(self.places)}

    def ranked(self, rank: int) -> PlaceTable:
        """The same table in another place of the gazetteers' order."""
        return self if rank == self.rank else PlaceTable(self.places, rank)

    def lengths(self, first: str) -> Sequence[int]:
        """How many words names have that begin with this folded word, the most first."""
        return self._names.lengths(first)

    def named(self, words: Sequence[str]) -> Sequence[Candidate]:
        """What these folded words may mean, the best known first."""
        names = self._names.named(words)
        if not names:
            return ()
        found = [self._candidate(name.place, name) for name in names if name.place]
        return sorted(found, key=lambda one: (one.name_kind, -one.population))

    def place(self, id: str) -> Place | None:
        """The place of an id, its own or one that it is also known by."""
        return self._by_id.get(id)

    def ids(self, id: str) -> Sequence[str]:
        """All ids of a place."""
        place = self._by_id.get(id)
        return (place.id, *place.matches) if place else ()

    def beginning(self, start: str, most: int) -> Sequence[Candidate]:
        """The best known rows whose folded titles begin with these folded words."""
        begun = (one for one in self.places if folded_title(one.title).startswith(start))
        return sorted(map(self._candidate, begun), key=lambda one: -one.population)[:most]

    def same(self, other: Candidate, ids: Iterable[str]) -> Candidate | None:
        """The row that is the place of another gazetteer's row."""
        for id in ids:
            if id in self._by_id:
                return self._candidate(self._by_id[id])
        namesakes = map(self._candidate, self._namesakes(other))
        return next((one for one in namesakes if is_same(one, other)), None)

    def _namesakes(self, other: Candidate) -> Iterable[Place]:
        """The places of the title of another row; for a region, a variant will do."""
        if other.kind in (Kind.CITY, Kind.SITE):
            return self._by_title.get(other.title.casefold(), ())
        names = self._names.named(folded_title(other.title).split())
        return [name.place for name in names if name.place]

    def _candidate(self, place: Place, name: Name | None = None) -> Candidate:
        written = name.capitals if name else ()
        return Candidate(
            id=place.id,
            source=place.row.file if place.row else place.source,
            rank=self.rank,
            kind=kind_of(place),
            name_kind=_name_kind(name) if name else NameKind.TITLE,
            title=place.title,
            lat=place.lat,
            lon=place.lon,
            population=place.population or 0,
            country=place.ccodes[0] if place.ccodes else "",
            radius_km=place.radius_km or 0.0,
            capitals=written if set(written) - {"C"} else (),
            types=place.kind,
        )


def _name_kind(name: Name) -> NameKind:
    if name.is_title:
        return NameKind.TITLE
    if "U" in name.capitals:
        return NameKind.ABBREVIATION
    if alternate_kind(name.text) is NameKind.LOCAL:
        return NameKind.LOCAL
    return NameKind.ALIAS
