"""Dates as programs write them: time stamps, addresses; and the day that a weekday stands beside.

Apart from `dates`, which the program needs to start.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote, urlsplit

from viewer.corpus.prose.dates import MONTH, YEAR, day_of, month_number, read_date

FILE_MADE = "the document's properties, when the file was made"
"""The origin of a date that a program wrote into a document when it made it."""
FILE_TIME = "the file's time"
"""The origin of a date that the system keeps with a file: it may be that of a copy."""
OF_THE_FILE = frozenset({FILE_TIME, FILE_MADE})
"""The origins of dates that say when a file was made, not when its article was published."""
LAST_CHANGED = "the page's note on when it was last changed"
"""The origin of a date that is not that of publication, which the page does not say."""

_FLAGS = re.IGNORECASE
_STAMP = re.compile(
    rf"({YEAR})(?:-?(0[1-9]|1[0-2])(?:-?([0-2]\d|3[01]))?)?"
    r"(?=$|[T\s]\d|Z|[+-]\d\d:?\d\d$|\sat\b)",
    _FLAGS,
)
_DAY_BESIDE = re.compile(
    rf",?\s\(?(?:the\s)?(?:(?P<month>{MONTH})\.?\s(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{MONTH})\.?)(?!\w)"
    rf"(?:,?\s(?P<year>{YEAR}))?",
    _FLAGS,
)
_PATH_DAYS = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=/|-|$)"),
    re.compile(rf"/((?:19|20)\d\d)/({MONTH})/(\d{{1,2}})(?=/|-|$)", _FLAGS),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?!\d)"),
    re.compile(r"(?<![\d.])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)"),
)
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?=/)")
# What programs write where they know no date.
_NO_DATES = (dt.date(1970, 1, 1), dt.date(1900, 1, 1), dt.date(1601, 1, 1))


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


def read_day(text: str, near: dt.date) -> dt.date | None:
    """The day at the very start of `text`, such as ", June 6": in the year that is nearest.

    For what stands behind a weekday.
    """
    match = _DAY_BESIDE.match(text)
    if match is None:
        return None
    month = month_number(match["month"] or match["month2"])
    day = int(match["day"] or match["day2"])
    year = match["year"]
    years = (int(year),) if year else (near.year, near.year - 1, near.year + 1)
    found = (one[0] for each in years if (one := day_of(each, month, day)))
    return min(found, key=lambda one: abs((one - near).days), default=None)


def _parts(year: str, month: str | None, day: str | None) -> tuple[dt.date, str] | None:
    """Year, month and day as they were written; what is missing sets the precision."""
    if month is None:
        return dt.date(int(year), 1, 1), "year"
    number = int(month) if month.isdecimal() else month_number(month)
    if day is None:
        return dt.date(int(year), number, 1), "month"
    return day_of(int(year), number, int(day))
