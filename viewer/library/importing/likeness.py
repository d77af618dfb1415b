"""How like two texts are: wire copies differ in headline, last paragraph and furniture.

A text is the set of its runs of four words. A signature of 96 bytes tells roughly what share of
them two texts have in common (MinHash), and which texts are worth comparing at all; the runs
themselves then decide. Everything is the same on every machine and in every process.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from viewer.model import Passage, PassageKind

RUN_WORDS = 4
VALUES = 48
"""So many 16-bit numbers make a signature."""
ROWS = 3
"""So many of them together are a band: texts with an equal band are compared."""
BANDS = VALUES // ROWS

_LEAST_RUNS = 8
_SHORT_RUNS = 60
_COPY, _SHORT_COPY, _LATE_COPY = 0.5, 0.8, 0.8
_CUT_LIKENESS, _CUT_SHARE = 0.35, 0.85

Runs: TypeAlias = NDArray[np.uint64]
"""The runs of words of a text as sorted numbers, each once."""

# A script without spaces has no words to tell: its characters stand for them.
_WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]|[^\W_\u0e00-\u0eff\u3040-\u9fff]+")
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST_SHIFT = np.uint64(31)
_SEEDS = (np.arange(1, VALUES + 1, dtype=np.uint64) * _STEP)[:, np.newaxis]


def runs(text: str, passages: Iterable[Passage]) -> Runs:
    """The runs of words of a text, without its furniture."""
    words = [
        zlib.crc32(word.encode())
        for passage in passages
        if passage.kind is not PassageKind.BOILERPLATE
        for word in _WORD.findall(text[passage.start : passage.end].casefold())
    ]
    if len(words) < RUN_WORDS:
        return np.empty(0, np.uint64)
    numbers = np.array(words, np.uint64)
    count = len(words) - RUN_WORDS + 1
    joined = numbers[:count].copy()
    for offset in range(1, RUN_WORDS):
        joined = joined * _STEP + numbers[offset : offset + count]
    return np.unique(_mixed(joined))


def signature(found: Runs) -> bytes | None:
    """What near copies are known by; None where there is too little text."""
    if len(found) < _LEAST_RUNS:
        return None
    least = _mixed(found ^ _SEEDS).min(axis=1)
    return (_mixed(least) & np.uint64(0xFFFF)).astype("<u2").tobytes()


def bands(signatures: NDArray[np.uint16]) -> NDArray[np.uint64]:
    """The bands of some signatures (one a row) as numbers; equal ones are of the same band."""
    parts = signatures.reshape(len(signatures), BANDS, ROWS).astype(np.uint64)
    keys = np.tile(np.arange(BANDS, dtype=np.uint64), (len(signatures), 1))
    for row in range(ROWS):
        keys = (keys << np.uint64(16)) | parts[:, :, row]
    return keys


def is_copy(one: Runs, other: Runs, days_apart: int | None = None) -> bool:
    """Whether two texts are one story: the same but for edits, or the one cut from the other.

    What is printed every week in the same words, such as the weather, is no copy: texts some
    days apart must be more alike.
    """
    common = len(np.intersect1d(one, other, assume_unique=True))
    fewer = min(len(one), len(other))
    if not fewer or not common:
        return False
    likeness = common / (len(one) + len(other) - common)
    if days_apart is not None and days_apart > 3:
        return likeness >= _LATE_COPY
    if fewer < _SHORT_RUNS:
        return likeness >= _SHORT_COPY
    return likeness >= _COPY or (likeness >= _CUT_LIKENESS and common / fewer >= _CUT_SHARE)


def estimates(one: NDArray[np.uint16], others: NDArray[np.uint16]) -> NDArray[np.float64]:
    """How like a signature's text is to those of others, roughly."""
    found: NDArray[np.float64] = np.mean(others == one, axis=1)
    return found


def unpacked(signatures: Sequence[bytes]) -> NDArray[np.uint16]:
    """Signatures as rows."""
    return np.frombuffer(b"".join(signatures), "<u2").reshape(len(signatures), VALUES)


def _mixed(numbers: Runs) -> Runs:
    """Numbers as if drawn at random, the same for the same."""
    for shift, factor in _MIXERS:
        numbers = (numbers ^ (numbers >> shift)) * factor
    return numbers ^ (numbers >> _LAST_SHIFT)
