"""The articles that are open, and everything that can be looked up in them."""

from viewer.library.library import (
    Counts,
    Excerpt,
    Finder,
    Library,
    Progress,
    Tally,
    Unplaced,
    read_each,
    read_paths,
)
from viewer.library.recipe import Recipe

__all__ = [
    "Counts",
    "Excerpt",
    "Finder",
    "Library",
    "Progress",
    "Recipe",
    "Tally",
    "Unplaced",
    "read_each",
    "read_paths",
]
