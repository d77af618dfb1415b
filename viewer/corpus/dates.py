"""Dates as articles write them, read only where they can be read in one way."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote, urlsplit

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_YEAR = r"(?:1[6-9]|20)\d{2}"

DATE = (
    rf"(?:(?:{_WEEKDAY},?\s)?(?:"
    rf"{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}\.?,?\s{_YEAR}"
    rf"|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:{_YEAR}|\d{{2}})"
    rf"|{_MONTH}\.?,?\s{_YEAR}"
    r"))"
)
"""A pattern for a whole date, a year included; ignore case when compiling it."""
DAY = rf"(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}\.?)"
"""A pattern for a day without its year, as datelines have it."""

_FLAGS = re.IGNORECASE
_FULL = re.compile(rf"(?<!\w){DATE}(?!\w)", _FLAGS)
_MONTH_DAY_YEAR = re.compile(rf"({_MONTH})\.?\s(\d{{1,2}})\D*({_YEAR})", _FLAGS)
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s({_MONTH})\.?,?\s({_YEAR})", _FLAGS)
_ISO = re.compile(rf"({_YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})")
_NUMBERS = re.compile(rf"(\d{{1,2}})([./])(\d{{1,2}})[./]({_YEAR})")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?\s({_YEAR})", _FLAGS)

_STAMP = re.compile(
    rf"({_YEAR})(?:-?(0[1-9]|1[0-2])(?:-?([0-2]\d|3[01]))?)?"
    r"(?=$|[T\s]\d|Z|[+-]\d\d:?\d\d$|\sat\b)",
    _FLAGS,
)
_DAY_BESIDE = re.compile(
    rf",?\s\(?(?:the\s)?(?:(?P<month>{_MONTH})\.?\s(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTH})\.?)(?!\w)"
    rf"(?:,?\s(?P<year>{_YEAR}))?",
    _FLAGS,
)
_PATH_DAYS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|-|$)"),
    re.compile(rf"/((?:19|20)\d\d)/({_MONTH})/(\d{{1,2}})(?=/|-|$)", _FLAGS),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?!\d)"),
    re.compile(r"(?<![\d.])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)"),
)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")
# What programs write where they know no date.
_NO_DATES = (dt.date(1970, 1, 1), dt.date(1900, 1, 1), dt.date(1601, 1, 1))


FILE_MADE = "the document's properties, when the file was made"
"""The origin of a date that a program wrote into a document when it made it."""
LAST_CHANGED = "the page's note on when it was last changed"
"""The origin of a date that is not that of publication, which the page does not say."""


def has_date(text: str) -> bool:
    """Whether a whole date stands in `text`."""
    return _FULL.search(text) is not None


def is_date(text: str) -> bool:
    """Whether `text` is a whole date and nothing else."""
    return _FULL.fullmatch(text) is not None


def read_date(text: str) -> tuple[dt.date, str] | None:
    """The first whole date in `text` and its precision ("day", "month"), or None.

    None too where a date can be read in two ways, such as 02/03/2022.
    """
    found = _FULL.search(text)
    if found is None:
        return None
    written = found[0]
    if match := _ISO.search(written):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.search(written):
        return _from_numbers(int(match[1]), int(match[3]), int(match[4]), match[2])
    if match := _MONTH_DAY_YEAR.search(written):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    if match := _DAY_MONTH_YEAR.search(written):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_YEAR.search(written):
        return dt.date(int(match[2]), _month(match[1]), 1), "month"
    return None


def read_day(text: str, near: dt.date) -> dt.date | None:
    """The day at the very start of `text`, such as ", June 6": in the year that is nearest.

    For what stands behind a weekday.
    """
    match = _DAY_BESIDE.match(text)
    if match is None:
        return None
    month = _month(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    year = match["year"]
    years = (int(year),) if year else (near.year, near.year - 1, near.year + 1)
    found = (one[0] for each in years if (one := _day(each, month, day)))
    return min(found, key=lambda one: abs((one - near).days), default=None)


def read_stamp(text: str) -> tuple[dt.date, str] | None:
    """The date of a time stamp as programs write it, with its precision, or None.

    The day is the one written, whatever the time zone: that is the day of the publisher.
    """
    text = text.strip()
    if match := _STAMP.match(text):
        found = _parts(match[1], match[2], match[3])
    else:
        found = read_date(text)
    return None if found is None or found[0] in _NO_DATES else found


def read_address(url: str) -> tuple[dt.date, str] | None:
    """The date in the path of an address ("/2022/02/27/"), with its precision, or None.

    None too where several days stand in it.
    """
    path = unquote(urlsplit(url).path)
    for pattern in _PATH_DAYS:
        if days := {_parts(*match.groups()) for match in pattern.finditer(path)}:
            return days.pop() if len(days) == 1 else None
    months = {_parts(match[1], match[2], None) for match in _PATH_MONTH.finditer(path)}
    return months.pop() if len(months) == 1 else None


def _parts(year: str, month: str | None, day: str | None) -> tuple[dt.date, str] | None:
    """Year, month and day as they were written; what is missing sets the precision."""
    if month is None:
        return dt.date(int(year), 1, 1), "year"
    number = int(month) if month.isdecimal() else _month(month)
    if day is None:
        return dt.date(int(year), number, 1), "month"
    return _day(int(year), number, int(day))


def _from_numbers(first: int, second: int, year: int, mark: str) -> tuple[dt.date, str] | None:
    """27.02.2022 is day first by custom; 27/02/2022 and 02/27/2022 can be read in one way."""
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> tuple[dt.date, str] | None:
    try:
        return dt.date(year, month, day), "day"
    except ValueError:
        return None


def _month(name: str) -> int:
    start = name[:3].casefold()
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(start))
