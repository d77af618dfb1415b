"""Memory that was freed, given back to the system.

A filter over a large library works with many large arrays. Once freed they would stay with the
process, in pieces between others: 200 MB after a few dozen filters.
"""

from __future__ import annotations

import ctypes
from functools import cache

_MMAP_THRESHOLD = -3
"""What the C library calls the setting that `keep_small` makes."""
_LARGE = 4 << 20
"""From so many bytes on; with less, each filter would wait for fresh pages again and again."""


@cache
def _library() -> ctypes.CDLL | None:
    """The C library, if it is the one of most Linux systems; others do well by themselves."""
    try:
        library = ctypes.CDLL(None)
        return library if library.malloc_trim and library.mallopt else None
    except (AttributeError, OSError, TypeError):
        return None


def keep_small() -> None:
    """From now on let the largest arrays go back to the system as soon as they are freed."""
    library = _library()
    if library is not None:
        library.mallopt(_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give back all that is free now."""
    library = _library()
    if library is not None:
        library.malloc_trim(0)
