"""Our annotated prose, read: "[Harlan County](county)" inline, one level nested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from viewer.model import Passage, PassageKind

TEXTS = Path(__file__).parent / "texts"
PLACES = frozenset(
    {"continent", "country", "region", "county", "city", "area", "water", "river", "range", "site"}
)
OTHERS = frozenset({"adj", "lang", "person", "org", "team", "event", "work", "street"})
_TOKEN = re.compile(r"\[|\]\(\w+\)|\]|[^\[\]]+")
_END = re.compile(r"\]\((\w+)\)")


class BadMarkup(ValueError):
    """A text that is not well formed; the message says where."""


@dataclass(frozen=True, slots=True)
class Name:
    """An annotated name; `outer` is the tag of the name it stands in, or ""."""

    start: int
    end: int
    tag: str
    outer: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """An article with its names, in the order of their ends."""

    text: str
    passages: tuple[Passage, ...]
    names: tuple[Name, ...]


def read_texts(folder: Path = TEXTS) -> Iterator[Text]:
    """The articles of all files of a folder, in order."""
    for path in sorted(folder.glob("*.txt")):
        for number, source in enumerate(path.read_text(encoding="utf-8").split("\n===\n")):
            if source.strip():
                yield parse(source.strip(), f"{path.name}, article {number + 1}")


def parse(source: str, where: str = "text") -> Text:
    """An article without its markup, and its names."""
    plain: list[str] = []
    names: list[Name] = []
    opened: list[tuple[int, int]] = []  # where an open bracket stands, and the names before it
    length = 0
    for token in _TOKEN.finditer(source):
        piece = token[0]
        end = _END.fullmatch(piece)
        if piece == "[":
            opened.append((length, len(names)))
        elif end and opened and end[1] in PLACES | OTHERS:
            start, inner = opened.pop()
            names[inner:] = [Name(n.start, n.end, n.tag, n.outer or end[1]) for n in names[inner:]]
            names.append(Name(start, length, end[1]))
        elif piece[0] == "]":
            raise BadMarkup(f"{where}: {source[max(0, token.start() - 30) : token.end()]!r}")
        else:
            plain.append(piece)
            length += len(piece)
    if opened:
        raise BadMarkup(f"{where}: a bracket is not closed")
    text = "".join(plain)
    return Text(text, passages(text), tuple(names))


def passages(text: str) -> tuple[Passage, ...]:
    """The headline, then the paragraphs."""
    lines = list(re.finditer(r"[^\n]+", text))
    return tuple(
        Passage(line.start(), line.end(), PassageKind.PARAGRAPH if at else PassageKind.TITLE)
        for at, line in enumerate(lines)
    )
