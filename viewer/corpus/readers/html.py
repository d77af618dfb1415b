"""Web pages, saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.corpus.decoding import NotText
from viewer.corpus.drafts import Draft, identity
from viewer.corpus.pages.webpage import SIZE_LIMIT_BYTES, NoText, read_page
from viewer.corpus.source import Source

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?"
    rb"(?:<!--.{0,1000}?-->\s{0,50}){0,3}<(?:!doctype\s{1,9}html|html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


def matches(source: Source) -> bool:
    """Whether it begins as web pages do."""
    return _START.match(source.head.replace(b"\0", b"")) is not None


def read(source: Source) -> Iterator[Draft]:
    """The article of the page. Raises `UnreadableFile`."""
    data = source.read(SIZE_LIMIT_BYTES)
    if not data.strip():
        raise source.refuse("empty: there is no text in it")
    try:
        yield read_page(data, id=identity(data))
    except (NoText, NotText) as error:
        raise source.refuse(str(error)) from error
