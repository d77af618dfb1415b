"""Names in the text: which are the place, whatever marks and letters they are written with."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.geoparse.reading import FINDER, article_of, find, placed, unplaced
from viewer.geoparse.finder import Finder
from viewer.geoparse.resolve.decision import NO_ROW
from viewer.model import Passage, PassageKind, Place, Shape


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks at the Ukrainian-Belarus border today", "Ukrainian-Belarus border"),
        ("the Ukraine–Belarus border", "Ukraine–Belarus border"),
        ("the Ukrainian\u2011Belarus border", "Ukrainian\u2011Belarus border"),
        ("the border between Ukraine and Belarus", "border between Ukraine and Belarus"),
        ("Ukraine’s border with Belarus", "Ukraine’s border with Belarus"),
        ("in The\nHague", "The\nHague"),
        ("in the  Hague", "the  Hague"),
        ("in The\u00a0Hague", "The\u00a0Hague"),
        ("the Chernïhiv region", "Chernïhiv region"),
        ("the Cherni\u0301hiv region", "Cherni\u0301hiv region"),
        ("in Khar\u00adkiv", "Khar\u00adkiv"),
        ("in Kharkiv\u0301.", "Kharkiv\u0301"),
        ("in Vasyl’kiv", "Vasyl’kiv"),
        ("in Vasylʼkiv", "Vasylʼkiv"),
        ("Ukraine's", "Ukraine"),
        ("Ukraine’s", "Ukraine"),
        ("Ukraineʼs", "Ukraine"),
        ("the U.S.’s role", "U.S."),
        ("in the U.S. The end", "U.S."),
        ("in the U.S", "U.S"),
        ("a U.S.-led mission", "U.S."),
        ("the US troops", "US"),
        ("pro-Russia", "Russia"),
        ("Kyiv-based", "Kyiv"),
        ("ex-Ukraine", "Ukraine"),
        ("FIGHTING IN KYIV GOES ON", "KYIV"),
        ("“Kyiv’s fall”", "Kyiv"),
        ("'Kyiv'", "Kyiv"),
        ("в Україна", "Україна"),
        ("ברוסיה", "רוסיה"),
        ("ומרוסיה", "רוסיה"),
        ("𝕏 Kyiv 🇺🇦", "Kyiv"),
        ("Straße ﬁne Kyiv", "Kyiv"),
        ("the Chernihiv oblast", "Chernihiv oblast"),
        ("fire in #Kyiv", "Kyiv"),
        ("_Kyiv_ burns", "Kyiv"),
        ("**Kyiv** burns", "Kyiv"),
        ("וארה״ב", "ארה״ב"),
        ("в Киеве", "Киеве"),
        ("війська Росії", "Росії"),
        ("у Харкові", "Харкові"),
        ("в Украину", "Украину"),
        ("з Білоруссю", "Білоруссю"),
        ("в Кремле", "Кремле"),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, expected: str) -> None:
    mentions = find(text)
    assert [m.text for m in mentions] == [expected]
    assert mentions[0].place is not None
    assert text[mentions[0].start : mentions[0].end] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops on Belarusian territory, said the Ukrainian government",
        "the North Atlantic Treaty Organization",
        "tell us more; us too; Us as well",
        "moscow mule and minsk",
        "Kyivan Rus and Ukraines and unUkraine",
        "Kyiv2022 and 2022Kyiv and Kyiv_x",
        "see https://example.org/Kyiv/Moscow and www.Kyiv.ua or kyiv.com",
        "write to Moscow@example.org, follow @Kyiv or #StandWithUkraine",
        "The New Ukraine Party lost.",
        "Mr. Hungary, Ms. Poland, Gov. Moscow and Jack Moscow came.",
        "They met John J. Poland there.",
        "an O'Moscow whiskey from Moscow-on-Hudson",
        "Dynamo Kyiv beat FC Kharkiv; United Russia won; Air Moldova flies",
        "it cost US$5, or US $6",
        "chicken Kiev and a Moscow mule; Kiev cake",
        "Poland Spring water",
        "Then Miss Ukraine won.",
        "киевский вокзал, Московская область, русские",
        "New Poland is a village",
        "they were seen near Kyiv International Airport and crossed the Moscow River",
        "in the Kharkiv and Kyiv regions",
    ],
)
def test_what_is_no_mention_at_all(text: str) -> None:
    assert placed(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine President Zelensky spoke.", ["Ukraine"]),
        ("Then Moscow Mayor Sobyanin spoke.", ["Moscow"]),
        ("Then Kharkiv Governor Oleh Sinegubov spoke.", ["Kharkiv"]),
        ("Then Ukraine Foreign Minister Kuleba spoke.", ["Ukraine"]),
        ("The Russia-Ukraine war", ["Russia", "Ukraine"]),
        ("in Moscow, Russia", ["Moscow", "Russia"]),
        ("On Monday Ukraine said", ["Ukraine"]),
        ("in Eastern Ukraine and Central Kyiv", ["Ukraine", "Kyiv"]),
        ("attacks in Kyiv Sunday", ["Kyiv"]),
        ("Ukraine Agrees to Meet Russia in Minsk", ["Ukraine", "Russia", "Minsk"]),
        ("UKRAINE AGREES TO MEET RUSSIA", ["UKRAINE", "RUSSIA"]),
        ("US SENDS TROOPS TO POLAND", ["US", "POLAND"]),
        ("Kyiv/Kiev, Minsk; Moscow", ["Kyiv", "Kiev", "Minsk", "Moscow"]),
        ("the President of Ukraine", ["Ukraine"]),
        ("a city like Kyiv.The next", ["Kyiv"]),
        ("They sent Ukraine $5 billion", ["Ukraine"]),
        ("the US $5 billion", ["US"]),
        ("New Ukraine sanctions hurt", ["Ukraine"]),
        ("Miss Ukraine visited. Ukraine won.", ["Ukraine"]),
        ("RUSSIA SAYS US AND UK AGREE", ["RUSSIA", "US", "UK"]),
        ("GIVE US TROOPS TIME", ["US"]),
        ("THEN THE KREMLIN SAID " + "THAT IT WOULD NOT TALK TO HIM " * 9 + ".", ["KREMLIN"]),
        ("THEN (Reuters) THE KREMLIN SAID THAT IT WOULD NOT.", ["KREMLIN"]),
    ],
)
def test_neighbours_that_leave_a_name_the_place(text: str, expected: list[str]) -> None:
    assert [name for name, _ in placed(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Moscow Times and the Kyiv Independent reported", ["Moscow", "Kyiv"]),
        ("He read Russia Today and studied at Moscow State University.", ["Moscow"]),
        ("the National Bank of Ukraine and the University of Minsk", ["Ukraine", "Minsk"]),
        ("the Minsk Protocol", ["Minsk"]),
        ("they met at the Kyiv-Mohyla Academy again", ["Kyiv"]),
    ],
)
def test_a_place_within_an_institutions_name_is_a_mention(text: str, expected: list[str]) -> None:
    assert [name for name, _ in placed(text)] == expected


def test_the_region_is_not_the_city_of_that_name() -> None:
    assert placed("Chernihiv and the Chernihiv region") == [
        ("Chernihiv", "chernihiv"),
        ("Chernihiv region", "chernihiv-region"),
    ]


def test_a_region_without_a_row_is_not_placed_at_its_city() -> None:
    (mention,) = find("shelling in the Kharkiv region")
    assert mention.text == "Kharkiv region"
    assert mention.place is None
    assert "Kharkiv" in mention.why


def test_a_town_in_another_state_is_not_our_city() -> None:
    mentions = find("She moved from Kiev, Ohio, to Moscow, Idaho.")
    assert [(m.text, m.place) for m in mentions] == [
        ("Kiev", None),
        ("Ohio", None),
        ("Moscow", None),
        ("Idaho", None),
    ]
    assert "Moscow, Idaho" in mentions[2].why


def test_us_in_a_headline_of_capitals_may_be_a_word() -> None:
    (mention,) = find("GIVE IT BACK TO US NOW")
    assert mention.place is None
    assert "“us”" in mention.why


def test_a_person_stays_a_person_further_down() -> None:
    assert placed("Jack Moscow wrote it. Later Moscow was tired.") == []
    assert placed("Jack Moscow wrote it, in Moscow.") == [("Moscow", "moscow")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland said so. Ms. Poland left.", ["Poland"]),
        ("Ms. Poland left. Poland's president spoke.", ["Poland"]),
        ("Ms. Moscow left. Moscow's mayor spoke.", ["Moscow"]),
        ("Ms. Moscow left for Minsk, Moscow and Kyiv.", ["Minsk", "Moscow", "Kyiv"]),
        ("Ms. Moscow left the Moscow-Minsk train.", ["Moscow", "Minsk"]),
        ("Ms. Poland left Poland.", ["Poland"]),
        ("Ms. Poland left. Poland said no. Poland's car broke down.", []),
    ],
)
def test_a_place_stays_a_place_beside_its_namesake(text: str, expected: list[str]) -> None:
    assert [name for name, _ in placed(text)] == expected


def test_the_regions_of_a_list_are_placed_by_their_rows() -> None:
    mentions = find("in the Kharkiv, Sumy and Chernihiv regions")
    assert [(m.text, m.place and m.place.id) for m in mentions if m.text != "Sumy"] == [
        ("Kharkiv", None),
        ("Chernihiv", "chernihiv-region"),
    ]


def test_lines_may_end_in_carriage_returns() -> None:
    text = "Poland Says Russia Is Near\r\rMS. DOE SAID TO US:\rGo.\r" + "It rained. " * 30
    assert [m.text for m in find(text)] == ["Poland", "Russia", "US"]
    assert placed("in the Chernihiv\r\rregion") == [("Chernihiv", "chernihiv")]


def test_a_name_without_a_row_is_not_said_to_have_one() -> None:
    (mention,) = find("in Tbilisi, Georgia.")
    assert mention.why == NO_ROW


def place(place_id: str, title: str, *variants: str, kind: str = "city") -> Place:
    return Place(place_id, title, kind, Shape.POINT, 1.0, 2.0, variants, ("UA",))


def test_a_title_wins_over_another_places_variant() -> None:
    finder = Finder([place("a", "Foo", "Springfield"), place("b", "Springfield")])
    assert placed("in Springfield", finder) == [("Springfield", "b")]


def test_what_decided_is_told() -> None:
    decided = [(m.text, m.decided_by) for m in find("Kyiv, once Kiev,")]
    assert decided == [("Kyiv", "gazetteer title"), ("Kiev", "gazetteer variant")]


def test_names_in_lower_case_in_a_table_still_need_a_capital() -> None:
    finder = Finder([place("a", "foo bar")])
    assert placed("a foo bar and the Foo Bar", finder) == [("Foo Bar", "a")]


def test_names_with_full_stops() -> None:
    finder = Finder([place("a", "St. Foo")])
    assert [n for n, _ in placed("in St. Foo and St Foo", finder)] == ["St. Foo", "St Foo"]


def test_a_name_does_not_reach_into_the_next_passage() -> None:
    text = "in the Chernihiv\n\nregion"
    passages = (
        Passage(0, 16, PassageKind.PARAGRAPH),
        Passage(18, 24, PassageKind.PARAGRAPH),
    )
    (mention,) = FINDER.find(article_of(text), passages)
    assert mention.text == "Chernihiv"


def test_nothing_is_guessed_in_furniture_but_the_tables_names_are_found() -> None:
    mentions = find("A fire in Zdorivka and in Kyiv", kind=PassageKind.BOILERPLATE)
    assert [m.text for m in mentions] == ["Kyiv"]


def test_articles_without_words() -> None:
    assert find("") == ()
    assert find(" \n…— ") == ()
    assert FINDER.find(article_of("Kyiv"), ()) == ()


PIECES = st.sampled_from(
    [
        *("Kyiv", "kyiv", "U.S.", "US", "The Hague", "Ukraine", "Ukrainian", "Belarus", "border"),
        *("'s", "’", "-", "–", " ", " ", " ", "\n", "\n\n", ". ", ", ", "and", "in", "of", "Ohio"),
        *("Mr.", "\u0301", "\u00ad", "\u200f", "ß", "ﬁ", "רוסיה", "ב", "Chernihiv", "region"),
        *("Moscow", "Times", "“", "New", "http://", "@", "#", "\ud800", "🇺🇦", "x", "Freedonia"),
        *("NATO", "(", "—"),
    ]
)


@st.composite
def texts_with_passages(draw: st.DrawFn) -> tuple[str, tuple[Passage, ...]]:
    text = draw(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join))
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=6))
    edges = sorted({0, len(text), *cuts})
    kinds = draw(st.lists(st.sampled_from(PassageKind), min_size=6, max_size=6))
    passages = [
        Passage(start, end, kinds[number % 6])
        for number, (start, end) in enumerate(pairwise(edges))
    ]
    return text, tuple(passages)


@given(texts_with_passages())
def test_mentions_are_exact_in_order_apart_and_within_a_passage(
    given_text: tuple[str, tuple[Passage, ...]],
) -> None:
    text, passages = given_text
    mentions = FINDER.find(article_of(text), passages)
    end = 0
    for mention in mentions:
        assert mention.start >= end
        assert mention.end > mention.start
        assert mention.text == text[mention.start : mention.end]
        assert any(p.start <= mention.start and mention.end <= p.end for p in passages)
        assert (mention.place is None) == bool(mention.why)
        assert (mention.place is None) == (mention.score == 0)
        end = mention.end


def test_the_finder_keeps_no_memory_of_articles() -> None:
    first = find("In Zdorivka and Kyiv.")
    find("Jack Kyiv came. The Freedonia border. In Goma.")
    assert find("In Zdorivka and Kyiv.") == first
    assert unplaced("Zdorivka is a name.") == []
