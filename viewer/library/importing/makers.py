"""What makes a result, in words that change when the result might: readers and finders.

A description is JSON in a fixed form, the same on every machine: no paths in it. It is stored
with each file and each article; where what Dateline would use now is described otherwise, the
result is stale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from viewer.corpus.files import TEXT_SUFFIXES
from viewer.gazetteer.world.layout import WorldError, is_world, read_header

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns

READING = 1
"""Goes up when passages, dates or facts are told otherwise, whatever the kind of file."""
FINDING = 1
"""Goes up when the rules find or weigh otherwise. Weights and the recogniser tell themselves."""

_TABLES = frozenset(["table", "jsontable"])
_WHOLE_BYTES = 32 << 20
_PART_BYTES = 1 << 20
_MARK = 16
_GEOPARSE = Path(__file__).parents[2] / "geoparse"
LEARNED = (
    _GEOPARSE / "recognise" / "recogniser.bin",
    _GEOPARSE / "resolve" / "weights.py",
    _GEOPARSE / "demonyms.csv",
)
"""What was learned from texts; without the first, rules alone recognise names."""
_TEXT = ("text", 1)
"""Plain text, of which no reader need be looked for."""


def reader(path: Path, columns: TableColumns | None = None) -> str:
    """What reads a file of this name; a table by these columns, if they are given."""
    suffix = path.suffix.casefold()
    kind, version = _TEXT if suffix in TEXT_SUFFIXES else _readers().get(suffix, _TEXT)
    data: dict[str, Any] = {"reader": kind, "version": version, "reading": READING}
    if columns and kind in _TABLES:
        data["columns"] = {name: header for name, header in asdict(columns).items() if header}
    return _described(data)


def is_reader_of_now(description: str) -> bool:
    """Whether what read something would read it in the same way today."""
    data = json.loads(description)
    return data.get("reading") == READING and (
        (data.get("reader"), data.get("version")) in {_TEXT, *_readers().values()}
    )


def columns_of(description: str) -> TableColumns | None:
    """The columns by which a file was read, if they were given."""
    from viewer.corpus.tables.columns import TableColumns

    given = json.loads(description).get("columns")
    return TableColumns(**given) if given else None


def finder(gazetteers: Iterable[Path]) -> str:
    """What finds places with these gazetteers."""
    marks = [f"{path.name} {_mark(path)}" for path in gazetteers]
    return _described({"finding": FINDING, "weights": _weights(), "gazetteers": marks})


def with_home(description: str, home: dict[str, Any]) -> str:
    """The same finder for the articles of an outlet with this home."""
    return _described(json.loads(description) | {"home": home})


def without_home(description: str) -> str:
    """A finder's description without the home of an outlet."""
    data = json.loads(description)
    data.pop("home", None)
    return _described(data)


def home(description: str | None) -> dict[str, Any] | None:
    """The home of an outlet that a finder was made for, if it was."""
    found = json.loads(description).get("home") if description else None
    return found if isinstance(found, dict) else None


def _described(data: dict[str, Any]) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


@cache
def _readers() -> dict[str, tuple[str, int]]:
    """The kind and version of what reads files, by their suffix."""
    from viewer.corpus.readers import readers  # a start with plain text needs none

    return {
        suffix: (module.__name__.rpartition(".")[2], int(getattr(module, "VERSION", 1)))
        for module in map(_module, readers())
        for suffix in module.SUFFIXES
    }


def _module(reader: Any) -> Any:
    """A reader is a module, whatever its type says."""
    return reader


@cache
def _weights() -> str:
    """What was learned, not written."""
    digest = sha256()
    for path in LEARNED:
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()[:_MARK]


def _mark(path: Path) -> str:
    """What tells the content of a gazetteer from any other, wherever it lies."""
    try:
        if is_world(path):
            with path.open("rb") as file:
                return read_header(file, path.stat().st_size).fingerprint[:_MARK]
        return _mark_of_content(path)
    except (OSError, WorldError):
        return "missing"


def _mark_of_content(path: Path) -> str:
    """Of a very large file its ends must do: a dump is never changed in the middle alone."""
    size = path.stat().st_size
    digest = sha256(str(size).encode())
    with path.open("rb") as file:
        if size <= _WHOLE_BYTES:
            digest.update(file.read())
        else:
            digest.update(file.read(_PART_BYTES))
            file.seek(-_PART_BYTES, 2)
            digest.update(file.read())
    return digest.hexdigest()[:_MARK]
