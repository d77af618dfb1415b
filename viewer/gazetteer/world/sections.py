"""The sections of a world gazetteer's file while they are written."""

from __future__ import annotations

import os
import zlib
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from viewer.gazetteer.world import layout
from viewer.gazetteer.world.layout import Header, Section

_MAX_INDEX = 0xFFFF


class Sections:
    """The sections of the file, each on its own until all are whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, BinaryIO] = {}
        self._waiting: dict[str, array[int]] = {}

    def __enter__(self) -> Sections:
        for name, code in layout.SECTIONS.items():
            self._files[name] = (self._folder / f"{name}.part").open("wb", buffering=1 << 16)
            if code:
                self._waiting[name] = array(code)
        return self

    def __exit__(self, *_: object) -> None:
        self.settle()
        for file in self._files.values():
            file.close()

    def adder(self, name: str) -> Callable[[int], None]:
        """What adds a number to a section; `settle` has to be called now and then."""
        return self._waiting[name].append

    def settle(self) -> None:
        """Puts on disk what waits in memory."""
        for name, numbers in self._waiting.items():
            numbers.tofile(self._files[name])
            del numbers[:]

    def text(self, name: str, data: bytes) -> None:
        """Adds text to a section."""
        self._files[name].write(data)

    def join(self, whole: Path, fingerprint: str) -> None:
        """Puts all sections into one file, its header last."""
        sections: dict[str, Section] = {}
        with whole.open("wb") as file:
            file.write(b"\0" * layout.header_size())
            for name in layout.SECTIONS:
                file.write(b"\0" * (layout.aligned(file.tell()) - file.tell()))
                offset, crc = file.tell(), 0
                with (self._folder / f"{name}.part").open("rb") as part:
                    while block := part.read(1 << 20):
                        file.write(block)
                        crc = zlib.crc32(block, crc)
                sections[name] = Section(offset, file.tell() - offset, crc)
            size = file.tell()
            file.flush()
            file.seek(0)
            file.write(layout.pack_header(Header(fingerprint, size, sections)))
            file.flush()
            os.fsync(file.fileno())


class Indices:
    """Texts that many rows share, each with a number; 0 is none, and what is one too many."""

    def __init__(self) -> None:
        self._numbers = {"": 0}

    def __getitem__(self, text: str) -> int:
        known = self._numbers.get(text)
        if known is None:
            if len(self._numbers) > _MAX_INDEX:
                return 0
            known = self._numbers[text] = len(self._numbers)
        return known

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)
