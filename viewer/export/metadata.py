"""What pictures say of themselves: resolution, title, attribution, written into their files."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from viewer.model import ExportError

_PNG = b"\x89PNG\r\n\x1a\n"
_INCH_M = 0.0254


def png_with(data: bytes, dpi: int, texts: dict[str, str]) -> bytes:
    """The PNG with its resolution in pHYs and `texts` in iTXt chunks."""
    per_metre = round(dpi / _INCH_M)
    ours = [_chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))]
    for key, text in texts.items():
        if text:
            # Keyword, no compression, no language, no translated keyword, text.
            head = key.encode("latin-1") + b"\0\0\0\0\0"
            ours.append(_chunk(b"iTXt", head + text.encode("utf-8", "replace")))
    kept = [whole for kind, whole in _chunks(data) if kind != b"pHYs"]
    return b"".join([_PNG, kept[0], *ours, *kept[1:]])


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height as the file's first chunk has them."""
    for kind, whole in _chunks(data):
        if kind == b"IHDR":
            width, height = struct.unpack(">II", whole[8:16])
            return width, height
    raise ExportError("the picture was not drawn as PNG")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not data.startswith(_PNG):
        raise ExportError("the picture was not drawn as PNG")
    at = len(_PNG)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        if end > len(data):
            raise ExportError("the picture was not drawn whole")
        yield data[at + 4 : at + 8], data[at:end]
        at = end


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def pdf_with(data: bytes, texts: dict[str, str]) -> bytes:
    """The PDF with `texts` (Title, Subject, Creator...) as its information.

    They are appended as PDF files are meant to be changed: what stands is not touched.
    """
    starts = re.findall(rb"startxref\s+(\d+)\s+%%EOF", data)
    trailers = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref", data, re.DOTALL)
    if not starts or not trailers:
        raise ExportError("the picture was not drawn as PDF")
    size, root = (
        re.search(rb"/Size\s+(\d+)", trailers[-1]),
        re.search(rb"/Root\s+\d+\s+\d+\s+R", trailers[-1]),
    )
    if not size or not root:
        raise ExportError("the picture was not drawn as PDF")
    number = int(size[1])
    body = data if data.endswith(b"\n") else data + b"\n"
    entries = b" ".join(
        b"/" + key.encode("ascii") + b" " + _pdf_string(text) for key, text in texts.items() if text
    )
    information = b"%d 0 obj\n<< %b >>\nendobj\n" % (number, entries)
    table_at = len(body) + len(information)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, len(body))
    trailer = b"trailer\n<< /Size %d %b /Info %d 0 R /Prev %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        number + 1,
        root[0],
        number,
        starts[-1],
        table_at,
    )
    return b"".join((body, information, table, trailer))


def _pdf_string(text: str) -> bytes:
    """A text string of PDF, in UTF-16 with its mark, as hexadecimal: nothing to escape."""
    return b"<FEFF" + text.encode("utf-16-be", "replace").hex().encode("ascii") + b">"
