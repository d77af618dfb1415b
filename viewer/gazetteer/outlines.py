"""What the table needs to know of the boundaries of countries."""

from __future__ import annotations

from typing import Protocol

from viewer.model import Bounds


class Outline(Protocol):
    """An area or a border: the point that stands for it, and its box."""

    @property
    def lat(self) -> float:
        """The latitude of a point inside an area, or on a line."""

    @property
    def lon(self) -> float:
        """The longitude of that point."""

    @property
    def bounds(self) -> Bounds:
        """The box around it."""


class Outlines(Protocol):
    """The boundaries of the world's countries, by their codes."""

    def area(self, code: str, /) -> Outline | None:
        """A country's area, or None where there is none of that code."""

    def border(self, a: str, b: str, /) -> Outline | None:
        """The border of two countries, or None where they have none."""
