"""What a name was resolved to, and what it was weighed by."""

from __future__ import annotations

from dataclasses import dataclass

from viewer.gazetteer.candidates import Candidate
from viewer.geoparse.resolve.weighing import Weighing
from viewer.model import Place


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


NO_ROW = "it has no row in the gazetteer"
UNKNOWN = Decision(None, 0.0, NO_ROW)
