"""Text to mentions of places: pure functions, no files, no window."""

from viewer.geoparse.finder import Finder

__all__ = ["Finder"]
