"""Places and their mentions as GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from viewer.export import geometry
from viewer.export.atomic import replacing
from viewer.export.citing import cite, file_name, iso_date, quote
from viewer.export.credits import GENERATOR, attribution
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.outline import outline
from viewer.library.library import Excerpt, Library, Tally
from viewer.model import Article, Place, Shape


def write_geojson(
    library: Library,
    boundaries: BoundaryIndex,
    target: Path,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write a FeatureCollection of the places that the map shows, with their mentions."""
    collection = feature_collection(library, boundaries)
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    with replacing(target, cancelled) as stream:
        for chunk in encoder.iterencode(collection):
            stream.write(chunk.encode("utf-8", "backslashreplace"))


def feature_collection(library: Library, boundaries: BoundaryIndex) -> dict[str, Any]:
    """The places of a library as a GeoJSON object; what could not be placed is told beside them."""
    features = [_feature(tally, library, boundaries) for tally in library.tallies()]
    counts = library.counts
    box = geometry.bbox(feature["geometry"] for feature in features)
    return {
        "type": "FeatureCollection",
        **({"bbox": box} if box else {}),
        "generator": GENERATOR,
        "attribution": attribution(),
        "counts": {
            "articles": counts.articles,
            "mentions": counts.mentions,
            "placed": counts.placed,
            "unplaced": counts.unplaced,
        },
        "articles": [_article(reading.article) for reading in library.readings],
        "unplaced": [
            {
                "name": entry.name,
                "why": entry.why,
                "mentions": sum(len(excerpt.mentions) for excerpt in entry.excerpts),
            }
            for entry in library.ledger()
        ],
        "features": features,
    }


def place_geometry(place: Place, boundaries: BoundaryIndex) -> geometry.Geometry:
    """The honest geometry of a place; its point where no line or area is known."""
    shape: geometry.Geometry | None = None
    if place.boundary and place.shape in (Shape.LINE, Shape.AREA):
        found = boundaries.geometry(place.boundary)
        shape = geometry.normal(found) if found else None
    elif rings := outline(place):
        shape = geometry.outline(rings)
    if not shape or not shape["coordinates"]:
        return geometry.point(place.lat, place.lon)
    return shape


def _feature(tally: Tally, library: Library, boundaries: BoundaryIndex) -> dict[str, Any]:
    place = tally.place
    shape = place_geometry(place, boundaries)
    return {
        "type": "Feature",
        "id": place.id,
        **({} if shape["type"] == "Point" else {"bbox": geometry.bbox([shape])}),
        "geometry": shape,
        "properties": {
            "id": place.id,
            "title": place.title,
            "kind": place.kind,
            "shape": place.shape.value,
            "lat": place.lat,
            "lon": place.lon,
            "ccodes": list(place.ccodes),
            "passages": tally.passages,
            "mentions": tally.mentions,
            "articles": tally.articles,
            "source": place.source,
            "matches": list(place.matches),
            "gazetteer": _row(place),
            "mentioned": [
                mention for excerpt in library.excerpts(place.id) for mention in _mentions(excerpt)
            ],
        },
    }


def _row(place: Place) -> dict[str, Any] | None:
    if place.row is None:
        return None
    return {"file": file_name(Path(place.row.file)), "line": place.row.line}


def _mentions(excerpt: Excerpt) -> list[dict[str, Any]]:
    article, passage = excerpt.reading.article, excerpt.passage
    citation = cite(article)
    return [
        {
            "text": mention.text,
            "quote": quote(article, passage, mention),
            "title": citation.title,
            "source": article.source.value if article.source else None,
            "date": iso_date(article.date) or None,
            "file": file_name(article.path),
            "article": article.id,
            "start": mention.start,
            "end": mention.end,
            "passage": passage.kind.value,
            "role": mention.role.value,
            "score": mention.score,
            "decided_by": mention.decided_by,
        }
        for mention in excerpt.mentions
    ]


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": cite(article).title,
        "source": article.source.value if article.source else None,
        "author": article.author.value if article.author else None,
        "date": iso_date(article.date) or None,
        "url": article.url,
        "file": file_name(article.path),
    }
