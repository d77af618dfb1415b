from __future__ import annotations

import textwrap
import time
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given

from tests.corpus.prose.test_layout import TEXTS
from tests.corpus.seeds import AGREES, RESILIENCE, kinds_of, read
from viewer.corpus.prose.passages import split
from viewer.model import PassageKind

TITLE, DATELINE, PARAGRAPH, CAPTION, BOILERPLATE = PassageKind


def kinds(text: str) -> list[tuple[PassageKind, str]]:
    return kinds_of(text, split(text))


@given(TEXTS)
def test_passages_cover_all_but_white_space_in_order(text: str) -> None:
    end = 0
    for passage in split(text):
        assert end <= passage.start < passage.end <= len(text)
        assert not text[end : passage.start].strip()
        end = passage.end
    assert not text[end:].strip()


def test_the_article_of_blank_lines() -> None:
    _, passages = read(AGREES)
    found = [kind for kind, _ in passages]

    assert found == [
        BOILERPLATE, TITLE, PARAGRAPH, CAPTION, *[PARAGRAPH] * 8, BOILERPLATE, *[PARAGRAPH] * 12,
        BOILERPLATE, PARAGRAPH, *[BOILERPLATE] * 7,
    ]  # fmt: skip
    assert passages[26][1].startswith("The number of people who have fled")
    assert passages[27][1].startswith("We’re not backing down")


def test_the_article_of_lines() -> None:
    _, passages = read(RESILIENCE)
    by_kind = {kind: [text for k, text in passages if k is kind] for kind in PassageKind}

    assert by_kind[DATELINE] == ["Ynet|"]
    assert len(by_kind[PARAGRAPH]) == 17
    assert [text[:24] for text in by_kind[CAPTION]] == [
        "נשיא רוסיה בדיון עם שר ה",
        "Russian President Vladim",
        "Ukrainian service member",
        "Ukrainian service member",
        "Ukraine President Zelens",
    ]
    assert [text[:22] for text in by_kind[BOILERPLATE]] == [
        "• Follow Ynetnews on F",
        "2 View gallery",
        "נשיא רוסיה בדיון עם שר",
        "(Photo: Reuters)",
        "2 View gallery",
        "Ukrainian service memb",
        "(Photo: AFP)",
        "(Video: Twitter)",
        "Comments",
        "The commenter agrees t",
        '""',
    ]


def wrapped(text: str, width: int) -> str:
    fill = partial(textwrap.fill, width=width, break_long_words=False, break_on_hyphens=False)
    return "\n\n".join(map(fill, text.split("\n\n")))


@pytest.mark.parametrize(
    "laid_out",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n", "\n   "),
        lambda text: wrapped(text, 72),
        lambda text: wrapped(text, 98),
    ],
    ids=["Windows", "no empty lines", "indented", "wrapped at 72", "wrapped at 98"],
)
def test_the_layout_of_an_article_changes_none_of_its_passages(
    laid_out: Callable[[str], str],
) -> None:
    def flat(text: str) -> list[tuple[PassageKind, str]]:
        return [(kind, " ".join(passage.split())) for kind, passage in kinds(text)]

    text = AGREES.read_text(encoding="utf-8")

    assert flat(laid_out(text)) == flat(text)


PAGE = """\
Skip to main content
Menu
World
Sign in

Earthquake leaves thousands homeless in Hatay
February 8, 2023 6:40 AM ET
Share on Facebook

Rescue workers search a building in Antakya, Turkey, on February 7, 2023. REUTERS/Jane Roe
ANTAKYA, Turkey (AP) — Rescuers pulled a girl from the ruins on Wednesday.
The road from Iskenderun was blocked for hours. Lorries waited as far as Adana.
Advertisement
Read more: What we know about the quake in Syria
In Gaziantep, families slept in cars. Snow fell on Monday night, and the airport was shut.
A woman walks past a fallen minaret in Kahramanmaras
(AP Photo/Jane Roe)
The president flew to Pazarcik on Wednesday.
Get the day's top stories delivered to your inbox. Sign up for our newsletter.
© 2023 The Associated Press. All rights reserved.
12 Comments
Thanks from Ankara
"""


def test_another_page_full_of_furniture() -> None:
    assert [kind for kind, _ in kinds(PAGE)] == [
        *[BOILERPLATE] * 4, TITLE, DATELINE, BOILERPLATE, CAPTION, PARAGRAPH, PARAGRAPH,
        BOILERPLATE, BOILERPLATE, PARAGRAPH, CAPTION, BOILERPLATE, PARAGRAPH, *[BOILERPLATE] * 4,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "Snow closes the Brenner",
        "Is the Brenner closed?",
        "Brenner: snow, and no end",
        "Snow on the Brenner delays travellers to and from the U.S.",
        "Snow closes the Brenner.",
        "Title: Snow closes the Brenner",
    ],
)
def test_a_title_is_the_first_line_that_is_one(title: str) -> None:
    body = "The pass was closed at noon on Sunday, the police in Innsbruck said. It may open later."

    assert kinds(f"https://example.org/x\n{title}\nBy Jane Doe\n\n{body}")[1:] == [
        (TITLE, title),
        (DATELINE, "By Jane Doe"),
        (PARAGRAPH, body),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The pass was closed at noon. It may open later.\n\nTrains run.",
        "INNSBRUCK, Feb 3 (Reuters) - The pass was closed\n\nTrains run from Bolzano to Verona.",
        "The pass was closed at noon,\n\nand the trains with it.",
        "The pass was closed " + "and closed again " * 20,
    ],
)
def test_a_paragraph_is_no_title(text: str) -> None:
    assert TITLE not in [kind for kind, _ in kinds(text)]


def test_a_heading_further_down_is_no_title() -> None:
    text = "The pass was closed at noon. It may open later.\n\nWhat comes next\n\nTrains run."

    assert [kind for kind, _ in kinds(text)] == [PARAGRAPH] * 3


def test_a_paragraph_that_is_there_twice_counts_once() -> None:
    line = "The police in Innsbruck closed the pass at noon."

    assert [
        kind for kind, _ in kinds(f"Snow\n\n{line}\n\nTrains run.\n\n{line}\n\nYes.\n\nYes.")
    ] == [
        TITLE,
        PARAGRAPH,
        PARAGRAPH,
        BOILERPLATE,
        PARAGRAPH,
        PARAGRAPH,
    ]


def test_comments_end_an_article_but_a_button_does_not() -> None:
    prose = [f"The pass was closed at {hour}. The trains went on to Verona." for hour in range(9)]
    below = kinds("\n".join(["Snow", *prose, "3 comments", "I was there, in Innsbruck"]))
    above = kinds("\n".join(["Snow", "Comments", *prose]))

    assert [kind for kind, _ in below[-2:]] == [BOILERPLATE, BOILERPLATE]
    assert [kind for kind, _ in above] == [TITLE, BOILERPLATE, *[PARAGRAPH] * 9]


@pytest.mark.parametrize("text", ["", " \n\t", "\n" * 1000])
def test_nothing_has_no_passages(text: str) -> None:
    assert split(text) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "Kyiv and Minsk were calm. ", "x", "“", "| ", "A. ", "Aa ", "By Aa, ", "https://", "a/",
        "10:10 ", "May 2 2022 ", "(Photo: ", "we ", "you donate today ", "Follow us on ", " ", "\n",
        "line\n", "Aa|\n", "2 View gallery\n", "(Photo: AFP)\n", "the same line of text here\n",
    ],
)  # fmt: skip
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    """Each unit trips something that looks back or ahead; squares would take minutes."""
    text = unit * (200_000 // len(unit))
    started = time.process_time()

    split(text)

    assert time.process_time() - started < 10


BODY = "The dam above Kozani broke at noon on Sunday, the fire service said in Athens."


def test_titles_below_a_heading_of_links_are_furniture_once_the_article_has_begun() -> None:
    links = "Most read\n\nSnow in Athens\n\nWho broke the dam?\n\n"
    found = kinds(f"Dam breaks in Kozani\n\n{BODY}\n\n{links}{BODY[:-1]} again.")
    assert [kind for kind, _ in found] == [TITLE, PARAGRAPH, *[BOILERPLATE] * 3, PARAGRAPH]
    assert kinds(f"Latest news\n\nDam breaks in Kozani\n\n{BODY}")[1][0] is TITLE


def test_a_caption_may_say_that_it_is_one() -> None:
    text = f"{BODY}\n\nImage source, Getty\n\nImage caption,\n\nThe dam on Monday\n\n{BODY} So."
    assert [kind for kind, _ in kinds(text)][1:4] == [BOILERPLATE, BOILERPLATE, CAPTION]
    assert kinds(f"{BODY}\n\nImage caption, The dam on Monday.")[1][0] is CAPTION


@pytest.mark.parametrize("line", ["City\tCountry\tPeople", "| Athens | Greece |", "> It broke."])
def test_a_row_of_a_table_and_a_quoted_mail_are_no_titles(line: str) -> None:
    assert kinds(f"{line}\n\n{BODY}")[0] == (PARAGRAPH, line)


def test_a_heading_in_markdown_is_the_title() -> None:
    assert kinds(f"Kozani daily\n\n# Dam breaks\n\n{BODY}")[1] == (TITLE, "# Dam breaks")
