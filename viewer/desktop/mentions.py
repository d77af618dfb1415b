"""How the window speaks of a mention: its role, how sure its place is, what decided."""

from __future__ import annotations

import re
from collections.abc import Iterable

from viewer.desktop.text import one_line, tooltip
from viewer.model import Mention, Place, Role, Shape

ROLES: dict[Role, str] = {
    Role.DATELINE: "dateline: where the report comes from",
    Role.METONYM: "metonym: the name stands for a government, an institution or a team there",
    Role.ADJECTIVE: "adjective: it tells what belongs to the place, not what happened there",
}
"""What is said of a role; that of a name that means the place itself is not talked about."""

YOU = "you"
"""What `Mention.decided_by` says of what a person decided."""
_SURE: tuple[tuple[float, str], ...] = (
    (0.95, "almost certain"),
    (0.85, "very likely"),
    (0.7, "likely"),
    (0.5, "more likely than not"),
    (0.25, "uncertain"),
    (0.0, "a guess"),
)
_REST_OF_WORD = re.compile(r"[\w’']{0,40}")


def chip(mention: Mention) -> str:
    """The word that stands beside a marked name; empty where the name means the place itself."""
    return mention.role.value if mention.role in ROLES else ""


def chip_place(text: str, mention: Mention) -> int:
    """Where a chip may stand in a text: after the word that a mention ends in."""
    match = _REST_OF_WORD.match(text, mention.end)
    return match.end() if match else mention.end


def confidence_words(score: float) -> str:
    """How sure, in words: "very likely"."""
    return next(words for least, words in _SURE if score >= least)


def confidence(score: float) -> str:
    """How sure, in words and as a figure: "very likely, 93 of 100"."""
    # What is not certain must not be rounded to it.
    figure = min(99, round(score * 100)) if score < 1 else 100
    return f"{confidence_words(score)}, {figure} of 100"


def is_guess(mention: Mention) -> bool:
    """Whether a place is that of what stands around the name; the score is the name's alone."""
    place = mention.place
    return mention.unsure and place is not None and place.shape is Shape.CIRCLE


def is_decided(mention: Mention) -> bool:
    """Whether a person decided what a mention means, or that it means no place."""
    return mention.decided_by == YOU


def sureness(mention: Mention) -> str:
    """How sure the place of a mention is, in a few words for a line of its own."""
    if is_decided(mention):
        return "You decided"
    if not mention.unsure:
        return confidence(mention.score).capitalize()
    if is_guess(mention):
        return "Not certain: the place is a guess from what stands around the name"
    return f"Not certain, {round(mention.score * 100)} of 100"


def where(place: Place) -> str:
    """A place's name with what tells it from its namesakes: "Paris, Texas"."""
    return one_line(", ".join(filter(None, (place.title, place.region))))


def mention_tip(mention: Mention) -> str:
    """What a mention was placed as, how surely and by what, or why it was not."""
    place = mention.place
    role = ROLES.get(mention.role, "").capitalize()
    if place is None:
        return tooltip(f"“{mention.text}” is not placed", mention.why, role)
    row = f"{place.row.file}, line {place.row.line}" if place.row is not None else place.source
    return tooltip(
        f"“{mention.text}” is {where(place)}",
        sureness(mention),
        role,
        mention.note,
        "" if is_decided(mention) else f"Decided by: {mention.decided_by}",
        row,
    )


def spoken(mentions: Iterable[Mention]) -> str:
    """What marks and colours tell of some mentions, for those who cannot see them."""
    said = []
    for mention in mentions:
        parts = [chip(mention)]
        if mention.unsure:
            parts.append(sureness(mention).lower())
        parts.append(mention.note)
        if any(parts):
            said.append(f"{one_line(mention.text, 60)}: {'; '.join(filter(None, parts))}.")
    return " ".join(said)


def notes(mentions: Iterable[Mention]) -> list[str]:
    """What a person should know besides of some mentions, each once."""
    lines = (f"{one_line(m.text, 60)}: {one_line(m.note)}" for m in mentions if m.note)
    return list(dict.fromkeys(lines))
