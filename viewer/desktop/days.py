"""Dates as people type them into a field, read only where they can be read in one way."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from viewer.corpus.prose.dates import is_date, read_date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})")
HOW = "Write it as 2022, 2022-02, 2022-02-27 or 27 Feb 2022"


class UnclearDate(ValueError):
    """A text that is no date, or may be two; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date stands for: one, or those of a month or a year."""

    first: dt.date
    last: dt.date


def read_days(text: str) -> Days:
    """The days that `text` stands for. Raises `UnclearDate`."""
    plain = " ".join(text.split())
    if _YEAR.fullmatch(plain):
        return _year(int(plain))
    if match := _MONTH.fullmatch(plain):
        return _month(int(match[1]), int(match[2]))
    if match := _MONTH_FIRST.fullmatch(plain):
        return _month(int(match[2]), int(match[1]))
    found = read_date(plain) if is_date(plain) else None
    if found is None:
        raise UnclearDate(_complaint(plain))
    day, precision = found
    return _month(day.year, day.month) if precision == "month" else Days(day, day)


def written(day: dt.date) -> str:
    """A day as a field shows it: "27 Feb 2022"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def span(since: dt.date | None, until: dt.date | None) -> str:
    """Some days in words, as short as can be: "2022", "Feb 2022", "from 27 Feb 2022"."""
    if since is None or until is None:
        if since is not None:
            return f"from {written(since)}"
        return f"until {written(until)}" if until is not None else "all dates"
    if since == until:
        return written(since)
    for days, words in (
        (_year(since.year), f"{since.year}"),
        (_month(since.year, since.month), f"{_MONTHS[since.month - 1]} {since.year}"),
    ):
        if (days.first, days.last) == (since, until):
            return words
    if (since.year, since.month) == (until.year, until.month):
        return f"{since.day} – {written(until)}"
    if since.year == until.year:
        return f"{since.day} {_MONTHS[since.month - 1]} – {written(until)}"
    return f"{written(since)} – {written(until)}"


def _year(year: int) -> Days:
    if not 1000 <= year <= 2999:
        raise UnclearDate(f"{year} is not a year. {HOW}")
    return Days(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _month(year: int, month: int) -> Days:
    _year(year)
    if not 1 <= month <= 12:
        raise UnclearDate(f"There is no month {month}. {HOW}")
    return Days(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def _complaint(text: str) -> str:
    """Why a text gives no date."""
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return f"“{text[:40]}” is not a date. {HOW}"
    first, second, year = map(int, match.groups())
    if len(match[3]) == 2:
        return f"Which century is {match[3]}? {HOW}"
    try:
        one, other = dt.date(year, second, first), dt.date(year, first, second)
    except ValueError:
        return f"There is no such day as {text}. {HOW}"
    return f"{text} may be {written(one)} or {written(other)}: write it as {one} or {other}"
