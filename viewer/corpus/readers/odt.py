"""OpenDocument texts (.odt), as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.corpus.drafts import Draft
from viewer.corpus.magic import packed_names
from viewer.corpus.source import Source

SUFFIXES = (".odt", ".ott")

_TYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"


def matches(source: Source) -> bool:
    """Whether it is packed as an OpenDocument text is."""
    return any(name.startswith(_TYPE) for name in packed_names(source.head))


def read(source: Source) -> Iterator[Draft]:
    """The document. Raises `UnreadableFile`."""
    from viewer.corpus.documents import office, opentext

    with office.package(source, "OpenDocument text (.odt)") as package:
        pieces = opentext.pieces(package)
        if pieces is None:
            raise source.refuse("no OpenDocument text (.odt): save it again with the program")
        if not pieces:
            raise source.refuse("empty, or locked with a password: save it without one")
        yield office.draft(source, pieces, opentext.properties(package))
