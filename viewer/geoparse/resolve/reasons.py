"""Why a name was placed where it was: the weights of its candidates, in words.

Nothing is kept of this with a mention; the article is read again when a person asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.gazetteer.candidates import Candidate, Gazetteer
from viewer.geoparse.resolve.decision import Decision
from viewer.geoparse.resolve.phrases import Speaker, kind_word
from viewer.geoparse.resolve.weights import WEIGHTS, Feature

_LEAST = 0.05
"""What contributes less is not worth a word."""
_LEAST_DECIDING = 0.2
"""What tells two apart by less, in logarithms of odds, decides nothing."""
_LEAST_SHARE = 0.15
"""Nor does what is less than this share of what tells most."""
ONLY_ONE = "the only place of this name that is known"


class Part(NamedTuple):
    """What one feature adds to a candidate's total."""

    feature: Feature
    value: float
    weight: float
    words: str
    """In words for the person who asks: "population 2.9 million"; "" where there are none."""

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
    where: str
    """The region or country that tells it from others of its title."""


def ranked(decision: Decision, gazetteer: Gazetteer, most: int = 5) -> tuple[Scored, ...]:
    """The candidates of a decision, the best first, with the reasons of each."""
    weighing, number = decision.weighing, decision.number
    if weighing is None:
        return ()
    name, totals = weighing.names[number], weighing.totals[number]
    order = sorted(range(len(totals)), key=lambda one: -totals[one])[:most]
    speaker = Speaker(weighing, number, gazetteer)

    def parts(candidate: Candidate) -> tuple[Part, ...]:
        """What its total is made of, without what says next to nothing."""
        values = weighing.values(number, candidate)
        pairs = [
            (feature, value, WEIGHTS[feature].weight)
            for feature, value in zip(Feature, values, strict=True)
        ]
        return tuple(
            Part(feature, value, weight, speaker.says(feature, candidate, value))
            for feature, value, weight in pairs
            if abs(value * weight) > _LEAST
        )

    return tuple(
        Scored(
            name.candidates[one],
            totals[one],
            weighing.likelihoods[number][one],
            parts(name.candidates[one]),
            speaker.where(name.candidates[one]),
        )
        for one in order
    )


def deciding(scored: Sequence[Scored], most: int = 3) -> tuple[str, ...]:
    """What tells the first from the second most, in words.

    What speaks for the first goes first; then what speaks most against the second, if it does.
    """
    if not scored:
        return ()
    if not scored[1:]:
        return (ONLY_ONE,)
    first = {part.feature: part for part in scored[0].parts}
    second = {part.feature: part for part in scored[1].parts}
    gains = sorted(
        ((_amount(first, one) - _amount(second, one), one) for one in {*first, *second}),
        key=lambda gain: (-gain[0], gain[1]),
    )
    least = max(_LEAST_DECIDING, _LEAST_SHARE * gains[0][0])
    telling = [one for gain, one in gains if gain > least]
    if Feature.REGION in telling and Feature.COUNTRY in telling:
        telling.remove(Feature.COUNTRY)  # what lies in Ohio lies in the United States
    speaking = [
        _said(first[one], second.get(one))
        for one in telling
        if _amount(first, one) > 0 and first[one].words
    ]
    against = [
        f"against {_told_apart(scored[1], scored[0])}: {second[one].words}"
        for one in telling
        if _amount(second, one) < 0 and second[one].words
    ]
    return (*speaking[: most - len(against[:1])], *against[:1])


def _amount(parts: dict[Feature, Part], feature: Feature) -> float:
    return parts[feature].contribution if feature in parts else 0.0


def _said(part: Part, other: Part | None) -> str:
    """What speaks for the first, with what the second has of it where numbers compare."""
    what = "population "
    if other and part.words.startswith(what) and other.words.startswith(what):
        return f"{part.words}, not {other.words.removeprefix(what)}"
    return part.words


def _told_apart(one: Scored, other: Scored) -> str:
    """A candidate's title, with what tells it from the other if both have the same."""
    title = one.candidate.title
    if title != other.candidate.title:
        return title
    if one.candidate.kind is not other.candidate.kind:
        return f"the {kind_word(one.candidate)} {title}"
    return f"{title}, {one.where}" if one.where else title
