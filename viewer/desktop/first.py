"""The first map: a few plain texts, read and counted without a library.

Runs in a child process while the window comes up. It imports neither numpy nor sqlite3: what is
read here is put into a library when the map stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.model import Fault, Note, Reading

if TYPE_CHECKING:
    from viewer.desktop.worker import Report
    from viewer.gazetteer.boundaries import BoundaryIndex

FEW = 7
"""More files take longer than the window does to come up, and may be of outlets to learn from."""
_PLAIN = (".txt", ".text")


@dataclass(frozen=True, slots=True)
class First:
    """What was read, and what the map shows of it."""

    readings: tuple[Reading, ...]
    faults: tuple[Fault, ...]
    notes: tuple[Note, ...]
    scene: dict[str, Any]
    gazetteer_faults: tuple[Fault, ...]
    rows: int
    boundaries: BoundaryIndex


def read_first(paths: Sequence[Path], gazetteers: Sequence[Path], report: Report) -> First | None:
    """Read some files and folders; None if they are more than this is for."""
    from viewer.atlas.scene import scene_of
    from viewer.corpus.files import find_files
    from viewer.desktop.finding import Finding
    from viewer.library.importing.onefile import read_file
    from viewer.library.tallies import index

    found = []
    for entry in find_files(paths):
        found.append(entry)
        if len(found) > FEW or (isinstance(entry, Path) and entry.suffix.lower() not in _PLAIN):
            return None
    finding = Finding(gazetteers)
    finder = finding.finder(report)
    readings: dict[str, Reading] = {}
    faults: list[Fault] = []
    notes: list[Note] = []
    for entry in found:
        for outcome in read_file(entry, finder) if isinstance(entry, Path) else (entry,):
            if isinstance(outcome, Reading):
                readings.setdefault(outcome.article.id, outcome)
            elif isinstance(outcome, Fault):
                faults.append(outcome)
            else:
                notes.append(outcome)
    tallies = index(readings.values()).tallies
    scene = scene_of(tallies, len(readings), finding.boundaries)
    return First(
        tuple(readings.values()),
        tuple(faults),
        tuple(notes),
        scene,
        finding.faults,
        finding.rows,
        finding.boundaries,
    )
