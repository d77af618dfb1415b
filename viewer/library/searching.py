"""What people type to search for, and the passages that have it.

Words are joined by AND; OR, NOT (or a minus sign before a word), quotation marks around a
phrase, parentheses and an asterisk for the rest of a word mean what they mean elsewhere, and
operators are in capitals. Whatever is typed is a search: what makes no sense is passed over.

The index knows words as they stand between spaces and signs. Chinese, Japanese, Thai, Lao, Khmer
and Burmese have no spaces, so what is typed in their scripts is looked for in the texts
themselves: slower, but it misses nothing and needs no second index. Korean puts endings on words,
so each stands for all that begin with it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import numpy as np

from viewer.library.cells import Integers

MOST_TERMS = 64
"""What is typed beyond so many words narrows no search any more."""
TOKENS = "unicode61 remove_diacritics 2"
"""How FTS5 tells words, as in the schema."""
_DEEPEST = 8
"""Parentheses within more others are passed over: FTS5 takes no deeper expressions."""
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')
_TOKEN = re.compile(r'"[^"]*"?\*?|[()]|-(?=[\w"(])|[^\s()"]+')
_WORDLESS = re.compile(r"[\W_]*")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_KOREAN = re.compile("[\uac00-\ud7a3]$")
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
"""Put around what is found. No text has them: they are no characters."""
_MATCHING = """
SELECT rowid AS one FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid
"""
_HIGHLIGHTED = "SELECT rowid, highlight(few, 0, ?, ?) FROM few WHERE few MATCH ?"
_HAVING = """
SELECT passages.number AS one FROM texts JOIN passages USING (article)
WHERE instr(text, ?1) AND instr(substr(text, start + 1, end - start), ?1) ORDER BY one
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase."""

    text: str
    prefix: bool = False

    @property
    def unspaced(self) -> bool:
        """Whether it is to be looked for in the texts themselves."""
        return bool(_UNSPACED.search(self.text))

    @property
    def expression(self) -> str:
        """What FTS5 is asked for; a string in quotation marks is never an operator."""
        quoted = self.text.replace('"', '""')
        return f'"{quoted}"' + (" *" if self.prefix or _KOREAN.search(self.text) else "")


@dataclass(frozen=True, slots=True)
class All:
    """Passages that have all of some parts, and none of others."""

    parts: tuple[Node, ...]
    but: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """Passages that have some of these parts."""

    parts: tuple[Node, ...]


Node = Term | All | Any


def parse(text: str) -> Node | None:
    """What is meant by what was typed; None where there is nothing to search for."""
    clean = text.translate(_QUOTES).encode("utf-8", "replace").decode().replace("\0", " ")
    tokens = list(islice(_TOKEN.findall(clean), 4 * MOST_TERMS))
    found = _Parser(tokens).whole()
    if found is None:  # Operators alone, such as OR for Oregon, are words.
        words = filter(None, (_term(token.strip("()-")) for token in tokens))
        found = _all(list(words)[:MOST_TERMS], [])
    return found


class _Parser:
    """Reads tokens from the left; what does not fit is passed over."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._tokens = tokens
        self._at = 0
        self._terms = 0

    def whole(self) -> Node | None:
        """All tokens; parentheses that close nothing are passed over."""
        parts = []
        while self._at < len(self._tokens):
            parts.append(self._either(0))
            self._at += 1
        return _all([part for part in parts if part is not None], [])

    def _either(self, depth: int) -> Node | None:
        parts = [self._both(depth)]
        while self._peek() == "OR":
            self._at += 1
            parts.append(self._both(depth))
        kept = [part for part in parts if part is not None]
        return Any(tuple(kept)) if len(kept) > 1 else next(iter(kept), None)

    def _both(self, depth: int) -> Node | None:
        wanted: list[Node] = []
        unwanted: list[Node] = []
        negated = False
        while (token := self._peek()) not in (None, ")", "OR"):
            self._at += 1
            if token in ("NOT", "-"):
                negated = True
            elif token != "AND":
                part = self._one(str(token), depth)
                if part is not None:
                    (unwanted if negated else wanted).append(part)
                negated = False
        return _all(wanted, unwanted)

    def _one(self, token: str, depth: int) -> Node | None:
        if token == "(":
            if depth >= _DEEPEST:
                return None
            found = self._either(depth + 1)
            if self._peek() == ")":
                self._at += 1
            return found
        self._terms += 1
        return _term(token) if self._terms <= MOST_TERMS else None

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _term(token: str) -> Term | None:
    prefix = token.endswith("*")
    words = " ".join(token.strip('*"').split())
    return None if _WORDLESS.fullmatch(words) else Term(words, prefix)


def _all(wanted: Sequence[Node], unwanted: Sequence[Node]) -> Node | None:
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    return All(tuple(wanted), tuple(unwanted)) if wanted or unwanted else None


def expression(node: Node) -> str | None:
    """The whole as one expression of FTS5; None where FTS5 cannot have it."""
    if isinstance(node, Term):
        return None if node.unspaced else node.expression
    parts = [expression(part) for part in node.parts]
    if not parts or None in parts:
        return None
    known = [part for part in parts if part is not None]
    if isinstance(node, Any):
        return f"({' OR '.join(known)})"
    if not node.but:
        return f"({' AND '.join(known)})"
    barred = expression(Any(node.but))
    return None if barred is None else f"(({' AND '.join(known)}) NOT {barred})"


def matching(connection: sqlite3.Connection, node: Node) -> Integers:
    """The numbers of the passages that are meant, in ascending order."""
    asked = expression(node)
    if asked is not None:
        return _numbers(connection, _MATCHING, asked)
    if isinstance(node, Term):
        return _with_text(connection, node.text)
    found = [matching(connection, part) for part in node.parts]
    if isinstance(node, Any):
        return np.unique(np.concatenate(found))
    if not found:
        found = [_numbers(connection, "SELECT number AS one FROM passages ORDER BY number")]
    whole = found[0]
    for other in found[1:]:
        whole = np.intersect1d(whole, other, assume_unique=True)
    for part in node.but:
        whole = np.setdiff1d(whole, matching(connection, part), assume_unique=True)
    return whole


def spans(node: Node, texts: Sequence[str]) -> list[tuple[tuple[int, int], ...]]:
    """Where in the texts of some passages the words stand that were searched for."""
    terms = list(_terms(node))
    unspaced = [re.compile(re.escape(term.text)) for term in terms if term.unspaced]
    spaced = " OR ".join(term.expression for term in terms if not term.unspaced)
    marked = _highlighted(spaced, texts) if spaced else {}
    found = []
    for number, text in enumerate(texts):
        here = [match.span() for one in unspaced for match in one.finditer(text)]
        here += _marked(marked.get(number, ""), text)
        found.append(tuple(_joined(here)))
    return found


def _highlighted(asked: str, texts: Sequence[str]) -> dict[int, str]:
    """The texts that have something of an expression, by their numbers, with marks around it."""
    # Not with the library's index: of the beginning of a word it would go through all words that
    # begin so, anew for each passage.
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f'CREATE VIRTUAL TABLE few USING fts5 (text, tokenize = "{TOKENS}")')
        connection.executemany("INSERT INTO few (rowid, text) VALUES (?, ?)", enumerate(texts))
        return dict(connection.execute(_HIGHLIGHTED, (_OPEN, _CLOSE, asked)))


def _terms(node: Node) -> Iterator[Term]:
    """The words that a passage should have."""
    if isinstance(node, Term):
        yield node
    else:
        for part in node.parts:
            yield from _terms(part)


def _marked(marked: str, text: str) -> Iterator[tuple[int, int]]:
    """The spans that are marked, as offsets into the text without marks."""
    at = start = 0
    for char in marked:
        if at < len(text) and char == text[at]:
            at += 1
        elif char == _OPEN:
            start = at
        elif char == _CLOSE:
            yield start, at


def _joined(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans in order; those that overlap are one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(found):
        if last is not None and start < last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _numbers(connection: sqlite3.Connection, query: str, *given: str) -> Integers:
    """The numbers that a query gives as `one`."""
    # As one text they come five times as fast as a million objects.
    (text,) = connection.execute(f"SELECT group_concat(one) FROM ({query})", given).fetchone()
    return np.fromstring(text or "", np.int32, sep=",")


def _with_text(connection: sqlite3.Connection, text: str) -> Integers:
    """The passages that have some text, as it is written."""
    return _numbers(connection, _HAVING, text)
