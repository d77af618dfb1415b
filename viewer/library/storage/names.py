"""When two surface forms are one name: a possessive or a capital makes no other."""

from __future__ import annotations

import re

_POSSESSIVE = re.compile(r"['’](?:s|S)?$")


def bare(surface: str) -> str:
    """A surface form as a name: white space evened, without a possessive."""
    return _POSSESSIVE.sub("", " ".join(surface.split()))


def folded(surface: str) -> str:
    """What the surface forms of one name have in common."""
    return bare(surface).casefold()
