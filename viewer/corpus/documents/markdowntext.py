"""Markdown to pieces of text without its marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from viewer.corpus.pages import fragments
from viewer.corpus.pieces import Piece
from viewer.model import PassageKind

if TYPE_CHECKING:
    from markdown_it.token import Token


def pieces(text: str, title: str = "") -> list[Piece]:
    """The blocks of a text. `title` is the one that stands above it, if any.

    The first heading of the first order is the title, if nothing else is and it comes first.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found = [piece for piece in _blocks(parser.parse(text)) if piece.text.strip()]
    plain = " ".join(title.split())
    if found and " ".join(found[0].text.split()) == plain:
        found[0] = Piece(found[0].text, PassageKind.TITLE)
    elif plain:
        others = (Piece(one.text, _no_title(one.kind)) for one in found)
        return [Piece(plain, PassageKind.TITLE), *others]
    return found


def _no_title(kind: PassageKind | None) -> PassageKind | None:
    return None if kind is PassageKind.TITLE else kind


def _blocks(tokens: Sequence[Token]) -> Iterator[Piece]:
    begun = False
    heading = ""
    for token in tokens:
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "heading_close":
            heading = ""
        elif token.type == "inline":
            is_title = heading == "h1" and not begun
            yield from _inline(token, PassageKind.TITLE if is_title else None)
            begun = True
        elif token.type in ("fence", "code_block"):
            yield Piece(token.content)
        elif token.type == "html_block":
            yield from (Piece(block) for block, _ in fragments.blocks(token.content))


def _inline(token: Token, kind: PassageKind | None) -> Iterator[Piece]:
    """The text of a block; a picture's caption stands by itself below it."""
    runs: list[str] = []
    captions: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            runs.append(child.content)
        elif child.type == "softbreak":
            runs.append(" ")
        elif child.type == "hardbreak" or _is_break(child):
            runs.append("\n")
        elif child.type == "image":
            captions.append(child.content)
    yield Piece("".join(runs), kind)
    yield from (Piece(caption, PassageKind.CAPTION) for caption in captions)


def _is_break(token: Token) -> bool:
    return token.type == "html_inline" and token.content[:3].casefold() == "<br"
