"""The gazetteers in use, opened from their files in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.gazetteer import worldfile
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.sources import Source, Sources
from viewer.gazetteer.table import read_table
from viewer.gazetteer.world import SHIPPED, World
from viewer.gazetteer.worldfile import WorldError
from viewer.model import Fault, Place

_ADVICE = "run ./run install, or install Dateline again; the other gazetteers are used meanwhile"


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """Some gazetteers as one."""

    sources: Sources
    places: tuple[Place, ...]
    """The rows of the tables, which are few; a world's are only looked up."""
    faults: tuple[Fault, ...]


def open_gazetteers(paths: Sequence[Path], boundaries: BoundaryIndex) -> Gazetteers:
    """Open gazetteers, the one that goes before the others first.

    What is wrong with one is a fault and costs the others nothing.
    """
    sources: list[Sequence[Place] | Source] = []
    places: list[Place] = []
    faults: list[Fault] = []
    for path in paths:
        if worldfile.is_world(path) or path == SHIPPED:
            try:
                sources.append(World.open(path))
            except (WorldError, OSError) as error:
                faults.append(
                    Fault(path, f"the world gazetteer cannot be used: {error}; {_ADVICE}")
                )
            continue
        table = read_table(path, boundaries)
        sources.append(table.places)
        places.extend(table.places)
        faults.extend(table.faults)
    return Gazetteers(Sources(sources), tuple(places), tuple(faults))
