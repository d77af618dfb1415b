"""Dates as fields have them: stamps, mail headers, counts of seconds, whole dates in words."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from viewer.corpus import timestamps
from viewer.model import Dated

_SECONDS = re.compile(r"(\d{9,10})(?:\.\d+)?|(\d{12,13})")
_LONGEST = 100
# A field that was never set holds one outside these.
_EARLIEST_YEAR = 1400
_LATEST_YEAR = 2100


def read_field(text: str, origin: str) -> Dated | None:
    """The date that a field holds, as precise as it is; None where it cannot be told.

    Of a time with an offset it is the day that was written down.
    """
    written = text.strip()[:_LONGEST]
    found = timestamps.read_stamp(written) or _seconds(written) or _mail(written)
    if found is None or not _EARLIEST_YEAR <= found[0].year <= _LATEST_YEAR:
        return None
    return Dated(*found, origin)


def _seconds(text: str) -> tuple[dt.date, str] | None:
    """Seconds or milliseconds since 1970."""
    match = _SECONDS.fullmatch(text)
    if match is None:
        return None
    seconds = int(match[1]) if match[1] else int(match[2]) / 1000
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date(), "day"


def _mail(text: str) -> tuple[dt.date, str] | None:
    try:
        return parsedate_to_datetime(text).date(), "day"
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
