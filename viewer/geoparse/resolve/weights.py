"""What speaks for a place, and how much: the numbers by which names are resolved.

A candidate's total is the sum of its features, each a value times the weight here. Totals are
natural logarithms of odds: one more is 2.7 times as likely. They were set by hand, each round
and each for a reason that a person can check, and tried on articles that were annotated by hand.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from viewer.gazetteer.candidates import Kind, NameKind


class Weight(NamedTuple):
    """One feature's weight."""

    weight: float
    meaning: str
    """What it rewards, or punishes, in a sentence."""


class Feature(IntEnum):
    """What is looked at, in the order of the columns; the first four are the row's own."""

    IMPORTANCE = 0
    KIND = 1
    NAME = 2
    SOURCE = 3
    CAPITAL = 4
    COUNTRY = 5
    REGION = 6
    NEAR = 7
    CONTAINED = 8
    CONTAINS = 9
    CUE = 10
    LIST = 11
    SENSE = 12
    DISTANCE = 13
    DATELINE = 14
    WORDING = 15
    HOME_COUNTRY = 16
    HOME_REGION = 17
    HOME_NEAR = 18


OF_THE_ROW = 4
"""So many features are the row's own, whatever the text."""

WEIGHTS: dict[Feature, Weight] = {
    Feature.IMPORTANCE: Weight(1.2, "Each power of ten of inhabitants counts once."),
    Feature.KIND: Weight(1.0, "Countries and regions are named more often than their size says."),
    Feature.CAPITAL: Weight(4.0, "A capital, the more so in a text that names several countries."),
    Feature.NAME: Weight(1.0, "A title is a better name than one of many alternate names."),
    Feature.SOURCE: Weight(12.0, "The gazetteer that a person put first goes before the next."),
    Feature.COUNTRY: Weight(4.0, "The share of the text's other places that lie in its country."),
    Feature.REGION: Weight(5.0, "The share of the text's other places that lie in its region."),
    Feature.NEAR: Weight(4.0, "Other places of the text lie within some 150 km."),
    Feature.CONTAINED: Weight(16.0, "The text says what it lies in: “Paris, Texas”."),
    Feature.CONTAINS: Weight(4.0, "The text names a place in it beside it: “Athens, Georgia”."),
    Feature.CUE: Weight(5.0, "A word beside it says what it is: “County”, “the city of”."),
    Feature.LIST: Weight(3.0, "The names it is listed with are of the same kind."),
    Feature.SENSE: Weight(4.0, "Another name of the text means it for sure."),
    Feature.DISTANCE: Weight(5.0, "It lies where the text says: “18 miles south of Kyiv”."),
    Feature.DATELINE: Weight(1.0, "It lies in the country, or region, that the text comes from."),
    Feature.WORDING: Weight(4.0, "The text's words are used in its country: “sheriff”, “lakh”."),
    Feature.HOME_COUNTRY: Weight(1.0, "The outlet writes of its country."),
    Feature.HOME_REGION: Weight(5.0, "The outlet writes of its region."),
    Feature.HOME_NEAR: Weight(5.0, "The outlet writes of places within some 150 km of it."),
}

KINDS: dict[Kind, float] = {
    Kind.CONTINENT: 2.0,
    Kind.COUNTRY: 3.0,
    Kind.REGION: 0.5,
    Kind.COUNTY: -2.5,
    Kind.CITY: 0.0,
    Kind.AREA: 0.0,
    Kind.WATER: 0.0,
    Kind.RIVER: 0.0,
    Kind.RANGE: 0.0,
    Kind.SITE: 0.0,
    Kind.BORDER: 0.0,
}
"""How much likelier a name means a place of this kind than a city of as many inhabitants."""

TOWN = 50_000
AFTER_TOWN = -2.0
"""What a region's kind loses to a town in it that has its name and so many inhabitants: without a
word such as "region" beside it, "Aleppo" is the city."""

IMPORTANCE: dict[Kind, float] = {
    Kind.CONTINENT: 9.0,
    Kind.COUNTRY: 5.0,
    Kind.REGION: 5.0,
    Kind.COUNTY: 4.0,
    Kind.CITY: 2.0,
    Kind.AREA: 6.0,
    Kind.WATER: 6.0,
    Kind.RIVER: 5.0,
    Kind.RANGE: 5.0,
    Kind.SITE: 5.0,
    Kind.BORDER: 5.0,
}
"""The powers of ten that stand for inhabitants where none are known."""
LISTED = 7.0
"""The same for a row of a person's own gazetteer: they list what they read of."""

NAMES: dict[NameKind, float] = {
    NameKind.TITLE: 0.0,
    NameKind.ALIAS: 0.0,
    NameKind.ABBREVIATION: -0.5,
    NameKind.ALTERNATE: -3.5,
    NameKind.LOCAL: -4.0,
}
"""What a name of this kind takes off."""
NAMES_OF_FEATURES = 0.4
"""So much of it for regions, waters and sites, whose other names are few and chosen."""

CAPITAL_AT_HOME = 0.4
"""What a capital has of its weight in a text that names no country; with three it has all."""
SEAT = 0.6
"""What is added for a name that says, or is asked, what governments are: "Washington said"."""
SAME_AGAIN = 0.25
"""How much a second name of the same place adds to the evidence: "New York", "New York City"."""
METROPOLIS = 100_000
"""Larger cities are named in texts from anywhere, so they tell less of a text's whereabouts,"""
METROPOLIS_POWER = 0.3
"""by this power: one of ten million counts a quarter."""
SHARE_POWER = 0.7
"""Shares count by this power: the first votes for a country tell more than the last."""
NEAR_KM = 150.0
"""At this distance two places are a third as near as at none."""

PASSES = 5
KEPT = 0.3
"""What a pass keeps of the likelihoods before it, lest two names follow each other in turn."""
MOST_CANDIDATES = 30
"""So many of a name's candidates are weighed; of the rest those that something points to."""
NOWHERE = 5.0
"""What a place of that name would total that no gazetteer has."""
