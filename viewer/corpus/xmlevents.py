"""XML of strangers as a stream of events: no tree, no outside files, no entities of its own.

Bytes that are not in the encoding which the file claims, and characters that XML does not allow,
cost themselves alone. Names come without their namespaces.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.entities import html5
from typing import BinaryIO
from xml.parsers import expat

from viewer.model import DatelineError

_CHUNK_BYTES = 64 * 1024
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_NO_END = 3  # expat: "no element found"
_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"),
)  # fmt: skip


class BadXml(DatelineError, ValueError):
    """XML that cannot be read further; the message says where and why."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Start:
    """An element begins. Attributes are by their names without namespaces."""

    name: str
    attributes: Mapping[str, str]
    namespace: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """An element ends."""

    name: str


Event = Start | End | str
"""Or text, in pieces."""


def events(file: BinaryIO) -> Iterator[Event]:
    """What stands in a file, in order. Raises `BadXml`."""
    parser = _Parser()
    chunk = file.read(_CHUNK_BYTES)
    decoder = codecs.getincrementaldecoder(_encoding(chunk))(errors="replace")
    while True:
        text = _NOT_XML.sub("\ufffd", decoder.decode(chunk, final=not chunk))
        yield from parser.feed(text, final=not chunk)
        if not chunk:
            return
        chunk = file.read(_CHUNK_BYTES)


class _Parser:
    """Gathers what the parser calls out."""

    def __init__(self) -> None:
        self._found: list[Event] = []
        parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._found_text
        # An outside list of entities is claimed, so that those of HTML are passed over to us; it
        # is never opened.
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._declared
        parser.ExternalEntityRefHandler = self._outside
        self._parser = parser

    def feed(self, text: str, *, final: bool) -> Iterator[Event]:
        """The events of a further piece of the file. Raises `BadXml`, after those before it."""
        trouble: BadXml | None = None
        try:
            self._parser.Parse(text.encode(), final)
        except expat.ExpatError as error:
            reason = f"broken XML ({expat.ErrorString(error.code)}): what follows is not read"
            if error.code == _NO_END:
                reason = "cut short: its end is missing"
            trouble = BadXml(reason, error.lineno)
        except BadXml as error:
            trouble = error
        found = self._found[:]
        self._found.clear()
        yield from found
        if trouble is not None:
            raise trouble

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._found.append(Start(local, plain, namespace))

    def _end(self, name: str) -> None:
        self._found.append(End(name.rpartition(" ")[2]))

    def _found_text(self, text: str) -> None:
        self._found.append(text)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._found.append(html5.get(f"{name};", "\ufffd"))

    def _declared(self, *_: object) -> None:
        raise BadXml("it declares entities of its own, as bombs do: it is not read")

    def _outside(self, context: str | None, *_: object) -> int:
        """Instead of the outside list an empty one is read."""
        self._parser.ExternalEntityParserCreate(context).Parse(b"", True)
        return 1


def _encoding(start: bytes) -> str:
    """The encoding that a file claims, if it is one that is known."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    match = _DECLARED.match(start.lstrip())
    name = match[1].decode("ascii", errors="replace") if match else "utf-8"
    try:
        known = codecs.lookup(name)
        is_text = getattr(known, "_is_text_encoding", True)
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return "utf-8"
    return "utf-8" if not is_text or known.name.startswith("utf-16") else known.name
