"""The days that an article's words mean: "Sunday" in an article of a known date is that Sunday.

News says "on Sunday" of the Sunday that was, the day of the article included, unless its words
look ahead: "will meet on Sunday" is the Sunday that comes. Where it can be read in two ways, no
day is given: a wrong one is worse than none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from viewer.corpus.prose.weekday_words import ENGLISH, TONGUES, Tongue
from viewer.corpus.timestamps import LAST_CHANGED, OF_THE_FILE, read_day
from viewer.model import Dated, Passage, PassageKind

_WEEK = 7
# Characters to each side; what lies further away says nothing of the day.
_SENTENCE = 300
_QUOTE = 2000
_KINDS = (PassageKind.TITLE, PassageKind.PARAGRAPH)
# These dates are not the article's own, so nothing is counted from them.
_WEAK = OF_THE_FILE | {LAST_CHANGED}

_LAST = frozenset({
    "last", "letzten", "vergangenen", "прошлый", "прошлую", "прошлое", "прошедший", "прошедшую",
    "прошедшее", "минувший", "минувшую", "минувшее", "минулий", "минулу", "минулого", "минуле",
})  # fmt: skip
_NEXT = frozenset({
    "next", "nächsten", "kommenden", "следующий", "следующую", "следующее", "наступний",
    "наступну",
})  # fmt: skip
_COMING = frozenset({"this coming", "the coming", "coming", "upcoming"})
_PAST = frozenset({"this past", "the past", "past"})
# "Every Sunday" is no day, "the Sunday after" is counted from elsewhere.
_NO_DAY = frozenset({
    "every", "each", "most", "some", "any", "a", "one", "many", "other", "another", "following",
    "previous", "first", "second", "third", "alternate", "bloody", "black", "good", "easter",
    "palm", "super", "ash", "maundy", "whit", "holy", "cyber", "gloomy", "jeden", "jeder",
    "каждый", "каждую", "каждое", "кожен", "кожну", "кожного", "щоп'ятницу", "preceding", "the",
})  # fmt: skip
# What may stand before a day without saying more.
_PLAIN = frozenset({
    "on", "late", "early", "since", "from", "and", "or", "until", "by", "before", "after",
    "through", "to", "for", "that", "this", "later", "of", "only", "overnight", "am", "seit",
    "ab", "bis", "vom", "zum", "в", "во", "у", "на", "с", "к", "до", "з", "із", "від", "по",
})  # fmt: skip
_SINCE = frozenset({"since", "seit"})
_FURTHER = re.compile(
    r"(?:['’]s)?\s+(?:week|fortnight|before last|after next|after|before|afterwards)\b", re.I
)
_NAME_AFTER = re.compile(r"\s+(?!(?:I|AM|PM)\b)[A-Z]\w")
_COUNTED = re.compile(r"\b(?:weeks?|days?|months?|fortnight)\s+(?:\w+\s+)?$")
_REPORTED = re.compile(
    r"\b(?:said|told(?: \w+){1,3}|announced|reported|confirmed|warned|added|tweeted|wrote"
    r"|declared|stated)(?: in a statement)?(?: late| early)?(?: on)?\s*$"
)
_SENTENCE_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘«(]*[A-ZА-ЯЄІЇҐÄÖÜ])")
_CLAUSE_BREAK = re.compile(
    r"[,;:—–]\s|\b(?:that|but|while|which|who|when|because|although|after|before|dass|aber|что|но"
    r"|а|що|але)\s"
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A span of the text that means a day."""

    start: int
    end: int
    date: dt.date
    why: str
    """In plain words, for the person who asks."""


def days(text: str, passages: Sequence[Passage], date: Dated | None) -> tuple[Day, ...]:
    """The days that words such as "Sunday" and "yesterday" mean in an article, in order."""
    if date is None or date.precision != "day" or date.origin in _WEAK:
        return ()
    found: list[Day] = []
    for passage in passages:
        if passage.kind in _KINDS:
            content = text[passage.start : passage.end]
            for tongue in TONGUES:
                found.extend(
                    Day(passage.start + day.start, passage.start + day.end, day.date, day.why)
                    for day in _in_passage(content, tongue, date.value)
                )
    return tuple(sorted(found, key=lambda day: day.start))


def _in_passage(content: str, tongue: Tongue, date: dt.date) -> Iterator[Day]:
    matches = list(tongue.name.finditer(content))
    # A paragraph with another year in it tells of that year.
    elsewhere = any(int(year) != date.year for year in _YEAR.findall(content))
    for match in matches:
        start, end = match.span("day")
        written = read_day(content[end : end + 40], date) if tongue is ENGLISH else None
        if written is not None:
            if written.weekday() == tongue.names[match["day"].casefold()]:
                yield Day(start, end, written, "the date stands beside it")
            continue
        if elsewhere:
            continue
        if found := _weekday(content, match, tongue, date):
            yield Day(start, end, *found)
    if elsewhere:
        return
    for match in tongue.near_word.finditer(content):
        if not _is_quoted(content, match.start()):
            shift = tongue.near[" ".join(match["day"].casefold().split())]
            yield Day(
                match.start("day"),
                match.end("day"),
                date + dt.timedelta(shift),
                f"“{match['day']}” in an article of {_shown(date)}",
            )


def _weekday(
    content: str, match: re.Match[str], tongue: Tongue, date: dt.date
) -> tuple[dt.date, str] | None:
    start, end = match.span("day")
    before = " ".join((match["before"] or "").casefold().split())
    back = (date.weekday() - tongue.names[match["day"].casefold()]) % _WEEK
    counted = _COUNTED.search(content, max(0, start - 30), start)
    if counted or _FURTHER.match(content, end) or _is_a_name(content, match, tongue):
        return None
    if before in _LAST:
        return _told(date, -(back or _WEEK), "last") if _is_other_week(date, -back) else None
    if before in _NEXT:
        return _told(date, _WEEK - back, "next") if _is_other_week(date, _WEEK - back) else None
    if before in _COMING:
        return _told(date, _WEEK - back, "to come")
    if before in _PAST:
        return _told(date, -(back or _WEEK), "past")
    if before in _NO_DAY:
        return None
    return _by_tense(content, start, before, tongue, date, back)


def _by_tense(
    content: str, start: int, before: str, tongue: Tongue, date: dt.date, back: int
) -> tuple[dt.date, str] | None:
    """The day by what its clause speaks of, or else its sentence."""
    if before in _SINCE:
        return _told(date, -back, "past") if back else None
    if _REPORTED.search(content, max(0, start - 60), start):
        return _told(date, -back, "past")
    first = max(0, start - _SENTENCE)
    sentence, at = _around(content[first : start + _SENTENCE], start - first, _SENTENCE_BREAK)
    clause, _ = _around(sentence, at, _CLAUSE_BREAK)
    for part in (clause, sentence):
        past, future = tongue.past.search(part), tongue.future.search(part)
        if past and not future:
            return _told(date, -back, "past")
        if future and not past:
            # On a Sunday, "will speak on Sunday" may be today or in a week.
            return _told(date, _WEEK - back, "to come") if back else None
        if past and future:
            return None
    return None


def _told(date: dt.date, shift: int, which: str) -> tuple[dt.date, str]:
    kind = {
        "past": "the words speak of what was",
        "to come": "the words speak of what is to come",
    }.get(which, f"the {which} one")
    return date + dt.timedelta(shift), f"{kind}, in an article of {_shown(date)}"


def _shown(date: dt.date) -> str:
    return f"{date.day} {date:%B %Y}"


def _is_other_week(date: dt.date, shift: int) -> bool:
    """Whether a day is in another week, be it one that begins on Monday or on Sunday.

    "Last Tuesday", said on a Thursday, is two days ago to some and nine to others.
    """
    other = date + dt.timedelta(shift if shift else -_WEEK)
    by_monday = (date - dt.timedelta(date.weekday())) <= other
    by_monday = by_monday and other <= date + dt.timedelta(6 - date.weekday())
    sunday = date - dt.timedelta((date.weekday() + 1) % _WEEK)
    by_sunday = sunday <= other <= sunday + dt.timedelta(6)
    return not (by_monday or by_sunday)


def _is_a_name(content: str, match: re.Match[str], tongue: Tongue) -> bool:
    """Whether the weekday is part of a name: "Bloody Sunday", "the Sunday Times"."""
    if tongue is not ENGLISH:
        return False
    if not match["day"][0].isupper() or _NAME_AFTER.match(content, match.end()):
        return True
    before = match["before"] or ""
    above = content[max(0, match.start() - 20) : match.start()].rstrip()
    starts = not above or above[-1] in ".!?“"
    plain = before.casefold() in _PLAIN | _LAST | _NEXT | _COMING | _PAST
    return before[:1].isupper() and not plain and not starts


def _around(text: str, at: int, breaks: re.Pattern[str]) -> tuple[str, int]:
    """The part of a text around a position between two breaks, and the position in it."""
    start, end = 0, len(text)
    for match in breaks.finditer(text):
        if match.end() <= at:
            start = match.end()
        elif match.start() >= at:
            end = match.start()
            break
    return text[start:end], at - start


def _is_quoted(content: str, at: int) -> bool:
    """Whether somebody speaks there, perhaps on another day than the article."""
    above = content[max(0, at - _QUOTE) : at]
    opened = max(above.rfind("“"), above.rfind("«"), above.rfind("„"))
    return opened > max(above.rfind("”"), above.rfind("»")) or above.count('"') % 2 == 1
