"""What a name was resolved to, and what it was weighed by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from viewer.gazetteer.candidates import Candidate
from viewer.model import Place

if TYPE_CHECKING:
    from viewer.geoparse.resolve import Weighing


@dataclass(frozen=True, slots=True)
class Decision:
    """What one mention was resolved to."""

    candidate: Candidate | None
    confidence: float
    """How often such a choice is right, if the name names a place: 0 to 1."""
    why: str = ""
    """Where there is no candidate: why not, in one line."""
    place: Place | None = None
    """Where there is no candidate, but the text tells roughly where: a circle, always unsure."""
    weighing: Weighing | None = None
    number: int = -1
    """The name's among those of the weighing."""


UNKNOWN = Decision(None, 0.0, "it has no row in the gazetteer")
