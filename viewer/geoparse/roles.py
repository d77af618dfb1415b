"""How a mention uses its name: as a location, or for those who govern there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.geoparse import agency
from viewer.geoparse.context import Context
from viewer.geoparse.lexicon import BORDER_TAILS, OFFICES
from viewer.geoparse.prepositions import governor
from viewer.geoparse.spotted import Spotted
from viewer.model import PassageKind, Role

_DATELINE = re.compile(
    r"[^\S\n]*[^\n—–]{1,80}?(?:[^\S\n]*[—–]|[^\S\n]--|\)[^\S\n]*-|[^\S\n]-[^\S\n])"
)
_LOOK_AHEAD = 8


def dateline_end(context: Context) -> int:
    """Where the dateline of the first paragraph ends, or 0: "KYIV, Feb. 27 (Reuters) - "."""
    for passage in context.passages:
        if passage.kind in {PassageKind.TITLE, PassageKind.BOILERPLATE, PassageKind.CAPTION}:
            continue
        found = _DATELINE.match(context.text, passage.start, passage.end)
        first = next((w for w in context.text[passage.start : passage.start + 80].split()), "")
        letters = "".join(c for c in first if c.isalpha())
        if found and len(letters) > 1 and letters.isupper():
            return found.end()
        return 0
    return 0


def roles(context: Context, spotted: Sequence[Spotted]) -> list[Role]:
    """The role of each name, in their order."""
    end = dateline_end(context)
    found: list[Role] = []
    position = 0
    while position < len(spotted):
        stop = _list_end(context, spotted, position)
        one, last = spotted[position], spotted[stop]
        role = _role(context, one, last)
        for item in spotted[position : stop + 1]:
            kind = context.kind(item.first)
            is_dateline = kind is PassageKind.DATELINE or item.start < end <= end
            is_dateline = is_dateline and kind is not PassageKind.TITLE
            found.append(Role.DATELINE if is_dateline else role)
        position = stop + 1
    return found


def _list_end(context: Context, spotted: Sequence[Spotted], position: int) -> int:
    """The last name of a list that begins here: "Poland, Hungary and Romania"."""
    while position + 1 < len(spotted) and _listed(
        context, spotted[position].last, spotted[position + 1].first
    ):
        position += 1
    return position


def _listed(context: Context, last: int, following: int) -> bool:
    """Whether a comma, a stroke or an "and" joins two names."""
    if following == last + 1:
        return context.gap(last) in {", ", "/"}
    article = context.key(following - 1) == "the"
    joint = following - 2 if article else following - 1
    if joint != last + 1 or context.key(joint) not in {"and", "or"}:
        return False
    return context.gap(last) in {", ", " "} and context.gap(joint) == " "


def _role(context: Context, first: Spotted, last: Spotted) -> Role:
    # "On Russia's military operation": the preposition governs the operation.
    if context.possessive(last.last):
        acts = _has_institution(context, context.after(last.last), 3)
        return Role.METONYM if acts else Role.LITERAL
    if first.is_located:
        return Role.LITERAL
    if _has_office(context, last.last) or _is_partner(context, first.first, last.last):
        return Role.METONYM
    word = governor(context, first.first)
    if word is not None and context.key(word) in agency.NEVER_BEFORE_SUBJECTS:
        return Role.LITERAL
    return Role.METONYM if _acts(context, last.last) else Role.LITERAL


def _has_office(context: Context, last: int) -> bool:
    """Whether an office or institution follows a name: "Moscow representatives"."""
    if context.gap(last) != " " or context.breaks(last):
        return False
    after = last + 1
    if context.key(after) in OFFICES and context.capitalised(after):
        return True
    return context.key(after) in agency.INSTITUTIONS and context.key(after + 1) != "of"


def _acts(context: Context, last: int) -> bool:
    """Whether what follows a name is a verb of which it is the subject."""
    gap = context.gap(last)
    if gap == ", ":
        return _acts_after_aside(context, last + 1)
    return gap == " " and not context.breaks(last) and _is_act(context, last + 1)


def _has_institution(context: Context, word: int, reach: int) -> bool:
    """Whether an institution follows within a few words: "deputy defence minister"."""
    for ahead in range(word, word + reach):
        key = context.key(ahead)
        if key in agency.INSTITUTIONS:
            return context.key(ahead + 1) not in BORDER_TAILS or key != "border"
        if context.gap(ahead) not in {" ", "-"} or key in {"and", "of", "in", "to", "is", "was"}:
            return False
    return False


def _is_act(context: Context, word: int) -> bool:
    """Whether a verb of a government follows: "intends", "has already sent", "did not say"."""
    key = context.key(word)
    while key in agency.ADVERBS and context.gap(word) == " ":
        word += 1
        key = context.key(word)
    if key in agency.MODALS:
        return True
    if key in agency.BEING:
        ahead = word + 1
        while context.key(ahead) in agency.ADVERBS:
            ahead += 1
        following = context.key(ahead)
        return following.endswith("ing") and context.gap(ahead - 1) == " "
    return key in agency.ACTS and (not context.capitalised(word) or context.in_headline(word))


def _acts_after_aside(context: Context, word: int) -> bool:
    """Whether a verb follows what is set off by commas: "Moscow, on the other hand, claimed"."""
    for ahead in range(word, word + _LOOK_AHEAD):
        gap = context.gap(ahead)
        if gap == ", ":
            if context.key(word) in {"and", "or", "but", "who", "where"} or context.capitalised(
                word
            ):
                return False
            return context.key(ahead + 1) in agency.ACTS
        if gap not in {" ", "-", "'"}:
            return False
    return False


def _is_partner(context: Context, first: int, last: int) -> bool:
    """Whether a name stands for a government by what is done with it: "talks with Moscow"."""
    word = governor(context, first)
    if word is None:
        return False
    key = context.key(word)
    if key in agency.PATIENTS:
        return True
    if key in agency.EXPECTING and _is_infinitive(context, last + 1):
        return True
    before = {context.key(word - 1), context.key(word - 2)}
    if key == "with":
        return not before & {"border", "borders", "frontier", "shares", "line"}
    if key == "for":
        return bool(before & agency.BACKING)
    if key == "between":
        return bool(before & agency.PARTNERS)
    return key in {"against", "by"}


def _is_infinitive(context: Context, word: int) -> bool:
    """Whether "to advance" and its like begin at a word."""
    return context.key(word) == "to" and context.key(word + 1) in agency.ACTS
