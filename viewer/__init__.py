"""Dateline: read articles on a map."""

__version__ = "0.2.0"
