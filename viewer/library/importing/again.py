"""Places found again for articles that are stored, a few here and many on all cores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from viewer.geoparse.resolve.home import Home
from viewer.library.importing.onefile import Cancelled, Finder, find_again
from viewer.library.importing.outlets import LocalFinder
from viewer.library.importing.pool import Workers
from viewer.library.importing.reading import MANY
from viewer.library.storage.loading import readings
from viewer.library.storage.store import Store
from viewer.model import Fault, Mention, Reading

_MUCH = 1 << 20
"""So many characters are for other processes, which can be stopped."""


@dataclass(frozen=True, slots=True)
class FindAgain:
    """An article whose places are to be found again."""

    number: int
    reading: Reading
    home: Home | None = None
    """Where its outlet is at home."""

    @property
    def path(self) -> Path:
        """Its file, to be named where that fails."""
        return self.reading.article.path

    @property
    def size(self) -> int:
        """How long it is, about."""
        return len(self.reading.article.text)

    @property
    def is_safe(self) -> bool:
        """Text can neither hang nor end a process."""
        return True

    def __call__(self, finder: Finder) -> Iterator[tuple[Mention, ...] | Fault]:
        """Find them."""
        if self.home is not None and isinstance(finder, LocalFinder):
            finder = finder.of_home(self.home)
        found = find_again(self.reading, finder)
        yield found if isinstance(found, Fault) else found.mentions


Found = tuple[int, tuple[Mention, ...] | Fault]
"""The number of an article, and its mentions, or why they could not be found."""


def find_places(
    store: Store,
    numbers: Sequence[int],
    workers: Workers,
    *,
    home: Home | None = None,
    made: Finder | None = None,
    cancelled: Cancelled,
) -> Iterator[Found]:
    """The places of some articles, found again; ends early where `cancelled` says so.

    A few are found here, by `made` if there is a finder already.
    """
    tasks = _tasks(store, numbers, home)
    if len(numbers) < MANY and _length(store, numbers) < _MUCH:
        finder = made or (workers.recipe() if numbers else None)
        for task in tasks:
            if cancelled():
                return
            assert finder is not None
            yield task.number, next(task(finder))
        return
    with closing(workers.run(tasks, cancelled)) as run:
        for given in run:
            assert isinstance(given.task, FindAgain)
            for item in given.items:
                yield given.task.number, item


def batches(found: Iterable[Found], size: int = 64) -> Iterator[list[Found]]:
    """Some at a time, to be stored together."""
    waiting = iter(found)
    while batch := list(islice(waiting, size)):
        yield batch


def _tasks(store: Store, numbers: Sequence[int], home: Home | None) -> Iterator[FindAgain]:
    by_id = _ids(store, numbers)
    for reading in readings(store, numbers):
        if (number := by_id.get(reading.article.id)) is not None:
            # What was found before need not be sent along.
            yield FindAgain(number, replace(reading, mentions=()), home)


def _length(store: Store, numbers: Sequence[int]) -> int:
    """How many characters some articles have together; there are few."""
    marks = ",".join("?" * len(numbers))
    with store.reading() as connection:
        query = f"SELECT total(length) FROM articles WHERE number IN ({marks})"
        return int(connection.execute(query, list(numbers)).fetchone()[0])


def _ids(store: Store, numbers: Sequence[int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(numbers), 400):
        batch = numbers[start : start + 400]
        marks = ",".join("?" * len(batch))
        with store.reading() as connection:
            query = f"SELECT id, number FROM articles WHERE number IN ({marks})"
            found.update(connection.execute(query, batch))
    return found
