"""Why here: what decided about a name, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.geoparse.namesakes import Resolved, Rows, row
from viewer.gazetteer.candidates import Kind, NameKind
from viewer.geoparse.relative import relations
from viewer.geoparse.resolve.phrases import country
from viewer.geoparse.resolve.reasons import ONLY_ONE, Scored, deciding, ranked
from viewer.geoparse.resolve.resolver import resolve
from viewer.geoparse.spans import Toponym
from viewer.model import Role


def scored(text: Resolved, name: str) -> tuple[Scored, ...]:
    return ranked(text.decision(name), text.gazetteer)


def words(text: Resolved, name: str) -> list[str]:
    """What is said of the place that a name was placed at."""
    return [part.words for part in scored(text, name)[0].parts]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("The mayor of Paris, Texas, spoke in Ohio.", "the text says “Paris, Texas”"),
        ("She moved to Paris in Texas last year.", "the text says “Paris in Texas”"),
        ("Illinois' Paris has a square.", "the text says that it is in Illinois"),
    ],
)
def test_what_decided_is_quoted(said: str, reason: str) -> None:
    assert reason in deciding(scored(Resolved(said), "Paris"))


def test_parts_add_up_and_the_best_goes_first() -> None:
    found = scored(Resolved("The mayor of Paris, Texas, spoke in Ohio."), "Paris")
    assert found[0].candidate.region == "US.TX"
    totals = [one.total for one in found]
    assert totals == sorted(totals, reverse=True)
    for one in found:
        assert sum(part.contribution for part in one.parts) == pytest.approx(one.total, abs=0.3)


def test_the_other_places_are_named() -> None:
    text = Resolved("Atlanta was quiet. Trains to Savannah ran late across Georgia.")
    assert "the text also names Atlanta and Savannah in Georgia" in words(text, "Georgia")
    text = Resolved("Ohio was quiet. Trains to Springfield ran late.")
    said = words(text, "Springfield")
    assert "the text also names Ohio" in said


def test_what_speaks_against_the_second_is_said() -> None:
    own = row("Moscow", Kind.CITY, "Moscow", "RU", "", 55.7, 37.6, 0, rank=0, source="mine.csv")
    text = Resolved("Ohio and Texas wrote to Moscow.", Rows([own]))
    told = deciding(scored(text, "Moscow"))
    assert told[-1].startswith("against Moscow, ")
    assert told[-1].endswith("it is from GeoNames, which comes after mine.csv")


def test_a_region_of_the_same_title_is_told_apart() -> None:
    basra = (30.5, 47.8)
    town = row("Basra", Kind.CITY, "Basra", "IQ", "IQ.02", *basra, 1_200_000)
    region = row("Basra", Kind.REGION, "Basra", "IQ", "IQ.02", *basra, 1_500_000, types="region")
    told = deciding(scored(Resolved("It rained in Basra.", Rows([town, region])), "Basra"))
    assert told[-1].startswith("against the region Basra: there is a city of this name")


def test_another_name_is_said_of_the_second() -> None:
    big = row(
        "Dayton", Kind.CITY, "Bigtown", "BR", "BR.1", -20, -50, 900_000,
        name_kind=NameKind.ALTERNATE,
    )  # fmt: skip
    told = deciding(scored(Resolved("He lives in Dayton.", Rows([big])), "Dayton"))
    assert told == ("against Bigtown: “Dayton” is only another name of it",)


def test_one_candidate_is_the_only_place() -> None:
    assert deciding(scored(Resolved("It rained in Tbilisi."), "Tbilisi")) == (ONLY_ONE,)
    assert deciding(()) == ()


def test_populations_are_compared() -> None:
    told = deciding(scored(Resolved("Rain fell in Paris."), "Paris"))
    assert told[0] == "population 2.1 million, not 25,000"


def test_a_settlement_without_a_figure_is_a_village() -> None:
    name, elm = row("Elm", Kind.CITY, "Elm", "US", "US.OH", 40.0, -83.0, 0)
    text = Resolved("It rained in Elm.", Rows([(name, replace(elm, id="gn:1"))]))
    assert "a village" in words(text, "Elm")


def test_a_distance_is_repeated() -> None:
    text = Resolved("Nobody was hurt in Urbana, 25 miles northeast of Dayton, police said.")
    told = list(relations(text.context, text.toponyms))
    first = resolve(text.context, text.toponyms, text.gazetteer, relations=told)[0]
    said = [part.words for part in ranked(first, text.gazetteer)[0].parts]
    assert "it lies where the text says: 25 miles north-east of Dayton" in said


def test_the_dateline_is_named() -> None:
    text = Resolved("DAYTON (Agency) The fair in Springfield opens.")
    dateline: list[Toponym] = text.toponyms
    dateline[0].role = Role.DATELINE
    decision = resolve(text.context, dateline, text.gazetteer)[1]
    said = [part.words for part in ranked(decision, text.gazetteer)[0].parts]
    assert any(one.startswith("the text was sent from Dayton, also in ") for one in said)


def test_countries_have_their_article() -> None:
    named = (country("US"), country("PH"), country("SB"), country("FR"))
    assert named == ("the United States", "the Philippines", "the Solomon Islands", "France")
