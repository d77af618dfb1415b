"""ZIP archives: what is in them that can be read, each as a file of its own."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from viewer.corpus.files import is_page_folder, is_readable, passed_over, printable
from viewer.corpus.source import Source
from viewer.model import Fault, Note

if TYPE_CHECKING:
    import zipfile

SUFFIXES = (".zip",)

# Smaller members are unpacked at once, larger ones while they are read.
_SMALL_BYTES = 4 * 1024 * 1024


def matches(source: Source) -> bool:
    """Whether it is an archive, and no document that happens to be packed as one."""
    from viewer.corpus.magic import is_archive

    return is_archive(source.head)


def read(source: Source) -> Iterator[Source | Fault | Note]:
    """The members, in the order in which they stand. Raises `UnreadableFile`."""
    from viewer.corpus.zips import opened, overlaps

    with opened(source) as archive:
        if overlaps(archive):
            raise source.refuse("its parts overlap, as only bombs do: it is not unpacked")
        yield from _members(source, archive)


def _members(source: Source, archive: zipfile.ZipFile) -> Iterator[Source | Fault | Note]:
    from viewer.corpus.zips import name_of

    names = [(info, name_of(info)) for info in archive.infolist() if not info.is_dir()]
    known = {name for _, name in names}
    others: Counter[str] = Counter()
    found = 0
    for info, name in names:
        if _is_aside(name, known):
            continue
        if not is_readable(name):
            others[_suffix(name)] += 1
            continue
        found += 1
        yield _member(source, archive, info, name)
    if not found:
        count = sum(others.values())
        raise source.refuse(f"no articles in it: {passed_over(others)}" if count else "empty")
    if others:
        yield source.note(f"{passed_over(others)} in it passed over")


def _member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Source | Fault:
    from viewer.corpus.zips import open_member, time_of, trouble

    part = printable(name)
    if problem := trouble(info, source):
        return source.fault(problem, part)

    def opener() -> BinaryIO:
        return open_member(source, archive, info)

    return source.inside(
        part,
        _kept(opener) if info.file_size <= _SMALL_BYTES else opener,
        name=part.rsplit("/", 1)[-1],
        size=info.file_size,
        modified=time_of(info),
    )


def _kept(opener: Callable[[], BinaryIO]) -> Callable[[], BinaryIO]:
    """Unpack what is small once, however often it is opened."""
    kept: list[bytes] = []

    def open_again() -> BinaryIO:
        if not kept:
            with opener() as file:
                kept.append(file.read())
        return io.BytesIO(kept[0])

    return open_again


def _is_aside(name: str, known: set[str]) -> bool:
    """Whether a member is hidden, or was saved by a browser beside a page."""
    folders = name.split("/")
    if any(folder.startswith(".") and folder.strip(".") for folder in folders):
        return True
    if folders[0] == "__MACOSX":
        return True
    return any(
        is_page_folder("/".join(folders[: depth + 1]), known) for depth in range(len(folders) - 1)
    )


def _suffix(name: str) -> str:
    last = name.rsplit("/", 1)[-1]
    return "." + last.rsplit(".", 1)[-1].casefold() if "." in last else "no suffix"
