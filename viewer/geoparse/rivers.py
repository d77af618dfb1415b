"""Rivers by what the text says: "the Haw River crested" is no town, whatever bears the name.

Towns are often named after rivers, and few gazetteers have as many rivers as towns. A name
that the text speaks of as a river keeps only its waters; without one it has no place.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.gazetteer.candidates import Kind
from viewer.geoparse.context import Context
from viewer.geoparse.recognise.lexicon import FUNCTION, word_set
from viewer.geoparse.spans import Toponym

NO_RIVER = "no gazetteer has a river of this name"
_WATERS = frozenset({Kind.RIVER, Kind.WATER})
_WORDS = frozenset({"river", "creek", "rivers"})
_FLOWS = word_set(
    """burst bursts bursting crest crests crested cresting dried drained drains flood flooded
    flooding floods flow flowed flowing flows inundated meanders overflow overflowed overflowing
    overflows overtopped peak peaked peaks poured receded recedes receding rose rises rising
    spilled spilt surged swelled swells swept swollen topped winds froze frozen thawed"""
)
_OF_PEOPLE = word_set(
    """man woman men women teen teenager boy girl couple family families resident residents mayor
    police officer officers council school schools student students high community town village
    church hospital company team players store plant mall native department"""
)
"""What a town has and a river has not: "the Fall River man"."""
_BANKS = word_set("bank banks shore shores waters mouth along down up across")
_SITED = word_set("town city village township mayor residents in at")
"""Words before a name, or before "of" and a name, that make it a town's."""


def keep_rivers(context: Context, toponyms: Sequence[Toponym]) -> None:
    """Take from the names of rivers what is no water; note those that no gazetteer has."""
    said = [_is_river(context, one) for one in toponyms]
    rivers = {_key(context, one) for one, is_river in zip(toponyms, said, strict=True) if is_river}
    for one, is_river in zip(toponyms, said, strict=True):
        also = _key(context, one) in rivers and _is_named(context, one)
        if one.is_settled or not (is_river or (also and not _is_town(context, one))):
            continue
        waters = [candidate for candidate in one.candidates if candidate.kind in _WATERS]
        if waters:
            one.candidates = waters
        elif one.candidates and _is_named(context, one):
            one.candidates, one.why = (), NO_RIVER


def _key(context: Context, one: Toponym) -> tuple[str, ...]:
    return tuple(context.keys[one.first : one.last + 1])


def _is_named(context: Context, one: Toponym) -> bool:
    """Whether the name says that it is a river."""
    return one.last > one.first and bool({context.key(one.first), context.key(one.last)} & _WORDS)


def _is_river(context: Context, one: Toponym) -> bool:
    """Whether the words around a name make it a river's."""
    before = context.key(one.first - 1) if context.gap(one.first - 1) == " " else ""
    after = context.key(one.last + 1) if context.gap(one.last) == " " else ""
    if before != "the" or _is_town(context, one):
        return False
    if after in _FLOWS:
        return True
    governor = {context.key(one.first - 2), context.key(one.first - 3)}
    is_open = not after or after in FUNCTION or not context.capitalised(one.last + 1)
    if _is_named(context, one):
        return is_open and after not in _OF_PEOPLE
    return bool(governor & _BANKS) and (not after or after in FUNCTION)


def _is_town(context: Context, one: Toponym) -> bool:
    """Whether the words beside a name make it a town's: "in Pearl River, Mississippi"."""
    before = context.key(one.first - 1)
    if before == "of":
        before = context.key(one.first - 2)
    return before in _SITED or (context.gap(one.last) == ", " and context.capitalised(one.last + 1))
