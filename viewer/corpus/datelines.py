"""Lines that say who wrote an article, where, when and for whom, and nothing else.

A dateline that opens a paragraph ("KYIV, Feb. 27 (Reuters) - ...") belongs to its paragraph;
these are the ones that have a line to themselves. Each must be that line as a whole: a
sentence that begins with "By Monday" is none.
"""

from __future__ import annotations

import re

from viewer.corpus.dates import DATE, DAY

LONGEST = 160
"""Characters; a longer line is prose."""

AGENCIES = (
    r"(?:Reuters|REUTERS|AP|Associated Press|The Associated Press|AFP|Agence France-Presse"
    r"|dpa|DPA|EFE|ANSA|TASS|Tass|Interfax|Interfax-Ukraine|Ukrinform|UNIAN|Xinhua|PTI|Kyodo"
    r"|Anadolu|Bloomberg|UPI|PA|PA Media|EPA|APA|BelTA|RIA Novosti|PAP|MTI|IANS|ANI)"
)
"""News agencies that sign with their name alone."""

# A letter that is no small one of Latin or Cyrillic: a capital, or of a script without them.
_CAPITAL = r"[^\W\d_a-zа-я]"
_NAME_WORD = rf"(?:(?!(?i:{DAY}|today|yesterday)\b){_CAPITAL}[\w.'’&-]*)"
_PARTICLE = r"(?:de|da|del|della|der|den|di|du|el|la|le|of|the|van|von|bin|ibn|al|and|in|for|at|&)"
NAME = rf"(?:{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{0,5}})"
"""A pattern for up to six capitalised words."""

_WEEKDAY_OR_MONTH = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Now|Then|Law|Contrast|Comparison|Invitation)"
)
_ROLES = (
    r"(?:(?:senior|staff|political|foreign|diplomatic|defen[cs]e|security|world|news|chief"
    r"|special|contributing)\s){0,3}(?:writers?|correspondents?|reporters?|editors?|staff"
    r"|contributors?|columnists?|agencies)(?:\sin\s[^\W\d_][\w-]*)?"
)
_TIME = (
    r"(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?"
    r"(?:\s?\(?(?:[A-Z]{2,4}|GMT[+-]\d+)\)?)?|\d{1,2}\s?[ap]\.?m\.?"
)
_PART = rf"(?:(?i:{DATE}|{DAY})(?:,?\s(?:{_TIME}))?|{_TIME}|(?i:{_ROLES})|{NAME})"
_SEPARATOR = r"\s?[,|·•/–—-]\s?"

BYLINE = re.compile(
    rf"(?:(?i:by|words by|written by|reporting by|story by|text by)):?\s"
    rf"(?!{_WEEKDAY_OR_MONTH}\b)(?P<names>{NAME}(?:(?:,\s{NAME}){{0,4}},?\sand\s{NAME})?)(?P<rest>(?:{_SEPARATOR}{_PART}){{0,4}}\s?\|?)"
)
"""Who wrote it."""

_STAMP_LABEL = (
    r"(?:(?:first|originally|last)\s)?(?:published|publication date|updated|posted|modified"
    r"|created|issued|date|time|release date)(?:\s(?:on|at))?\s?:?\s?"
)
STAMP = re.compile(
    rf"(?i:{_STAMP_LABEL})?(?i:{DATE})(?:,?\s(?:{_TIME}))?"
    rf"(?:(?:{_SEPARATOR}|\s)(?:(?i:{_STAMP_LABEL})?(?i:{DATE})(?:,?\s(?:{_TIME}))?|{_TIME}))*"
)
"""When it was published; a whole date, for a day without its year may be anything."""

_PLACE = r"[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*){0,4}"
DATELINE = re.compile(
    rf"{_PLACE}(?:,\s[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){{0,2}})?"
    rf"(?:(?:,\s|\s)(?P<day>(?i:{DATE}|{DAY})))?"
    rf"(?:\s?\((?P<agency>{NAME})\))?(?P<dash>\s?[–—-]{{1,2}})?"
)
"""Where and when it was written. Of the last three parts one must be there."""

LEAD = re.compile(
    rf"{_PLACE}(?:,\s[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){{0,2}})?"
    rf"(?:(?:,\s|\s)(?P<day>(?i:{DATE}|{DAY})))?"
    rf"\s?\((?P<agency>{NAME})\)\s?[–—-]{{1,2}}\s"
)
"""A dateline with its agency that opens a paragraph."""

PUBLISHER_BAR = re.compile(rf"(?P<first>{NAME})(?P<rest>(?:\s?[|·•]\s?{_PART}){{0,4}})\s?\|")
"""A publisher's or writer's name before a bar, the rest of the line left out: "Ynet|"."""

_PLACE_AND_DATE = re.compile(rf"(?:{_NAME_WORD}\s){{0,2}}{_NAME_WORD},\s(?i:{DATE})")
_STAMPED_BAR = re.compile(rf"{_PART}(?:\s?[|·•]\s?{_PART}){{1,5}}")
_HAS_STAMP = re.compile(rf"(?i:{DATE})|\d{{1,2}}:\d{{2}}")

LABELLED = re.compile(
    r"(?P<label>source|author|authors|byline|by|date|published|publisher|publication|outlet"
    r"|url|link)\s?:\s?(?P<value>\S.*)",
    re.IGNORECASE,
)
"""A line that names a fact itself: "Source: Reuters"."""

AGENCY_ALONE = re.compile(AGENCIES)


def is_dateline(line: str, *, at_head: bool = False) -> bool:
    """Whether a line holds a byline, a dateline, a date or a source, and nothing else.

    `at_head` is for the lines above an article's first paragraph, where a label or the bare
    name of an agency means the article; further down it may mean a table or a picture.
    """
    if len(line) > LONGEST or line.endswith(("?", "!", ";")):
        return False
    if at_head and (LABELLED.fullmatch(line) or AGENCY_ALONE.fullmatch(line)):
        return True
    if any(rule.fullmatch(line) for rule in (BYLINE, STAMP, PUBLISHER_BAR, _PLACE_AND_DATE)):
        return True
    if match := DATELINE.fullmatch(line):
        return any(match[part] for part in ("day", "agency", "dash"))
    return bool(_STAMPED_BAR.fullmatch(line) and _HAS_STAMP.search(line))
