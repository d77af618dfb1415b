"""A span of the text that names a place, on its way from recogniser to resolver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.gazetteer.candidates import Candidate
from viewer.model import Place, Role


@dataclass(slots=True)
class Toponym:
    """A name of a place in the text, with all that it may mean.

    The words `first` to `last` (inclusive) are numbers in the article's `Context`.
    """

    first: int
    last: int
    start: int
    """Code points; within the first word after a Hebrew prefix."""
    end: int
    candidates: Sequence[Candidate]
    """Best known first; empty where no gazetteer has a row of the name."""
    probability: float
    """That it names a place at all, 0 to 1."""
    rule: str = ""
    """What recognised it: "gazetteer", "recogniser", "locative cue", "border"."""
    role: Role = Role.LITERAL
    located: bool = False
    """Whether the words around it make it a location whatever it does: "in Kyiv"."""
    container: Sequence[Candidate] = ()
    """What the text itself says it lies in: Texas of "Paris, Texas"."""
    place: Place | None = None
    """Where a rule has settled it, such as a border of two countries; no choice is left."""
    why: str = ""
    """Where a rule knows that it has no row: why, in one line. It is not to be resolved."""

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left to choose: a rule placed it, or said why not."""
        return self.place is not None or bool(self.why)
