"""Dates as articles write them, read only where they can be read in one way."""

from __future__ import annotations

import datetime as dt
import re

_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
"""A pattern for the name of a month; ignore case when compiling it."""
_WEEKDAY = r"(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
YEAR = r"(?:1[6-9]|20)\d{2}"
"""A pattern for a year."""

DATE = (
    rf"(?:(?:{_WEEKDAY},?\s)?(?:"
    rf"{MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{YEAR}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\.?,?\s{YEAR}"
    rf"|{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?"
    rf"|\d{{1,2}}[./]\d{{1,2}}[./](?:{YEAR}|\d{{2}})"
    rf"|{MONTH}\.?,?\s{YEAR}"
    r"))"
)
"""A pattern for a whole date, a year included; ignore case when compiling it."""
DAY = rf"(?:{MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{MONTH}\.?)"
"""A pattern for a day without its year, as datelines have it."""

_FLAGS = re.IGNORECASE
_FULL = re.compile(rf"(?<!\w){DATE}(?!\w)", _FLAGS)
_MONTH_DAY_YEAR = re.compile(rf"({MONTH})\.?\s(\d{{1,2}})\D*({YEAR})", _FLAGS)
_DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?\s({MONTH})\.?,?\s({YEAR})", _FLAGS)
_ISO = re.compile(rf"({YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})")
_NUMBERS = re.compile(rf"(\d{{1,2}})([./])(\d{{1,2}})[./]({YEAR})")
_MONTH_YEAR = re.compile(rf"({MONTH})\.?,?\s({YEAR})", _FLAGS)


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
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.search(written):
        return _from_numbers(int(match[1]), int(match[3]), int(match[4]), match[2])
    if match := _MONTH_DAY_YEAR.search(written):
        return day_of(int(match[3]), month_number(match[1]), int(match[2]))
    if match := _DAY_MONTH_YEAR.search(written):
        return day_of(int(match[3]), month_number(match[2]), int(match[1]))
    if match := _MONTH_YEAR.search(written):
        return dt.date(int(match[2]), month_number(match[1]), 1), "month"
    return None


def _from_numbers(first: int, second: int, year: int, mark: str) -> tuple[dt.date, str] | None:
    """27.02.2022 is day first by custom; 27/02/2022 and 02/27/2022 can be read in one way."""
    if mark == "." or first > 12 or first == second:
        return day_of(year, second, first)
    return day_of(year, first, second) if second > 12 else None


def day_of(year: int, month: int, day: int) -> tuple[dt.date, str] | None:
    """A day with its precision, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day), "day"
    except ValueError:
        return None


def month_number(name: str) -> int:
    """The number of a month whose name begins like this."""
    start = name[:3].casefold()
    return next(number for number, month in enumerate(_NAMES, 1) if month.startswith(start))
