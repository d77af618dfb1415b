"""Mentions as lines: JSON for scripts, text for a person at a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from viewer.library.listing import Placed, in_passages
from viewer.model import Mention, Place, Reading


def as_json(reading: Reading, mentions: Iterable[Placed] | None = None) -> Iterator[str]:
    """Each mention of an article, or some, as an object on a line, in the order of the text."""
    article = reading.article
    file = {"file": str(article.path)} | ({"part": article.part} if article.part else {})
    for passage, mention in in_passages(reading) if mentions is None else mentions:
        record: dict[str, Any] = {
            **file,
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "role": mention.role,
            "place": _place(mention.place),
            "score": round(mention.score, 4),
            "unsure": mention.unsure,
            "decided_by": mention.decided_by,
            "passage": passage.kind,
        }
        record |= {key: text for key in ("why", "note") if (text := getattr(mention, key))}
        yield json.dumps(record, ensure_ascii=False, allow_nan=False)


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    known: dict[str, Any] = {
        "id": place.id,
        "title": place.title,
        "kind": place.kind,
        "shape": place.shape,
        "lat": place.lat,
        "lon": place.lon,
        "ccodes": place.ccodes,
    }
    return known | {key: value for key in ("region", "radius_km") if (value := getattr(place, key))}


def as_text(reading: Reading, mentions: Iterable[Placed] | None = None) -> Iterator[str]:
    """Each mention of an article, or some, on a line: the place that it was given or why not."""
    article = reading.article
    file = f"{article.path} ({article.part})" if article.part else str(article.path)
    for passage, mention in in_passages(reading) if mentions is None else mentions:
        named = " ".join(mention.text.split())
        yield (
            f"{file}:{mention.start}-{mention.end}  {named}  "
            f"[{mention.role}, {passage.kind}]  {_where(mention)}"
        )


def _where(mention: Mention) -> str:
    place = mention.place
    if place is None:
        return f"not placed: {mention.why}"
    within = "".join(f", {part}" for part in (place.region, "/".join(place.ccodes)) if part)
    doubt = " (not certain)" if mention.unsure else ""
    note = f"; {mention.note}" if mention.note else ""
    return f"{place.title} ({place.kind}{within}) {place.lat:.4f}, {place.lon:.4f}{doubt}{note}"
