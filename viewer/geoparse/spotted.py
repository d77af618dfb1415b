"""A stretch of words that names a place, or looks as if it did, while it is being judged."""

from __future__ import annotations

from typing import NamedTuple

from viewer.model import Place


class Spotted(NamedTuple):
    """A name in the text and what was decided about it so far."""

    first: int
    """The number of its first word."""
    last: int
    start: int
    """Where it begins in the text, which may be within the first word."""
    place: Place | None
    score: float
    decided_by: str
    why: str = ""
    is_located: bool = False
    """Whether the text around it makes it a location whatever it does."""
