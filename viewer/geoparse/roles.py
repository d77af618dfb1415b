"""How a mention uses its name: as a location, or for those who govern there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.gazetteer.candidates import Kind
from viewer.gazetteer.words import is_upper
from viewer.geoparse import agency
from viewer.geoparse.borders import RULE, is_border
from viewer.geoparse.context import Context, governor
from viewer.geoparse.recognise.lexicon import (
    BORDER_TAILS,
    DATES,
    OFFICES,
    ORGANISATIONS,
    ORGANISATIONS_OF,
)
from viewer.geoparse.spans import Toponym
from viewer.model import PassageKind, Role, Shape

# "KYIV, Feb. 27 - ", "Kyiv (Reuters) — ", "MINSK, February 27. /BelTA/."; and "KYIV (AP) It",
# for copies lose the dash.
_DATELINE = re.compile(
    r"[^\n—–]{1,80}?(?P<agency>\([A-Z][\w .&/-]{1,30}\)|/[A-Z][\w-]{1,20}/\.)?"
    r"(?(agency)[^\S\n]?(?P<dash>--?|[—–]|(?<=/\.))?|(?:[—–]|[^\S\n]--?[^\S\n]))"
)
_LOOK_AHEAD = 8


def dateline_end(context: Context) -> int:
    """Where the dateline of the first paragraph ends, or 0: "KYIV, Feb. 27 (Reuters) - "."""
    for passage in context.passages:
        if passage.kind is not PassageKind.PARAGRAPH:
            continue
        found = _DATELINE.match(context.text, passage.start, passage.end)
        first = next((w for w in context.text[passage.start : passage.start + 80].split()), "")
        shouted = is_upper("".join(c for c in first if c.isalpha()))
        return found.end() if found and (shouted or found["dash"] is not None) else 0
    return 0


def roles(context: Context, spotted: Sequence[Toponym]) -> list[Role]:
    """The role of each name, in their order."""
    end = dateline_end(context)
    found: list[Role] = []
    position = 0
    while position < len(spotted):
        stop = _list_end(context, spotted, position)
        one, last = spotted[position], spotted[stop]
        following = spotted[stop + 1].first if stop + 1 < len(spotted) else -1
        role = _role(context, one, last, following)
        for item in spotted[position : stop + 1]:
            kind = context.kind(item.first)
            is_dateline = kind is PassageKind.DATELINE or item.start < end <= end
            if is_dateline and kind is not PassageKind.TITLE:
                found.append(Role.DATELINE)
            else:
                found.append(Role.LITERAL if _is_border(item) else role)
        position = stop + 1
    return found


def listed(context: Context, spotted: Sequence[Toponym]) -> set[int]:
    """The positions of the names that stand in a list: "Poland, Hungary and Romania"."""
    found: set[int] = set()
    for position in range(len(spotted) - 1):
        if _joined(context, spotted[position].last, spotted[position + 1].first):
            found |= {position, position + 1}
    return found


def _is_border(one: Toponym) -> bool:
    """Whether a name is a border's, for which nobody speaks."""
    settled = one.place is not None and one.place.shape is Shape.LINE
    return one.rule == RULE or settled or is_border(one.candidates)


def _list_end(context: Context, spotted: Sequence[Toponym], position: int) -> int:
    """The last name of a list that begins here: "Poland, Hungary and Romania"."""
    while position + 1 < len(spotted) and _joined(
        context, spotted[position].last, spotted[position + 1].first
    ):
        position += 1
    return position


def _joined(context: Context, last: int, following: int) -> bool:
    """Whether a comma, a stroke or an "and" joins two names."""
    if following == last + 1:
        return context.gap(last) in {", ", "/", "-"}
    article = context.key(following - 1) == "the"
    joint = following - 2 if article else following - 1
    if joint != last + 1 or context.key(joint) not in {"and", "or"}:
        return False
    return context.gap(last) in {", ", " "} and context.gap(joint) == " "


def _role(context: Context, first: Toponym, last: Toponym, following: int) -> Role:
    """The role of a name or a list of names; `following` is the first word of the next name."""
    # "On Russia's military operation": the preposition governs the operation.
    if context.possessive(last.last):
        return Role.METONYM if has_institution(context, last.last) else Role.LITERAL
    word = governor(context, first.first)
    if word is not None and _is_called_on(context, word, last.last):
        return Role.METONYM
    named_after = first is last and following != last.last + 1
    if (named_after and in_organisation(context, last)) or _does(context, last.last):
        return Role.METONYM
    if first.located or _is_undergone(context, first, last):
        return Role.LITERAL
    if has_institution(context, last.last):
        return Role.METONYM
    if word is not None:
        if _is_partner(context, word, last.last) or _is_organ_of(context, word):
            return Role.METONYM
        if context.key(word) in agency.NEVER_BEFORE_SUBJECTS:
            return Role.LITERAL
    return Role.METONYM if _acts(context, first, last) else Role.LITERAL


def has_institution(context: Context, last: int) -> bool:
    """Whether a name is followed by what governs there: "Moscow's mayor", "Kyiv officials"."""
    if context.possessive(last):
        return _has_organ(context, context.after(last), 3)
    return _has_office(context, last)


def in_organisation(context: Context, one: Toponym) -> bool:
    """Whether a name stands within an organisation's: "Letterkenny University Hospital".

    Not where all words have capitals, nor before a day: "in Kyiv Tuesday".
    """
    shouted = len(context.raw(one.first)) > 3 and is_upper(context.raw(one.first))
    if shouted or context.in_headline(one.first):
        return False
    after, before = one.last + 1, one.first - 1
    if context.gap(one.last) == " " and not context.breaks(one.last) and context.named(after):
        return context.key(after) not in DATES
    if context.gap(before) != " " or context.breaks(before):
        return False
    known = ORGANISATIONS
    if context.key(before) == "of" and context.gap(before - 1) == " ":
        before, known = before - 1, ORGANISATIONS_OF
    return context.key(before) in known and context.named(before)


def _does(context: Context, last: int) -> bool:
    """Whether something is done by a name: "U.S.-led"."""
    return context.gap(last) == "-" and context.key(last + 1) in agency.DOERS


def _is_undergone(context: Context, first: Toponym, last: Toponym) -> bool:
    """Whether a town or a region has or undergoes something: "Suzu lost most of its houses".

    A country that has or loses something is mostly its government.
    """
    best = last.candidates[0] if last.candidates else None
    if first is not last or best is None or best.kind <= Kind.COUNTRY:
        return False
    verb = last.last + 1
    joined = context.gap(last.last) == " " and context.gap(verb) == " "
    if not joined or context.key(verb) not in agency.UNDERGOING:
        return False
    ahead = context.text[context.starts[verb + 1] :][:1] if verb + 1 < len(context) else ""
    return context.key(verb + 1) in agency.NOUNS_AHEAD or ahead.isdigit()


def _is_organ_of(context: Context, word: int) -> bool:
    """Whether a governing "of" stands after who governs: "the president of"."""
    organ = word - 1
    return (
        context.key(word) == "of"
        and context.gap(organ) == " "
        and context.key(organ) in agency.ORGANS
        # "the department of Arauca" is a region.
        and (context.key(organ) != "department" or context.capitalised(organ))
    )


def _is_called_on(context: Context, word: int, last: int) -> bool:
    """Whether a government is asked to do something: "called on Russia to stop"."""
    if context.key(word) not in {"on", "upon"}:
        return False
    return context.key(word - 1) in agency.EXPECTING and _is_infinitive(context, last + 1)


def _has_office(context: Context, last: int) -> bool:
    """Whether an office or institution follows a name: "Moscow representatives"."""
    if context.gap(last) != " " or context.breaks(last):
        return False
    after = last + 1
    if context.key(after) in OFFICES and context.capitalised(after):
        return True
    return context.key(after) in agency.INSTITUTIONS and context.key(after + 1) != "of"


def is_subject(context: Context, one: Toponym) -> bool:
    """Whether a name is the subject of a verb, or owns what follows."""
    return context.possessive(one.last) or _acts(context, one, one)


def _acts(context: Context, first: Toponym, last: Toponym) -> bool:
    """Whether what follows a name, or a list of names, is a verb of which it is the subject."""
    gap = context.gap(last.last)
    if gap == ", ":
        return _acts_after_aside(context, last.last + 1)
    if gap != " " or context.breaks(last.last):
        return False
    # "Kyiv agrees", "Kyiv and Minsk agree", "did Kyiv agree"; in "the Kyiv plan" it is a noun.
    several = first is not last and context.gap(last.first - 1) != "-"
    plain = several or _is_asked_or_made(context, first.first)
    return _is_act(context, last.last + 1, plain=plain)


def _is_asked_or_made(context: Context, first: int) -> bool:
    """Whether the verb after a name has no ending of its own: "will Kyiv join", "let it win"."""
    word = first - 1
    if context.key(word) == "the" and context.gap(word) == " ":
        word -= 1
    key = context.key(word)
    return context.gap(word) == " " and (key in agency.MODALS or key in agency.LETTING)


def _has_organ(context: Context, word: int, reach: int) -> bool:
    """Whether an institution follows within a few words: "deputy defence minister"."""
    for ahead in range(word, word + reach):
        key = context.key(ahead)
        if key in agency.INSTITUTIONS or (key in OFFICES and context.capitalised(ahead)):
            if key == "central":  # "Amsterdam's central station"
                return context.key(ahead + 1) in {"bank", "bankers", "government", "committee"}
            return key != "border" or context.key(ahead + 1) in BORDER_TAILS
        if context.gap(ahead) not in {" ", "-"} or key in {"and", "of", "in", "to", "is", "was"}:
            return False
    return False


def _is_act(context: Context, word: int, *, plain: bool) -> bool:
    """Whether a verb of a government follows: "intends", "has already sent", "did not say".

    `plain` admits a verb without an ending too.
    """
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
    acts = key in agency.ACTS or (plain and key in agency.PLAIN_ACTS)
    return acts and (not context.capitalised(word) or context.in_headline(word))


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


def _is_partner(context: Context, word: int, last: int) -> bool:
    """Whether a name stands for a government by what is done with it: "talks with Moscow"."""
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
    return context.key(word) == "to" and context.key(word + 1) in agency.PLAIN_ACTS
