"""What the readings of a library add up to: places, excerpts, and names without a place.

Furniture is not counted. Adjectives are where they are asked for: "Russian troops" names Russia,
but no place where they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from viewer.library.storage.names import bare, folded
from viewer.model import Mention, Passage, PassageKind, Place, Reading, Role

_Key = TypeVar("_Key", str, tuple[str, str])


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a place is named."""

    place: Place
    mentions: int
    passages: int
    articles: int
    unsure: bool = False
    """Whether none of its mentions is placed surely."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that names a place, or a name without one."""

    reading: Reading
    passage: Passage
    mentions: tuple[Mention, ...]
    """Those in this passage, of this place or name only, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A name that looks like a place and has none, or one that is not certain."""

    name: str
    why: str
    excerpts: Sequence[Excerpt]
    place: Place | None
    """Where the map shows it, for want of something surer."""
    mentions: int
    """How often the name stands in the articles."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything about some readings that can be looked up."""

    tallies: tuple[Tally, ...]
    excerpts: dict[str, tuple[Excerpt, ...]]
    """By the id of the place."""
    ledger: tuple[Unplaced, ...]


def index(readings: Iterable[Reading], *, adjectives: bool = False) -> Index:
    """Add up some readings."""
    placed: dict[str, list[Excerpt]] = defaultdict(list)
    unplaced: dict[tuple[str, str], list[Excerpt]] = defaultdict(list)
    for reading in readings:
        for passage, mentions in _counted(reading, adjectives):
            for place_id, group in _grouped(mentions, _place_id).items():
                placed[place_id].append(Excerpt(reading, passage, group))
            for name, group in _grouped(mentions, doubtful_name).items():
                unplaced[name].append(Excerpt(reading, passage, group))
    excerpts = {place_id: tuple(found) for place_id, found in placed.items()}
    return Index(
        tallies=tuple(sorted(map(_tally, excerpts.values()), key=_tally_rank)),
        excerpts=excerpts,
        ledger=tuple(sorted(map(_unplaced, unplaced.values()), key=_ledger_rank)),
    )


def _counted(reading: Reading, adjectives: bool) -> Iterator[tuple[Passage, list[Mention]]]:
    """Each passage that counts, with its mentions that do."""
    starts = [passage.start for passage in reading.passages]
    within: dict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        if adjectives or mention.role is not Role.ADJECTIVE:
            within[bisect_right(starts, mention.start) - 1].append(mention)
    for number, mentions in sorted(within.items()):
        passage = reading.passages[number] if number >= 0 else None
        if passage and passage.kind is not PassageKind.BOILERPLATE:
            yield passage, mentions


def _grouped(
    mentions: Iterable[Mention], key: Callable[[Mention], _Key | None]
) -> dict[_Key, tuple[Mention, ...]]:
    """Mentions by what they have in common, those without a key left out."""
    groups: dict[_Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if (common := key(mention)) is not None:
            groups[common].append(mention)
    return {common: tuple(group) for common, group in groups.items()}


def _place_id(mention: Mention) -> str | None:
    return None if mention.place is None else mention.place.id


def doubtful_name(mention: Mention) -> tuple[str, str] | None:
    """The name of what has no place or is unsure, and the id of the place, if any.

    A possessive or a capital makes no other name.
    """
    if mention.place is not None and not mention.unsure:
        return None
    return folded(mention.text), _place_id(mention) or ""


def _tally(excerpts: tuple[Excerpt, ...]) -> Tally:
    place = excerpts[0].mentions[0].place
    assert place is not None
    return Tally(
        place=place,
        mentions=sum(len(excerpt.mentions) for excerpt in excerpts),
        passages=len(excerpts),
        articles=len({excerpt.reading.article.id for excerpt in excerpts}),
        unsure=all(mention.unsure for excerpt in excerpts for mention in excerpt.mentions),
    )


def _tally_rank(tally: Tally) -> tuple[int, str, str]:
    return -tally.passages, tally.place.title.casefold(), tally.place.id


def _unplaced(excerpts: list[Excerpt]) -> Unplaced:
    """One line of the ledger, named and explained as it most often is."""
    mentions = [mention for excerpt in excerpts for mention in excerpt.mentions]
    names = Counter(bare(mention.text) for mention in mentions)
    reasons = Counter(map(doubt, mentions))
    name, why = names.most_common(1)[0][0], reasons.most_common(1)[0][0]
    return Unplaced(name, why, tuple(excerpts), mentions[0].place, len(mentions))


def doubt(mention: Mention) -> str:
    """Why a mention is in the ledger."""
    place = mention.place
    if place is None:
        return mention.why
    where = ", ".join(filter(None, (place.title, place.region, "/".join(place.ccodes))))
    return f"not certain: the map shows {where}"


def _ledger_rank(unplaced: Unplaced) -> tuple[int, str, str]:
    where = unplaced.place.id if unplaced.place is not None else ""
    return -unplaced.mentions, unplaced.name.casefold(), where
