"""Which of the places that bear a name is meant: candidates weighed by readable numbers.

Each pass weighs all names with the evidence of the pass before: the first has only what is said
beside a name, the others also what all names together say of the text's countries and regions.
Names with one likely sense are clear in the first and carry the others in those that follow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from viewer.gazetteer.candidates import Candidate, Gazetteer, Kind, NameKind
from viewer.gazetteer.globe import distance_km
from viewer.geoparse.context import Context
from viewer.geoparse.recognise.lexicon import REGIONS, word_set
from viewer.geoparse.resolve.confidence import softmax
from viewer.geoparse.resolve.evidence import Evidence, Share, nearness
from viewer.geoparse.resolve.grouping import Name, names
from viewer.geoparse.resolve.home import Home
from viewer.geoparse.resolve.idioms import voices
from viewer.geoparse.resolve.weights import (
    AFTER_TOWN,
    CAPITAL_AT_HOME,
    IMPORTANCE,
    KEPT,
    KINDS,
    LISTED,
    MOST_CANDIDATES,
    NAMES,
    NAMES_OF_FEATURES,
    OF_THE_ROW,
    PASSES,
    SAME_AGAIN,
    SEAT,
    TOWN,
    WEIGHTS,
    Feature,
)
from viewer.geoparse.spans import Toponym

if TYPE_CHECKING:
    from viewer.geoparse.relative import Relation

_WEIGHTS = tuple(WEIGHTS[feature].weight for feature in Feature)
_ROW_WEIGHTS = _WEIGHTS[:OF_THE_ROW]
_TEXT_WEIGHTS = _WEIGHTS[OF_THE_ROW:]
_HOME_DEGREES = 4.0
_FARTHEST_OFF = 3.0
"""In what the prose of news may miss a distance by; what is farther off is not there."""
WORLD_IDS = ("gn:", "wd:", "dl:")
"""How ids of the world's rows begin; other rows are of a person's own gazetteers."""
_REGION_NOUNS = REGIONS | word_set("state department voivodeship division territory canton")
_LISTED_WITH = 2
"""A pair is no list that says of what kind its members are."""
_NO_SHARE = Share((), (), 0.0)
_Fixed = tuple[tuple[float, ...], tuple[float, ...]]
"""Features that are said beside a name, and those of wording and home."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What the rows of one name have in common."""

    first_rank: int
    """The best rank."""
    towns: frozenset[str]
    """The regions in which a town of some size has the name."""
    is_local: bool
    """Whether the text writes it in another script, as those who live there do."""
    told: frozenset[str]
    """The ids that the text speaks of in so many words, where no row of the best rank is among
    them: "Moscow, Idaho" goes before what a person lists as Moscow."""
    regions: frozenset[str]
    """The ids of regions whose titles are the name and their noun ("Tete Province"), where words
    beside it or a list it is in may speak for a region. Then the bare name is as good."""

    @classmethod
    def of(cls, name: Name) -> Namesakes:
        """What the rows of this name have in common."""
        candidates = name.candidates
        towns = (c.region for c in candidates if c.kind is Kind.CITY and c.population >= TOWN)
        is_local = not all(word.isascii() for word in name.words)
        first_rank = min(c.rank for c in candidates)
        told = name.told
        if any(c.rank == first_rank and c.id in told for c in candidates):
            told = frozenset()
        regions = frozenset(c.id for c in candidates if _is_with_noun(c, name.written))
        if len(name.listed) < _LISTED_WITH and not name.cues:
            regions = frozenset()
        return cls(first_rank, frozenset(towns), is_local, told, regions)

    def row_values(self, candidate: Candidate) -> tuple[float, ...]:
        """The features that are the row's own, in the order of `Feature`."""
        size, kind = _size(candidate), candidate.kind
        is_second = kind is Kind.REGION and candidate.region in self.towns
        likely = KINDS[kind] + (AFTER_TOWN if is_second else 0.0)
        rank = 0.0 if candidate.id in self.told else float(self.first_rank - candidate.rank)
        is_good = self.is_local or candidate.id in self.regions
        name = 0.0 if is_good else NAMES[candidate.name_kind]
        if kind > Kind.CITY:
            name *= NAMES_OF_FEATURES
        return (size, likely, name, rank)

    def total(self, candidate: Candidate) -> float:
        """What these features add up to."""
        return math.fsum(map(mul, self.row_values(candidate), _ROW_WEIGHTS))


def _is_with_noun(candidate: Candidate, written: str) -> bool:
    """Whether a region's title is this name and what it is: "Tete Province"."""
    begun = f"{written.casefold()} "
    title = candidate.title.casefold()
    is_region = candidate.kind is Kind.REGION and title.startswith(begun)
    return is_region and title.removeprefix(begun) in _REGION_NOUNS


def _size(candidate: Candidate) -> float:
    """How well known a place is, in powers of ten of inhabitants."""
    if candidate.importance:
        return candidate.importance
    if candidate.population:
        return math.log10(max(candidate.population, 10))
    return IMPORTANCE[candidate.kind] if candidate.id.startswith(WORLD_IDS) else LISTED


class Weighing:
    """The names of one text, weighed against each other."""

    def __init__(
        self,
        context: Context,
        toponyms: Sequence[Toponym],
        gazetteer: Gazetteer,
        home: Home | None = None,
        relations: Sequence[Relation] = (),
    ) -> None:
        self.keys = context.keys
        self.names = names(context, toponyms, gazetteer)
        self.home = home or Home()
        self._home_countries = dict(self.home.countries)
        self._home_regions = dict(self.home.regions)
        self.number_of = {
            mention: number for number, name in enumerate(self.names) for mention in name.mentions
        }
        numbers = self.number_of
        self._lists = [
            sorted({numbers[one] for one in name.listed if one in numbers}) for name in self.names
        ]
        self._relations = self._related(toponyms, relations)
        self._namesakes = [Namesakes.of(name) for name in self.names]
        regions = _first_regions(self.names) | self._home_regions.keys()
        for name, namesakes in zip(self.names, self._namesakes, strict=True):
            name.candidates = _capped(name, namesakes, regions)
        self.wording = voices(context.keys)
        self._voices = sum(self.wording.values()) + 2.0
        self._own = [
            list(map(namesakes.total, name.candidates))
            for name, namesakes in zip(self.names, self._namesakes, strict=True)
        ]
        self._fixed: list[dict[str, _Fixed]] = [{} for _ in self.names]
        self.totals: list[list[float]] = []
        self.likelihoods: list[list[float]] = [[] for _ in self.names]
        self.senses: dict[str, dict[int, float]] = {}
        """Ids of places to the numbers of the names that may mean them, and how likely."""
        self.shares = [_NO_SHARE for _ in self.names]
        self._settled = [
            Share.of_place(toponym.place, toponym.probability)
            for toponym in toponyms
            if toponym.place is not None
        ]
        self.evidence = Evidence(self._settled)
        self.dateline: Share | None = None
        self.countries = 0
        """How many countries the text names."""
        self._pass_until_settled()

    def _pass_until_settled(self) -> None:
        for _ in range(PASSES if len(self.names) > 1 else 1):
            before = self.likelihoods
            self._pass()
            if self.likelihoods == before:
                break  # the next would find the same

    def _pass(self) -> None:
        """Weigh every name with the evidence so far, then take the evidence anew."""
        self.totals = [self._weigh(number) for number in range(len(self.names))]
        before = self.likelihoods
        self.likelihoods = [softmax(totals) for totals in self.totals]
        if before and before[0]:
            # Names that follow each other's last guess would swing to and fro.
            self.likelihoods = [
                [KEPT * old + (1.0 - KEPT) * new for old, new in zip(olds, news, strict=True)]
                for olds, news in zip(before, self.likelihoods, strict=True)
            ]
        self.senses = {}
        self.shares = []
        self.dateline = None
        self.countries = 0
        seen: set[str] = set()
        for number, name in enumerate(self.names):
            likelihoods = self.likelihoods[number]
            best = name.candidates[max(range(len(likelihoods)), key=likelihoods.__getitem__)]
            again = SAME_AGAIN if best.id in seen else 1.0
            seen.add(best.id)
            if best.kind is Kind.COUNTRY and again == 1.0:
                self.countries += 1
            share = Share(name.candidates, likelihoods, name.weight * again)
            self.shares.append(share)
            if name.is_dateline and self.dateline is None:
                self.dateline = share
            for candidate, likely in zip(name.candidates, likelihoods, strict=True):
                if likely > 0.1:
                    self.senses.setdefault(candidate.id, {})[number] = likely
        self.evidence = Evidence((*self.shares, *self._settled))

    def _weigh(self, number: int) -> list[float]:
        return [
            own + sum(map(mul, self.text_values(number, candidate), _TEXT_WEIGHTS))
            for own, candidate in zip(self._own[number], self.names[number].candidates, strict=True)
        ]

    def text_values(self, number: int, c: Candidate) -> tuple[float, ...]:
        """The features of a candidate that are due to the text, in the order of `Feature`."""
        own, evidence = self.shares[number], self.evidence
        region, is_spot = c.region, c.kind > Kind.REGION
        said, outside = self._fixed[number].get(c.id) or self._fix(number, c)
        return (
            self._capital(number, c) if c.types.startswith("capital") else 0.0,
            evidence.country(c.country, own),
            evidence.region(region, own) if region else 0.0,
            evidence.near(c, own) if is_spot else 0.0,
            *said,
            self._listed(number, c) if self._lists[number] else 0.0,
            self._sense(number, c) if c.id in self.senses else 0.0,
            self._there(number, c) if number in self._relations else 0.0,
            self._dateline(own, c) if self.dateline else 0.0,
            *outside,
        )

    def _fix(self, number: int, c: Candidate) -> _Fixed:
        """What is the same in all passes: what is said beside a name, wording, and home."""
        name, country = self.names[number], c.country
        said = (
            name.contained.get(c.id, 0.0),
            name.contains.get(c.id, 0.0),
            self._cued(name, c) if name.cues else 0.0,
        )
        outside = (
            self.wording[country] / self._voices if country in self.wording else 0.0,
            self._home_countries.get(country, 0.0),
            self._home_regions.get(c.region, 0.0),
            self._home_near(c) if self.home.points and c.kind > Kind.REGION else 0.0,
        )
        fixed = self._fixed[number][c.id] = said, outside
        return fixed

    def values(self, number: int, candidate: Candidate) -> tuple[float, ...]:
        """All features of a candidate, in the order of `Feature`."""
        own = self._namesakes[number].row_values(candidate)
        return (*own, *self.text_values(number, candidate))

    def _related(
        self, toponyms: Sequence[Toponym], relations: Sequence[Relation]
    ) -> dict[int, list[tuple[Relation, int]]]:
        """Names to the distances that the text tells of them, each with its anchor's name."""
        found: dict[int, list[tuple[Relation, int]]] = {}
        numbers = {id(toponym): self.number_of.get(i, -1) for i, toponym in enumerate(toponyms)}
        for relation in relations:
            subject = numbers.get(id(relation.subject), -1)
            anchor = numbers.get(id(relation.anchor), -1)
            if subject >= 0 and anchor >= 0:
                found.setdefault(subject, []).append((relation, anchor))
        return found

    def best(self, number: int) -> Candidate:
        """What a name most likely means."""
        likelihoods = self.likelihoods[number]
        most = max(range(len(likelihoods)), key=likelihoods.__getitem__)
        return self.names[number].candidates[most]

    def relation_of(self, number: int) -> tuple[Relation, int]:
        """The first distance that the text tells of a name, with the number of its anchor."""
        return self._relations[number][0]

    def _there(self, number: int, candidate: Candidate) -> float:
        """How likely a place is where the text says that it is, from another."""
        best = 0.0
        for relation, anchor in self._relations[number]:
            if not self.likelihoods[anchor]:
                continue
            pairs = zip(self.names[anchor].candidates, self.likelihoods[anchor], strict=True)
            for other, likely in pairs:
                if likely > best:
                    there = (candidate.lat, candidate.lon)
                    misses = relation.misses((other.lat, other.lon), there)
                    best = max(best, likely * max(0.0, 1.0 - misses / _FARTHEST_OFF))
        return best

    def _capital(self, number: int, c: Candidate) -> float:
        """How far a text is of the kind that names capitals: one that names countries.

        And how far a name is used as one: "asked Washington for help". Where the words are those
        of another country, as in the reports of a school board, its capital is less likely meant.
        """
        name = self.names[number]
        abroad = min(1.0, self.countries / 3)
        foreign = (sum(self.wording.values()) - self.wording.get(c.country, 0.0)) / self._voices
        known = CAPITAL_AT_HOME * (1.0 - foreign) * (1.0 - abroad) + abroad
        return known + SEAT * name.seats / len(name.mentions)

    @staticmethod
    def _cued(name: Name, candidate: Candidate) -> float:
        """The share of cues that speak for a kind."""
        speaking = (cue.speaks_for(candidate, name.written) for cue in name.cues)
        return sum(speaking) / len(name.cues)

    def _listed(self, number: int, candidate: Candidate) -> float:
        """How likely the names it is listed with are of its kind."""
        found = 0.0
        for other in self._lists[number]:
            if self.likelihoods[other]:
                pairs = zip(self.names[other].candidates, self.likelihoods[other], strict=True)
                found += sum(likely for c, likely in pairs if c.kind is candidate.kind)
        return found / len(self._lists[number])

    def _sense(self, number: int, candidate: Candidate) -> float:
        """How likely another name, or this one with more said beside it, means the same place."""
        if candidate.kind is Kind.CITY and candidate.name_kind > NameKind.ABBREVIATION:
            return 0.0  # "Mexico" is not Mexico City because that is named too
        senses = self.senses[candidate.id]
        return max((likely for other, likely in senses.items() if other != number), default=0.0)

    def _dateline(self, own: Share, candidate: Candidate) -> float:
        """How much of the dateline's place is in a candidate's region, or at least country."""
        share = self.dateline
        if share is None or share is own:
            return 0.0
        region = share.regions.get(candidate.region, 0.0) if candidate.region else 0.0
        return (share.countries.get(candidate.country, 0.0) + region) / (2 * share.weight)

    def _home_near(self, candidate: Candidate) -> float:
        """How much of what an outlet writes of is near."""
        found = 0.0
        for lat, lon, share in self.home.points:
            if abs(lat - candidate.lat) < _HOME_DEGREES:
                found += share * nearness(distance_km(lat, lon, candidate.lat, candidate.lon))
        return min(1.0, found)


def _first_regions(names: Sequence[Name]) -> set[str]:
    """The regions of the best known candidates of a text's names."""
    return {c.region for name in names for c in name.candidates[:3] if c.region}


def _capped(name: Name, namesakes: Namesakes, regions: Set[str]) -> Sequence[Candidate]:
    """The candidates without the least known of very many, unless something points to them."""
    if len(name.candidates) <= MOST_CANDIDATES:
        return name.candidates
    ranked = sorted(name.candidates, key=namesakes.total, reverse=True)
    rest = ranked[MOST_CANDIDATES:]
    pointed = [c for c in rest if c.id in name.contained or c.region in regions]
    return ranked[:MOST_CANDIDATES] + pointed
