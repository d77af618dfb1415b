"""One module for each kind of file. A module that is put here is found.

Each has `SUFFIXES`, in small letters with their dot, and `read`; one that can tell its kind from
the first bytes has `matches` too. They import cheaply: what is heavy they import when they read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from viewer.corpus.drafts import Draft
from viewer.corpus.magic import foreign_kind
from viewer.corpus.source import Source
from viewer.model import Fault, Note


class Reader(Protocol):
    """A module of this package. It may have `matches(source: Source) -> bool` too."""

    SUFFIXES: tuple[str, ...]

    def read(self, source: Source) -> Iterator[Draft | Source | Fault | Note]:
        """Articles, parts to be read as files of their own, and parts that cannot be read.

        Raises `UnreadableFile` for the whole.
        """
        ...


@cache
def readers() -> tuple[Reader, ...]:
    """All modules of this package, in the order of their names."""
    names = sorted(module.name for module in iter_modules(__path__))
    return tuple(cast(Reader, import_module(f"{__name__}.{name}")) for name in names)


@cache
def suffixes() -> tuple[str, ...]:
    """What files that can be read end in."""
    return tuple(sorted({suffix for reader in readers() for suffix in reader.SUFFIXES}))


def choose(source: Source) -> Reader | None:
    """The reader for a file: by its suffix, unless its content says otherwise.

    None: it is read as plain text. Raises `UnreadableFile`.
    """
    named = [reader for reader in readers() if source.suffix in reader.SUFFIXES]
    is_foreign = foreign_kind(source.head) is not None
    for reader in named:
        told = _matches(reader, source)
        if told or (told is None and not is_foreign):
            return reader
    others = (reader for reader in readers() if reader not in named)
    if by_content := next((reader for reader in others if _matches(reader, source)), None):
        return by_content
    # What it is instead is said as of a text.
    return None if is_foreign else next(iter(named), None)


def _matches(reader: Reader, source: Source) -> bool | None:
    """Whether a file's content is of the reader's kind; None: the reader cannot tell."""
    matches = getattr(reader, "matches", None)
    return None if matches is None else bool(matches(source))
