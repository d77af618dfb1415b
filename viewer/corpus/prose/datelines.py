"""Lines that say who wrote an article, where, when and for whom, and nothing else.

A dateline that opens a paragraph ("KYIV, Feb. 27 (Reuters) - ...") belongs to its paragraph;
these are the ones that have a line to themselves. Each must be that line as a whole: a
sentence that begins with "By Monday" is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from viewer.corpus.prose.dates import DATE, DAY, has_date, is_date

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
_NAME_WORD = rf"{_CAPITAL}[\w.'’&-]*"
_PARTICLE = r"(?:de|da|del|della|der|den|di|du|el|la|le|of|the|van|von|bin|ibn|al|and|&)"
NAME = rf"(?:{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{0,5}})"
"""A pattern for up to six capitalised words."""

# What may follow "by" at the start of a heading.
_NO_WRITERS = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July"
    r"|August|September|October|November|December|Now|Then|Law|Contrast|Comparison|Invitation)"
)
_ROLES = (
    r"(?:(?:senior|staff|political|foreign|diplomatic|defen[cs]e|security|world|news|chief"
    r"|special|contributing)\s){0,3}(?:writers?|correspondents?|reporters?|editors?|staff"
    r"|contributors?|columnists?|agencies)"
)
_TIME = (
    r"(?:at\s)?\d{1,2}[:.]\d{2}(?::\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?"
    r"(?:\s?\(?(?:[A-Z]{2,4}|GMT[+-]\d+)\)?)?|\d{1,2}\s?[AaPp]\.?[Mm]\.?"
)
# What can stand between separators in a line that is all byline. A year by itself is what a
# comma cuts from its day.
_PART = re.compile(
    rf"(?P<stamp>(?i:{DATE}|{DAY})(?:,?\s(?:{_TIME}))?|{_TIME}|(?:19|20)\d\d)|(?i:{_ROLES})|{NAME}"
)
_BARS = re.compile(r"\s*[|·•]\s*")
_SEPARATORS = re.compile(r"\s*[,|·•/–—]\s*|\s(?:-|for|in)\s")

_BY = re.compile(
    rf"(?i:by|words by|written by|reporting by|story by|text by):?\s(?!{_NO_WRITERS}\b)"
    rf"(?P<names>{NAME}(?:(?:,\s{NAME}){{0,4}},?\sand\s{NAME})?)"
)
_STAMP_LABEL = (
    r"(?:(?:first|originally|last)\s)?(?:published|publication date|updated|posted|modified"
    r"|created|issued|date|time|release date)(?:\s(?:on|at))?\s?:?\s?"
)
_STAMPS = re.compile(rf"(?:(?i:{_STAMP_LABEL})?(?:(?i:{DATE})|{_TIME})(?:\s?[,|·•/–—-]\s?|\s|$))+")
_WHERE_AND_WHEN = re.compile(
    r"(?P<place>[A-Z][A-Z.'’]+(?:[ /-][A-Z][A-Z.'’]*){0,4}"
    r"(?:,\s[A-Z][\w.'’]*(?:\s[A-Z][\w.'’]*){0,2})?)?"
    rf"(?:(?:^|,\s|\s)(?P<day>(?i:{DATE}|{DAY})))?"
    rf"(?:(?:^|\s?)\((?P<agency>{NAME})\))?(?P<dash>\s?[–—-]{{1,2}})?"
)
_LEAD = re.compile(r"[^\n]{0,120}?\)\s?[–—-]{1,2}(?=\s)")
_PLACE = re.compile(rf"(?:{_NAME_WORD}\s){{0,2}}{_NAME_WORD}")
_LABELLED = re.compile(
    r"(?P<label>source|authors?|byline|by|date|published|publisher|publication|outlet|url|link"
    r"|from|to|cc|sent)"
    r"\s?:\s?(?P<value>\S.*)",
    re.IGNORECASE,
)
_AGENCY = re.compile(AGENCIES)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote an article, and what else the line says."""

    names: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """When an article was written and who sent it, as far as its dateline says."""

    day: str | None
    agency: str | None


def byline(line: str) -> Byline | None:
    """Read "By Jane Doe, Reuters"."""
    match = _BY.match(line)
    if match is None:
        return None
    rest = line[match.end() :]
    parts = [part for part in _SEPARATORS.split(rest) if part]
    if rest and (not _SEPARATORS.match(rest) or not all(map(_PART.fullmatch, parts))):
        return None
    return Byline(match["names"], tuple(parts))


def bar(line: str) -> tuple[str, ...]:
    """Read "Ynet|" or "Jane Doe | Ynet | Feb 27, 2022" into its parts; () for another line.

    What begins with a bar is a row of a table.
    """
    if line.startswith("|"):
        return ()
    parts = [part for part in _BARS.split(line) if part]
    found = [_PART.fullmatch(part) for part in parts]
    if not parts or not all(found):
        return ()
    ends_open = line.endswith("|")
    dated = len(parts) > 1 and any(match and match["stamp"] for match in found)
    return tuple(parts) if ends_open or dated else ()


def dateline(line: str) -> Dateline | None:
    """Read "KYIV, Feb. 27 (Reuters) -", a line to itself."""
    match = _WHERE_AND_WHEN.fullmatch(line)
    if match and match["place"] and any(match[part] for part in ("day", "agency", "dash")):
        return Dateline(match["day"], match["agency"])
    place, _, day = line.partition(", ")
    if day and _PLACE.fullmatch(place) and is_date(day):
        return Dateline(day, None)
    return None


def lead(text: str) -> Dateline | None:
    """Read the dateline that opens a paragraph, if it names its agency."""
    opening = _LEAD.match(text)
    match = _WHERE_AND_WHEN.fullmatch(opening[0]) if opening else None
    return Dateline(match["day"], match["agency"]) if match and match["agency"] else None


def is_stamp(line: str) -> bool:
    """Whether a line is "Published February 27, 2022, 10:15 GMT" or the like.

    The date must be whole: a day without its year may be anything.
    """
    return _STAMPS.fullmatch(line) is not None and has_date(line)


def labelled(line: str) -> tuple[str, str] | None:
    """Read "Source: Reuters" into what it names, in lower case, and its value."""
    match = _LABELLED.fullmatch(line)
    return (match["label"].casefold(), match["value"].strip()) if match else None


def is_agency(line: str) -> bool:
    """Whether a line is the name of a news agency."""
    return _AGENCY.fullmatch(line) is not None


def is_dateline(line: str, *, at_head: bool = False) -> bool:
    """Whether a line holds a byline, a dateline, a date or a source, and nothing else.

    `at_head` is for the lines above an article's first paragraph, where a label or the bare
    name of an agency means the article; further down it may mean a table or a picture.
    """
    if len(line) > LONGEST or line.endswith(("?", "!", ";")):
        return False
    if at_head and (labelled(line) or is_agency(line)):
        return True
    return bool(is_stamp(line) or byline(line) or bar(line) or dateline(line))
