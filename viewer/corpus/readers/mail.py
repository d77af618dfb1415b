"""Mail: a message saved as a file (EML), and mailboxes (mbox), each message an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.corpus.drafts import Draft
from viewer.corpus.source import Source
from viewer.model import Fault

SUFFIXES = (".eml", ".emlx", ".mbox", ".mbx")

_HEADER = re.compile(rb"([!-9;-~]{1,80}):")
_KNOWN = frozenset(
    b"from to subject date received message-id mime-version return-path delivered-to"
    b" content-type x-mozilla-status x-gm-thrid".split()
)
_LEAST_KNOWN = 3


def matches(source: Source) -> bool:
    """Whether it begins with the header of a message, or a mailbox's first line."""
    head = source.head.lstrip(b"\xef\xbb\xbf\r\n")
    if b"snapshot-content-location:" in head.lower():
        return False  # a page saved with its pictures
    if _is_mailbox(source):
        return True
    if source.suffix == ".emlx":
        head = head.partition(b"\n")[2]
    return len(_fields(head) & _KNOWN) >= _LEAST_KNOWN


def read(source: Source) -> Iterator[Draft | Source | Fault]:
    """The article of a message, or the messages of a mailbox. Raises `UnreadableFile`."""
    from viewer.corpus.mail import mailbox, messages

    if _is_mailbox(source):
        return mailbox.read(source)
    data = source.read()
    if source.suffix == ".emlx":  # of Apple Mail: the count of bytes stands above
        count, _, data = data.partition(b"\n")
        data = data[: int(count)] if count.strip().isdigit() else data
    if not data.strip():
        raise source.refuse("empty: there is no text in it")
    if not _fields(data[:4096]):
        raise source.refuse("no mail message: there is no header at its start")
    return messages.read(source, data)


def _is_mailbox(source: Source) -> bool:
    head = source.head.lstrip(b"\r\n")
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and bool(_HEADER.match(rest.lstrip(b">")))


def _fields(head: bytes) -> set[bytes]:
    """The names of the fields that stand above the first empty line."""
    names: set[bytes] = set()
    for number, line in enumerate(head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()):
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif not number or not line.startswith((b" ", b"\t")):
            break
    return names
