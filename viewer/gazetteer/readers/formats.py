"""What format a gazetteer file is in, told from how it begins."""

from __future__ import annotations

import re
from enum import StrEnum

from viewer.gazetteer.world.layout import MAGIC

HEAD_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_MARK = b"\xef\xbb\xbf"
_GEONAMES_CELLS = 19
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")


class Format(StrEnum):
    """What a gazetteer file is, in the words that a person is told."""

    WORLD = "Dateline's own format"
    ZIP = "zip file"
    GEONAMES = "GeoNames dump"
    GEOJSON = "GeoJSON"
    TABLE = "table"


def format_of(head: bytes) -> Format:
    """The format of a file that begins so."""
    if head.startswith(MAGIC[:8]):
        return Format.WORLD
    if head.startswith(_ZIP):
        return Format.ZIP
    text = head.removeprefix(_MARK).lstrip()
    if text[:1] in (b"{", b"["):
        return Format.GEOJSON
    cells = head.removeprefix(_MARK).split(b"\n", 1)[0].decode("utf-8", "replace")
    return Format.GEONAMES if _is_geonames(cells.rstrip("\r").split("\t")) else Format.TABLE


def _is_geonames(cells: list[str]) -> bool:
    """Whether a line is one of GeoNames' table: 19 cells, an id first, coordinates fifth."""
    if len(cells) != _GEONAMES_CELLS or not (cells[0].isascii() and cells[0].isdecimal()):
        return False
    return bool(_NUMBER.fullmatch(cells[4]) and _NUMBER.fullmatch(cells[5]))
