"""The tree of a web page made ready for its article to be looked for.

What finds the article was made for pages as they should be: a paragraph in a "p", a list of
links in a "nav". What pages have in their place is told here by what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer.corpus.pages.pageparts import line_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A plane for private use, where no page has letters.
LINK_MARK = "\U000f7c42"
"""What the title of another article starts with."""


_LAYOUT_CHARACTERS = 400
_LEAST_LEFT = 250
_LEAST_LINKS = 2
_LINK_SHARE = 0.75
_HEADLINE_WORDS = 4
_BOXES = ("div", "figure", "aside", "ul", "ol", "table", "form", "section", "p", "blockquote")
_COMMENTS = re.compile(r"(?:^|[\s_-])comments?(?:$|[\s_-])", re.IGNORECASE)
# What is there for those who hear a page: "Image caption", "Share this".
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|(?:visually|screen-reader)-\w+|off-?screen|hide-text)(?:$|\s)"
)
_LONGEST_LABEL = 80
_SENTENCE = re.compile(r"[.。][\"”»’)]*$")
_HOLDERS = ("div", "section", "article", "main", "center")
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_LEAST_PARAGRAPH = 20
_LEAST_ARTICLE = 400
_STOP = re.compile(r"[.!?…:;。！？؟।][\"”»’)\]]*\s*$")


def drop_asides(tree: HtmlElement) -> None:
    """Leave out what readers wrote and labels that are not shown."""
    _drop_comments(tree)
    _drop_labels(tree)


def make_plain(tree: HtmlElement) -> None:
    """Mark links to other articles, open tables that hold the page, and find bare paragraphs."""
    _mark_links(tree)
    _open_layout_tables(tree)
    _make_paragraphs(tree)
    _keep_apart(tree)


def _drop_comments(tree: HtmlElement) -> None:
    """Leave out what readers wrote, unless the page is nothing else."""
    found = [
        element
        for element in tree.iter("div", "section", "ol", "ul", "li", "p", "form")
        if _COMMENTS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        and next(element.iter("h1", "article", "main"), None) is None
    ]
    if not found:
        return
    inner = set(found)
    outer = [one for one in found if not any(above in inner for above in one.iterancestors())]
    all_text = sum(map(len, tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    if all_text - sum(len(one.text_content()) for one in outer) < _LEAST_LEFT:
        for element in found:
            element.attrib.clear()  # or its name would be held against it
        return
    for element in outer:
        element.drop_tree()


def _drop_labels(tree: HtmlElement) -> None:
    """Leave out short labels that are not shown."""
    for element in tree.xpath("//body//*[self::span or self::div or self::p][@class]"):
        if _UNSEEN.search(element.get("class")) and len(element.text_content()) <= _LONGEST_LABEL:
            element.drop_tree()


def _mark_links(tree: HtmlElement) -> None:
    """Mark lists of the titles of other articles: nearly every item is a link and no sentence."""
    for links in tree.iter("ul", "ol"):
        items = links.findall("li")
        if sum(map(_is_link, items)) >= max(_LEAST_LINKS, len(items) * _LINK_SHARE):
            for item in items:
                item.text = LINK_MARK + (item.text or "")


def _is_link(item: HtmlElement) -> bool:
    if len(item.text_content().split()) < _HEADLINE_WORDS:
        return False
    text = line_of(item)
    if len(text.split()) < _HEADLINE_WORDS or _SENTENCE.search(text):
        return False
    linked = sum(len(line_of(link)) for link in item.iter("a"))
    return linked * 5 >= len(text) * 2


def _keep_apart(tree: HtmlElement) -> None:
    """See that what stands around a box does not run together when the box is taken out."""
    for element in tree.iter(*_BOXES):
        if element.tail and not element.tail[0].isspace():
            element.tail = f" {element.tail}"


def _open_layout_tables(tree: HtmlElement) -> None:
    """Make a table that holds the page and not data what it would be today: nested boxes."""
    for table in list(tree.iter("table")):
        if not any(_is_column(cell) for cell in table.iter("td")):
            continue
        for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th", "colgroup"):
            if next(element.iterancestors("table"), table) is table or element is table:
                element.tag = "div"


def _is_column(cell: HtmlElement) -> bool:
    """Whether a cell holds paragraphs, as no cell with data does."""
    found = cell.find(".//p") is not None or len(list(cell.iter("br"))) > 2
    return found and len(cell.text_content()) > _LAYOUT_CHARACTERS


def _make_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of sentences that stand in a box without being one."""
    for holder in list(tree.iter(*_HOLDERS)):
        if not _is_among_paragraphs(holder) or _is_inside(holder, "p", "li", "a"):
            continue
        for before, run in list(_runs(holder)):
            bare = (holder.text if before is None else before.tail) or ""
            text = bare + "".join(one.text_content() + (one.tail or "") for one in run)
            linked = sum(len(one.text_content()) for one in run if one.tag == "a")
            if len(text.strip()) - linked >= _LEAST_PARAGRAPH and _STOP.search(text):
                _wrap(holder, before, run)


def _is_among_paragraphs(holder: HtmlElement) -> bool:
    """Whether a box holds the text of an article or stands in it."""
    own = (holder.text or "", *(child.tail or "" for child in holder))
    if sum(map(len, own)) > _LEAST_ARTICLE:
        return True  # an article of which the lines are only broken
    around = (holder, holder.getprevious(), holder.getnext())
    return any(one is not None and (one.tag == "p" or one.find("p") is not None) for one in around)


def _runs(holder: HtmlElement) -> Iterator[tuple[HtmlElement | None, list[HtmlElement]]]:
    """What stands between the boxes in a box: the box before it, and its inline elements."""
    before: HtmlElement | None = None
    run: list[HtmlElement] = []
    for child in holder:
        if _is_inline(child):
            run.append(child)
        else:
            yield before, run
            before, run = child, []
    yield before, run


def _is_inline(element: HtmlElement) -> bool:
    if element.tag == "br":
        return not (
            _are_two_breaks(element, element.getnext())
            or _are_two_breaks(element.getprevious(), element)
        )
    return element.tag in _INLINE and all(one.tag in _INLINE for one in element.iterdescendants())


def _wrap(holder: HtmlElement, before: HtmlElement | None, run: list[HtmlElement]) -> None:
    """Put a run into a paragraph of its own."""
    paragraph = holder.makeelement("p")
    if before is None:
        paragraph.text, holder.text = holder.text, None
        holder.insert(0, paragraph)
    else:
        paragraph.text, before.tail = before.tail, None
        before.addnext(paragraph)
    paragraph.extend(run)


def _is_inside(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _are_two_breaks(one: HtmlElement | None, other: HtmlElement | None) -> bool:
    """Whether two elements are a blank line, as good as the end of a paragraph."""
    if one is None or other is None or (one.tail or "").strip():
        return False
    return bool(one.tag == "br" == other.tag)
