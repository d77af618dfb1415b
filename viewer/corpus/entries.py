"""The entries of an RSS or Atom feed, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from viewer.corpus.source import Source
from viewer.corpus.xmlevents import Event, Start, events

_ROOTS = frozenset(["rss", "feed", "RDF"])
_ENTRIES = frozenset(["item", "entry"])
_LARGEST_ENTRY = 8 * 1024 * 1024
# What is text of a feed or an entry; of several the first counts.
_PLAIN = frozenset(
    ["title", "link", "guid", "id", "pubDate", "published", "updated", "date", "issued",
     "modified", "creator", "author", "name", "language", "source", "publisher", "origLink"]
)  # fmt: skip
_RICH = frozenset(["description", "encoded", "content", "summary", "body"])
_XHTML = ("xhtml", "application/xhtml+xml")
_MEDIA = "http://search.yahoo.com/mrss/"


class NoFeed(ValueError):
    """XML that is something else."""


@dataclass(slots=True)
class Fields:
    """What a feed or one of its entries says, by the names of its elements."""

    texts: dict[str, str] = field(default_factory=dict)
    language: str = ""
    outlet: str = ""
    """The title of the feed that the entry was taken from, where that is another one."""

    def first(self, *names: str) -> str:
        """The first of these that says anything."""
        return next((self.texts[name] for name in names if self.texts.get(name)), "")

    def add(self, name: str, text: str) -> None:
        """Keep what an element says, unless another said it."""
        if stripped := text.strip():
            self.texts.setdefault(name, stripped)


def entries(source: Source) -> Iterator[tuple[Fields, Fields]]:
    """Each entry and its feed. Raises `NoFeed` and `BadXml`, and `UnreadableFile`."""
    with source.open() as file:
        walk = _Walk()
        for event in events(file):
            if (found := walk.take(event)) is not None:
                yield found, walk.feed
        if not walk.is_feed:
            raise NoFeed


class _Walk:
    """Follows a feed's elements, of which only the open ones are kept."""

    def __init__(self) -> None:
        self.feed = Fields()
        self.is_feed = False
        self._entry: Fields | None = None
        self._path: list[str] = []
        self._text: list[str] = []
        self._size = 0
        # How deep the element lies whose markup is taken as it is.
        self._rich_depth = 0
        # How deep a title lies, in which Atom may have markup that is no text.
        self._title_depth = 0
        self._is_marked = False

    def take(self, event: Event) -> Fields | None:
        """Go on by one event; the entry that ends with it."""
        if isinstance(event, str):
            self._add(escape(event, quote=False) if self._is_inside_rich() else event)
        elif isinstance(event, Start):
            self._start(event)
        else:
            return self._end(event.name)
        return None

    def _start(self, event: Start) -> None:
        if not self._path:
            self._root(event)
        self._path.append(event.name)
        if self._rich_depth:
            self._add(f"<{event.name}>")
        elif self._title_depth:
            if not self._is_marked:
                self._text[:] = [escape("".join(self._text), quote=False)]
            self._is_marked = True
        elif event.name in _ENTRIES:
            self._entry, self._size = Fields(language=_language(event.attributes)), 0
        elif event.namespace == _MEDIA:
            self._path[-1] = "media:" + event.name
        elif event.name in _RICH and self._entry is not None:
            self._text.clear()
            self._rich_depth = len(self._path)
            self._is_xhtml = event.attributes.get("type") in _XHTML
        else:
            self._text.clear()
            if event.name == "title":
                self._title_depth, self._is_marked = len(self._path), False
            self._attributes(event.name, event.attributes)

    def _root(self, event: Start) -> None:
        if event.name not in _ROOTS:
            raise NoFeed
        self.is_feed = True
        self.feed.language = _language(event.attributes)

    def _attributes(self, name: str, attributes: Mapping[str, str]) -> None:
        fields = self._entry or self.feed
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            if "source" not in self._path:
                fields.add("link", attributes.get("href", ""))
        elif name == "guid" and attributes.get("isPermaLink") == "false":
            self._path[-1] = "id"

    def _end(self, name: str) -> Fields | None:
        path_name = self._path.pop()
        if 0 < self._rich_depth <= len(self._path):
            self._add(f"</{name}>")
            return None
        if 0 < self._title_depth <= len(self._path):
            return None
        self._title_depth = 0
        fields = self._entry or self.feed
        if self._rich_depth:
            self._rich_depth = 0
            fields.add(path_name, "".join(self._text))
        elif name in _ENTRIES:
            done, self._entry = self._entry, None
            return done
        elif path_name in _PLAIN:
            self._plain(fields, path_name)
        self._text.clear()
        return None

    def _plain(self, fields: Fields, name: str) -> None:
        text = "".join(self._text).strip()
        above = self._path[-1] if self._path else ""
        if above == "source" or name == "source":
            if name in ("title", "source"):
                fields.outlet = fields.outlet or text
        elif name == "name":
            if above == "author":
                fields.add("author", text)
        elif above not in ("image", "textinput", "contributor"):
            fields.add(name, text)

    def _is_inside_rich(self) -> bool:
        """Whether text stands among markup that is no text: XHTML. HTML is written as text."""
        if self._title_depth:
            return self._is_marked
        return self._rich_depth > 0 and self._is_xhtml

    _is_xhtml = False

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size <= _LARGEST_ENTRY:
            self._text.append(text)


def _language(attributes: Mapping[str, str]) -> str:
    return attributes.get("lang", "")
