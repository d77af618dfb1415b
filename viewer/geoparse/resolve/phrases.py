"""What was weighed when a name was placed, in words for the person who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind, NameKind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.resolve.evidence import NEAR_TO_SAY_KM, is_spot
from viewer.geoparse.resolve.idioms import heard
from viewer.geoparse.resolve.weighing import WORLD_IDS, Weighing
from viewer.geoparse.resolve.weights import Feature

_MOST_NAMED = 3
_LIKELY = 0.5
_MAYBE = 0.02
"""How likely a sense of another name must be to be named as one that may count."""
_TOWNS = ("", "city", "town")
_WITH_ARTICLE = ("United ", "Democratic Republic", "Republic of ", "Isle of ", "Czech Republic")
_ALSO_WITH_ARTICLE = frozenset(
    {"Bahamas", "Caribbean Netherlands", "Central African Republic", "Comoros", "Gambia"}
    | {"Dominican Republic", "Maldives", "Netherlands", "Philippines", "Seychelles"}
)


def country(code: str) -> str:
    """A country as prose names it: "the United States"."""
    name = COUNTRIES.get(code, (code,))[0]
    has_article = name.startswith(_WITH_ARTICLE) or name in _ALSO_WITH_ARTICLE
    return f"the {name}" if has_article or name.endswith(" Islands") else name


class Speaker:
    """Puts the features of one name's candidates into words."""

    def __init__(self, weighing: Weighing, number: int, gazetteer: Gazetteer) -> None:
        self._weighing = weighing
        self._number = number
        self._name = weighing.names[number]
        self._gazetteer = gazetteer
        self._says: dict[Feature, Callable[[Candidate, float], str]] = {
            Feature.IMPORTANCE: lambda c, _: population(c),
            Feature.KIND: _kind,
            Feature.CAPITAL: self._capital,
            Feature.NAME: self._name_kind,
            Feature.SOURCE: self._source,
            Feature.COUNTRY: self._country,
            Feature.REGION: self._region,
            Feature.NEAR: self._near,
            Feature.CONTAINED: self._contained,
            Feature.CONTAINS: lambda c, _: f"the text says that “{self._name.held}” is in it",
            Feature.CUE: self._cue,
            Feature.LIST: self._list,
            Feature.SENSE: self._sense,
            Feature.DISTANCE: self._distance,
            Feature.DATELINE: self._dateline,
            Feature.WORDING: self._wording,
            Feature.HOME_COUNTRY: lambda c, _: f"this outlet often writes of {country(c.country)}",
            Feature.HOME_REGION: lambda c, _: f"this outlet often writes of {self.region(c)}",
            Feature.HOME_NEAR: lambda c, _: "this outlet often writes of places near it",
        }

    def says(self, feature: Feature, candidate: Candidate, value: float) -> str:
        """What a feature says of a candidate; "" where there is nothing that would be clear."""
        return self._says[feature](candidate, value)

    def where(self, candidate: Candidate) -> str:
        """The region or else the country of a candidate; "" for what lies in neither."""
        place = self._gazetteer.place(candidate.id) if candidate.kind > Kind.REGION else None
        if place and place.region and place.region != candidate.title:
            return place.region
        return country(candidate.country) if candidate.kind > Kind.COUNTRY else ""

    def region(self, candidate: Candidate) -> str:
        """The first-order region that a candidate lies in, or is."""
        if candidate.kind is Kind.REGION:
            return candidate.title
        place = self._gazetteer.place(candidate.id)
        return place.region if place and place.region else "its region"

    def _capital(self, _candidate: Candidate, _value: float) -> str:
        return "a capital, spoken of as a government" if self._name.seats else "a capital"

    def _name_kind(self, candidate: Candidate, _value: float) -> str:
        if candidate.name_kind is NameKind.ABBREVIATION:
            return f"an abbreviation of {candidate.title}"
        return f"“{self._name.written}” is only another name of it"

    def _source(self, candidate: Candidate, _value: float) -> str:
        first = min(self._name.candidates, key=lambda one: one.rank)
        return f"it is from {candidate.source}, which comes after {first.source}"

    def _contained(self, _candidate: Candidate, _value: float) -> str:
        written, holder = self._name.written, self._name.holder
        if holder[:1].isupper():
            return f"the text says that it is in {holder}"
        joint = "" if holder.startswith(",") else " "
        return f"the text says “{written}{joint}{holder}”"

    def _others(self, own: Candidate, fits: Callable[[Candidate], bool]) -> list[Candidate]:
        """What the other names of the text most likely mean, if it fits, each once."""
        weighing = self._weighing
        found: dict[str, Candidate] = {}
        for number in range(len(weighing.names)):
            best = weighing.best(number)
            if number != self._number and best.id != own.id and fits(best):
                found.setdefault(best.title, best)
        return list(found.values())

    def _maybe(self, fits: Callable[[Candidate], bool]) -> str:
        """The other name of the text that most likely means what fits, as it is written."""
        best, written = _MAYBE, ""
        for number, name in enumerate(self._weighing.names):
            likelihoods = self._weighing.likelihoods[number]
            pairs = zip(name.candidates, likelihoods, strict=True)
            likely = sum(one for candidate, one in pairs if fits(candidate))
            if number != self._number and likely > best:
                best, written = likely, name.written
        return written

    def _also(
        self,
        own: Candidate,
        where: str,
        fits: Callable[[Candidate], bool],
        whole: Callable[[Candidate], bool] = lambda c: False,
    ) -> str:
        """ "the text also names Dayton and 3 others in Ohio"; `whole` is Ohio itself."""
        others = self._others(own, fits)
        within = [one.title for one in others if not whole(one)]
        if within:
            return f"the text also names {_joined(within)} {where}"
        if others:
            return f"the text also names {_joined(one.title for one in others)}"
        maybe = self._maybe(fits)
        return f"the text also names “{maybe}”, which may be {where}" if maybe else ""

    def _country(self, candidate: Candidate, _value: float) -> str:
        if not candidate.country:
            return "it lies in no one country"
        code = candidate.country
        return self._also(
            candidate,
            f"in {country(code)}",
            lambda c: c.country == code,
            lambda c: c.kind is Kind.COUNTRY,
        )

    def _region(self, candidate: Candidate, _value: float) -> str:
        return self._also(
            candidate,
            f"in {self.region(candidate)}",
            lambda c: c.region == candidate.region,
            lambda c: c.kind is Kind.REGION,
        )

    def _near(self, candidate: Candidate, _value: float) -> str:
        def is_near(c: Candidate) -> bool:
            away = distance_km(c.lat, c.lon, candidate.lat, candidate.lon)
            return is_spot(c) and away < NEAR_TO_SAY_KM

        return self._also(candidate, "near it", is_near)

    def _cue(self, candidate: Candidate, _value: float) -> str:
        written = self._name.written
        words = next(c.words for c in self._name.cues if c.speaks_for(candidate, written))
        if words == "the":
            return "“the” is written before it, as before names of regions, rivers and seas"
        return f"“{words}” is written beside it"

    def _list(self, _candidate: Candidate, _value: float) -> str:
        numbers = [self._weighing.number_of.get(other) for other in sorted(self._name.listed)]
        names = [
            self._weighing.names[number].written
            for number in dict.fromkeys(numbers)
            if number is not None
        ]
        return f"named together with {_joined(names)}, and of the same kind"

    def _sense(self, candidate: Candidate, value: float) -> str:
        names = self._weighing.names
        said = [
            f"“{names[number].written}{_after(names[number].holder)}”"
            for number in self._weighing.senses[candidate.id]
            if number != self._number
        ]
        verb = "means it" if value > _LIKELY else "may mean it"
        return f"{_joined(said)} elsewhere in the text {verb}"

    def _distance(self, _candidate: Candidate, _value: float) -> str:
        relation, anchor = self._weighing.relation_of(self._number)
        said = relation.describe(relation.distance_km, relation.bearing or 0.0)
        joint = "from" if relation.bearing is None else "of"
        written = self._weighing.names[anchor].written
        return f"it lies where the text says: {said} {joint} {written}"

    def _dateline(self, candidate: Candidate, _value: float) -> str:
        weighing, share = self._weighing, self._weighing.dateline
        number = next(n for n, one in enumerate(weighing.names) if one.is_dateline)
        sent_from = f"the text was sent from {weighing.best(number).title}, also in"
        if share and share.regions.get(candidate.region, 0.0) > _LIKELY * share.weight:
            return f"{sent_from} {self.region(candidate)}"
        return f"{sent_from} {country(candidate.country)}"

    def _wording(self, candidate: Candidate, _value: float) -> str:
        words = [f"“{word}”" for word in heard(self._weighing.keys, candidate.country)]
        return f"news from {country(candidate.country)} uses such words as {_joined(words)}"


def _after(holder: str) -> str:
    """What follows a name when it is quoted: ", Texas", or nothing if it stands before it."""
    return holder if holder.startswith(",") else ""


def kind_word(candidate: Candidate) -> str:
    """What a candidate is: "region"."""
    return candidate.types.partition(";")[0] or candidate.kind.name.lower()


def _what(candidate: Candidate) -> str:
    what = kind_word(candidate)
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _kind(candidate: Candidate, value: float) -> str:
    if value > 0:
        return _what(candidate)
    if candidate.kind is Kind.REGION:
        return "there is a city of this name, which is meant more often"
    return f"{_what(candidate)} is named less often than a town of its size"


def population(candidate: Candidate) -> str:
    """How many live there, or how well known it is."""
    people = candidate.population
    if candidate.importance:
        as_many = float(f"{10**candidate.importance:.1g}")
        return f"about as well known as a town of {as_many:,.0f} people"
    if people:
        million = f"{people / 1_000_000:.1f} million"
        return f"population {million if people >= 1_000_000 else f'{people:,}'}"
    if not candidate.id.startswith(WORLD_IDS):
        return f"listed in {candidate.source}"
    if candidate.kind is Kind.CITY and candidate.types.partition(";")[0] in _TOWNS:
        return "a village"
    return _what(candidate)


def _joined(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B, C and 4 others"."""
    some = list(names)
    if len(some) > _MOST_NAMED + 1:
        some = [*some[:_MOST_NAMED], f"{len(some) - _MOST_NAMED} others"]
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)
