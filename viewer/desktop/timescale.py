"""The axis of the timeline: days as pixels, and labels that never touch. Knows no Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GAP_PX = 14.0
_LEAST_DAYS = 6.0
"""What the axis shows at least; nearer there is nothing more to see."""
_FIRST, _LAST = float(dt.date(1, 1, 1).toordinal()), float(dt.date(9999, 12, 31).toordinal())


@dataclass(frozen=True, slots=True)
class Scale:
    """Days as ordinals, the end exclusive, laid over some pixels."""

    start: float
    end: float
    width_px: float

    @classmethod
    def of(cls, first: dt.date, last: dt.date, width_px: float) -> Scale:
        """From the morning of the first day to the evening of the last, with some air."""
        start, end = float(first.toordinal()), float(last.toordinal() + 1)
        air = max(0.0, _LEAST_DAYS - (end - start)) / 2 + (end - start) * 0.006
        return cls(start - air, end + air, max(1.0, width_px))

    @property
    def day_px(self) -> float:
        """How wide a day is."""
        return self.width_px / (self.end - self.start)

    def x(self, day: float) -> float:
        """Where a day begins, by its ordinal."""
        return (day - self.start) * self.day_px

    def day_at(self, x: float) -> float:
        """The ordinal that lies at a pixel, with the part of the day."""
        return self.start + x / self.day_px

    def zoomed(self, factor: float, around_x: float, whole: Scale) -> Scale:
        """Nearer (a factor over 1) or farther, with the day under `around_x` where it is."""
        length = (self.end - self.start) / factor
        length = min(max(length, _LEAST_DAYS), whole.end - whole.start)
        part = around_x / self.width_px
        return Scale(0, length, self.width_px).moved_to(
            self.day_at(around_x) - part * length, whole
        )

    def moved_to(self, start: float, whole: Scale) -> Scale:
        """Beginning elsewhere, within the whole."""
        length = self.end - self.start
        start = min(max(start, whole.start), whole.end - length)
        return Scale(start, start + length, self.width_px)


@dataclass(frozen=True, slots=True)
class Label:
    """A word below the axis, at the beginning of what it names."""

    day: int
    """Its ordinal."""
    text: str
    strong: bool
    """Whether it is that of a year among months, or of a month among days."""


_UNITS: tuple[tuple[str, int, float], ...] = (
    ("day", 1, 1),
    ("day", 2, 2),
    ("day", 7, 7),
    ("month", 1, 30.4),
    ("month", 3, 91),
    ("month", 6, 182),
    ("year", 1, 365),
    ("year", 2, 730),
    ("year", 5, 1826),
    ("year", 10, 3652),
    ("year", 25, 9131),
    ("year", 50, 18262),
    ("year", 100, 36524),
    ("year", 500, 182621),
)


def labels(scale: Scale, width_of: Callable[[str], float]) -> list[Label]:
    """As many labels as fit with air between them, each where its day, month or year begins."""
    unit, every, _days = next(
        (one for one in _UNITS if one[2] * scale.day_px >= width_of(_longest(one[0])) + _GAP_PX),
        _UNITS[-1],
    )
    found: list[Label] = []
    free = 0.0
    for day in _beginnings(scale, unit, every):
        label = _label(day, unit, first=not found)
        x, wide = scale.x(label.day), width_of(label.text)
        if x >= free and x + wide <= scale.width_px:
            found.append(label)
            free = x + wide + _GAP_PX
    return found


def _longest(unit: str) -> str:
    return {"day": "30 Sep", "month": "Sep", "year": "2022"}[unit]


def _label(day: dt.date, unit: str, *, first: bool) -> Label:
    month = _MONTHS[day.month - 1]
    if unit == "year":
        return Label(day.toordinal(), str(day.year), False)
    if unit == "month":
        if day.month == 1:
            return Label(day.toordinal(), str(day.year), True)
        return Label(day.toordinal(), f"{month} {day.year}" if first else month, first)
    if first or (day.month == 1 and day.day == 1):
        return Label(day.toordinal(), f"{day.day} {month} {day.year}", True)
    return Label(day.toordinal(), f"{day.day} {month}", False)


def _beginnings(scale: Scale, unit: str, every: int) -> Iterator[dt.date]:
    """Where the days, months or years that are labelled begin, within the scale."""
    start = dt.date.fromordinal(int(max(_FIRST, scale.start)))
    end = min(_LAST, scale.end)
    if unit == "day":
        # Weeks begin on Mondays; ordinal 1 was one.
        ordinal = start.toordinal() + (1 - start.toordinal()) % every
        while ordinal < end:
            if ordinal >= scale.start:
                yield dt.date.fromordinal(ordinal)
            ordinal += every
        return
    months = every if unit == "month" else 12 * every
    count = (start.year * 12 + start.month - 1) // months * months
    while count < 10_000 * 12:
        year, month = divmod(count, 12)
        if year >= 1:
            day = dt.date(year, month + 1, 1)
            if day.toordinal() >= end:
                return
            if day.toordinal() >= scale.start:
                yield day
        count += months


STEPS: tuple[tuple[str, float], ...] = (("day", 1), ("week", 7), ("month", 30.4), ("year", 365))
_NARROWEST_PX, _LEAST_PX = 4.0, 1.5


def fitting_step(scale: Scale, wanted: str = "") -> str:
    """The finest of the steps whose bars can still be told apart, or the one that is wanted.

    Where the bars of that would be thinner than a line, it is the next that is coarser.
    """
    names = [name for name, _days in STEPS]
    finest = names.index(wanted) if wanted else 0
    narrowest = _LEAST_PX if wanted else _NARROWEST_PX
    fits = (name for name, days in STEPS[finest:] if days * scale.day_px >= narrowest)
    return next(fits, names[-1])


def bin_start(step: str, day: dt.date) -> dt.date:
    """The first day of the day, week, month or year that a day is in."""
    if step == "week":
        return day - dt.timedelta(min(day.weekday(), day.toordinal() - 1))
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step == "year" else day


def bin_after(step: str, start: dt.date, by: int = 1) -> dt.date:
    """The first day of the bin that is `by` farther; the ends of the calendar are not passed."""
    try:
        if step in ("day", "week"):
            return start + dt.timedelta(by * (7 if step == "week" else 1))
        months = start.year * 12 + start.month - 1 + by * (12 if step == "year" else 1)
        return dt.date(months // 12, months % 12 + 1, 1)
    except (OverflowError, ValueError):
        return dt.date.max if by > 0 else dt.date.min
