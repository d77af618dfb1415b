"""Copies of a story are told from other stories, however they are cut and edited."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from viewer.corpus.prose.passages import split
from viewer.library.importing.copies import Stories
from viewer.library.importing.likeness import runs, signature
from viewer.library.storage import decisions
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put, remove_files, set_stories
from viewer.model import Article, Dated, Reading

TEXTS = Path(__file__).parents[3] / "viewer" / "geoparse" / "training" / "texts"
WORDS = ("the", "of", "and", "city", "people", "report", "water", "team", "said", "new", "storm")

FLOOD = """River bursts its banks at Millbrook

MILLBROOK — The Ash burst its banks early on Tuesday and put half of Millbrook under water, and some
two hundred people were taken out of their houses by boat before it was light.

"It came up the stairs faster than I could carry things," said Dora Kemp, who has lived in Weir Lane
for thirty years. Firefighters from Harlow and Stanton worked through the night with nine boats.

The county said that the water would fall slowly from Wednesday. The school is closed, and so are
the bridge and the road to Harlow. Nobody was missing at noon."""
SAME_FLOOD = """Two hundred flee as Millbrook floods

Boats took some two hundred people from their houses in Millbrook before dawn on Tuesday, after
days of rain on the hills had brought the Ash over its banks at the old weir.

Engineers had warned of the wall there since the spring. "We were told that there was no money,"
said the mayor, Paul Orme, who stood on the bridge when it was shut.

Dora Kemp, of Weir Lane, said that it came up the stairs faster than she could carry things. A
shelter is open at the sports hall in Stanton. The county expects lower water from Wednesday on."""


def reading(text: str, number: int, day: int | None = None) -> Reading:
    date = (
        Dated(dt.date(2023, 3, 1) + dt.timedelta(day), "day", "dateline")
        if day is not None
        else None
    )
    mark = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
    article = Article(mark, Path(f"/{number}.txt"), text, "utf-8", "A title", date=date)
    return Reading(article, split(text), ())


def add(store: Store, readings: Sequence[Reading], stories: Stories | None = None) -> list[int]:
    """Store articles as an import does."""
    with store.writing():
        items = [
            Stored(one, "{}", "{}", signature(runs(one.article.text, one.passages)))
            for one in readings
        ]
        numbers = put(store, items)
        set_stories(store, (stories or Stories(store)).group(numbers))
    return numbers


def groups(store: Store) -> set[frozenset[str]]:
    """The stories with more than one article, by their files."""
    found = defaultdict(set)
    with store.reading() as connection:
        for path, story in connection.execute(
            "SELECT path, story FROM files JOIN articles ON number = article"
        ):
            found[story].add(path.decode().strip("/").removesuffix(".txt"))
    return {frozenset(names) for names in found.values() if len(names) > 1}


def articles(count: int) -> list[str]:
    """Articles that were written for training, without their marks."""
    found: list[str] = []
    for path in sorted(TEXTS.glob("*.txt")):
        for text in path.read_text("utf-8").split("\n===\n"):
            plain, changed = text, 1
            while changed:
                plain, changed = re.subn(r"\[([^\[\]]*)\]\(\w+\)", r"\1", plain)
            if len(plain) > 700:
                found.append(plain.strip())
    step = len(found) // count
    return found[::step][:count]


def edited(text: str, share: float, dice: random.Random) -> str:
    words = text.split(" ")
    return " ".join(dice.choice(WORDS) if dice.random() < share else word for word in words)


def variants(text: str, dice: random.Random) -> Iterable[str]:
    """What becomes of a story on its way through other papers."""
    paragraphs = text.split("\n\n")
    agency = "(Additional reporting by A. Writer; editing by B. Editor)"
    yield "\n\n".join(["A headline of our own", *paragraphs[1:], agency])
    yield "\n\n".join(paragraphs[:-1])
    yield text[: len(text) * 6 // 10]
    yield f"Sign up for our newsletter\n\n{text}\n\nShare this article\n\nAll rights reserved."
    yield edited(text, 0.03, dice)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


def test_copies_are_found_and_other_stories_stay_apart(store: Store) -> None:
    dice = random.Random(4)
    stories = articles(60)
    texts: list[tuple[int, str]] = []
    for number, text in enumerate(stories):
        texts += [(number, text), *((number, other) for other in variants(text, dice))]
    dice.shuffle(texts)
    known = Stories(store)
    readings = [reading(text, at) for at, (_, text) in enumerate(texts)]
    for start in range(0, len(readings), 50):
        add(store, readings[start : start + 50], known)

    story_of = {str(at): number for at, (number, _) in enumerate(texts)}
    found = groups(store)
    assert all(len({story_of[name] for name in group}) == 1 for group in found)
    joined = sum(len(group) - 1 for group in found)
    assert joined >= 0.98 * (len(texts) - len(stories))


def test_the_order_makes_no_other_stories(tmp_path: Path) -> None:
    dice = random.Random(5)
    texts = [one for text in articles(12) for one in (text, *variants(text, dice))]
    readings = [reading(text, number) for number, text in enumerate(texts)]
    seen = []
    for turn in range(3):
        with Store.create(tmp_path / f"{turn}.dateline") as store:
            for start in range(0, len(readings), 7):
                add(store, readings[start : start + 7])
            seen.append(groups(store))
        dice.shuffle(readings)
    assert seen[0] == seen[1] == seen[2]


def test_two_reports_of_one_event_are_two_stories(store: Store) -> None:
    add(store, [reading(FLOOD, 1), reading(SAME_FLOOD, 2)])
    assert groups(store) == set()


def test_what_comes_again_every_week_is_no_copy(store: Store) -> None:
    words = ("Tuesday", "two hundred", "Dora Kemp", "nine boats", "thirty")
    weeks = [
        ["Thursday", "ninety", "Ellis Hall", "four boats", "twelve"],
        ["Friday", "some eighty", "Anna Poole", "six boats", "forty"],
    ]
    texts = [(FLOOD, 0), (FLOOD, 1), (FLOOD, 40)]
    for at, week in enumerate(weeks, start=1):
        text, day = texts[at]
        for word, other in zip(words, week, strict=True):
            text = text.replace(word, other)
        texts[at] = text, day
    add(store, [reading(text, number, day) for number, (text, day) in enumerate(texts)])
    assert groups(store) == {frozenset("01")}


def test_a_story_is_called_after_its_first_article(store: Store) -> None:
    first, other = add(store, [reading(FLOOD, 1), reading(SAME_FLOOD, 2)])
    (copy,) = add(store, [reading(FLOOD + "\n\nMore follows.", 3)])
    with store.reading() as connection:
        found = dict(connection.execute("SELECT number, story FROM articles"))
    assert found == {first: first, other: other, copy: first}


def test_a_person_takes_an_article_out_of_its_story(store: Store) -> None:
    add(store, [reading(FLOOD, 1), reading(FLOOD + "\n\nMore follows.", 2)])
    assert groups(store) == {frozenset("12")}
    with store.reading() as connection:
        (mark,) = connection.execute("SELECT id FROM articles WHERE number = 2").fetchone()
    decisions.own_story(store, mark)
    assert groups(store) == set()

    add(store, [reading(FLOOD.replace("Stanton", "Marle"), 3)])

    assert groups(store) == {frozenset("13")}


def test_a_copy_that_is_gone_misleads_nobody(store: Store) -> None:
    known = Stories(store)
    add(store, [reading(FLOOD, 1), reading(SAME_FLOOD, 2)], known)
    remove_files(store, [Path("/1.txt")])
    add(store, [reading(FLOOD + "\n\nMore follows.", 3)], known)
    assert groups(store) == set()


@pytest.mark.parametrize("text", ["", "Rain.", "Rain fell in the north again today."])
def test_little_text_is_like_nothing(text: str) -> None:
    assert signature(runs(text, split(text))) is None


def test_a_text_without_spaces_has_runs_too(store: Store) -> None:
    text = "昨夜，米尔布鲁克附近的河水漫过堤岸，约有两百人乘船离开家园，学校和桥梁今天关闭。"
    other = "首相周二在议会表示，新的铁路计划将在明年春天开始施工，费用由各省共同承担，反对党批评。"
    add(store, [reading(text, 1), reading(text + "未完待续。", 2), reading(other, 3)])
    assert groups(store) == {frozenset("12")}


def test_furniture_makes_no_likeness() -> None:
    one = reading(FLOOD, 1)
    menu = replace(one.passages[-1], kind=type(one.passages[0].kind).BOILERPLATE)
    rest = runs(FLOOD, [*one.passages[:-1], menu])
    assert len(rest) < len(runs(FLOOD, one.passages))
