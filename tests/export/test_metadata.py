import struct
import zlib

import pytest

from viewer.export.metadata import png_size, png_with
from viewer.model import ExportError


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0))
PNG = b"".join(
    (
        b"\x89PNG\r\n\x1a\n",
        HEADER,
        chunk(b"pHYs", struct.pack(">IIB", 1, 1, 1)),
        chunk(b"IDAT", zlib.compress(b"\0\0\xff")),
        chunk(b"IEND", b""),
    )
)


def test_resolution_and_texts_stand_before_the_picture() -> None:
    data = png_with(PNG, 300, {"Title": "Київ", "Copyright": ""})
    assert data.startswith(b"\x89PNG\r\n\x1a\n" + HEADER)
    assert data.count(b"pHYs") == 1
    assert struct.pack(">IIB", 11811, 11811, 1) in data
    assert b"iTXtTitle\0\0\0\0\0" + "Київ".encode() in data
    assert b"Copyright" not in data
    assert data.endswith(chunk(b"IDAT", zlib.compress(b"\0\0\xff")) + chunk(b"IEND", b""))


def test_size_is_read_from_the_header() -> None:
    assert png_size(PNG) == (2, 1)


@pytest.mark.parametrize("broken", [b"", b"<svg/>", PNG[:-3], PNG[: len(PNG) // 2]])
def test_what_is_no_whole_png_is_refused(broken: bytes) -> None:
    with pytest.raises(ExportError, match=r"as PNG|drawn whole"):
        png_with(broken, 96, {})
