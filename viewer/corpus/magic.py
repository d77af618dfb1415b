"""What a file is that is not plain text, told by its first bytes."""

from __future__ import annotations

_SAVE_AS_TEXT = "save its text as a .txt file and open that"

# (offset, bytes, what a person calls it, whether there is text in it that could be saved).
# Only signatures that no article starts with: "BM" and "MZ" are too short to tell.
_SIGNATURES: tuple[tuple[int, bytes, str, bool], ...] = (
    (0, b"%PDF-", "a PDF", True),
    (0, b"{\\rtf", "a rich-text document (RTF)", True),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office document", True),
    (0, b"\x89PNG\r\n\x1a\n", "a picture (PNG)", False),
    (0, b"\xff\xd8\xff", "a picture (JPEG)", False),
    (0, b"GIF87a", "a picture (GIF)", False),
    (0, b"GIF89a", "a picture (GIF)", False),
    (0, b"II*\x00", "a picture (TIFF)", False),
    (0, b"MM\x00*", "a picture (TIFF)", False),
    (8, b"WEBPVP8", "a picture (WebP)", False),
    (4, b"ftypheic", "a picture (HEIC)", False),
    (4, b"ftypavif", "a picture (AVIF)", False),
    (4, b"ftyp", "a video or sound file", False),
    (0, b"\x1aE\xdf\xa3", "a video (Matroska or WebM)", False),
    (8, b"WAVEfmt ", "a sound file (WAV)", False),
    (0, b"ID3\x02", "a sound file (MP3)", False),
    (0, b"ID3\x03", "a sound file (MP3)", False),
    (0, b"ID3\x04", "a sound file (MP3)", False),
    (0, b"OggS\x00", "a sound or video file (Ogg)", False),
    (0, b"fLaC\x00", "a sound file (FLAC)", False),
    (0, b"\x1f\x8b\x08", "a compressed file (gzip)", True),
    (0, b"BZh91AY&SY", "a compressed file (bzip2)", True),
    (0, b"\xfd7zXZ\x00", "a compressed file (xz)", True),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)", True),
    (0, b"7z\xbc\xaf\x27\x1c", "an archive (7z)", True),
    (0, b"Rar!\x1a\x07", "an archive (RAR)", True),
    (0, b"SQLite format 3\x00", "a database (SQLite)", False),
    (0, b"\x7fELF", "a program", False),
)

# What the first entries of a ZIP file give away.
_ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "an e-book (EPUB)"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint file (.pptx)"),
    (b"[Content_Types].xml", "an Office document (.docx or its like)"),
)
_ZIP_PEEK_BYTES = 8192


def foreign_kind(data: bytes) -> str | None:
    """Say that `data` is a known kind of file other than text, and what can be done; or None."""
    for offset, signature, name, has_text in _SIGNATURES:
        if data.startswith(signature, offset):
            return _reason(name, has_text)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _reason(_zip_kind(data[:_ZIP_PEEK_BYTES]), has_text=True)
    return None


def markup_kind(text: str) -> str | None:
    """Say that `text` is a whole web page and not the text of one; or None."""
    start = text[:256].lstrip().casefold()
    if start.startswith(("<!doctype html", "<html")):
        return _reason("a web page (HTML)", has_text=True)
    return None


def _zip_kind(head: bytes) -> str:
    for inside, name in _ZIP_CONTENTS:
        if inside in head:
            return name
    return "a ZIP archive"


def _reason(name: str, has_text: bool) -> str:
    return f"{name}, not plain text: {_SAVE_AS_TEXT}" if has_text else f"{name}, not plain text"
