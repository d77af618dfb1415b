from __future__ import annotations

from viewer.corpus.prose.appeals import appeal_indices

NEWS = [
    "The dam above Kozani broke at noon, the fire service said.",
    "Villagers fled to Ptolemaida and Grevena, according to the mayor.",
    "Nobody had inspected the dam since 2011. It was built in a hurry.",
]
APPEAL = [
    "We are a small newsroom in a big country.",
    "Our reporters go to Kozani when nobody else does. We sell no ads and have no paywall.",
    "Big media companies chase clicks.",
    "That is why we rely on readers like you, in Athens and abroad.",
    "Please make a small monthly donation today. Without your support we could not go on.",
]


def test_an_appeal_is_found_from_its_first_line_to_its_last() -> None:
    assert appeal_indices(NEWS + APPEAL) == {3, 4, 5, 6, 7}


def test_what_goes_on_asking_below_belongs_to_it() -> None:
    below = ["If you can afford it, give monthly. We will thank you."]

    assert appeal_indices(NEWS + APPEAL + below) == set(range(3, 9))


def test_the_biography_below_does_not() -> None:
    below = ["Eva Roe has reported from Thessaloniki since 2009."]

    assert appeal_indices(NEWS + APPEAL + below) == set(range(3, 8))


def test_a_box_in_the_middle_takes_nothing_with_it() -> None:
    assert appeal_indices([*NEWS, APPEAL[-1], *NEWS * 4]) == {3}


def test_a_report_on_donations_is_none() -> None:
    report = [
        "A charity in Kozani has raised a million euros since Monday.",
        "“If you give today, a family sleeps warm. We need your support,” its director said.",
        "Monthly donors give ten euros on average. Most live in Larissa.",
        "People who want to help can make a donation at the town hall of Kozani.",
    ]

    assert appeal_indices(report) == set()


def test_an_opinion_piece_keeps_its_own_we() -> None:
    opinion = [
        "We have looked away from Yemen for eight years.",
        "Our governments sold the bombs that fell on Sanaa, and we did not ask.",
        "We can do better. Journalists who reach Aden tell us what they see.",
    ]
    ask = [
        "Our readers pay for our work: we take no ads.",
        "If you value it, make a donation today. We need your support.",
    ]

    assert appeal_indices(opinion + ask) == {3, 4}


def test_the_country_is_no_we() -> None:
    news = [*NEWS, "The US sent help to Kozani.", APPEAL[-1]]

    assert appeal_indices(news) == {4}
