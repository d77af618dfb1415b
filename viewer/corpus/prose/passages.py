"""Text to passages: each block of an article and what it is read as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from viewer.corpus.prose.appeals import appeal_indices
from viewer.corpus.prose.boilerplate import (
    COMMENTS,
    RELATED,
    Rule,
    has_letters,
    matching_rule,
    plainly,
)
from viewer.corpus.prose.captions import (
    caption_indices,
    is_credited,
    is_labelled,
    is_one_sentence,
    is_scene,
    repeated_indices,
)
from viewer.corpus.prose.datelines import is_dateline, lead
from viewer.corpus.prose.layout import Block, blocks
from viewer.model import Passage, PassageKind

TITLE_LABEL = re.compile(r"(?:(?:title|headline|subject)\s?:|#\s)\s*(?=\S)", re.IGNORECASE)
"""What may stand before a title that names itself so."""

_LONGEST_TITLE = 250
# A title can be a whole sentence, but a short one, with something longer below it.
_LONGEST_SENTENCE_TITLE = 120
# Not that of "U.S."
_FULL_STOP = re.compile(r"(?<![.\s][A-Z])\.[\"'”’)\]]*$")
_UNFINISHED = (",", ";")
# A row of a table, a quoted mail.
_NO_TITLES = ("|", ">")
_LONGEST_LINK = 120
_MOST_LINKS = 12
_SHORTEST_PROSE = 60

# Above the first paragraph stand title, standfirst, byline, picture and caption.
_HEAD_BLOCKS = 10
_SHORTEST_PARAGRAPH = 250
# A heading "Comments" ends the article if at most this share of the text is below it.
_COMMENTS_SHARE = 1 / 3


def split(text: str) -> tuple[Passage, ...]:
    """Split an article into passages: in order, apart, and covering all but white space."""
    spans = blocks(text)
    lines = [text[span.start : span.end] for span in spans]
    plain = [plainly(line) for line in lines]
    rules = [matching_rule(line) for line in plain]
    kinds = _Kinds(lines, plain, rules).decide()
    for index in _below_comments(spans, rules):
        kinds[index] = PassageKind.BOILERPLATE
    return tuple(
        Passage(span.start, span.end, kind) for span, kind in zip(spans, kinds, strict=True)
    )


class _Kinds:
    """Decides the kinds of an article's blocks; each step sees what the ones before found."""

    def __init__(
        self, lines: Sequence[str], plain: Sequence[str], rules: Sequence[Rule | None]
    ) -> None:
        self._lines = lines
        self._plain = plain
        self._rules = rules
        self._kinds: list[PassageKind | None] = [
            PassageKind.BOILERPLATE if rule else None for rule in rules
        ]

    def decide(self) -> list[PassageKind]:
        """The kind of each block, in order."""
        head = self._head()
        self._mark_datelines(head)
        self._mark_title(head)
        captions = caption_indices(self._lines, self._rules)
        captions.update(index for index in head if is_scene(self._lines[index]))
        captions.update(
            n for n, line in enumerate(self._lines) if is_credited(line) or is_labelled(line)
        )
        self._mark(captions, PassageKind.CAPTION)
        captions = {n for n in captions if self._kinds[n] is PassageKind.CAPTION}
        for index in repeated_indices(self._plain, captions):
            self._kinds[index] = PassageKind.BOILERPLATE
        self._mark_appeal()
        self._mark_links()
        return [kind or PassageKind.PARAGRAPH for kind in self._kinds]

    def _mark(self, indices: set[int], kind: PassageKind) -> None:
        for index in indices:
            self._kinds[index] = self._kinds[index] or kind

    def _head(self) -> list[int]:
        """The blocks above the first paragraph, furniture left out."""
        open_blocks = (n for n, kind in enumerate(self._kinds) if kind is None)
        head: list[int] = []
        for index in islice(open_blocks, _HEAD_BLOCKS):
            line = self._lines[index]
            if len(line) > _SHORTEST_PARAGRAPH or not is_one_sentence(line):
                break
            head.append(index)
        return head

    def _mark_datelines(self, head: list[int]) -> None:
        at_head = frozenset(head)
        for index, line in enumerate(self._lines):
            if self._kinds[index] is not None:
                continue
            if is_dateline(line, at_head=index in at_head):
                self._kinds[index] = PassageKind.DATELINE
            elif not has_letters(line):
                self._kinds[index] = PassageKind.BOILERPLATE

    def _mark_title(self, head: list[int]) -> None:
        """The line that calls itself title, or else the first block that is left, if it is one.

        A title further down is the heading of a part.
        """
        rest = [n for n, kind in enumerate(self._kinds) if kind is None][:2]
        labelled = next((n for n in head if TITLE_LABEL.match(self._lines[n])), None)
        if labelled is not None:
            self._kinds[labelled] = PassageKind.TITLE
        elif rest:
            below = len(self._lines[rest[1]]) if len(rest) > 1 else 0
            if _is_title(self._lines[rest[0]], below):
                self._kinds[rest[0]] = PassageKind.TITLE

    def _mark_appeal(self) -> None:
        content = [n for n, kind in enumerate(self._kinds) if kind is not PassageKind.BOILERPLATE]
        for found in appeal_indices([self._lines[index] for index in content]):
            self._kinds[content[found]] = PassageKind.BOILERPLATE

    def _mark_links(self) -> None:
        """The titles below a heading such as "Most read", once the article has begun."""
        begun = False
        for index, line in enumerate(self._lines):
            if self._rules[index] is not RELATED or not begun:
                begun = begun or (len(line) >= _SHORTEST_PROSE and _ends_sentence(line))
                continue
            for below in range(index + 1, min(index + 1 + _MOST_LINKS, len(self._lines))):
                if len(self._lines[below]) > _LONGEST_LINK or _ends_sentence(self._lines[below]):
                    break
                self._kinds[below] = PassageKind.BOILERPLATE


def _ends_sentence(line: str) -> bool:
    return _FULL_STOP.search(line, max(0, len(line) - 8)) is not None


def _is_title(line: str, length_below: int) -> bool:
    if line.startswith(_NO_TITLES) or line.count("\t") > 1:
        return False
    if len(line) > _LONGEST_TITLE or line.endswith(_UNFINISHED) or lead(line):
        return False
    if not _FULL_STOP.search(line):
        return True
    return (
        len(line) <= _LONGEST_SENTENCE_TITLE
        and length_below > len(line)
        and is_one_sentence(line)
        and not is_scene(line)
    )


def _below_comments(spans: Sequence[Block], rules: Sequence[Rule | None]) -> range:
    """The blocks below a heading such as "12 comments", where readers write."""
    if spans:
        least = spans[-1].end * (1 - _COMMENTS_SHARE)
        for index, rule in enumerate(rules):
            if rule is COMMENTS and spans[index].start >= least:
                return range(index, len(spans))
    return range(0)
