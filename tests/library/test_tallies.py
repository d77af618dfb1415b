from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from viewer.library.tallies import index
from viewer.model import Article, Mention, Passage, PassageKind, Place, Reading, Role, Shape

LINZ = Place("linz", "Linz", "city", Shape.POINT, 48.3, 14.3)
GRAZ = Place("graz", "Graz", "city", Shape.POINT, 47.1, 15.4)
AUSTRIA = Place("austria", "Austria", "country", Shape.AREA, 47.6, 14.1, boundary="AT")
PLACES = {place.title: place for place in (LINZ, GRAZ, AUSTRIA)}
KINDS = {"#": PassageKind.TITLE, "-": PassageKind.BOILERPLATE, "!": PassageKind.CAPTION}


def reading(text: str, name: str = "a") -> Reading:
    """A line is a passage, its first character its kind; names with a star are unknown."""
    passages = tuple(
        Passage(match.start(), match.end(), KINDS.get(match[0][0], PassageKind.PARAGRAPH))
        for match in re.finditer(r".+", text)
    )
    pattern = r"(Linz|Graz|Austria)(n)?|\*([\w']+)"
    mentions = tuple(mention(match) for match in re.finditer(pattern, text))
    return Reading(Article(name, Path(name), text, "utf-8", name), passages, mentions)


def mention(match: re.Match[str]) -> Mention:
    role = Role.ADJECTIVE if match[2] else Role.LITERAL
    place = PLACES.get(match[1] or "")
    why = "" if place else "no row of the gazetteer has this name"
    span = match.span(3) if match[3] else match.span()
    return Mention(*span, match[3] or match[0], role, place, 1.0, "title", why)


def test_places_are_counted_by_passage_the_most_first() -> None:
    found = index([reading("#Linz\nGraz and Graz\nLinz, Graz"), reading("!Linz", "b")])

    assert [(t.place.id, t.passages, t.mentions, t.articles) for t in found.tallies] == [
        ("linz", 3, 3, 2),
        ("graz", 2, 3, 1),
    ]


def test_equals_are_in_the_order_of_titles() -> None:
    assert [t.place.title for t in index([reading("Linz Graz Austria")]).tallies] == [
        "Austria",
        "Graz",
        "Linz",
    ]


def test_furniture_and_adjectives_do_not_count() -> None:
    found = index([reading("-Linz *Wels\nAustrian troops\nAustrian troops left Austria")])

    assert [(t.place.id, t.passages, t.mentions) for t in found.tallies] == [("austria", 1, 1)]
    assert found.ledger == ()


def test_adjectives_count_where_they_are_asked_for() -> None:
    text = "-Austrian\nAustrian troops\nAustrian troops left Austria"
    found = index([reading(text)], adjectives=True)

    assert [(t.place.id, t.passages, t.mentions) for t in found.tallies] == [("austria", 2, 3)]


def test_what_is_not_certain_is_on_the_map_and_in_the_ledger() -> None:
    sure, doubtful = reading("Linz\n*Wels"), reading("Linz and Graz\nLinz", "b")
    doubtful = replace(
        doubtful, mentions=tuple(replace(m, unsure=True, score=0.4) for m in doubtful.mentions)
    )
    found = index([sure, doubtful])

    assert [(t.place.id, t.mentions, t.unsure) for t in found.tallies] == [
        ("linz", 3, False),
        ("graz", 1, True),
    ]
    assert [(line.name, line.mentions, line.place) for line in found.ledger] == [
        ("Linz", 2, LINZ),
        ("Graz", 1, GRAZ),
        ("Wels", 1, None),
    ]
    assert found.ledger[0].why == "not certain: the map shows Linz"


def test_excerpts_have_the_mentions_of_their_place_in_the_order_of_the_text() -> None:
    first, second = reading("#Graz\nLinz, Graz, Linz\nLinz"), reading("Linz", "b")

    excerpts = index([first, second]).excerpts["linz"]

    assert [(e.reading, e.passage, len(e.mentions)) for e in excerpts] == [
        (first, first.passages[1], 2),
        (first, first.passages[2], 1),
        (second, second.passages[0], 1),
    ]
    assert all(m.place is LINZ for excerpt in excerpts for m in excerpt.mentions)


def test_names_without_a_place_are_gathered_in_the_ledger() -> None:
    found = index([reading("*Wels and *Enns\n*WELS\n*Wels's and Linz")])

    assert [(line.name, line.mentions, len(line.excerpts)) for line in found.ledger] == [
        ("Wels", 3, 3),
        ("Enns", 1, 1),
    ]
    assert found.ledger[0].why == "no row of the gazetteer has this name"
    assert [m.text for m in found.ledger[0].excerpts[2].mentions] == ["Wels's"]


def test_nothing_adds_up_to_nothing() -> None:
    found = index([])

    assert (found.tallies, found.excerpts, found.ledger) == ((), {}, ())


def test_what_lies_outside_all_passages_is_left_out() -> None:
    whole = reading("Linz\nGraz")
    part = Reading(whole.article, whole.passages[1:], whole.mentions)

    assert [t.place.id for t in index([part]).tallies] == ["graz"]
