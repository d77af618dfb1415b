"""What was read a moment ago and is in no library yet: articles, their places.

A library never changes; reading more, or finding places again, makes another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from viewer.corpus.files import shown
from viewer.library.library import Counts, Library
from viewer.library.onefile import Cancelled, Finder, Recipe, find_again
from viewer.library.outlets import finders, is_doubtful, outlet
from viewer.library.reading import Progress, Report, outcomes, read_each
from viewer.library.tallies import Excerpt, Tally, Unplaced, index
from viewer.model import Fault, Note, Reading

__all__ = [
    "Counts",
    "Excerpt",
    "Finder",
    "InMemory",
    "Progress",
    "Tally",
    "Unplaced",
    "read_each",
    "read_paths",
]


class InMemory:
    """Some readings, and everything that can be looked up in them.

    Of readings with the same id (files with the same bytes) the first is kept, so that no
    passage counts twice.
    """

    def __init__(
        self,
        readings: Iterable[Reading] = (),
        faults: Iterable[Fault] = (),
        notes: Iterable[Note] = (),
        *,
        adjectives: bool = False,
        at_home: Mapping[str, Finder] | None = None,
    ) -> None:
        """With `adjectives` they count as mentions: "Russian troops" as one of Russia."""
        self._by_id: dict[str, Reading] = {}
        copies: list[Note] = []
        for reading in readings:
            first = self._by_id.setdefault(reading.article.id, reading)
            if first is not reading and first.article.path != reading.article.path:
                copies.append(_copy_note(reading.article.path, first.article.path))
        self._readings = tuple(self._by_id.values())
        self._faults = tuple(faults)
        self._notes = (*notes, *copies)
        self.adjectives = adjectives
        self._at_home = at_home or {}
        self._index = index(self._readings, adjectives=adjectives)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The articles with their passages and mentions, in the order in which they were read."""
        return self._readings

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read."""
        return self._faults

    @property
    def notes(self) -> tuple[Note, ...]:
        """What to know about files that were read, or passed over; no fault of theirs."""
        return self._notes

    @property
    def counts(self) -> Counts:
        """How much there is."""
        placed = sum(tally.mentions for tally in self._index.tallies)
        unplaced = sum(line.mentions for line in self._index.ledger if line.place is None)
        return Counts(
            articles=len(self._readings),
            mentions=placed + unplaced,
            placed=placed,
            unplaced=unplaced,
            faults=len(self._faults),
        )

    def reading(self, article_id: str) -> Reading:
        """The reading of an article. Raises `KeyError` for an id that is not here."""
        return self._by_id[article_id]

    def tallies(self) -> tuple[Tally, ...]:
        """The places that are named, those in most passages first, then by title."""
        return self._index.tallies

    def excerpts(self, place_id: str) -> tuple[Excerpt, ...]:
        """The passages that name a place, in the order of articles and text."""
        return self._index.excerpts.get(place_id, ())

    def ledger(self) -> tuple[Unplaced, ...]:
        """The names that have no place, or none that is certain, the most frequent first."""
        return self._index.ledger

    def refind(self, finder: Finder) -> InMemory:
        """The same articles with their places found again, after the gazetteer has changed.

        An article on which the finder fails keeps the places that it had.
        """
        again = [(reading, find_again(reading, finder)) for reading in self._readings]
        readings = [old if isinstance(new, Fault) else new for old, new in again]
        failed = [new for _, new in again if isinstance(new, Fault)]
        kept = [fault for fault in self._faults if fault not in failed]
        faults = (*kept, *failed)
        return InMemory(readings, faults, self._notes, adjectives=self.adjectives).at_home(finder)

    def at_home(self, finder: Finder) -> InMemory:
        """The same with what was doubtful found again by what each outlet writes of."""
        at_home = finders(self._readings, finder)
        if not at_home:
            return self
        readings = []
        for reading in self._readings:
            local = at_home.get(outlet(reading.article))
            again = find_again(reading, local) if local and is_doubtful(reading) else reading
            readings.append(reading if isinstance(again, Fault) else again)
        return InMemory(
            readings, self._faults, self._notes, adjectives=self.adjectives, at_home=at_home
        )

    def stored(self) -> Library:
        """The same as a library, in a temporary file."""
        return Library.of(self._readings, self._faults, self._notes, adjectives=self.adjectives)

    def finder_of(self, reading: Reading, finder: Finder) -> Finder:
        """What found the places of an article: the finder of its outlet, or the one given."""
        return self._at_home.get(outlet(reading.article), finder)

    def counting(self, *, adjectives: bool) -> InMemory:
        """The same articles with adjectives among the mentions, or without."""
        if adjectives == self.adjectives:
            return self
        return InMemory(
            self._readings,
            self._faults,
            self._notes,
            adjectives=adjectives,
            at_home=self._at_home,
        )


def read_paths(
    paths: Sequence[Path],
    finder: Finder,
    *,
    progress: Report | None = None,
    cancelled: Cancelled | None = None,
    recipe: Recipe | None = None,
) -> Library:
    """Read files and folders into a library, many on all cores if a `recipe` is given.

    `progress` is called after each file. Where `cancelled` says so, reading stops before the
    next file and the library holds what was read by then.
    """
    readings: list[Reading] = []
    faults: list[Fault] = []
    notes: list[Note] = []
    for outcome in outcomes(paths, finder, progress=progress, cancelled=cancelled, recipe=recipe):
        if isinstance(outcome, Reading):
            readings.append(outcome)
        elif isinstance(outcome, Fault):
            faults.append(outcome)
        else:
            notes.append(outcome)
    return InMemory(readings, faults, notes).at_home(finder).stored()


def _copy_note(path: Path, first: Path) -> Note:
    return Note(path, f"the same text as {shown(first)}, which counts for both")
