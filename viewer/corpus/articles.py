"""Any file to its articles: one, or the many of a mailbox, an archive or a table.

Nothing that a file holds makes this raise: what cannot be read is a fault that names the file,
the part and the reason, and the rest is read. Plain text is read without any other reader, for
the program starts with it.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.corpus.drafts import Draft, Read, complete
from viewer.corpus.files import TEXT_SUFFIXES
from viewer.corpus.plaintext import plain_draft, read_plain_text
from viewer.corpus.source import DEEPEST, MOST_PARTS, Source
from viewer.model import Fault, Note, UnreadableFile

if TYPE_CHECKING:
    from viewer.corpus.tables.columns import TableColumns

_MOST_FAULTS = 200
"""A mailbox can have a million broken messages; after so many the others are counted."""
_HOPELESS = 100_000

_log = logging.getLogger(__name__)


def read_articles(path: Path, columns: TableColumns | None = None) -> Iterator[Read | Fault | Note]:
    """The articles of a file as they are read, and a fault for each part that cannot be.

    Notes tell what was passed over in it; those on an article are with the article. `columns`
    says which columns of a table hold what, where their names do not.
    """
    faults = 0
    for item in _of_any(path, columns):
        if isinstance(item, Fault):
            faults += 1
            if faults > _HOPELESS:
                break
            if faults > _MOST_FAULTS:
                continue
        yield item
    if faults > _HOPELESS:
        yield Fault(path, f"more than {_HOPELESS:,} parts of it are broken: the rest is not read")
    elif faults > _MOST_FAULTS:
        yield Fault(path, f"{faults - _MOST_FAULTS:,} more parts of it could not be read")


def _of_any(path: Path, columns: TableColumns | None) -> Iterator[Read | Fault | Note]:
    if path.suffix.casefold() not in TEXT_SUFFIXES:
        yield from _of_file(path, columns)
        return
    try:
        yield read_plain_text(path)
    except UnreadableFile as error:
        # Its name may lie: it is a PDF, or a mailbox of a gigabyte.
        yield from _of_file(path, columns, error)
    except Exception as error:
        yield failure(path, error)


def failure(path: Path, error: Exception, part: str = "") -> Fault:
    """What to say where reading an article set off an error of ours."""
    where = f"{part}: " if part else ""
    if isinstance(error, MemoryError):
        enough = "there is not enough memory for it: close other programs or split it"
        return Fault(path, where + enough)
    _log.error("reading %r failed", str(path), exc_info=error)
    kind = type(error).__name__
    told = f"Dateline failed on this article ({kind}): that is our mistake, report it"
    return Fault(path, where + told)


def _of_file(
    path: Path, columns: TableColumns | None, refused: UnreadableFile | None = None
) -> Iterator[Read | Fault | Note]:
    """A file with what reads its kind; `refused` says that it is no plain text."""
    try:
        source = Source.of_file(path, columns)
    except UnreadableFile as error:
        yield Fault(path, (refused or error).reason)
    else:
        yield from _read(source, refused)


def _read(source: Source, refused: UnreadableFile | None = None) -> Iterator[Read | Fault | Note]:
    try:
        yield from _items(source, refused)
    except UnreadableFile as error:
        yield source.fault(error.reason)
    except Exception as error:
        # Whatever a file sets off in us must not cost the reader the other articles.
        yield failure(source.path, error, source.part)


def _items(source: Source, refused: UnreadableFile | None) -> Iterator[Read | Fault | Note]:
    from viewer.corpus.readers import choose  # plain text does without

    reader = choose(source)
    if reader is None:
        if refused is not None:
            raise refused
        yield from _completed(source, plain_draft(source.path, source.read()))
        return
    parts: Counter[str] = Counter()
    for item in reader.read(source):
        if isinstance(item, Draft):
            yield from _completed(source, item)
        elif isinstance(item, Source):
            yield from _nested(item, parts)
        else:
            yield item


def _completed(source: Source, draft: Draft) -> Iterator[Read | Fault | Note]:
    part = source.place_of(draft.part)
    name = source.stem if source.part else None
    try:
        yield complete(draft, source.path, name=name, part=part, modified=source.modified)
    except Exception as error:
        yield failure(source.path, error, part)


def _nested(source: Source, parts: Counter[str]) -> Iterator[Read | Fault | Note]:
    """A part of a file as a file of its own, as long as there is no end of them."""
    parts[source.part] += 1
    if parts[source.part] > 1:
        source.part += f" ({parts[source.part]})"
    if source.depth > DEEPEST:
        yield source.fault("too deep in other files: take it out and open it")
        return
    source.budget.parts -= 1
    if source.budget.parts < 0:
        raise source.refuse(f"more than {MOST_PARTS:,} parts: split the file")
    yield from _read(source)
