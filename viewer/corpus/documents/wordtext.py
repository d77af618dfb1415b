"""The text of a Word document (.docx), paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from viewer.corpus.documents.office import Package, Properties
from viewer.corpus.pieces import Piece
from viewer.corpus.xmlevents import Event, Start
from viewer.model import PassageKind

_MAIN = "word/document.xml"
_NOTES = ("footnotes.xml", "endnotes.xml")
# What was deleted or moved away, the plainer copy of a drawing, and what fields are made with.
_LEFT_OUT = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText"])
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_CONTENTS = re.compile(r"toc \d|table of (?:contents|figures)|toc heading|index \d")
_NOTE_MARKERS = frozenset(["separator", "continuationSeparator", "continuationNotice"])


def properties(package: Package) -> Properties:
    """The core properties. Raises `UnreadableFile`."""
    found = package.texts("docProps/core.xml")
    return Properties(
        title=found.get("title", ""),
        author=found.get("creator", ""),
        created=found.get("created", ""),
        modified=found.get("modified", ""),
        language=found.get("language", ""),
    )


def pieces(package: Package) -> list[Piece] | None:
    """The paragraphs, then the notes; None for what is no Word document.

    Raises `UnreadableFile`.
    """
    main = _main_part(package)
    content = package.events(main)
    if content is None:
        return None
    folder = main.rpartition("/")[0]
    styles = _styles(package.events(f"{folder}/styles.xml") or ())
    found = list(_paragraphs(content, styles))
    _mark_title(found)
    for name in _NOTES:
        found.extend(_paragraphs(package.events(f"{folder}/{name}") or (), styles))
    return [Piece(one.text, one.kind) for one in found]


@dataclass(slots=True)
class _Paragraph:
    runs: list[str] = field(default_factory=list)
    style: str = ""
    kind: PassageKind | None = None

    @property
    def text(self) -> str:
        return "".join(self.runs)


def _main_part(package: Package) -> str:
    """The name of the part with the text, which is nearly always the same."""
    for event in package.events("_rels/.rels") or ():
        if isinstance(event, Start) and event.attributes.get("Type", "").endswith(
            "/officeDocument"
        ):
            return event.attributes.get("Target", _MAIN).lstrip("/")
    return _MAIN


def _styles(content: Iterable[Event]) -> dict[str, str]:
    """The names of the styles, which are English in every Word, by their ids."""
    names: dict[str, str] = {}
    current = ""
    for event in content:
        if not isinstance(event, Start):
            continue
        if event.name == "style":
            current = event.attributes.get("styleId", "")
        elif event.name == "name" and current:
            names.setdefault(current, event.attributes.get("val", "").casefold())
    return names


def _kind(style: str) -> PassageKind | None:
    if style == "title":
        return PassageKind.TITLE
    if style == "caption":
        return PassageKind.CAPTION
    return PassageKind.BOILERPLATE if _CONTENTS.fullmatch(style) else None


def _mark_title(paragraphs: list[_Paragraph]) -> None:
    """Without a title, a heading of the first order is one if it comes first."""
    written = [one for one in paragraphs if one.text.strip()]
    titles = [one for one in written if one.kind is PassageKind.TITLE]
    if not titles and written and written[0].style == "heading 1":
        written[0].kind = PassageKind.TITLE
    for other in titles[1:]:
        other.kind = None


def _paragraphs(content: Iterable[Event], styles: dict[str, str]) -> Iterator[_Paragraph]:
    """Paragraphs as they end; one in a text box stands before the one that holds the box."""
    walk = _Walk(styles)
    for event in content:
        if isinstance(event, Start):
            walk.start(event)
        elif isinstance(event, str):
            walk.text(event)
        elif (done := walk.end(event.name)) is not None:
            yield done


class _Walk:
    """Follows the elements; `_skipped` counts those that are open in one that is left out."""

    def __init__(self, styles: dict[str, str]) -> None:
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._skipped = 0
        self._in_text = False
        self._hidden = False

    def start(self, event: Start) -> None:
        name = event.name
        if self._skipped or name in _LEFT_OUT or event.attributes.get("type") in _NOTE_MARKERS:
            self._skipped += 1
        elif name == "p":
            self._open.append(_Paragraph())
        elif name == "t":
            self._in_text = True
        elif name == "r":
            self._hidden = False
        elif self._open:
            self._in_paragraph(name, event)

    def _in_paragraph(self, name: str, event: Start) -> None:
        paragraph = self._open[-1]
        if name == "pStyle":
            paragraph.style = self._styles.get(event.attributes.get("val", ""), "")
            paragraph.kind = _kind(paragraph.style)
        elif name == "vanish":
            self._hidden = event.attributes.get("val", "1") not in ("0", "false")
        elif name in _MARKS and not event.attributes.get("pos"):
            # A stop of the ruler is called like the tab itself, but has a position.
            paragraph.runs.append(_MARKS[name])

    def text(self, text: str) -> None:
        if self._in_text and not self._skipped and not self._hidden and self._open:
            self._open[-1].runs.append(text)

    def end(self, name: str) -> _Paragraph | None:
        if self._skipped:
            self._skipped -= 1
        elif name == "t":
            self._in_text = False
        elif name == "p" and self._open:
            return self._open.pop()
        return None
