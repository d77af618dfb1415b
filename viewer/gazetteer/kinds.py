"""What a row's types say: the kind of place, and the shape that a map may honestly draw."""

from __future__ import annotations

import re

from viewer.model import Shape

_COUNTRIES = frozenset(
    {"country", "nation", "sovereign state", "independent state", "nation state"}
)
_BORDERS = frozenset({"border", "borders", "boundary", "frontier"})
_REGION_WORDS = """
region regions province oblast state county district governorate prefecture department
canton raion rayon krai okrug voivodeship territory peninsula continent subcontinent sea
ocean gulf bay strait lake river range mountains desert valley basin plain plateau
archipelago islands island area zone municipality republic coast delta steppe forest
"""
_REGIONS = frozenset(_REGION_WORDS.split())


def kind_of(types: str) -> str:
    """The first type in words, in lower case; "place" where there is none."""
    for given in re.split(r"[;|]", types):
        kind = " ".join(given.split()).lower()
        if kind and not kind.startswith("aat:"):
            return kind
    return "place"


def shape_of(kind: str) -> Shape:
    """The shape of a kind: "state capital" is a point, "province of Canada" a region."""
    if kind in _COUNTRIES:
        return Shape.AREA
    head = kind.split(" of ")[0].split(" (")[0].split(",")[0].split()
    last = head[-1] if head else ""
    if last in _BORDERS:
        return Shape.LINE
    return Shape.VAGUE if last in _REGIONS else Shape.POINT
