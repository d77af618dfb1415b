"""HTML that is part of something else (a mail, an entry of a feed, a cell) to its text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from typing import Any

_MARKUP = re.compile(
    r"</?(?:p|div|br|span|a|b|i|em|strong|h[1-6]|ul|ol|li|table|img)\b[^<>]*>", re.I
)
_UNSEEN = frozenset([
    "script", "style", "head", "template", "noscript", "title", "svg", "object", "iframe",
    "select", "button",
])  # fmt: skip
_INLINE = frozenset([
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
])  # fmt: skip
_QUOTES = frozenset(["gmail_quote", "moz-cite-prefix", "yahoo_quoted"])
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_LARGEST = 8 * 1024 * 1024
"""Characters; no mail and no entry is longer, and what lies beyond is not read."""


def has_markup(text: str) -> bool:
    """Whether tags of HTML stand in a text."""
    return _MARKUP.search(text[:20_000]) is not None


def plain(html: str) -> str:
    """The text of a piece of HTML, with an empty line between its blocks."""
    return "\n\n".join(text for text, _ in blocks(html))


def text_of(text: str) -> str:
    """The text of what may be HTML: its blocks, or only its references, or as it stands."""
    if has_markup(text):
        return plain(text)
    return unescape(text) if "&" in text else text


def blocks(html: str) -> list[tuple[str, bool]]:
    """The blocks of a piece of HTML: the text of each, and whether a mail quotes it."""
    from lxml import etree  # only what has HTML in it needs it

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    data = html[:_LARGEST].encode("utf-8", errors="replace")
    parser.feed(b"<div>")
    parser.feed(data)
    try:
        root = parser.close()
    except etree.XMLSyntaxError:  # nothing but white space and comments
        return []
    return _collect(etree.iterwalk(root, events=("start", "end"))) or _stripped(html)


def _stripped(html: str) -> list[tuple[str, bool]]:
    """The text between tags, for what is nested deeper than the parser goes."""
    text = _TAG.sub("\n", html[:_LARGEST])
    return [(line.strip(), False) for line in text.splitlines() if line.strip()]


def _collect(walk: Iterable[tuple[str, Any]]) -> list[tuple[str, bool]]:
    collector = _Collector()
    skipped = 0
    for event, element in walk:
        if event == "start":
            if element.tag not in _INLINE:
                collector.end_block()
            skipped += skipped > 0 or _is_unseen(element.tag, element.get("style") or "")
            if not skipped:
                classes = (element.get("class") or "").split()
                collector.start(element.tag, not _QUOTES.isdisjoint(classes))
                collector.add(element.text)
            continue
        if not skipped:
            collector.end(element.tag)
        skipped = max(0, skipped - 1)
        if not skipped:
            collector.add(element.tail)
    return collector.finish()


def _is_unseen(tag: str, style: str) -> bool:
    return tag in _UNSEEN or (bool(style) and _HIDDEN.search(style) is not None)


class _Collector:
    """Puts text together block by block."""

    def __init__(self) -> None:
        self._blocks: list[tuple[str, bool]] = []
        self._run: list[str] = []
        self._quotes: list[bool] = []
        self._depth = 0

    def start(self, tag: str, is_quote: bool) -> None:
        if tag == "br":
            self._run.append("\v")
        quoted = is_quote or tag == "blockquote"
        if quoted:
            self.end_block()
        self._quotes.append(quoted)
        self._depth += quoted

    def end(self, tag: str) -> None:
        if tag not in _INLINE or self._quotes[-1]:
            self.end_block()
        self._depth -= self._quotes.pop()

    def add(self, text: str | None) -> None:
        if text:
            self._run.append(_SPACE.sub(" ", text))

    def finish(self) -> list[tuple[str, bool]]:
        self.end_block()
        return self._blocks

    def end_block(self) -> None:
        if self._run:
            lines = "".join(self._run).split("\v")
            text = "\n".join(_SPACE.sub(" ", line).strip() for line in lines).strip("\n")
            if text:
                self._blocks.append((text, self._depth > 0))
            self._run.clear()
