"""PDFs made by hand for tests: pages of lines at given places, and broken ones."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

LEADING = 14.0
LEFT, TOP = 72.0, 720.0


@dataclass(frozen=True)
class Placed:
    """A line of text and where it stands."""

    text: str
    x: float = LEFT
    y: float = TOP
    size: float = 11.0


def pdf(pages: Sequence[Sequence[Placed]], info: str = "", picture: bool = False) -> bytes:
    """A PDF with these lines on its pages; with `picture`, each also has a picture."""
    objects: list[bytes] = []

    def add(content: str | bytes) -> int:
        objects.append(content if isinstance(content, bytes) else content.encode("latin-1"))
        return len(objects)

    font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = add(_stream("/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace"
                        " /DeviceGray /BitsPerComponent 8", b"\x00\x80\xff\x40"))  # fmt: skip
    parent = len(objects) + 2 * len(pages) + 1
    kids = []
    for lines in pages:
        drawing = "\n".join(map(_drawn, lines)).encode("cp1252")
        if picture:
            drawing += b"\nq 500 0 0 700 50 50 cm /I Do Q"
        content = add(_stream("", drawing))
        kids.append(add(
            f"<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R"
            f" /Resources << /Font << /F {font} 0 R >> /XObject << /I {image} 0 R >> >> >>"
        ))  # fmt: skip
    named = " ".join(f"{kid} 0 R" for kid in kids)
    add(f"<< /Type /Pages /Kids [{named}] /Count {len(kids)} >>")
    root = add(f"<< /Type /Catalog /Pages {parent} 0 R /Lang (en-GB) >>")
    told = add(f"<< {info} >>")
    return _file(objects, f"/Root {root} 0 R /Info {told} 0 R")


def paragraphs(texts: Sequence[str], width: int = 80, top: float = TOP) -> list[Placed]:
    """Paragraphs broken into lines, with a gap between them."""
    lines: list[Placed] = []
    y = top
    for text in texts:
        line = ""
        for word in text.split():
            if len(line) + len(word) > width:
                lines.append(Placed(line, y=y))
                line, y = "", y - LEADING
            line = f"{line} {word}".strip()
        lines.append(Placed(line, y=y))
        y -= 2 * LEADING
    return lines


def _stream(dictionary: str, data: bytes) -> bytes:
    packed = zlib.compress(data)
    head = f"<< {dictionary} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
    return head.encode("latin-1") + packed + b"\nendstream"


def _drawn(line: Placed) -> str:
    text = line.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /F {line.size} Tf {line.x} {line.y} Td ({text}) Tj ET"


def _file(objects: Sequence[bytes], trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    size = len(objects) + 1
    out += f"trailer\n<< /Size {size} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
