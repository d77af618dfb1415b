"""Borders: the arcs that two countries share, and which of them are dashed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from viewer.atlas.basemap.decisions import CONTESTED, DE_FACTO, DISPUTES, Dispute
from viewer.atlas.basemap.mesh import Arc, Mesh, Part, Point, Ring, chains


@dataclass(frozen=True, slots=True)
class Border:
    """The lines that part two countries; `pair` is None where a side has no code."""

    pair: str | None
    disputed: bool
    lines: tuple[Ring, ...]


def find_borders(mesh: Mesh) -> list[Border]:
    """All borders, in the order of their pairs; the mesh's parts are those before dissolving."""
    _split_disputed(mesh)
    groups: dict[tuple[str, bool], list[int]] = {}
    for index, (one, two) in _shared(mesh).items():
        pair = _pair(one, two)
        if one.code == two.code and pair is None and not _is_de_facto(one, two):
            continue
        disputed = _is_disputed(mesh, index, one, two, pair)
        groups.setdefault((pair or "", disputed), []).append(index)
    return [
        Border(pair or None, disputed, tuple(chains(mesh, refs)))
        for (pair, disputed), refs in sorted(groups.items())
    ]


def _shared(mesh: Mesh) -> dict[int, tuple[Part, Part]]:
    """The arcs that exactly two parts walk."""
    users: dict[int, list[Part]] = {}
    for part in mesh.parts:
        for polygon in part.polygons:
            for ring in polygon:
                for ref in ring:
                    users.setdefault(ref if ref >= 0 else ~ref, []).append(part)
    return {
        index: (parts[0], parts[1])
        for index, parts in users.items()
        if len(parts) == 2 and parts[0] is not parts[1]
    }


def _pair(one: Part, two: Part) -> str | None:
    if one.code is None or two.code is None or one.code == two.code:
        return None
    return "-".join(sorted((one.code, two.code)))


def _is_de_facto(one: Part, two: Part) -> bool:
    return one.name in DE_FACTO or two.name in DE_FACTO


def _is_disputed(mesh: Mesh, index: int, one: Part, two: Part, pair: str | None) -> bool:
    if pair is None:
        return one.code == two.code or one.name in CONTESTED or two.name in CONTESTED
    middle = mesh.arcs[index][len(mesh.arcs[index]) // 2 - 1 : len(mesh.arcs[index]) // 2 + 1]
    return any(_covers(mesh, dispute, *middle) for dispute in _of(pair))


def _of(pair: str) -> list[Dispute]:
    return [dispute for dispute in DISPUTES if dispute.pair == pair]


def _covers(mesh: Mesh, dispute: Dispute, a: Point, b: Point) -> bool:
    """Whether the middle of a step lies in the box of a dispute."""
    lon, lat = mesh.grid.degrees(((a[0] + b[0]) // 2, (a[1] + b[1]) // 2))
    west, south, east, north = dispute.box
    return west <= lon <= east and south <= lat <= north


def _split_disputed(mesh: Mesh) -> None:
    """Splits arcs where a disputed stretch begins or ends, so that each is one or the other."""
    pieces: dict[int, list[Arc]] = {}
    for index, (one, two) in _shared(mesh).items():
        disputes = _of(_pair(one, two) or "")
        if disputes:
            runs = _runs(mesh, mesh.arcs[index], disputes)
            if len(runs) > 1:
                pieces[index] = runs
    mesh.split(pieces)


def _runs(mesh: Mesh, arc: Arc, disputes: Iterable[Dispute]) -> list[Arc]:
    runs: list[list[Point]] = []
    was_disputed = None
    for a, b in pairwise(arc):
        disputed = any(_covers(mesh, dispute, a, b) for dispute in disputes)
        if disputed != was_disputed:
            runs.append([a])
        runs[-1].append(b)
        was_disputed = disputed
    return [tuple(run) for run in runs]
