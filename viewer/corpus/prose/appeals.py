"""Calls for donations that run over several paragraphs, as they end many articles.

One paragraph of such an appeal reads like any other prose. What gives it away is the whole:
it ends in asking the reader ("you") for money, and from its first line the publisher speaks
of itself ("we", "our"), where the article above it did not. A report on a charity's
donations has neither: it quotes, attributes, and speaks in the third person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST = 5000
_LONGEST_RUN = 14
# Shorter quotes are single words, set off for their tone.
_SHORTEST_QUOTE = 20
# An appeal in the middle of an article is one box; only the last may reach over paragraphs.
_END_REACH = 8
_OWN_VOICE_SHARE = 0.2

_ASKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bmak(?:e|ing) (?:a |an |your )?(?:[\w-]+[ -]){0,4}(?:donation|gift|contribution)s?\b",
        r"\b(?:donate|giv(?:e|ing)|chip in|contribute|pitch in)\b.{0,30}\b(?:today|now|monthly"
        r"|right now|what you can|before midnight)\b",
        r"\b(?:with|without|on|need|needs|upon) your (?:\w+ ){0,2}(?:support|donations?|gifts?"
        r"|contributions?|help|generosity)\b",
        r"\bsupport(?:ing)? (?:us|our|independent|fearless|quality|public-interest|nonprofit)\b",
        r"\bbecom(?:e|ing) an? (?:[\w-]+ ){0,2}(?:member|supporter|donor|subscriber|sustainer"
        r"|patron)\b",
        r"\btax[- ]deductible\b",
        r"\breader[- ](?:supported|funded)\b",
        r"\bif you (?:value|appreciate|like|enjoy|believe in|can afford)\b",
        r"\b(?:however|no matter how) (?:big or )?small\b",
        r"\b(?:monthly|one-time|recurring) (?:donation|gift|donor|contribution)s?\b",
    )
)
_LEAST_ASKS = 2
_READER = re.compile(r"\byou(?:r|'re|'ve|'ll)?\b", re.IGNORECASE)
# Case matters: "US" is a country.
_VOICE = re.compile(r"\b(?:[Ww]e(?:'(?:re|ve|ll|d))?|[Oo]urs?|us|[Oo]urselves)\b")
_TRADE = re.compile(
    r"\b(?:journalis(?:m|ts?)|newsrooms?|(?:news|media) organi[sz]ations?|independent media"
    r"|paywalls?|ad-free|reader[- ](?:supported|funded)|our (?:readers|reporting|supporters"
    r"|budget|mission|work|funding|content|independence|donors)|donors?|fundrais\w+)\b",
    re.IGNORECASE,
)
# What it says of its own money; "journalists" alone may be those of any report.
_OWN_TRADE = re.compile(
    r"\b(?:our (?:readers|reporting|supporters|budget|mission|work|funding|content|journalism"
    r"|newsroom|independence|donors)|paywalls?|ad-free|no ads|(?:take|run|sell) ads"
    r"|reader[- ](?:supported|funded)|donors?|donations?)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:said|says|told|according to|reported|reports|announced|added|wrote|tweeted|claimed"
    r"|stated|estimated|confirmed|warned|insisted|replied|asked)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^“”\"]{0,1000}[”\"]")


def appeal_indices(lines: Sequence[str]) -> set[int]:
    """The indices of the blocks that ask for donations, or lead up to asking."""
    if not any(_asks(line) for line in lines):
        return set()
    views = [_View.of(line) for line in lines]
    anchors = [index for index in range(len(views)) if _is_anchor(views, index)]
    if not anchors:
        return set()
    found = set(anchors)
    if anchors[-1] >= len(views) - _END_REACH:
        found.update(_leading_up(views, anchors[-1]))
        found.update(_trailing(views, anchors[-1]))
    return found


def _asks(text: str) -> int:
    """In how many ways a block asks the reader for money."""
    if len(text) > _LONGEST or not _READER.search(text):
        return 0
    return sum(1 for ask in _ASKS if ask.search(text))


@dataclass(frozen=True, slots=True)
class _View:
    """What an appeal would show in one block, what it quotes left out."""

    asks: int
    voice: bool
    """Whether somebody says "we"."""
    trade: bool
    """Whether it speaks of journalism and its money."""
    own_trade: bool
    """Whether it speaks of its own."""
    reporting: bool
    """Whether it quotes or attributes, as reports do."""
    reader: bool

    @classmethod
    def of(cls, line: str) -> _View:
        if len(line) > _LONGEST:
            return cls(0, voice=False, trade=False, own_trade=False, reporting=True, reader=False)
        straight = line.replace("’", "'")
        own = _QUOTED.sub(" ", straight)
        quoted = len(straight) - len(own) > _SHORTEST_QUOTE
        return cls(
            asks=_asks(own),
            voice=_VOICE.search(own) is not None,
            trade=_TRADE.search(own) is not None,
            own_trade=_OWN_TRADE.search(own) is not None,
            reporting=quoted or _REPORTING.search(own) is not None,
            reader=_READER.search(own) is not None,
        )


def _is_anchor(views: Sequence[_View], index: int) -> bool:
    """Whether a block asks the reader for money on behalf of who publishes it."""
    view = views[index]
    if view.asks < _LEAST_ASKS or view.reporting:
        return False
    above = views[index - 1] if index else view
    return view.voice or view.trade or (above.voice and above.trade)


def _leading_up(views: Sequence[_View], anchor: int) -> range:
    """The blocks above the anchor in which the publisher speaks of itself."""
    start = _run_start(views, anchor, strict=False)
    body = views[:start]
    own = sum(1 for view in body if view.voice and not view.reporting)
    if not body or own > len(body) * _OWN_VOICE_SHARE:
        # The article itself says "we", as an opinion piece does: then "we" tells nothing.
        start = _run_start(views, anchor, strict=True)
    return range(start, anchor)


def _run_start(views: Sequence[_View], anchor: int, *, strict: bool) -> int:
    start = anchor
    while start > max(0, anchor - _LONGEST_RUN):
        above = views[start - 1]
        if above.reporting:
            break
        if strict:
            if not (above.voice and above.own_trade):
                break
        elif not above.voice:
            # One block between two that say "we" belongs to them.
            further = views[start - 2] if start >= 2 else above
            if not further.voice or further.reporting or start >= anchor:
                break
        start -= 1
    return start


def _trailing(views: Sequence[_View], anchor: int) -> range:
    """The blocks below the anchor that go on asking."""
    end = anchor + 1
    while end < len(views) and not views[end].reporting:
        view = views[end]
        if not (view.asks or (view.voice and (view.trade or view.reader))):
            break
        end += 1
    return range(anchor + 1, end)
