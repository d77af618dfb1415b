"""Numbers as news prose writes them: "18", "1,200", "2.5", "twenty-five", "half a", "a dozen"."""

from __future__ import annotations

import re

_SMALL_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen"""
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
_ONES = {"a": 1, "an": 1}
_WORD = "|".join([*_SMALL, *_TENS, *_SCALES])
NUMBER = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,6}(?:\.\d+)?(?:\s?½)?|½"
    r"|half\s+an?|a\s+half|one\s+and\s+a\s+half|a\s+few|a\s+couple\s+of"
    rf"|(?:an?\s+)?(?:{_WORD})(?:[\s-]+(?:and\s+)?(?:{_WORD}))*(?:\s+and\s+a\s+half)?|an?"
)
"""A pattern of a number, for use within others; `number` reads what it matches."""

_ROUGH = {"a few": 3.0, "a couple of": 2.0}


def number(text: str) -> float | None:
    """The value of a number in figures or words; None where it is none."""
    words = " ".join(text.lower().split())
    if words in _ROUGH:
        return _ROUGH[words]
    figures = words.replace(",", "").replace("½", ".5").replace(" ", "")
    if re.fullmatch(r"\d*(?:\.\d+)?", figures) and figures:
        return float(figures)
    half = words.startswith("half") or "a half" in words
    words = re.sub(r"\b(?:and )?a half\b|\bhalf an?\b", "", words)
    total, known = 0.0, half
    for word in re.split(r"[\s-]+", words):
        if word in ("", "and"):
            continue
        known = True
        if word in _SCALES:
            total = max(total, 1) * _SCALES[word]
        elif word in _ONES:
            total += 1 if words in _ONES else 0
        elif word in _SMALL or word in _TENS:
            total += _SMALL.get(word, 0) + _TENS.get(word, 0)
        else:
            return None
    return total + 0.5 * half if known else None
