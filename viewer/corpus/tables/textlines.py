"""Lines of a file that may be of any size, as text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from viewer.corpus.legacy import guess_encoding
from viewer.corpus.source import Source

_SAMPLE_BYTES = 1024 * 1024
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_BARE_RETURN = re.compile(r"(?<=\r)(?!\n)")


class TextLines:
    """The lines of a file, each with its end. `encoding` is how they are read."""

    def __init__(self, source: Source, longest: int) -> None:
        """Lines of more than `longest` bytes come as None. Raises `UnreadableFile`."""
        self._source = source
        self._longest = longest
        with source.open() as file:
            sample = file.read(_SAMPLE_BYTES)
        self._wide = next((name for mark, name in _WIDE_MARKS if sample.startswith(mark)), None)
        if not self._wide and b"\0" in sample:
            raise source.refuse("not text: it holds zero bytes, as programs and pictures do")
        if not sample.strip():
            raise source.refuse("empty: there is no text in it")
        self._legacy = None if self._wide else _legacy(sample)
        self.encoding = self._wide or self._legacy or "utf-8"

    def __iter__(self) -> Iterator[str | None]:
        with self._source.open() as file:
            yield from self._wide_lines(file) if self._wide else self._narrow_lines(file)

    def _narrow_lines(self, file: BinaryIO) -> Iterator[str | None]:
        if file.read(3) != codecs.BOM_UTF8:
            file.seek(0)
        while line := file.readline(self._longest + 1):
            if len(line) > self._longest:
                while line and not line.endswith(b"\n"):
                    line = file.readline(self._longest)
                yield None
            elif b"\r" in line[:-2]:  # of old Macs
                yield from _BARE_RETURN.split(self._decode(line))
            else:
                yield self._decode(line)

    def _decode(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode(self._legacy or guess_encoding(line) or "utf-8", errors="replace")

    def _wide_lines(self, file: BinaryIO) -> Iterator[str | None]:
        decoder = codecs.getincrementaldecoder(self._wide or "utf-16")(errors="replace")
        rest, too_long = "", False
        while chunk := file.read(_SAMPLE_BYTES):
            *lines, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in lines:
                yield None if too_long else line + "\n"
                too_long = False
            if len(rest) > self._longest:
                rest, too_long = "", True
        if too_long:
            yield None
        elif rest := rest + decoder.decode(b"", final=True):
            yield rest


def _legacy(sample: bytes) -> str | None:
    """The old code page of a file whose start is not UTF-8; a cut character at its end may be."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return guess_encoding(sample)
    return None
