"""Which of the places that share a name is meant."""

from __future__ import annotations

import pytest

from tests.geoparse.namesakes import Resolved, Rows, row
from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.geoparse.relative import relations
from viewer.geoparse.resolve.home import Home
from viewer.geoparse.resolve.resolver import resolve
from viewer.geoparse.spans import Toponym
from viewer.model import Passage, PassageKind, Place, Role, Shape


def test_alone_the_best_known_is_meant() -> None:
    text = Resolved("Rain fell in Paris and in Moscow.")
    assert (text.where("Paris"), text.where("Moscow")) == ("FR.11", "RU.48")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("A barn burned near Paris, Texas, on Monday.", "US.TX"),
        ("A barn burned near Paris, Ill., on Monday.", "US.IL"),
        ("The Texas town of Paris has a tower of its own.", "US.TX"),
        ("She moved to Paris in Illinois last year.", "US.IL"),
        ("Paris (Texas) is smaller than it sounds.", "US.TX"),
        ("Illinois' Paris has a courthouse square.", "US.IL"),
    ],
)
def test_the_text_says_what_it_lies_in(text: str, region: str) -> None:
    assert Resolved(text).where("Paris") == region


def test_a_chain_of_places_in_places() -> None:
    text = Resolved("The shop in Springfield, Clark County, Ohio, closed.")
    assert text.where("Springfield") == text.where("Clark County") == "US.OH"


def test_one_sense_in_a_text() -> None:
    text = Resolved("Fans met in Paris, Texas. Nobody had come to Paris so early.")
    assert text.where("Paris", 1) == "US.TX"


OWN_MOSCOW = row("Moscow", Kind.CITY, "Moscow", "RU", "", 55.7, 37.6, 0, rank=0, source="mine.csv")


@pytest.mark.parametrize(
    ("said", "regions"),
    [
        ("A Moscow, Idaho, man met the Moscow police. Moscow slept.", ["US.ID"] * 3),
        ("He flew from Moscow to Moscow, Idaho. Moscow slept.", ["", "US.ID", ""]),
    ],
)
def test_what_the_text_says_once_holds_for_the_rest_of_it(said: str, regions: list[str]) -> None:
    text = Resolved(said, Rows([OWN_MOSCOW]))
    found = [text.decision("Moscow", number).candidate for number in range(len(regions))]
    assert [one.region for one in found if one] == regions


def test_a_headline_is_told_by_the_text_under_it() -> None:
    said = "Moscow man held\n\nA Moscow, Idaho, man was held."
    end = said.index("\n")
    title = Passage(0, end, PassageKind.TITLE)
    passages = [title, Passage(end + 2, len(said), PassageKind.PARAGRAPH)]
    assert Resolved(said, passages=passages).where("Moscow") == "US.ID"


def test_two_senses_where_the_text_says_both() -> None:
    text = Resolved("He left Paris, Texas, for Athens, Ohio, and never saw Athens, Greece.")
    assert text.where("Athens", 0) == "US.OH"
    assert text.where("Athens", 1) == "GR.ESYE31"


def test_a_place_tells_what_it_is_in() -> None:
    assert Resolved("The match in Athens, Georgia, was called off.").where("Georgia") == "US.GA"
    assert Resolved("The match in Tbilisi, Georgia, was called off.").where("Georgia") == "GE"


def test_the_other_places_of_a_text_vote() -> None:
    ohio = Resolved("Crews from Springfield and Urbana drove to Dayton, in the west of Ohio.")
    assert ohio.where("Springfield") == ohio.where("Urbana") == "US.OH"
    caucasus = Resolved("Tbilisi was quiet. Trains across Georgia ran late.")
    assert caucasus.where("Georgia") == "GE"
    south = Resolved("Atlanta was quiet. Trains to Savannah ran late across Georgia.")
    assert south.where("Georgia") == "US.GA"


def test_names_in_a_list_are_of_a_kind() -> None:
    states = Resolved("Storms crossed Georgia, Alabama and Florida.")
    assert (states.where("Georgia"), states.where("Florida")) == ("US.GA", "US.FL")
    assert Resolved("Talks with Poland, Hungary and Georgia failed.").where("Georgia") == "GE"


_WASHINGTONS = Rows(
    [
        row("Washington", Kind.REGION, "Washington", "US", "US.WA", 47.4, -120.4, 7_700_000),
        row("Washington", Kind.CITY, "Washington", "US", "US.DC", 38.9, -77.0, 690_000,
            types="capital;city"),
        row("Washington", Kind.CITY, "Washington", "US", "US.OH", 39.9, -83.9, 900),
        row("Washington", Kind.COUNTY, "Washington County", "US", "US.ID", 44.3, -117.0, 5_300),
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "Crews from Washington, Idaho and Northern Plains drove on.",
        "Crews from Washington, Idaho and Texas drove on.",
        "Crews from Washington, Idaho, and Texas drove on.",
    ],
)
def test_a_list_is_no_containment(said: str) -> None:
    assert Resolved(said, _WASHINGTONS).where("Washington") == "US.WA"


def test_two_pairs_are_no_list() -> None:
    text = Resolved("She left Athens, Georgia, and Paris, Texas.")
    assert (text.where("Athens"), text.where("Paris")) == ("US.GA", "US.TX")


def test_what_is_asked_is_a_government() -> None:
    said = "Springfield, Ohio, and Dayton asked Washington for help. Urbana did not."
    text = Resolved(said, _WASHINGTONS)
    next(one for one in text.toponyms if one.start == said.index("Wash")).role = Role.METONYM
    decisions = resolve(text.context, text.toponyms, text.gazetteer)
    found = decisions[[one.start for one in text.toponyms].index(said.index("Wash"))]
    assert found.candidate is not None
    assert found.candidate.region == "US.DC"
    assert text.where("Washington") == "US.OH"


def test_county_speaks_for_a_county() -> None:
    assert Resolved("The Clark County fair in Ohio opens.").where("Clark County") == "US.OH"
    plural = Resolved("Floods hit Ohio. The Clark sheriff asked for boats.")
    assert plural.where("Clark") == "US.OH"


def test_the_city_of_and_the_region() -> None:
    assert Resolved("the city of Kyiv").decision("Kyiv").candidate.kind is Kind.CITY
    assert Resolved("the Kyiv region").decision("Kyiv").candidate.kind is Kind.REGION


def test_a_persons_gazetteer_goes_first_unless_the_text_says_another() -> None:
    gazetteer = Rows([OWN_MOSCOW])
    assert Resolved("In Moscow it rained.", gazetteer).decision("Moscow").candidate == OWN_MOSCOW[1]
    assert Resolved("In Moscow, Idaho, it rained.", gazetteer).where("Moscow") == "US.ID"


def test_an_alternate_name_gives_way_to_a_title() -> None:
    big = row(
        "Dayton", Kind.CITY, "Bigtown", "BR", "BR.1", -20, -50, 900_000,
        name_kind=NameKind.ALTERNATE,
    )  # fmt: skip
    assert Resolved("He lives in Dayton.", Rows([big])).where("Dayton") == "US.OH"


def test_words_of_a_country_tell_it_from_namesakes_abroad() -> None:
    said = "The Athens school board met the sheriff and the county commissioners on Monday."
    assert Resolved(said).where("Athens") == "US.GA"
    assert Resolved("The council of Athens met on Monday.").where("Athens") == "GR.ESYE31"


def test_a_capital_is_less_likely_where_the_words_are_of_another_country() -> None:
    dublin = row("Dublin", Kind.CITY, "Dublin", "IE", "IE.L", 53.3, -6.3, 1_000_000,
                 types="capital;city")  # fmt: skip
    ohio = row("Dublin", Kind.CITY, "Dublin", "US", "US.OH", 40.1, -83.1, 200_000)
    gazetteer = Rows([dublin, ohio])
    said = "The Dublin school board met the sheriff, the county commissioners and sophomores."
    assert Resolved(said, gazetteer).where("Dublin") == "US.OH"
    assert Resolved("The board of Dublin met.", gazetteer).where("Dublin") == "IE.L"


def test_home_speaks_where_nothing_else_does() -> None:
    home = Home((("US", 0.9),), (("US.OH", 0.7),), ((39.3, -82.1, 0.5),))
    assert Resolved("The fair in Athens opens on Monday.", home=home).where("Athens") == "US.OH"


def test_home_does_not_outshout_the_text() -> None:
    home = Home((("US", 0.9),), (("US.OH", 0.7),), ((39.3, -82.1, 0.5),))
    text = Resolved("In Athens, Greece, the fair opens on Monday.", home=home)
    assert text.where("Athens") == "GR.ESYE31"


def test_what_no_gazetteer_has_is_said() -> None:
    text = Resolved("Rain fell in Paris.")
    text.toponyms[0].candidates = ()
    (decision,) = resolve(text.context, text.toponyms, text.gazetteer)
    assert decision.candidate is None
    assert decision.why


def test_confidence_is_higher_where_the_text_says_more() -> None:
    bare = Resolved("Rain fell in Springfield.").decision("Springfield")
    told = Resolved("Rain fell in Springfield, Illinois.").decision("Springfield")
    assert 0 < bare.confidence < 0.7 < told.confidence <= 1


def test_a_distance_chooses_among_namesakes() -> None:
    text = Resolved("Nobody was hurt in Urbana, 25 miles northeast of Dayton, police said.")
    told = list(relations(text.context, text.toponyms))
    assert told
    decisions = resolve(text.context, text.toponyms, text.gazetteer, relations=told)
    assert decisions[0].candidate.region == "US.OH"


def test_the_same_text_is_always_resolved_the_same() -> None:
    said = "Crews from Springfield and Urbana drove to Athens, Paris and Georgia."
    first, second = Resolved(said), Resolved(said)
    assert [d.candidate for d in first.decisions] == [d.candidate for d in second.decisions]
    assert [d.confidence for d in first.decisions] == [d.confidence for d in second.decisions]


def test_a_border_votes_for_its_countries() -> None:
    text = Resolved("Trucks queued at the frontier. Georgia was blamed.")
    border = Place("b", "Border", "border", Shape.LINE, 43.0, 44.0, ccodes=("GE", "RU"))
    word = text.context.keys.index("frontier")
    start, end = text.context.starts[word], text.context.ends[word]
    settled = Toponym(word, word, start, end, (), 1.0, place=border)
    texas = Home((("US", 0.2),))
    with_border = resolve(text.context, [settled, *text.toponyms], text.gazetteer, texas)[-1]
    without = resolve(text.context, text.toponyms, text.gazetteer, texas)[-1]
    assert with_border.candidate is not None
    assert with_border.candidate.country == "GE"
    assert with_border.confidence > without.confidence


def test_counties_speak_for_all_before_them() -> None:
    garissa = (-0.45, 39.65)
    region = row("Garissa", Kind.REGION, "Garissa County", "KE", "KE.16", *garissa, 840_000,
                 name_kind=NameKind.ALTERNATE)  # fmt: skip
    town = row("Garissa", Kind.CITY, "Garissa", "KE", "KE.16", *garissa, 164_000)
    lamu = row("Lamu", Kind.REGION, "Lamu County", "KE", "KE.30", -2.2, 40.7, 144_000)
    gazetteer = Rows([region, town, lamu])
    counties = Resolved("Floods hit Garissa and Lamu counties.", gazetteer)
    assert counties.decision("Garissa").candidate == region[1]
    assert (
        Resolved("Floods hit Garissa and Lamu.", gazetteer).decision("Garissa").candidate == town[1]
    )


def _province(name: str, lat: float, *, title: str = "") -> tuple[tuple[str, ...], Candidate]:
    name_kind = NameKind.ALTERNATE if title else NameKind.TITLE
    region = f"MZ.{name}"
    return row(name, Kind.REGION, title or name, "MZ", region, lat, 33.6, 900_000,
               name_kind=name_kind)  # fmt: skip


def test_a_list_says_of_what_kind_all_its_names_are() -> None:
    town = row("Tete", Kind.CITY, "Tete", "MZ", "MZ.Tete", -16.16, 33.59, 357_000)
    tete = _province("Tete", -15.6, title="Tete Province")
    manica = _province("Manica", -18.9, title="Manica Province")
    gazetteer = Rows([town, tete, manica, _province("Sofala", -19.2)])
    listed = Resolved("It rained in Tete, Sofala and Manica.", gazetteer)
    assert listed.decision("Tete").candidate == tete[1]
    alone = Resolved("It rained in Tete. Sofala was dry.", gazetteer)
    assert alone.decision("Tete").candidate == town[1]
    held = Resolved("It rained in a village in Tete.", gazetteer)
    assert held.decision("Tete").candidate == tete[1]


def test_a_row_that_tells_no_region_lies_in_the_county_around_it() -> None:
    village = row("Divi", Kind.CITY, "Divi", "PH", "", 17.3, 122.3, 0)
    county = row("Isabela", Kind.COUNTY, "Isabela", "PH", "PH.02", 17.0, 121.8, 770_000)
    town = row("Isabela", Kind.CITY, "Isabela", "PH", "PH.14", 6.7, 122.0, 67_000)
    text = Resolved("It made landfall in Divi, Isabela.", Rows([village, county, town]))
    assert text.decision("Isabela").candidate == county[1]


def test_a_name_in_the_script_of_the_place_is_as_good_as_its_title() -> None:
    local = row("Київ", Kind.CITY, "Kyiv", "UA", "UA.12", 50.45, 30.52, 2_950_000,
                name_kind=NameKind.LOCAL)  # fmt: skip
    gazetteer = Rows([local])
    written = Resolved("Дощ у місті Київ.", gazetteer).decision("Київ")
    assert written.candidate == local[1]
    assert written.confidence > 0.8


def test_a_list_of_countries_is_no_chain() -> None:
    county = row("Hungary", Kind.COUNTY, "Hungary", "PL", "PL.1", 52.0, 20.0, 90_000)
    text = Resolved("Leaders of Hungary, Poland and Greece met.", Rows([county]))
    assert text.where("Hungary") == "HU"


def test_a_country_is_not_the_city_that_is_named_with_it() -> None:
    mexico = row("Mexico", Kind.COUNTRY, "Mexico", "MX", "", 23.0, -102.0, 126_000_000)
    city = ("Mexico City", "MX", "MX.09", 19.4, -99.1, 9_200_000)
    title, country, region, lat, lon, people = city
    rows = [
        row(name, Kind.CITY, title, country, region, lat, lon, people, name_kind=kind)
        for name, kind in (("Mexico City", NameKind.TITLE), ("Mexico", NameKind.ALTERNATE))
    ]
    text = Resolved("Mexico City shook. Mexico shakes often.", Rows([mexico, *rows]))
    assert text.decision("Mexico").candidate == mexico[1]
