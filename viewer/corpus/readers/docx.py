"""Word documents (.docx)."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.corpus.drafts import Draft
from viewer.corpus.magic import packed_names
from viewer.corpus.source import Source

SUFFIXES = (".docx", ".docm")


def matches(source: Source) -> bool:
    """Whether it is packed as Word packs its documents."""
    names = packed_names(source.head)
    if not names or names[0].startswith(b"mimetype"):
        return False
    return source.suffix in SUFFIXES or any(name.startswith(b"word/") for name in names)


def read(source: Source) -> Iterator[Draft]:
    """The document. Raises `UnreadableFile`."""
    from viewer.corpus.documents import office, wordtext

    with office.package(source, "Word document (.docx)") as package:
        pieces = wordtext.pieces(package)
        if pieces is None:
            raise source.refuse("no Word document (.docx): save it again with the program")
        yield office.draft(source, pieces, wordtext.properties(package))
