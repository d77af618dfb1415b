"""JSON Lines, and JSON with a list of articles or with one."""

from __future__ import annotations

import json
from collections.abc import Iterator

from viewer.corpus.drafts import Draft
from viewer.corpus.source import Source
from viewer.corpus.tables.columns import TableColumns, UnclearColumns
from viewer.model import Fault

SUFFIXES = (".jsonl", ".ndjson", ".json")

_LINES = (".jsonl", ".ndjson")
_LONGEST_LINE_BYTES = 32 * 1024 * 1024


def read(source: Source) -> Iterator[Draft | Fault]:
    """An article for each object. Raises `UnreadableFile`."""
    by_line = source.suffix in _LINES or (source.suffix != ".json" and _is_lines(source))
    return _lines(source) if by_line else _document(source)


class _Columns:
    """Which field holds what, for objects that may not all have the same fields."""

    def __init__(self, given: TableColumns | None) -> None:
        self._given = given or TableColumns()
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def find(self, row: dict[str, object]) -> dict[str, str]:
        """Raises `UnclearColumns`."""
        keys = tuple(row)
        if keys not in self._known:
            if len(self._known) > 1000:
                self._known.clear()
            self._known[keys] = self._given.find(keys)
        return self._known[keys]


def _is_lines(source: Source) -> bool:
    first, _, rest = source.head.partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _lines(source: Source) -> Iterator[Draft | Fault]:
    from viewer.corpus.tables.textlines import TextLines

    lines = TextLines(source, _LONGEST_LINE_BYTES)
    columns = _Columns(source.columns)
    given = False
    for number, line in enumerate(lines, 1):
        if line is None:
            yield source.fault("too long: an article of more than 32 MB is not read", "", number)
            continue
        if not line.strip():
            continue
        try:
            row = _parsed(line)
        except ValueError as error:
            yield source.fault(f"no JSON: {error}", f"line {number}", number)
            continue
        try:
            found = _draft(row, columns, lines.encoding, f"line {number}")
        except UnclearColumns as error:
            if not given:
                raise source.refuse(str(error)) from error
            yield source.fault(str(error), f"line {number}", number)
        except ValueError as error:
            yield source.fault(str(error), f"line {number}", number)
        else:
            given = True
            yield found


def _document(source: Source) -> Iterator[Draft | Fault]:
    from viewer.corpus.decoding import NotText, decode

    try:
        decoded = decode(source.read())
        document = _parsed(decoded.text)
    except NotText as error:
        raise source.refuse(str(error)) from error
    except ValueError as error:
        raise source.refuse(f"not JSON that can be read: {error}") from error
    rows = _list(document)
    columns = _Columns(source.columns)
    given = False
    for number, row in enumerate(rows, 1):
        part = f"article {number}" if len(rows) > 1 else ""
        try:
            found = _draft(row, columns, decoded.encoding, part)
        except UnclearColumns as error:
            if not given:
                raise source.refuse(str(error)) from error
            yield source.fault(str(error), part)
        except ValueError as error:
            yield source.fault(str(error), part)
        else:
            given = True
            yield found


def _list(document: object) -> list[object]:
    """The articles of a document: a list, the one list of objects that it has, or itself."""
    if isinstance(document, list):
        return document
    if isinstance(document, dict) and document.get("type") not in ("Feature", "FeatureCollection"):
        lists = [
            value
            for value in document.values()
            if isinstance(value, list) and value and isinstance(value[0], dict)
        ]
        if len(lists) == 1 and "text" not in document:
            return lists[0]
    return [document]


def _draft(row: object, columns: _Columns, encoding: str, part: str) -> Draft:
    """Raises `ValueError` with what is wrong, `UnclearColumns` among them."""
    from viewer.corpus.tables.rows import draft

    if not isinstance(row, dict):
        raise ValueError("no article: not an object with fields")
    if row.get("type") in ("Feature", "FeatureCollection"):
        raise UnclearColumns("GeoJSON, places and not articles: open it with File > Gazetteers")
    return draft(row, columns.find(row), encoding, part)


def _parsed(text: str) -> object:
    """Raises `ValueError`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg} at character {error.pos + 1:,}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise ValueError("a number in it is too long") from error
