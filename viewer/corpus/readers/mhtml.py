"""Web pages, saved whole in one file as browsers and mail programs do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer.corpus.decoding import NotText
from viewer.corpus.drafts import Draft, identity
from viewer.corpus.pages.webpage import SIZE_LIMIT_BYTES, NoText, read_page
from viewer.corpus.source import Source

if TYPE_CHECKING:
    from email.message import Message

SUFFIXES = (".mht", ".mhtml")

_SIZE_LIMIT_BYTES = 64 * 1024 * 1024
_START = re.compile(
    rb"(?=[\w-]+:\s)(?:(?!\r?\n\r?\n).){0,3000}^(?:Snapshot-Content-Location:"
    rb"|Content-Type:\s{0,9}multipart/related)",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
# Mails with pictures in them are of the same type; what a browser saves says so.
_BROWSER = re.compile(
    rb"^(?:Snapshot-Content-Location:|From:\s{0,9}<Saved by|X-MAF|X-Mozilla-)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST_PARTS = 5000


def matches(source: Source) -> bool:
    """Whether it begins as saved pages do."""
    head = source.head
    if _START.match(head) is None:
        return False
    return source.suffix in SUFFIXES or _BROWSER.search(head) is not None


def read(source: Source) -> Iterator[Draft]:
    """The article of the page. Raises `UnreadableFile`."""
    data = source.read(_SIZE_LIMIT_BYTES)
    part = _main_part(data)
    page = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(page, bytes) or not page.strip():
        raise source.refuse("no web page in it: save it again, as HTML or as its text")
    if len(page) > SIZE_LIMIT_BYTES:
        raise source.refuse(f"its page is larger than {SIZE_LIMIT_BYTES // 1024 // 1024} MB")
    charset = part.get_content_charset()
    try:
        yield read_page(page, id=identity(data), charset=charset, address=_address(part))
    except (NoText, NotText) as error:
        raise source.refuse(str(error)) from error


def _main_part(data: bytes) -> Message | None:
    """The page itself among its pictures and frames: the one it names, or else the first."""
    from email import message_from_bytes  # what finds the readers does without

    try:
        message = message_from_bytes(data)
    except RecursionError:
        # Parts in parts in parts, a thousand deep: nothing that saves pages makes that.
        return None
    pages: list[Message] = []
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    start = message.get_param("start")
    saved = message.get("Snapshot-Content-Location")
    for part in pages:
        named = (start and part.get("Content-ID") == start) or (
            saved and part.get("Content-Location") == saved
        )
        if named:
            return part
    return pages[0] if pages else None


def _address(part: Message) -> str | None:
    address = str(part.get("Content-Location") or "").strip()
    return address if address.startswith(("http://", "https://")) else None
