"""From our annotated texts to the model's file. `./run train` writes it anew, bit by bit.

Each span that the recogniser would try is an example of one of five classes; a softmax is
trained by AdaGrad, its weights averaged over all steps. At each step some features are left
out, so that none is relied on alone. Every text is used as it is, and in copies: with other
names, and with the headline in the first paragraph's line.
"""

from __future__ import annotations

import math
import random
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from viewer.gazetteer.candidates import Gazetteer
from viewer.geoparse.context import Context
from viewer.geoparse.recognise.clues import Clues
from viewer.geoparse.recognise.lexicon import REGIONS
from viewer.geoparse.recognise.linear import LANES, SIZE, word_hash
from viewer.geoparse.recognise.recogniser import (
    ADJECTIVE,
    NONE,
    OTHER,
    PERSON,
    PLACE,
    Span,
    end_of,
    first_look,
    spans,
)
from viewer.geoparse.training.markup import PLACES, Text
from viewer.geoparse.training.pool import Pool
from viewer.geoparse.training.swap import joined, swapped

JOINED = 0.5
"""The share of texts and copies whose headline is joined to the first paragraph."""
EPOCHS = 6
RATE = 0.08
LEFT_OUT = 0.4
"""The share of features that are left out at a step."""
SEED = 20
_START = 1e-2
_SURE = 1e-3
_CLASSES = {"adj": ADJECTIVE, "person": PERSON} | dict.fromkeys(PLACES, PLACE)

Weights = list[list[float]]


class Example(NamedTuple):
    """The features of a span, and its class."""

    features: list[int]
    label: int


def vocabulary(texts: Iterable[Text]) -> set[str]:
    """The words that the texts have written small: ordinary ones."""
    found: set[str] = set()
    for text in texts:
        context = Context(text.text, text.passages)
        capitals = set(Clues(context, frozenset()).capitals)
        found.update(
            key
            for word, key in enumerate(context.keys[: len(context)])
            if word not in capitals and key.isalpha()
        )
    return found


def with_copies(texts: Sequence[Text], pool: Pool) -> list[Text]:
    """The texts, some of them again in another layout, and some with other names as well."""
    rng = random.Random(SEED)
    again = [joined(text) for text in texts if rng.random() < JOINED]
    renamed = [joined(swapped(text, pool, rng)) for text in texts if rng.random() < JOINED]
    return [*texts, *again, *renamed]


def examples(
    texts: Iterable[Text], gazetteer: Gazetteer, ordinary: Collection[str]
) -> list[Example]:
    """All spans that are tried in the texts."""
    hashes = frozenset(map(word_hash, ordinary))
    found: list[Example] = []
    for text in texts:
        context = Context(text.text, text.passages)
        clues = Clues(context, hashes)
        labels = _Labels(text)
        for span in spans(clues, gazetteer):
            found.append(Example(first_look(clues, span), labels.of(context, span)))
    return found


class _Labels:
    """What the annotation says of spans."""

    def __init__(self, text: Text) -> None:
        self._classes = {(n.start, n.end): _CLASSES.get(n.tag, OTHER) for n in text.names}
        self._wide = [
            (n.start, n.end, self._classes[n.start, n.end])
            for n in text.names
            if self._classes[n.start, n.end] in {PERSON, OTHER}
        ]

    def of(self, context: Context, span: Span) -> int:
        """The class of a span: its own, or of the person's or other name that it is a part of."""
        start, end = context.starts[span.first], end_of(context, span)
        exact = self._classes.get((start, end)) or self._classes.get(
            (start, context.ends[span.last])
        )
        if exact is not None:
            return exact
        if self._classes.get((start, _end_of_noun(context, span))) == PLACE:
            return PLACE  # "Kherson" of "Kherson region"
        for first, last, label in self._wide:
            if first <= start and end <= last:
                return label
        return NONE


def _end_of_noun(context: Context, span: Span) -> int:
    """Where the noun after a span ends that may belong to its name, or -1."""
    after = span.last + 1
    noun = context.key(after) in REGIONS and not context.capitalised(after)
    return context.ends[after] if noun and context.gap(span.last) == " " else -1


def fit(found: Sequence[Example], epochs: int = EPOCHS, seed: int = SEED) -> Weights:
    """The weights of the classes but "none", averaged over all steps."""
    rng = random.Random(seed)
    weights = [[0.0] * SIZE for _ in range(LANES)]
    squares = [[_START] * SIZE for _ in range(LANES)]
    sums = [[0.0] * SIZE for _ in range(LANES)]
    order = list(range(len(found)))
    left = total = epochs * len(order)
    for _ in range(epochs):
        rng.shuffle(order)
        for number in order:
            features = [one for one in found[number].features if rng.random() >= LEFT_OUT]
            _step(features, found[number].label, weights, squares, sums, left)
            left -= 1
    return [[one / total for one in lane] for lane in sums]


def _step(
    features: Sequence[int],
    label: int,
    weights: Weights,
    squares: Weights,
    sums: Weights,
    left: int,
) -> None:
    """Learn from some features of an example; `left` steps are to come, this one among them."""
    scores = [sum([lane[f] for f in features]) / (1 - LEFT_OUT) for lane in weights]
    top = max(0.0, *scores)
    powers = [math.exp(score - top) for score in scores]
    whole = math.exp(-top) + sum(powers)
    for number in range(LANES):
        slope = powers[number] / whole - (label == number + 1)
        if -_SURE < slope < _SURE:
            continue
        lane, seen, added = weights[number], squares[number], sums[number]
        square, rate = slope * slope, RATE * slope
        for f in features:
            seen[f] += square
            change = rate / math.sqrt(seen[f])
            lane[f] -= change
            added[f] -= change * left
