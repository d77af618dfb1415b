from __future__ import annotations

from viewer.corpus.pdf.reflow import reflow
from viewer.corpus.pdf.running import Line


def line(text: str, y: float, left: float = 72, right: float = 500, size: float = 11) -> Line:
    return Line(text, left, right, y + size, y, size)


def texts(*lines: Line) -> list[str]:
    return [one.text for one in reflow([lines]).paragraphs]


def test_no_pages_give_no_text() -> None:
    assert reflow([]).paragraphs == ()
    assert reflow([[], []]).paragraphs == ()


def test_lines_of_one_paragraph_are_joined() -> None:
    assert texts(line("The river broke its", 700), line("banks on Sunday.", 686, right=300)) == [
        "The river broke its banks on Sunday."
    ]


def test_a_short_line_with_a_full_stop_ends_a_paragraph() -> None:
    assert texts(
        line("The river broke its banks in the night and", 700),
        line("flooded the plain.", 686, right=200),
        line("In Tirana the government met twice on", 672),
        line("Monday.", 658, right=120),
    ) == [
        "The river broke its banks in the night and flooded the plain.",
        "In Tirana the government met twice on Monday.",
    ]


def test_letters_of_another_size_are_another_paragraph() -> None:
    assert texts(line("A flood", 720, size=20), line("The river broke its", 700)) == [
        "A flood",
        "The river broke its",
    ]


def test_items_of_a_list_stay_apart_and_their_lines_together() -> None:
    assert texts(
        line("They need:", 700, right=140),
        line("1. boats from Bari and", 686),
        line("from Podgorica", 672, left=84, right=200),
        line("2. pumps", 658, right=150),
    )[1:] == ["1. boats from Bari and from Podgorica", "2. pumps"]


def test_words_of_chinese_are_joined_without_a_space() -> None:
    assert texts(line("星期天河水决堤淹", 700), line("没了三个村庄。", 686)) == [
        "星期天河水决堤淹没了三个村庄。"
    ]


def test_hebrew_drawn_from_left_to_right_is_turned_round() -> None:
    drawn = line("טקסט זה עולם BBC News שלום", 700)
    stop = line(".בעברית עוד", 686, right=200)

    assert texts(drawn, stop) == ["שלום BBC News עולם זה טקסט עוד בעברית."]


def test_a_line_that_repeats_between_others_is_text() -> None:
    pages = [
        [
            line("The Post", 770),
            line(f"The {word} is here.", 700, right=200),
            line("He said no.", 680, right=200),
            line(f"Then the {word} went.", 600, right=200),
            line(str(number), 30, right=80),
        ]
        for number, word in enumerate(("cow", "dog", "cat", "hen", "fox"), 7)
    ]
    flow = reflow(pages)

    assert flow.running == ("The Post", "7", "8", "9", "10", "11")
    assert [one.text.endswith("He said no.") for one in flow.paragraphs] == [True, False] * 5


def test_two_pages_with_the_same_first_line_keep_it() -> None:
    pages = [[line("Dear Jane,", 700), line("the river rose.", 600)] for _ in range(2)]

    assert [one.text for one in reflow(pages).paragraphs].count("Dear Jane,") == 2


def test_the_usual_size_is_that_of_most_letters() -> None:
    lines = [line("A flood", 720, size=20), line("The river broke its banks", 700)]

    assert reflow([lines]).size == 11
