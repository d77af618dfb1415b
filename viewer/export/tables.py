"""Mentions and places as CSV that opens right in a spreadsheet."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from viewer.export.atomic import Output, replacing
from viewer.export.citing import cite, file_name, iso_date, quote
from viewer.library.library import Library
from viewer.library.listing import listed

Cell = str | float | None
Cancelled = Callable[[], bool] | None

MENTION_COLUMNS = (
    "place_id",
    "place",
    "kind",
    "lat",
    "lon",
    "text",
    "role",
    "passage_kind",
    "passage",
    "article",
    "source",
    "date",
    "file",
    "start",
    "end",
    "score",
    "decided_by",
    "why_not_placed",
    "article_sha256",
)

PLACE_COLUMNS = (
    "id",
    "title",
    "kind",
    "shape",
    "lat",
    "lon",
    "ccodes",
    "passages",
    "mentions",
    "articles",
    "variants",
    "matches",
    "source",
    "gazetteer_file",
    "gazetteer_line",
)

# What makes a spreadsheet take a cell for a formula, the full-width signs included.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def write_mentions(library: Library, target: Path, cancelled: Cancelled = None) -> None:
    """Write a row for every mention that is shown, those that were not placed included."""
    _write(target, MENTION_COLUMNS, mention_rows(library), cancelled)


def write_places(library: Library, target: Path, cancelled: Cancelled = None) -> None:
    """Write a row for every place that the map shows."""
    _write(target, PLACE_COLUMNS, place_rows(library), cancelled)


def mention_rows(library: Library) -> Iterator[tuple[Cell, ...]]:
    """The cells of the table of mentions, in the order of the articles and their text."""
    for reading, mentions in listed(library):
        article = reading.article
        citation = cite(article)
        for passage, mention in mentions:
            place = mention.place
            yield (
                *(
                    (place.id, place.title, place.kind, place.lat, place.lon)
                    if place
                    else (None, None, None, None, None)
                ),
                mention.text,
                mention.role.value,
                passage.kind.value,
                quote(article, passage, mention),
                citation.title,
                article.source.value if article.source else None,
                iso_date(article.date),
                file_name(article.path),
                mention.start,
                mention.end,
                mention.score if place else None,
                mention.decided_by,
                mention.why,
                article.id,
            )


def place_rows(library: Library) -> Iterator[tuple[Cell, ...]]:
    """The cells of the table of places, most passages first."""
    for tally in library.tallies():
        place = tally.place
        yield (
            place.id,
            place.title,
            place.kind,
            place.shape.value,
            place.lat,
            place.lon,
            ";".join(place.ccodes),
            tally.passages,
            tally.mentions,
            tally.articles,
            ";".join(place.variants),
            ";".join(place.matches),
            place.source,
            file_name(Path(place.row.file)) if place.row else None,
            place.row.line if place.row else None,
        )


def guarded(cell: Cell) -> Cell:
    """The cell as a spreadsheet may have it: a text that it would run gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


def _write(
    target: Path, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], cancelled: Cancelled
) -> None:
    with replacing(target, cancelled) as output:
        writer = csv.writer(_Encoded(output))
        # Without the byte order mark Excel takes the file for Windows-1252.
        output.write(codecs.BOM_UTF8)
        writer.writerow(columns)
        writer.writerows([guarded(cell) for cell in row] for row in rows)


class _Encoded:
    """Takes the lines of a csv writer."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, line: str) -> None:
        # What cannot be encoded is half a character, of a text that was broken before.
        self._output.write(line.encode("utf-8", "backslashreplace"))
