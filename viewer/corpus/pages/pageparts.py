"""The parts of a web page that bear facts about its article, collected in one walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_LINES = 20
# Elements that say by their class what they hold, for pages that say it in no other way.
_BYLINES = "//body//*[contains(@class, 'yline') or contains(@class, 'uthor')]"
_DATED = (
    "//body//*[self::span or self::div or self::p or self::small or self::b][contains(@class,"
    " 'date') or contains(@class, 'Date') or contains(@class, 'publish')]"
)

_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_ELSEWHERE = frozenset({"aside", "nav", "footer"})
_OTHERS = re.compile(r"relat|comment|sidebar|recommend|widget|most-|teaser|popular|latest", re.I)


def one_line(text: str) -> str:
    """Text on one line without what cannot be seen."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def line_of(element: HtmlElement) -> str:
    """An element's text on one line; boxes in it that a page draws apart are words apart."""
    pieces: list[str] = []
    for text in filter(None, element.itertext()):
        if pieces and _are_apart(pieces[-1][-1], text[0]):
            pieces.append(" ")
        pieces.append(text)
    return one_line("".join(pieces))


def _are_apart(last: str, first: str) -> bool:
    """Whether these letters end and begin words: not in "K" and "herson", nor in "U" and "N"."""
    return (
        (first.isupper() or first in "([«“©")
        and not (last.isspace() or last.isupper())
        and (last.isalnum() or last in ".!?)]»”…")
    )


class Seen:
    """What of a page bears facts, collected in one walk."""

    def __init__(self, tree: HtmlElement) -> None:
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.headings: list[str] = []
        self.title = ""
        self.times: list[HtmlElement] = []
        self.links: dict[str, str] = {}
        self.lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        self.props: dict[str, list[HtmlElement]] = {}
        for element in tree.iter("meta", "link", "script", "title", "h1", "time", "body"):
            self._take(element)
        self.bylines: list[HtmlElement] = tree.xpath(_BYLINES)[:_MOST_LINES]
        self.dated: list[HtmlElement] = tree.xpath(_DATED)[:_MOST_LINES]
        for element in tree.xpath("//*[@itemprop or @rel='author']"):
            for name in (element.get("itemprop") or "rel-author").casefold().split():
                self.props.setdefault(name, []).append(element)

    def _take(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "meta":
            self._take_meta(element)
        elif tag == "link":
            if element.get("rel") and element.get("href"):
                self.links.setdefault(element.get("rel").casefold(), element.get("href").strip())
        elif tag == "script":
            if "ld+json" in (element.get("type") or "") and element.text:
                self.scripts.append(element.text)
        elif tag == "title":
            self.title = self.title or one_line(element.text_content())
        elif tag == "h1":
            self.headings.append(line_of(element))
        elif tag == "time":
            self.times.append(element)
        else:
            self.lang = self.lang or element.get("lang") or ""

    def _take_meta(self, element: HtmlElement) -> None:
        content = one_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                self.meta.setdefault(name.strip().casefold(), content)

    def first(self, names: tuple[str, ...]) -> str:
        """The first of these meta tags that says something."""
        return next((self.meta[name] for name in names if name in self.meta), "")


def is_elsewhere(element: HtmlElement) -> bool:
    """Whether an element stands in a list of other articles, or in comments."""
    for above in element.iterancestors():
        if above.tag in _ELSEWHERE:
            return True
        if _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return above.tag not in ("body", "html", "main")
    return False
