"""What the map is given to show of a library: a scene, or where there is too much a crowd."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, TypeAlias

from viewer.atlas import scene
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.library.library import Library
from viewer.model import Shape

if TYPE_CHECKING:
    from viewer.atlas.crowd import Crowd

Picture: TypeAlias = "scene.Scene | Crowd"

FEW = 2000
"""So many places are drawn each for itself."""


def build_picture(
    library: Library, boundaries: BoundaryIndex, before: Picture | None = None
) -> Picture:
    """A scene of few places, or a crowd of many. `before` is what was shown last."""
    if len(library.tallies()) <= FEW:
        return scene.build_scene(library, boundaries)
    # numpy is imported there, which a launch with few places need not wait for.
    from viewer.atlas.crowd import Crowd, order_of

    crowd = None if before is None or isinstance(before, dict) else before
    known = crowd.order if crowd is not None else None
    return Crowd(
        library.spots(),
        library,
        boundaries,
        articles=len(library.articles),
        before=crowd,
        order=library.of_all_places("order", lambda places: order_of(places, known)),
    )


def shapes_of(picture: Picture) -> frozenset[Shape]:
    """The shapes of the places in it."""
    if isinstance(picture, dict):
        return frozenset(Shape(place["shape"]) for place in picture["places"])
    return picture.shapes


def thinned(picture: Picture, shapes: Collection[Shape]) -> Picture:
    """The same with only the places of some shapes."""
    if isinstance(picture, dict):
        return scene.thinned(picture, shapes)
    return picture.thinned(shapes)
