from __future__ import annotations

import pytest

from tests.corpus.prose.test_passages import BOILERPLATE, CAPTION, PARAGRAPH, TITLE, kinds
from viewer.corpus.prose.captions import is_credited, is_one_sentence, is_scene
from viewer.model import PassageKind

PROSE = "The strike in Nantes went into its second week. Trains to Rennes were cancelled."


def kinds_below(*lines: str) -> list[PassageKind]:
    return [kind for kind, _ in kinds("\n".join(["Strike in Nantes", PROSE, *lines, PROSE[:43]]))][
        2:-1
    ]


def test_the_line_above_a_credit_is_a_caption() -> None:
    assert kinds_below("Pickets at the gate of the yard in Nantes", "(Photo: AFP)") == [
        CAPTION,
        BOILERPLATE,
    ]


def test_a_paragraph_above_a_credit_stays_one() -> None:
    line = "The prefect met the unions in Angers on Monday, and again on Tuesday."

    assert kinds_below(line, "(Photo: AFP)") == [PARAGRAPH, BOILERPLATE]


def test_between_the_count_of_pictures_and_the_credit_all_are_captions() -> None:
    lines = ["3 View gallery", "שביתה בנאנט", "Pickets light a fire in Nantes.", "(Photo: AFP)"]

    assert kinds_below(*lines) == [BOILERPLATE, CAPTION, CAPTION, BOILERPLATE]


def test_without_a_credit_the_captions_end_at_the_first_full_stop() -> None:
    lines = ["View gallery", "Pickets light a fire in Nantes", "The prefect went to Angers."]

    assert kinds_below(*lines) == [BOILERPLATE, CAPTION, PARAGRAPH]


def test_of_two_captions_the_shorter_that_says_the_same_is_furniture() -> None:
    lines = [
        "View gallery",
        "Pickets light a fire",
        "Pickets light a fire in Nantes",
        "Pickets light a fire in Nantes on Monday",
        "(Photo: AFP)",
    ]

    assert kinds_below(*lines) == [BOILERPLATE, BOILERPLATE, BOILERPLATE, CAPTION, BOILERPLATE]


@pytest.mark.parametrize(
    "line",
    [
        "The premier visits a yard in Saint-Nazaire, France, on March 3, 2021.",
        "A man walks past a burnt bus in Lyon on 3 March 2021",
        "Pickets stand by a fire, on March 3, 2021, in Nantes, France.",
        "A nurse gestures outside a hospital in Brest, France, March 3, 2021. (AP Photo/Jane Roe)",
    ],
)
def test_the_style_of_the_agencies_is_a_caption_at_the_head(line: str) -> None:
    assert is_scene(line) or is_credited(line)
    assert kinds(f"Strike in Nantes\n\n{line}\n\n{PROSE}") == [
        (TITLE, "Strike in Nantes"),
        (CAPTION, line),
        (PARAGRAPH, PROSE),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The strike began in Nantes on March 3, 2021.",
        "Unions had met the premier in Angers, France, on March 3, 2021.",
        "The premier visits Nantes on Monday.",
        "On March 3, 2021, in Nantes, the yard closes its gates for good.",
        "He speaks to the crowd in Nantes on March 3, 2021. Then he leaves for Paris.",
    ],
)
def test_prose_with_a_date_is_no_caption(line: str) -> None:
    assert not is_scene(line)


@pytest.mark.parametrize(
    "line",
    [
        "The logo is pictured in Nantes, France October 4, 2018. REUTERS/Jane Roe",
        "Pickets in Nantes [Jane Roe/AFP]",
        "Pickets in Nantes. Photo: Jane Roe",
        "Pickets in Nantes. (Photo by Jane Roe/NurPhoto via Getty Images)",
    ],
)
def test_a_credit_at_the_end_makes_a_caption_anywhere(line: str) -> None:
    assert kinds_below(line) == [CAPTION]


@pytest.mark.parametrize(
    "line",
    ["He works for Reuters in Nantes.", "The photo was taken in Nantes (Loire-Atlantique)."],
)
def test_naming_an_agency_is_no_credit(line: str) -> None:
    assert not is_credited(line)


def test_sentences_are_told_from_initials() -> None:
    assert is_one_sentence("The U.S. and the UK sent J. Doe to Nantes.")
    assert not is_one_sentence("He went to Nantes. She stayed in Angers.")
