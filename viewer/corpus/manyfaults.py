"""Few faults where a file has very many of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from viewer.corpus.source import Source
from viewer.model import Fault

_MOST = 100

T = TypeVar("T")


def few(source: Source, items: Iterator[T], what: str) -> Iterator[T | Fault]:
    """The same items, with a count in place of all faults after the hundredth."""
    count = 0
    for item in items:
        if isinstance(item, Fault):
            count += 1
            if count > _MOST:
                continue
        yield item
    if count > _MOST:
        yield source.fault(f"{count - _MOST:,} more {what} could not be read")
