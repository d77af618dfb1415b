"""Names without a row: around which place of the text they are, if the text tells."""

from __future__ import annotations

import pytest

from tests.geoparse.namesakes import Resolved
from viewer.geoparse.resolve.decision import Decision
from viewer.geoparse.resolve.resolver import resolve
from viewer.geoparse.spans import Toponym
from viewer.model import Shape

NEAR = "Crews left Springfield, Ohio, for Dayton and Urbana."


def of_elm_park(said: str) -> Decision:
    """The decision on Elm Park, which has no row."""
    text = Resolved(said)
    context = text.context
    first = context.starts.index(context.text.index("Elm"))
    park = Toponym(first, first + 1, context.starts[first], context.ends[first + 1], (), 1.0)
    found = sorted([*text.toponyms, park], key=lambda one: one.first)
    return resolve(context, found, text.gazetteer)[found.index(park)]


@pytest.mark.parametrize(
    ("said", "anchor"),
    [
        (f"{NEAR} Smoke hung over Elm Park.", "Urbana"),
        (f"{NEAR} Smoke hung over Elm Park near Dayton.", "Dayton"),
        (f"{NEAR} Nobody saw it. In Dayton smoke hung over Elm Park. Urbana slept.", "Dayton"),
    ],
)
def test_a_name_lies_around_what_its_sentence_names_or_the_one_before(
    said: str, anchor: str
) -> None:
    decision = of_elm_park(said)
    assert decision.candidate is None
    assert decision.place is not None
    assert decision.place.shape is Shape.CIRCLE
    assert decision.place.title == "Elm Park"
    assert f"beside {anchor}" in decision.why


@pytest.mark.parametrize(
    "said",
    [
        "Envoys met in Moscow, Wellington and Paris. Nobody mentioned Elm Park.",
        f"{NEAR} Nobody saw it. Smoke hung over Elm Park.",
        f"{NEAR} They drove from Elm Park to Dayton.",
        f"{NEAR} Smoke hung over Elm Park, Illinois, and was seen in Dayton.",
        f"{NEAR} From Springfield, Dayton and Athens, Georgia, smoke drifted to the Elm Park.",
    ],
)
def test_elsewhere_it_lies_nowhere(said: str) -> None:
    decision = of_elm_park(said)
    assert (decision.candidate, decision.place) == (None, None)


def test_the_full_stop_of_a_saint_ends_no_sentence() -> None:
    decision = of_elm_park(f"{NEAR} Nobody saw it. In Dayton the St. John crews saw Elm Park.")
    assert decision.place is not None
    assert "beside Dayton" in decision.why
