"""Which blocks are captions of pictures, and which are only there twice.

A caption is told by what stands around it: the credit under it, the count of pictures above
it, its own repetition. Only the style of the picture agencies ("... holds a press
conference, on February 25, 2022, in Kyiv.") is told from the block alone, and only at the
head of an article, where the picture stands; and a credit at its end, anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.corpus.prose.boilerplate import CAPTION_LABEL, CREDIT, GALLERY, Rule
from viewer.corpus.prose.dates import DATE

LONGEST = 450
"""Characters of the longest caption."""
_GALLERY_REACH = 6
_NEIGHBOURS = 3
_LEAST_REPEATED_WORDS = 4
_LONGEST_REPEATED = 4000

_SENTENCE_BREAK = re.compile(r"(?<=[a-z0-9)\]”\"])[.!?]\s+(?=[A-Z“\"])")
_FULL_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_DATED_SCENE = re.compile(
    rf"(?:,|\bon|\bin)\s(?:on\s)?(?:{DATE})(?:,?\s(?:in|at|near|outside)\s[^.;]{{2,80}})?"
    r"\.?(?:\s?[(\[][^()\[\]]{1,80}[)\]])?$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:holds?|speaks?|walks?|stands?|attends?|arrives?|looks?|gestures?|waves?|shakes?|sits?"
    r"|poses?|watche?s?|inspects?|carr(?:y|ies)|is seen|are seen|is pictured|are pictured"
    r"|pictured|seen here|delivers?|addresse?s|addresses|meets?|hugs?|passe?s?|gathers?|waits?"
    r"|takes?|rides?|fire?s|cries|cry|reacts?|listens?|smokes?|rises?|burns?|lies?|lays?|prays?"
    r"|greets?|visits?|sends?|shows?|leaves?|flees?|boards?|collects?|clears?|digs?|aims?"
    r"|file photo|file picture|handout|\(left\)|\(right\)|from left|\(l\)|\(r\))",
    re.IGNORECASE,
)

# "... October 4, 2018. REUTERS/Jane Roe", "(AP Photo/Jane Roe)", "[Jane Roe/AFP]".
_CREDITED = re.compile(
    r"(?:\bREUTERS/[A-Z]|\((?:AP |EPA |AFP )?(?:Photo|Image|Picture|Video)(?:graph)?s?\b[^()]{0,3}"
    r"(?:by )?[A-Z]|\[[^\[\]]{2,60}/\s?(?:AFP|AP|Reuters|EPA|Getty|Anadolu)\b"
    r"|\b(?:Photo|Photograph|Image|Picture): [A-Z]|\b(?:via |/)Getty Images)[^.!?]{0,60}[.)\]]*$"
)
_CREDIT_PEEK = 120
_LABELLED = re.compile(
    r"(?:(?:image|photo|picture|video|media) caption\s?[,:]|caption\s?:)\s*\S", re.IGNORECASE
)


def caption_indices(lines: Sequence[str], rules: Sequence[Rule | None]) -> set[int]:
    """The indices of captions among an article's blocks.

    `rules` has, for each block, the rule by which it is furniture, or None.
    """
    found: set[int] = set()
    for index, rule in enumerate(rules):
        if rule is CREDIT:
            found.update(_above_credit(lines, rules, index))
        elif rule is GALLERY:
            found.update(_below_gallery(lines, rules, index))
        elif rule is CAPTION_LABEL:
            found.update(_below_label(lines, rules, index))
    return found


def is_scene(line: str) -> bool:
    """Whether a block has the style of a picture agency: one present sentence, dated whole."""
    return (
        len(line) <= LONGEST
        and is_one_sentence(line)
        and _PRESENT.search(line) is not None
        and _DATED_SCENE.search(line) is not None
    )


def is_labelled(line: str) -> bool:
    """Whether a block calls itself a caption: "Image caption, A street in ..."."""
    return len(line) <= LONGEST and _LABELLED.match(line) is not None


def is_credited(line: str) -> bool:
    """Whether a block ends in the credit of a picture, and so is its caption."""
    return len(line) <= LONGEST and _CREDITED.search(line, len(line) - _CREDIT_PEEK) is not None


def is_one_sentence(line: str) -> bool:
    """Whether no second sentence begins in the block."""
    return not _SENTENCE_BREAK.search(line)


def repeated_indices(plain: Sequence[str], captions: set[int]) -> set[int]:
    """The indices of blocks that say again, word for word, what another block says.

    The first of equals stays. Of two captions near each other, one within the other, the
    longer stays. The blocks are given as `boilerplate.plainly` makes them.
    """
    found: set[int] = set()
    seen: set[str] = set()
    for index, line in enumerate(plain):
        if line in seen:
            found.add(index)
        elif line.count(" ") >= _LEAST_REPEATED_WORDS - 1 and len(line) <= _LONGEST_REPEATED:
            seen.add(line)
    return found | _contained(plain, captions - found)


def _contained(plain: Sequence[str], captions: set[int]) -> set[int]:
    found: set[int] = set()
    for index in captions:
        short = plain[index].rstrip(".")
        if short.count(" ") < _LEAST_REPEATED_WORDS - 1:
            continue
        near = range(index - _NEIGHBOURS, index + _NEIGHBOURS + 1)
        others = [plain[other] for other in near if other != index and other in captions]
        if any(len(other) > len(short) + 1 and short in other for other in others):
            found.add(index)
    return found


def _below_label(lines: Sequence[str], rules: Sequence[Rule | None], label: int) -> list[int]:
    """The block right below a label, which is the caption."""
    below = label + 1
    is_caption = below < len(lines) and rules[below] is None and len(lines[below]) <= LONGEST
    return [below] if is_caption else []


def _above_credit(lines: Sequence[str], rules: Sequence[Rule | None], credit: int) -> list[int]:
    """The caption right above a credit: a line without a full stop, or a scene.

    A paragraph can stand there as well, where a picture has a credit but no caption.
    """
    index = credit - 1
    if index < 0 or rules[index] is not None or len(lines[index]) > LONGEST:
        return []
    line = lines[index]
    return (
        [index] if is_one_sentence(line) and (not _FULL_STOP.search(line) or is_scene(line)) else []
    )


def _below_gallery(lines: Sequence[str], rules: Sequence[Rule | None], count: int) -> list[int]:
    """The captions between a count of pictures and the credit of the last.

    Without a credit, only those right below that have no full stop.
    """
    below: list[int] = []
    for index in range(count + 1, min(count + 1 + _GALLERY_REACH, len(lines))):
        if rules[index] is CREDIT:
            return below
        if rules[index] is not None or len(lines[index]) > LONGEST:
            break
        below.append(index)
    plain = next((n for n, index in enumerate(below) if _FULL_STOP.search(lines[index])), None)
    return below[:plain]
