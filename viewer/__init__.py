"""Dateline: read articles on a map."""

__version__ = "0.3.0"
