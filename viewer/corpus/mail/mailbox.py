"""The messages of a mailbox (mbox) as a stream: it may be larger than the memory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from viewer.corpus.files import SIZE_LIMIT_BYTES, too_large
from viewer.corpus.source import Source
from viewer.model import Fault

_LONGEST_LINE_BYTES = 1024 * 1024
_HEADER = re.compile(rb"[!-9;-~]{1,80}:")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(source: Source) -> Iterator[Source | Fault]:
    """Each message as a file of its own. Raises `UnreadableFile`."""
    for number, data in enumerate(_messages(source), 1):
        part = f"message {number}"
        if data is None:
            yield source.fault(too_large(SIZE_LIMIT_BYTES), part)
        else:
            yield source.inside(part, data, name=f"{part}.eml")


def _messages(source: Source) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large."""
    lines: list[bytes] = []
    size = 0
    for line, begins in _lines(source):
        if begins:
            if size:
                yield _message(lines, size)
            lines, size = [], 0
            continue
        size += len(line)
        if size <= SIZE_LIMIT_BYTES:
            lines.append(line)
        else:
            lines.clear()
    if size:
        yield _message(lines, size)


def _message(lines: list[bytes], size: int) -> bytes | None:
    if size > SIZE_LIMIT_BYTES:
        return None
    data = b"".join(lines)
    if data.endswith((b"\n\n", b"\n\r\n")):  # the line that ends a message in its mailbox
        data = data[: -2 if data.endswith(b"\r\n") else -1]
    return _ESCAPED.sub(rb"\1", data)


def _lines(source: Source) -> Iterator[tuple[bytes, bool]]:
    """Each line, and whether it begins a message: after an empty one, and before a header."""
    with source.open() as file:
        after_blank = True
        line = file.readline(_LONGEST_LINE_BYTES)
        while line:
            following = file.readline(_LONGEST_LINE_BYTES)
            begins = (
                after_blank and line.startswith(b"From ") and _HEADER.match(following) is not None
            )
            yield line, begins
            after_blank = not line.strip()
            line = following
