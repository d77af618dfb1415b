"""What a file is that is not plain text, told by its first bytes."""

from __future__ import annotations

_AS_TEXT = "save its text as a .txt file and open that"
_AS_DOCX = "save it as .docx, or its text as .txt, and open that"
_AS_CSV = "save the sheet with the articles as CSV and open that"
_UNPACK = "unpack it and open what comes out, or pack it as .zip"

# (offset, bytes, what a person calls it, what can be done with the text in it, if there is any).
# Only signatures that no article starts with: "BM" and "MZ" are too short to tell.
_SIGNATURES: tuple[tuple[int, bytes, str, str], ...] = (
    (0, b"%PDF-", "a PDF", _AS_TEXT),
    (0, b"{\\rtf", "a rich-text document (RTF)", _AS_DOCX),
    (
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word or Office document, or one locked with a password",
        _AS_DOCX,
    ),
    (0, b"\x89PNG\r\n\x1a\n", "a picture (PNG)", ""),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (0, b"GIF87a", "a picture (GIF)", ""),
    (0, b"GIF89a", "a picture (GIF)", ""),
    (0, b"II*\x00", "a picture (TIFF)", ""),
    (0, b"MM\x00*", "a picture (TIFF)", ""),
    (8, b"WEBPVP8", "a picture (WebP)", ""),
    (4, b"ftypheic", "a picture (HEIC)", ""),
    (4, b"ftypavif", "a picture (AVIF)", ""),
    (4, b"ftyp", "a video or sound file", ""),
    (0, b"\x1aE\xdf\xa3", "a video (Matroska or WebM)", ""),
    (8, b"WAVEfmt ", "a sound file (WAV)", ""),
    (0, b"ID3\x02", "a sound file (MP3)", ""),
    (0, b"ID3\x03", "a sound file (MP3)", ""),
    (0, b"ID3\x04", "a sound file (MP3)", ""),
    (0, b"OggS\x00", "a sound or video file (Ogg)", ""),
    (0, b"fLaC\x00", "a sound file (FLAC)", ""),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)", _UNPACK),
    (0, b"BZh91AY&SY", "a compressed file (bzip2)", _UNPACK),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)", _UNPACK),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", _UNPACK),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", _UNPACK),
    (0, b"Rar!\x1a\x07", "an archive (RAR)", _UNPACK),
    (0, b"SQLite format 3\x00", "a database (SQLite)", ""),
    (0, b"\x7fELF", "a program", ""),
)

# What the first entries of a ZIP file give away, and what can be done.
_ZIP_CONTENTS: tuple[tuple[bytes, str, str], ...] = (
    (b"application/epub+zip", "an e-book (EPUB)", _AS_TEXT),
    (b"opendocument.spreadsheet", "an OpenDocument table (.ods)", _AS_CSV),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_TEXT),
    (b"\nword/", "a Word document (.docx)", _AS_TEXT),
    (b"\nxl/", "an Excel workbook (.xlsx)", _AS_CSV),
    (b"\nppt/", "a PowerPoint file (.pptx)", _AS_TEXT),
    (b"Index/Document.iwa", "a Pages or Numbers document", "export it as Word and open that"),
    (b"[Content_Types].xml", "an Office document (.docx or its like)", _AS_TEXT),
)
_ZIP_PEEK_BYTES = 8192
_MEMBER = b"PK\x03\x04"


def foreign_kind(data: bytes) -> str | None:
    """Say that `data` is a known kind of file other than text, and what can be done; or None."""
    for offset, signature, name, advice in _SIGNATURES:
        if data.startswith(signature, offset):
            return _reason(name, advice)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data[:_ZIP_PEEK_BYTES])
    return None


def is_archive(head: bytes) -> bool:
    """Whether a file begins as a ZIP archive does, and not as a document packed as one."""
    return foreign_kind(head) == _ARCHIVE


def markup_kind(text: str) -> str | None:
    """Say that `text` is a whole web page and not the text of one; or None."""
    start = text[:256].lstrip().casefold()
    if start.startswith(("<!doctype html", "<html")):
        return _reason("a web page (HTML)", _AS_TEXT)
    return None


def packed_names(head: bytes) -> tuple[bytes, ...]:
    """The names of the first members of a ZIP file; to "mimetype" its content is added."""
    names: list[bytes] = []
    at = 0
    while head.startswith(_MEMBER, at) and at + 30 <= len(head):
        flags, size = int.from_bytes(head[at + 6 : at + 8], "little"), _number(head, at + 18, 4)
        start = at + 30
        body = start + _number(head, at + 26, 2) + _number(head, at + 28, 2)
        name = head[start : start + _number(head, at + 26, 2)]
        if name == b"mimetype":
            name += head[body : body + 80]
        names.append(name)
        # Written as a stream, a member's size stands behind it.
        at = head.find(_MEMBER, body) if flags & 8 and not size else body + size
        if at < 0:
            break
    return tuple(names)


def _number(data: bytes, at: int, width: int) -> int:
    return int.from_bytes(data[at : at + width], "little")


def _zip_kind(head: bytes) -> str:
    names = b"\n".join((b"", *packed_names(head)))
    for inside, name, advice in _ZIP_CONTENTS:
        if inside in names:
            return _reason(name, advice)
    return _ARCHIVE


def _reason(name: str, advice: str) -> str:
    return f"{name}: {advice}" if advice else f"{name}, and no text"


_ARCHIVE = _reason("a ZIP archive", _UNPACK)
