"""The ids of other gazetteers, written one way: "gn:703448" however a file names the place."""

from __future__ import annotations

import re

_ADDRESSES = (
    (re.compile(r"(?:https?://)?(?:www\.|sws\.)?geonames\.org/(\d+)(?:/.*)?"), "gn:"),
    (re.compile(r"(?:https?://)?(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wd:"),
    (re.compile(r"(?:https?://)?vocab\.getty\.edu/(?:page/)?tgn/(\d+)"), "tgn:"),
    (re.compile(r"(?:https?://)?pleiades\.stoa\.org/places/(\d+)"), "pl:"),
    (re.compile(r"(?:geonames|GN):(\d+)"), "gn:"),
    (re.compile(r"(?:wikidata|WD):(Q\d+)"), "wd:"),
)


def short_id(text: str) -> str:
    """An id with its short prefix where its gazetteer is known; else as it stands."""
    text = text.strip()
    for pattern, prefix in _ADDRESSES:
        found = pattern.fullmatch(text)
        if found:
            return prefix + found[1]
    return text
