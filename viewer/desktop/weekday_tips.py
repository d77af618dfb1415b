"""What day the word under the pointer means, where the article's date tells."""

from __future__ import annotations

from viewer.desktop.text import tooltip
from viewer.export.citing import spoken_date
from viewer.model import Dated, Reading

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_tip(reading: Reading, offset: int | None) -> str:
    """A tooltip for a word such as "Sunday" at an offset of the article; empty for others."""
    if offset is None or reading.article.date is None:
        return ""
    # Asked for when somebody points at a word, and not before.
    from viewer.corpus.prose.weekdays import days

    passages = [one for one in reading.passages if one.start <= offset < one.end]
    for day in days(reading.article.text, passages, reading.article.date):
        if day.start <= offset < day.end:
            date = spoken_date(Dated(day.date, "day", ""))
            return tooltip(f"{_WEEKDAYS[day.date.weekday()]}, {date}", day.why)
    return ""
