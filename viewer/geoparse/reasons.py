"""Why a name was placed where it was: the weights of its candidates, in words.

Nothing is kept of this with a mention; the article is read again when a person asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind, NameKind
from viewer.gazetteer.countries import COUNTRIES
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.decision import Decision
from viewer.geoparse.evidence import NEAR_TO_SAY_KM, is_spot
from viewer.geoparse.idioms import heard
from viewer.geoparse.weighing import WORLD_IDS, Weighing
from viewer.geoparse.weights import WEIGHTS, Feature

_MOST_NAMED = 3
_PLURALS = {
    Kind.CONTINENT: "continents",
    Kind.COUNTRY: "countries",
    Kind.REGION: "regions",
    Kind.COUNTY: "counties",
    Kind.CITY: "villages",
    Kind.AREA: "large areas",
    Kind.WATER: "seas and lakes",
    Kind.RIVER: "rivers",
    Kind.RANGE: "mountains and islands",
    Kind.SITE: "landmarks",
    Kind.BORDER: "borders",
}
_LEAST = 0.05
"""What contributes less is not worth a word."""


class Part(NamedTuple):
    """What one feature adds to a candidate's total."""

    feature: Feature
    value: float
    weight: float
    words: str
    """In words for the person who asks: "population 2.9 million"."""

    @property
    def contribution(self) -> float:
        """What it adds: the value times the weight."""
        return self.value * self.weight


class Scored(NamedTuple):
    """A candidate with its total and what it is made of."""

    candidate: Candidate
    total: float
    likelihood: float
    """Among the candidates of its name, before it is set right: 0 to 1."""
    parts: tuple[Part, ...]


def ranked(decision: Decision, gazetteer: Gazetteer, most: int = 5) -> tuple[Scored, ...]:
    """The candidates of a decision, the best first, with the reasons of each."""
    weighing, number = decision.weighing, decision.number
    if weighing is None:
        return ()
    name, totals = weighing.names[number], weighing.totals[number]
    order = sorted(range(len(totals)), key=lambda one: -totals[one])[:most]
    speaker = _Speaker(weighing, number, gazetteer)
    return tuple(
        Scored(
            name.candidates[one],
            totals[one],
            weighing.likelihoods[number][one],
            speaker.parts(name.candidates[one]),
        )
        for one in order
    )


def deciding(scored: Sequence[Scored], most: int = 3) -> tuple[Part, ...]:
    """What tells the first from the second most, and speaks for the first."""
    if not scored:
        return ()
    others = {part.feature: part.contribution for part in scored[1].parts} if scored[1:] else {}
    gains = [(part.contribution - others.get(part.feature, 0.0), part) for part in scored[0].parts]
    gains.sort(key=lambda gain: (-gain[0], gain[1].feature))
    return tuple(part for gain, part in gains[:most] if gain > _LEAST and part.words)


class _Speaker:
    """Puts the features of one name's candidates into words."""

    def __init__(self, weighing: Weighing, number: int, gazetteer: Gazetteer) -> None:
        self._weighing = weighing
        self._number = number
        self._name = weighing.names[number]
        self._gazetteer = gazetteer
        self._says: dict[Feature, Callable[[Candidate], str]] = {
            Feature.IMPORTANCE: _population,
            Feature.KIND: _kind,
            Feature.CAPITAL: lambda c: "a capital",
            Feature.NAME: self._name_kind,
            Feature.SOURCE: lambda c: f"from {c.source}",
            Feature.COUNTRY: self._country,
            Feature.REGION: self._region,
            Feature.NEAR: self._near,
            Feature.CONTAINED: lambda c: f"the text says “{self._name.holder}”",
            Feature.CONTAINS: lambda c: f"the text names “{self._name.held}” in it",
            Feature.CUE: self._cue,
            Feature.LIST: self._list,
            Feature.SENSE: self._sense,
            Feature.DISTANCE: lambda c: "it lies where the text says",
            Feature.DATELINE: lambda c: "the text comes from there",
            Feature.WORDING: self._wording,
            Feature.HOME_COUNTRY: lambda c: f"the outlet writes of {self._country_name(c)}",
            Feature.HOME_REGION: lambda c: f"the outlet writes of {self._region_name(c)}",
            Feature.HOME_NEAR: lambda c: "the outlet writes of places near it",
        }

    def parts(self, candidate: Candidate) -> tuple[Part, ...]:
        """What a candidate's total is made of, without what says next to nothing."""
        values = self._weighing.values(self._number, candidate)
        found = []
        for feature, value in zip(Feature, values, strict=True):
            weight = WEIGHTS[feature].weight
            if abs(value * weight) > _LEAST:
                found.append(Part(feature, value, weight, self._says[feature](candidate)))
        return tuple(found)

    def _name_kind(self, candidate: Candidate) -> str:
        if candidate.name_kind is NameKind.ABBREVIATION:
            return f"an abbreviation of {candidate.title}"
        return f"only another name of {candidate.title}"

    def _country_name(self, candidate: Candidate) -> str:
        return COUNTRIES.get(candidate.country, (candidate.country,))[0]

    def _region_name(self, candidate: Candidate) -> str:
        if candidate.kind is Kind.REGION:
            return candidate.title
        place = self._gazetteer.place(candidate.id)
        return place.region if place and place.region else "its region"

    def _others(self, fits: Callable[[Candidate], bool]) -> list[str]:
        """The other names of the text whose best candidate fits, as titles."""
        weighing = self._weighing
        found: dict[str, None] = {}
        for number, name in enumerate(weighing.names):
            likelihoods = weighing.likelihoods[number]
            best = max(range(len(likelihoods)), key=likelihoods.__getitem__)
            if number != self._number and fits(name.candidates[best]):
                found[name.candidates[best].title] = None
        return list(found)

    def _country(self, candidate: Candidate) -> str:
        if not candidate.country:
            return "it lies in no one country"
        others = self._others(lambda c: c.country == candidate.country)
        return _in_words(others, f"in {self._country_name(candidate)}")

    def _region(self, candidate: Candidate) -> str:
        others = self._others(lambda c: c.region == candidate.region)
        return _in_words(others, f"in {self._region_name(candidate)}")

    def _near(self, candidate: Candidate) -> str:
        def is_near(c: Candidate) -> bool:
            away = distance_km(c.lat, c.lon, candidate.lat, candidate.lon)
            return is_spot(c) and away < NEAR_TO_SAY_KM

        return _in_words(self._others(is_near), "near it")

    def _cue(self, candidate: Candidate) -> str:
        words = next(
            cue.words for cue in self._name.cues if cue.speaks_for(candidate, self._name.written)
        )
        return f"“{words}” stands beside it"

    def _list(self, candidate: Candidate) -> str:
        numbers = [self._weighing.number_of.get(other) for other in sorted(self._name.listed)]
        names = [
            self._weighing.names[number].written
            for number in dict.fromkeys(numbers)
            if number is not None
        ]
        return f"listed with {_joined(names)}"

    def _sense(self, candidate: Candidate) -> str:
        mentions = self._weighing.senses[candidate.id]
        names = self._weighing.names
        said = [
            f"“{names[number].written}{_after(names[number].holder)}”"
            for number in mentions
            if number != self._number
        ]
        return f"{_joined(said)} of this text means it"

    def _wording(self, candidate: Candidate) -> str:
        words = [f"“{word}”" for word in heard(self._weighing.keys, candidate.country)]
        return f"{_joined(words)}: words of {self._country_name(candidate)}"


def _after(holder: str) -> str:
    """What follows a name when it is quoted: ", Texas", or nothing if it stands before it."""
    return holder if holder.startswith(",") else ""


def _kind(candidate: Candidate) -> str:
    what = candidate.types.partition(";")[0] or candidate.kind.name.lower()
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _population(candidate: Candidate) -> str:
    people = candidate.population
    if candidate.importance:
        as_many = float(f"{10**candidate.importance:.1g}")
        return f"about as well known as a town of {as_many:,.0f}"
    if not people and not candidate.id.startswith(WORLD_IDS):
        return f"listed in {candidate.source}"
    if not people:
        return f"about as well known as {_PLURALS[candidate.kind]} are"
    if people >= 1_000_000:
        return f"population {people / 1_000_000:.1f} million"
    return f"population {people:,}"


def _in_words(others: Sequence[str], where: str) -> str:
    if not others:
        return f"other names of this text may lie {where}"
    return f"{_joined(others)} of this text {'lies' if len(others) == 1 else 'lie'} {where}"


def _joined(names: Iterable[str]) -> str:
    """ "A", "A and B", "A, B, C and 4 others"."""
    some = list(names)
    if len(some) > _MOST_NAMED + 1:
        some = [*some[:_MOST_NAMED], f"{len(some) - _MOST_NAMED} others"]
    return " and ".join([", ".join(some[:-1]), some[-1]] if len(some) > 1 else some)
