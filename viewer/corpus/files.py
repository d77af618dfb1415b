"""Paths to the files that are articles, and their bytes.

What a person names is always tried. In a folder only what its name says can be read is; the
rest is counted in a note, but for what a browser saved beside a page. Nothing here blocks on a
pipe or goes round in a circle of links.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from viewer.model import Fault, Note, UnreadableFile

TEXT_SUFFIXES = (".txt", ".text")
"""What is plain text, in small letters; other suffixes are those of the readers."""
SIZE_LIMIT_BYTES = 64 * 1024 * 1024
"""A larger file is no article; reading it whole would take the memory of everything else."""

_MOST_SUFFIXES_NAMED = 4
_KINDS = "text (.txt), Markdown, web pages, PDF, Word and OpenDocument, mail, feeds, tables and ZIP"
_PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
# As browsers call it in the languages that people have them in.
_PAGE_FOLDER = re.compile(
    r"(?P<page>.+)[_.-](?:files|Dateien|fichiers|archivos|ficheros|file|ficheiros|arquivos"
    r"|bestanden|pliki|soubory|filer|tiedostot|fajlok|elemei|fails|failid|datoteke|dosyalar"
    r"|файлы|файли|ファイル|文件)"
)
_ADVICE = {
    errno.ENOENT: "no longer there: it was moved or deleted",
    errno.EACCES: "may not be read: ask its owner for permission",
    errno.EPERM: "may not be read: ask its owner for permission",
    errno.EISDIR: "a folder, not a file",
    errno.ENAMETOOLONG: "its name is too long for this system",
    errno.ELOOP: "a link that leads back to itself",
    errno.ENOTDIR: "no longer there: it was moved or deleted",
}


def find_files(paths: Sequence[Path]) -> Iterator[Path | Fault | Note]:
    """The files to read, in the order given, those of a folder in the order of their names.

    A path that comes up twice is found once. Faults are what cannot be looked at; notes say
    what was passed over.
    """
    walk = _Walk()
    for path in paths:
        yield from walk.find(path)


def open_file(path: Path) -> BinaryIO:
    """Open a file that may be anything by now. Raises `UnreadableFile`."""
    try:
        # The reader closes it.
        file = open(path, "rb", opener=_open_without_waiting)  # noqa: SIM115
    except (OSError, ValueError) as error:
        raise UnreadableFile(path, explain(error)) from error
    mode = os.fstat(file.fileno()).st_mode
    if not stat.S_ISREG(mode):
        file.close()
        raise UnreadableFile(path, _odd_file(mode))
    return file


def read_bytes(path: Path) -> bytes:
    """Read a file that may be anything by now. Raises `UnreadableFile`."""
    with open_file(path) as file:
        try:
            data = file.read(SIZE_LIMIT_BYTES + 1)
        except OSError as error:
            raise UnreadableFile(path, explain(error)) from error
    if len(data) > SIZE_LIMIT_BYTES:
        raise UnreadableFile(path, too_large(SIZE_LIMIT_BYTES))
    return data


def too_large(limit_bytes: int) -> str:
    """Say that an article is larger than what is read as one."""
    return f"larger than {limit_bytes // 1024 // 1024} MB: split it into articles"


def shown(path: Path) -> str:
    """A path on one line, as `printable` has it."""
    return printable(str(path))


def printable(name: str) -> str:
    """A name with what cannot be printed (or would turn the line round) escaped."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in name
    )


def explain(error: OSError | ValueError) -> str:
    """Say in one line why a path cannot be read, and what can be done."""
    if not isinstance(error, OSError):
        return "its name cannot be a file's name"
    return _ADVICE.get(error.errno or 0) or f"cannot be read: {error.strerror or error}"


def _open_without_waiting(name: str, flags: int) -> int:
    # Opening a pipe waits for a writer otherwise; Windows has neither flag.
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _odd_file(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder, not a file"
    if stat.S_ISFIFO(mode):
        return "a pipe, not a file: save what comes out of it and open that"
    if stat.S_ISSOCK(mode):
        return "a socket, not a file"
    return "a device, not a file"


class _Walk:
    """Remembers where it has been."""

    def __init__(self) -> None:
        self._folders: set[tuple[int, int]] = set()
        self._files: set[str] = set()

    def find(self, path: Path) -> Iterator[Path | Fault | Note]:
        """What a person named: a folder, or a file of any name."""
        try:
            status = path.stat()
        except FileNotFoundError:
            yield Fault(path, "no such file or folder: check its name")
            return
        except (OSError, ValueError) as error:
            yield Fault(path, explain(error))
            return
        if stat.S_ISDIR(status.st_mode):
            yield from self._folder(path, status)
        else:
            yield from self._file(path, status.st_mode)

    def _file(self, path: Path, mode: int) -> Iterator[Path | Fault]:
        key = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
        if key in self._files:
            return
        self._files.add(key)
        yield path if stat.S_ISREG(mode) else Fault(path, _odd_file(mode))

    def _folder(self, top: Path, status: os.stat_result) -> Iterator[Path | Fault | Note]:
        """A folder with all below it, by a stack of its own: it may be very deep."""
        if not self._enter(status):
            return
        others: Counter[str] = Counter()
        found = 0
        stack = [_entries(top)]
        while stack:
            entry = next(stack[-1], None)
            if entry is None:
                stack.pop()
            elif isinstance(entry, Fault):
                found += 1
                yield entry
            elif stat.S_ISDIR(entry[1].st_mode):
                if self._enter(entry[1]):
                    stack.append(_entries(entry[0]))
            elif is_readable(entry[0].name):
                found += 1
                yield from self._file(entry[0], entry[1].st_mode)
            else:
                others[entry[0].suffix.casefold() or "no suffix"] += 1
        yield from _summary(top, found, others)

    def _enter(self, status: os.stat_result) -> bool:
        """Whether a folder is new; a link can lead back to where it came from."""
        identity = (status.st_dev, status.st_ino)
        if identity in self._folders:
            return False
        self._folders.add(identity)
        return True


def _entries(folder: Path) -> Iterator[tuple[Path, os.stat_result] | Fault]:
    """What stands in a folder, in the order of names, hidden files left out."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208 - names are enough, and faster
    except OSError as error:
        yield Fault(folder, explain(error))
        return
    known = frozenset(names)
    for name in names:
        if name.startswith(".") or is_page_folder(name, known):
            continue
        path = folder / name
        try:
            yield path, path.stat()
        except OSError as error:
            # A broken link to what is no article is nothing that anyone misses.
            if is_readable(name):
                yield Fault(path, explain(error))


def is_readable(name: str) -> bool:
    """Whether a file of this name is opened from a folder or an archive."""
    suffix = os.path.splitext(name)[1].casefold()  # noqa: PTH122 - faster
    return suffix in TEXT_SUFFIXES or suffix in _other_suffixes()


def _other_suffixes() -> tuple[str, ...]:
    from viewer.corpus.readers import suffixes  # plain text does without

    return suffixes()


def is_page_folder(name: str, beside: Container[str]) -> bool:
    """Whether a folder of this name was saved by a browser with a page among those beside it."""
    match = _PAGE_FOLDER.fullmatch(name)
    return match is not None and any(match["page"] + end in beside for end in _PAGE_SUFFIXES)


def passed_over(others: Counter[str]) -> str:
    """How many files are of no kind that can be read: "3 files (2 .jpg, 1 .mp4)"."""
    count = sum(others.values())
    most = others.most_common(_MOST_SUFFIXES_NAMED)
    named = ", ".join(f"{number} {printable(name)}" for name, number in most)
    more = ", ..." if len(others) > _MOST_SUFFIXES_NAMED else ""
    return f"{'1 file' if count == 1 else f'{count} files'} ({named}{more})"


def _summary(folder: Path, found: int, others: Counter[str]) -> Iterator[Fault | Note]:
    """What to say of a folder's other files, if anything."""
    count = sum(others.values())
    if not found:
        files = "only one other file" if count == 1 else f"only {count} other files"
        inside = files if count else "nothing"
        yield Fault(folder, f"no articles: {inside} in it, and what is opened is {_KINDS}")
    elif count:
        yield Note(
            folder,
            f"{passed_over(others)} passed over: what is opened from a folder is {_KINDS};"
            " open another by its own name to read it as text",
        )
