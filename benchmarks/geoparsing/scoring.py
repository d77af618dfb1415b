"""The measures of toponym recognition and resolution, as the literature has them.

Recognition: precision, recall and F1 of spans, exact and overlapping. Resolution: the share of
places within 161 km (100 miles) of where the annotators have them (Leidner 2007; Gritta,
Pilehvar and Collier, "A pragmatic guide to geoparsing evaluation", 2020). F1@161 puts both
together: are the pins the right pins? Spans are code points, end exclusive; coordinates are
WGS 84 degrees; distances are on a sphere of 6371.009 km.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

NEAR_KM = 161.0
_EARTH_KM = 6371.009


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: one of the annotators', or one that was found."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    associative: bool = False
    """Annotated as an adjective, or as another use of a name that is no location."""
    radius_km: float = 0.0
    """Annotated: how far the area reaches that is named."""
    score: float = 1.0
    """Found: how sure it is."""
    adjective: bool = False

    @property
    def is_placed(self) -> bool:
        """Whether it has coordinates."""
        return self.lat is not None and self.lon is not None

    def shared(self, other: Span) -> float:
        """Intersection over union of two spans, 0 if they are apart."""
        inside = min(self.end, other.end) - max(self.start, other.start)
        outside = max(self.end, other.end) - min(self.start, other.start)
        return max(0.0, inside / outside)


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated article."""

    text: str
    mentions: tuple[Span, ...]
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall, and their harmonic mean."""

    right: int
    found: int
    annotated: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found right."""
        return self.right / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


@dataclass(slots=True)
class Figures:
    """The figures of a set of articles, added up mention by mention."""

    exact: Rates
    overlap: Rates
    end_to_end: Rates
    resolved: float
    """Of the annotated places that were found and placed: the share within 161 km."""
    outcomes: list[tuple[float, bool]] = field(default_factory=list)
    """For each placed mention that counts: its score, and whether it is right."""


def read_gold(path: Path) -> dict[str, Document]:
    """Annotated articles: {id: {"text", "meta", "mentions": [{"start", "end", "lat", ...}]}}."""
    documents = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Document(
            document["text"],
            tuple(
                Span(
                    mention["start"],
                    mention["end"],
                    mention["lat"],
                    mention["lon"],
                    mention.get("kind") == "associative",
                    mention.get("radius") or 0.0,
                )
                for mention in document["mentions"]
            ),
            document.get("meta", {}).get("domain", ""),
        )
        for name, document in documents.items()
    }


def score(
    gold: Mapping[str, Document],
    found: Mapping[str, Sequence[Span]],
    *,
    literal: bool = False,
    areas: bool = False,
) -> Figures:
    """Measure what was found. With `literal`, associative mentions count neither way.

    With `areas`, a place is right within the area that is named, whatever point stands for it.
    """
    tally = _Tally(areas)
    for name, document in gold.items():
        spans = {(one.start, one.end): one for one in reversed(found.get(name, ()))}
        kept = [one for one in document.mentions if not (literal and one.associative)]
        left_out = [one for one in document.mentions if literal and one.associative]
        tally.add(kept, [one for one in spans.values() if _counts(one, kept, left_out)])
    return tally.figures()


def _counts(one: Span, kept: Iterable[Span], left_out: Iterable[Span]) -> bool:
    """Whether a found span is judged: not where only annotations lie that are left out."""
    return any(map(one.shared, kept)) or not any(map(one.shared, left_out))


class _Tally:
    def __init__(self, areas: bool) -> None:
        self._areas = areas
        self._annotated = self._found = self._exact = self._overlap = 0
        self._located = self._placed = self._near = self._reached = 0
        self._outcomes: list[tuple[float, bool]] = []

    def add(self, gold: Sequence[Span], found: Sequence[Span]) -> None:
        """Count one article."""
        pairs = _pairs(gold, found)
        exact = {(one.start, one.end) for one in gold}
        self._annotated += len(gold)
        self._found += len(found)
        self._overlap += len(pairs)
        self._exact += sum((one.start, one.end) in exact for one in found)
        self._located += sum(one.is_placed for one in gold)
        for position, one in enumerate(found):
            if not one.is_placed:
                continue
            truth = pairs.get(position)
            if truth is not None and not truth.is_placed:
                continue
            right = truth is not None and self._is_near(truth, one)
            self._placed += 1
            self._reached += truth is not None
            self._near += right
            self._outcomes.append((one.score, right))

    def _is_near(self, truth: Span, one: Span) -> bool:
        allowed = max(NEAR_KM, truth.radius_km if self._areas else 0.0)
        return distance_km(truth, one) <= allowed

    def figures(self) -> Figures:
        """What was counted."""
        return Figures(
            Rates(self._exact, self._found, self._annotated),
            Rates(self._overlap, self._found, self._annotated),
            Rates(self._near, self._placed, self._located),
            self._near / self._reached if self._reached else 0.0,
            self._outcomes,
        )


def _pairs(gold: Sequence[Span], found: Sequence[Span]) -> dict[int, Span]:
    """The annotation that each found span answers, one to one, the best fitting first."""
    fits = sorted(
        (-share, truth.start, one.start, at, position)
        for at, truth in enumerate(gold)
        for position, one in enumerate(found)
        if (share := truth.shared(one)) > 0
    )
    taken: set[int] = set()
    pairs: dict[int, Span] = {}
    for *_, at, position in fits:
        if at not in taken and position not in pairs:
            taken.add(at)
            pairs[position] = gold[at]
    return pairs


def distance_km(one: Span, other: Span) -> float:
    """The great-circle distance of two placed spans."""
    north, east = _radians(one)
    south, west = _radians(other)
    across = west - east
    chord = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(across / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def _radians(one: Span) -> tuple[float, float]:
    if one.lat is None or one.lon is None:
        raise ValueError("a span without coordinates has no distance")
    return math.radians(one.lat), math.radians(one.lon)


def reliability(
    outcomes: Iterable[tuple[float, bool]], bins: int = 10
) -> list[tuple[float, float, int]]:
    """For each tenth of the scores: their mean, the share that is right, how many there are."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for one in outcomes:
        groups[min(bins - 1, int(one[0] * bins))].append(one)
    return [
        (
            sum(confidence for confidence, _ in group) / len(group),
            sum(right for _, right in group) / len(group),
            len(group),
        )
        for group in groups
        if group
    ]
