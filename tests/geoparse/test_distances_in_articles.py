"""Distances in whole articles: remarks on named places, circles for places without a name."""

from __future__ import annotations

import itertools

import pytest

from tests.geoparse.reading import FINDER, article_of, find
from viewer.geoparse.context import Context
from viewer.geoparse.relative import Relation, relations, with_distances
from viewer.geoparse.spans import Toponym
from viewer.model import Mention, Passage, PassageKind, Role, Shape

VASYLKIV = "An oil terminal burned in Vasylkiv, 18 miles south of Kyiv, on Sunday."


def test_a_distance_that_the_gazetteer_has_otherwise_is_remarked_upon() -> None:
    (vasylkiv, kyiv) = find(VASYLKIV)

    assert vasylkiv.note == (
        "the text says 18 miles south; the gazetteer says 21 miles south-south-west"
    )
    assert kyiv.note == ""


def test_a_place_without_a_name_is_a_circle() -> None:
    circle, kyiv = find("Shells fell on a village 30 km outside Kyiv.")

    assert (circle.text, kyiv.text) == ("30 km outside", "Kyiv")
    assert circle.place is not None
    assert (circle.place.shape, circle.place.radius_km) == (Shape.CIRCLE, 30)
    assert circle.decided_by == "distance"


def test_mentions_stay_in_order_and_apart() -> None:
    mentions = find(
        f"Minsk is quiet. {VASYLKIV} A depot 9 miles east of Kharkiv too, 5 km off Kyiv."
    )

    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))
    assert [m.text for m in mentions if m.place and m.place.shape is Shape.CIRCLE] == [
        "9 miles east of",
        "5 km off",
    ]


def test_why_here_is_answered_for_a_mention_and_for_nothing_else() -> None:
    article, passages = article_of(VASYLKIV), (Passage(0, len(VASYLKIV), PassageKind.PARAGRAPH),)
    start = VASYLKIV.index("Kyiv")
    explanation = FINDER.explain(article, passages, start)

    assert explanation is not None
    assert explanation.mention == FINDER.find(article, passages)[1]
    assert [one.candidate.id for one in explanation.ranked] == ["kyiv"]
    assert FINDER.explain(article, passages, start + 1) is None


def test_a_name_without_a_row_is_where_the_text_says() -> None:
    told, kyiv = with_distances(*_told("They fled Zabirka, 60 km north of Kyiv, on Sunday."))

    assert told.place is not None
    assert (told.place.title, told.place.shape) == ("Zabirka", Shape.CIRCLE)
    assert told.place.lat == pytest.approx(50.99, abs=0.01)
    assert told.unsure
    assert told.note == "no row fits it; the text puts it 60 km north of Kyiv"
    assert kyiv.place is not None


def _told(text: str) -> tuple[Context, list[Mention], list[Relation]]:
    """A text with the one place that the table has, and a name before it that it has not."""
    (kyiv,) = (one for one in find(text) if one.text == "Kyiv")
    start = text.index("Zabirka")
    zabirka = Mention(start, start + 7, "Zabirka", Role.LITERAL, None, 0.0, "recogniser", "no row")
    context = Context(text, [Passage(0, len(text), PassageKind.PARAGRAPH)])
    named = [Toponym(0, 0, one.start, one.end, (), 1.0) for one in (zabirka, kyiv)]
    return context, [zabirka, kyiv], list(relations(context, named))
