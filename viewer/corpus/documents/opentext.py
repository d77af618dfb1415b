"""The text of an OpenDocument text (.odt), paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from viewer.corpus.documents.office import Package, Properties
from viewer.corpus.pieces import Piece
from viewer.corpus.xmlevents import Event, Start
from viewer.model import PassageKind

# What was deleted, remarks, what stands for a note's number, and the descriptions of pictures.
_LEFT_OUT = frozenset(
    ["tracked-changes", "annotation", "note-citation", "title", "desc", "forms", "script",
     "index-title-template", "ruby-text", "binary-data"]
)  # fmt: skip
_CONTENTS = frozenset(
    ["table-of-content", "illustration-index", "table-index", "alphabetical-index"]
)
_CAPTIONS = frozenset(["caption", "illustration", "figure", "table", "drawing"])
_MARKS = {"tab": "\t", "line-break": "\n"}
_MOST_SPACES = 200


def properties(package: Package) -> Properties:
    """The document's properties. Raises `UnreadableFile`."""
    found = package.texts("meta.xml")
    return Properties(
        title=found.get("title", ""),
        author=found.get("initial-creator", "") or found.get("creator", ""),
        created=found.get("creation-date", ""),
        modified=found.get("date", ""),
        language=found.get("language", ""),
    )


def pieces(package: Package) -> list[Piece] | None:
    """The paragraphs, then the notes; None for what is no text. Raises `UnreadableFile`."""
    content = package.events("content.xml")
    if content is None:
        return None
    walk = _Walk()
    for event in content:
        walk.take(event)
    _mark_title(walk.found)
    return [Piece(one.text, one.kind) for one in (*walk.found, *walk.notes)]


@dataclass(slots=True)
class _Paragraph:
    style: str
    is_heading: bool = False
    runs: list[str] = field(default_factory=list)
    kind: PassageKind | None = None

    @property
    def text(self) -> str:
        return "".join(self.runs)


def _mark_title(paragraphs: Iterable[_Paragraph]) -> None:
    """Without a title, a heading of the first order is one if it comes first."""
    written = [one for one in paragraphs if one.text.strip()]
    titles = [one for one in written if one.kind is PassageKind.TITLE]
    if not titles and written and written[0].is_heading:
        written[0].kind = PassageKind.TITLE
    for other in titles[1:]:
        other.kind = None


class _Walk:
    """Follows the elements; `_skipped` counts those that are open in one that is left out."""

    def __init__(self) -> None:
        self.found: list[_Paragraph] = []
        self.notes: list[_Paragraph] = []
        self._parents: dict[str, str] = {}
        self._open: list[_Paragraph] = []
        self._skipped = 0
        self._in_note = 0
        self._in_contents = 0

    def take(self, event: Event) -> None:
        """Go on by one event."""
        if isinstance(event, str):
            if self._open and not self._skipped:
                # Line ends and more than one space are only how the file is written.
                self._open[-1].runs.append(" ".join(event.split("\n")))
        elif isinstance(event, Start):
            self._start(event)
        else:
            self._end(event.name)

    def _start(self, event: Start) -> None:
        name, attributes = event.name, event.attributes
        if self._skipped or name in _LEFT_OUT:
            self._skipped += 1
        elif name in ("p", "h"):
            first = name == "h" and attributes.get("outline-level", "1") == "1"
            self._open.append(_Paragraph(attributes.get("style-name", ""), first))
        elif name == "style":
            self._parents[attributes.get("name", "")] = attributes.get("parent-style-name", "")
        elif name == "note":
            self._in_note += 1
        elif name in _CONTENTS:
            self._in_contents += 1
        elif self._open:
            self._mark(name, attributes.get("c", "1"))

    def _mark(self, name: str, count: str) -> None:
        if name == "s":
            number = min(int(count), _MOST_SPACES) if count.isdecimal() else 1
            self._open[-1].runs.append(" " * number)
        elif name in _MARKS:
            self._open[-1].runs.append(_MARKS[name])

    def _end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
        elif name in ("p", "h") and self._open:
            done = self._open.pop()
            done.kind = self._kind(done)
            (self.notes if self._in_note else self.found).append(done)
        elif name == "note":
            self._in_note -= 1
        elif name in _CONTENTS:
            self._in_contents -= 1

    def _kind(self, paragraph: _Paragraph) -> PassageKind | None:
        if self._in_contents:
            return PassageKind.BOILERPLATE
        # A style of the file's own ("P1") is made from one that has a name.
        style = self._parents.get(paragraph.style) or paragraph.style
        plain = style.replace("_20_", " ").casefold()
        if plain == "title":
            return PassageKind.TITLE
        return PassageKind.CAPTION if plain in _CAPTIONS else None
