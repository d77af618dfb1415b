"""The article in a web page: its title, paragraphs and captions, without the page's furniture.

trafilatura finds the article. It throws pictures away and their captions with them, so these
are marked first and told by their marks afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from viewer.corpus.pages.pageparts import is_elsewhere, line_of
from viewer.corpus.pages.pagetree import LINK_MARK, drop_asides, make_plain
from viewer.corpus.pieces import Piece, join
from viewer.corpus.prose.boilerplate import plainly
from viewer.model import Passage, PassageKind

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# A plane for private use, where no page has letters.
CAPTION_MARK = "\U000f7c41"
"""What a caption starts with while it goes through the extraction."""
_MARKS = CAPTION_MARK + LINK_MARK
_HEAD_BLOCKS = 8
_LONGEST_CAPTION = 1000
# Elements. Comparing with other extractors costs most on pages that are long anyway; of
# really long ones the article is not told from the rest.
_LARGE_TREE = 15_000
_HUGE_TREE = 30_000
_MOST_CHARACTERS = 4_000_000
_MOST_CAPTIONS = 30
_TEXT_HOLDERS = frozenset({"article", "main", "body", "html", "section", "td"})
_BODY = (PassageKind.PARAGRAPH, PassageKind.CAPTION)
_BREAKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "div", "body", "code",
                     "section", "article", "main", "done", "formula"})  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f\v]+")
_LINES = re.compile(r" ?\n ?")
_PARAGRAPHS = re.compile(r"\n{2,}")
_LINE_BREAK = "\x0b"
_CELL_BREAK = "\x1c"

_NO_TEXT = re.compile(
    r"<(script|style|template|noscript|svg|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|hr|main|td)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of an article as it is stored, and what its spans are."""

    text: str
    passages: tuple[Passage, ...]
    has_body: bool
    """Whether there is more than the title."""


def read_page_text(tree: HtmlElement, title: str, summary: str = "") -> PageText:
    """The article in a page. `summary` stands for its text where there is none.

    The tree is changed.
    """
    drop_asides(tree)
    captions = _mark_captions(tree)
    make_plain(tree)
    blocks = _extract(tree)
    found = set(blocks)
    lost = [caption for caption in dict.fromkeys(captions) if caption not in found]
    return compose(blocks[:1] + lost + blocks[1:] if blocks else [], title, summary)


def is_huge(tree: HtmlElement) -> bool:
    """Whether a page has so many elements that looking for its article would take minutes."""
    return sum(1 for _ in tree.iter()) > _HUGE_TREE


def compose(blocks: Iterable[str], title: str, summary: str = "") -> PageText:
    """Text of blocks with the title on top, and its passages."""
    kept = [block for block in (one.strip() for one in blocks) if block.strip(_MARKS)]
    wanted = plainly(title)
    if title and not any(plainly(block) == wanted for block in kept[:_HEAD_BLOCKS]):
        kept.insert(0, title)
    text, passages = join(_pieces(kept, title))
    is_line = not (title or summary) and [one.kind for one in passages] == [PassageKind.TITLE]
    if is_line or any(passage.kind in _BODY for passage in passages):
        return PageText(text, passages, has_body=True)
    # Only the title is left, or what asks for cookies and money.
    text, passages = join(_pieces(filter(None, (title, summary)), title))
    return PageText(text, passages, has_body=False)


def rough_blocks(html: str) -> list[str]:
    """The text between the tags, for a page that no parser can take, up to four million letters."""
    broken = _BLOCK_TAG.sub(_LINE_BREAK * 2, _NO_TEXT.sub(" ", html))
    text = unescape(_TAG.sub(" ", broken))
    return _paragraphs(text[:_MOST_CHARACTERS])


def _mark_captions(tree: HtmlElement) -> list[str]:
    """Turn captions into paragraphs with a mark, which live where pictures die.

    Gives those of the article: the picture above it is often outside what holds its text.
    """
    found: list[str] = []
    for caption in _captions(tree):
        text = line_of(caption)
        inside = next(caption.iterancestors("article", "main"), None) is not None
        # The title of another article, under its picture.
        linked = sum(len(line_of(link)) for link in caption.iter("a")) * 5 > len(text) * 4
        elsewhere = linked or is_elsewhere(caption)
        for child in list(caption):
            caption.remove(child)
        caption.attrib.clear()
        caption.tag, caption.text = "p", None
        if not text or len(text) > _LONGEST_CAPTION or elsewhere:
            continue
        caption.text = CAPTION_MARK + text
        if inside:
            found.append(caption.text)
        _keep_alive(caption)
    return found[:_MOST_CAPTIONS]


def _captions(tree: HtmlElement) -> list[HtmlElement]:
    """What calls itself a caption, next to a picture."""
    found = list(tree.iter("figcaption"))
    found += [
        element
        for element in tree.iter("p", "div", "dd", "span")
        if "caption" in (element.get("class") or "")
        and (above := element.getparent()) is not None
        and element.find(".//img") is None
        and next(above.iter("img", "picture"), None) is not None
    ]
    inner = set(found)
    return [one for one in found if not any(up in inner for up in one.iterancestors())]


def _keep_alive(caption: HtmlElement) -> None:
    """Make what holds a caption a box of no meaning, or it is thrown away with its picture."""
    for above in caption.iterancestors():
        if above.tag in _TEXT_HOLDERS or len(above.text_content()) > _LONGEST_CAPTION:
            return
        above.tag = "div"
        above.attrib.clear()


def _extract(tree: HtmlElement) -> list[str]:
    # Imported here because the program starts without it: 0.3 seconds.
    from trafilatura import bare_extraction

    fast = sum(1 for _ in tree.iter()) > _LARGE_TREE
    found = bare_extraction(tree, fast=fast, include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    pieces: list[str] = []
    _flatten(found.body, pieces)
    return _paragraphs("".join(pieces))


def _flatten(body: _Element, pieces: list[str]) -> None:
    """The text of an extracted body, with two line breaks where a block begins or ends.

    Without recursion: a page may be deeper than Python goes.
    """
    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in _BREAKS:
                pieces.append(_LINE_BREAK * 2)
            elif tag == "lb":
                pieces.append(_LINE_BREAK)
            elif tag == "cell" and element.getprevious() is not None:
                pieces.append(_CELL_BREAK)
            pieces.append(_SPACE.sub(" ", element.text or ""))
        else:
            if tag in _BREAKS:
                pieces.append(_LINE_BREAK * 2)
            if element is not body:
                pieces.append(_SPACE.sub(" ", element.tail or ""))


def _paragraphs(text: str) -> list[str]:
    """Blocks of text in which only line breaks of the page are left."""
    lines = (_SPACE.sub(" ", line).strip() for line in text.split(_LINE_BREAK))
    return [block for block in _PARAGRAPHS.split("\n".join(lines)) if block.strip()]


def _pieces(blocks: Iterable[str], title: str) -> Iterator[Piece]:
    """The blocks, with what is known of them before their words are looked at."""
    wanted = plainly(title)
    for block in blocks:
        if block.startswith(CAPTION_MARK):
            yield Piece(block.replace(CAPTION_MARK, ""), PassageKind.CAPTION)
        elif block.startswith(LINK_MARK):
            yield Piece(block.replace(LINK_MARK, ""), PassageKind.BOILERPLATE)
        elif wanted and plainly(block) == wanted:
            yield Piece(block, PassageKind.TITLE)
            wanted = ""
        elif _CELL_BREAK in block:
            # "Date 27 February" in a table of facts is no dateline.
            yield Piece(block.replace(_CELL_BREAK, "\t"), PassageKind.PARAGRAPH)
        else:
            yield Piece(block)
