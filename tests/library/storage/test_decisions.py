"""What people decide counts at once, survives everything, and is never moved to a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.library.making import (
    FINDER,
    LVIV,
    OTHER_SPRINGFIELD,
    SPRINGFIELD,
    a_reading,
    stored,
)
from tests.library.storage.test_writing import check, one
from viewer.library.storage import decisions, loading, writing
from viewer.library.storage.decisions import Kind, State
from viewer.library.storage.packing import MENTION
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored
from viewer.model import Mention, Place, Reading

TEXT = "The fair was held in Springfield this year.\n\nFrom Lviv came a choir of forty."
FILE = Path("/articles/one.txt")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.dateline") as store:
        yield store
        check(store)


@pytest.fixture
def reading(store: Store) -> Reading:
    reading = a_reading(TEXT)
    writing.put(store, stored(reading))
    return reading


def span(reading: Reading, words: str) -> tuple[int, int]:
    start = reading.article.text.index(words)
    return start, start + len(words)


def decide(store: Store, reading: Reading, words: str, place: Place | None) -> int:
    return decisions.decide(store, reading.article.id, span(reading, words), place)


def now(store: Store, reading: Reading) -> tuple[Mention, ...]:
    return loading.reading(store, reading.article.id).mentions


def placed(store: Store, reading: Reading) -> dict[str, Place | None]:
    return {mention.text: mention.place for mention in now(store, reading)}


def packed_places(store: Store) -> list[int]:
    return np.frombuffer(one(store, "SELECT packed FROM articles"), MENTION)["place"].tolist()


def test_a_decided_place_is_the_place(store: Store, reading: Reading) -> None:
    number = decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    mention = now(store, reading)[0]
    assert (mention.place, mention.decided_by, mention.score) == (OTHER_SPRINGFIELD, "you", 1.0)
    assert now(store, reading)[1:] == reading.mentions[1:]
    other = one(store, "SELECT number FROM places WHERE id = ?", OTHER_SPRINGFIELD.id)
    assert packed_places(store)[0] == other
    (made,) = decisions.made(store)
    assert (made.number, made.kind, made.state) == (number, Kind.PLACE, State.IN_FORCE)
    assert (made.exact, made.place, made.path) == ("Springfield", OTHER_SPRINGFIELD, FILE)


def test_no_place_is_no_place(store: Store, reading: Reading) -> None:
    decide(store, reading, "Springfield", None)
    mention = now(store, reading)[0]
    assert (mention.place, mention.why) == (None, "dismissed by you")
    assert packed_places(store)[0] == 0


def test_undone_is_as_it_was_and_redone_as_decided(store: Store, reading: Reading) -> None:
    packed = packed_places(store)
    number = decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    decisions.undo(store, number)
    assert now(store, reading) == reading.mentions
    assert packed_places(store) == packed
    assert decisions.made(store)[0].state is State.UNDONE
    decisions.redo(store, number)
    assert placed(store, reading)["Springfield"] == OTHER_SPRINGFIELD
    with pytest.raises(KeyError):
        decisions.undo(store, 99)


def test_the_last_decision_on_words_counts(store: Store, reading: Reading) -> None:
    first = decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    second = decide(store, reading, "Springfield", None)
    on = decisions.decision_on(store, reading.article.id, span(reading, "Springfield"))
    assert on is not None
    assert on.number == second
    decisions.undo(store, second)
    assert placed(store, reading)["Springfield"] == OTHER_SPRINGFIELD
    decisions.undo(store, first)
    assert now(store, reading) == reading.mentions


def test_words_that_were_no_mention_can_be_one(store: Store, reading: Reading) -> None:
    number = decide(store, reading, "choir", LVIV)
    assert [mention.text for mention in now(store, reading)] == ["Springfield", "Lviv", "choir"]
    decisions.undo(store, number)
    assert now(store, reading) == reading.mentions


def test_a_decision_outranks_what_it_overlaps(store: Store, reading: Reading) -> None:
    number = decide(store, reading, "held in Springfield this", LVIV)
    assert [mention.text for mention in now(store, reading)] == ["held in Springfield this", "Lviv"]
    decisions.undo(store, number)
    assert now(store, reading) == reading.mentions


def test_a_span_that_the_article_has_not_is_refused(store: Store, reading: Reading) -> None:
    for wrong in ((-1, 3), (5, 5), (0, 10_000)):
        with pytest.raises(ValueError, match="is no span"):
            decisions.decide(store, reading.article.id, wrong, LVIV)
    with pytest.raises(KeyError):
        decisions.decide(store, "no such", (0, 1), LVIV)
    assert decisions.made(store) == []


def test_it_stays_when_places_are_found_again(store: Store, reading: Reading) -> None:
    number = decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    again = tuple(replace(mention, score=0.5) for mention in reading.mentions)
    writing.refind(store, {1: again}, '{"finder": 2}')
    assert placed(store, reading)["Springfield"] == OTHER_SPRINGFIELD
    decisions.undo(store, number)
    assert now(store, reading) == again


def test_it_stays_when_the_file_is_removed_and_comes_back(store: Store, reading: Reading) -> None:
    decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    writing.remove_files(store, [FILE])
    assert [orphan.state for orphan in decisions.orphans(store)] == [State.ORPHAN]
    writing.put(store, stored(reading))
    assert placed(store, reading)["Springfield"] == OTHER_SPRINGFIELD
    assert decisions.orphans(store) == []


def test_it_goes_with_its_words_when_the_text_changes(store: Store, reading: Reading) -> None:
    decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    longer = a_reading("A new first paragraph.\n\n" + TEXT.replace(" fair ", "  fair\n"))
    writing.put(store, stored(longer))
    assert placed(store, longer)["Springfield"] == OTHER_SPRINGFIELD
    (made,) = decisions.made(store)
    assert (made.article_id, made.state) == (longer.article.id, State.IN_FORCE)
    assert longer.article.text[made.start : made.end] == "Springfield"


def test_it_is_an_orphan_when_what_stands_around_is_other(store: Store, reading: Reading) -> None:
    decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    other = a_reading("Nobody was in Springfield that day.")
    writing.put(store, stored(other))
    assert placed(store, other)["Springfield"] == SPRINGFIELD
    (orphan,) = decisions.orphans(store)
    assert (orphan.exact, orphan.title, orphan.place) == (
        "Springfield",
        "A title",
        OTHER_SPRINGFIELD,
    )


def test_it_is_an_orphan_when_it_could_be_one_of_two(store: Store, reading: Reading) -> None:
    decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    twice = a_reading(f"{TEXT}\n\n{TEXT}")
    writing.put(store, stored(twice))
    assert {mention.place for mention in now(store, twice)} == {SPRINGFIELD, LVIV}
    assert len(decisions.orphans(store)) == 1
    writing.put(store, stored(reading))
    assert placed(store, reading)["Springfield"] == OTHER_SPRINGFIELD
    assert decisions.orphans(store) == []


def test_of_the_same_words_twice_that_one_is_meant(store: Store) -> None:
    paragraph = "All stayed in Springfield for the winter, and nobody left. " * 12
    reading = a_reading(f"{paragraph}\n\n{paragraph}")
    writing.put(store, stored(reading))
    seventh = reading.mentions[6]
    decisions.decide(store, reading.article.id, (seventh.start, seventh.end), OTHER_SPRINGFIELD)
    writing.refind(store, {1: reading.mentions}, FINDER)
    others = [at for at, it in enumerate(now(store, reading)) if it.place == OTHER_SPRINGFIELD]
    assert others == [6]


def test_one_message_of_a_mailbox_is_not_taken_for_another(store: Store) -> None:
    letters = [a_reading(f"Letter {n}. {TEXT}", path="/box", part=f"message {n}") for n in (1, 2)]
    writing.put(store, stored(*letters))
    decide(store, letters[0], "Springfield", OTHER_SPRINGFIELD)
    changed = [
        a_reading(f"Changed. Letter {n}. {TEXT}", path="/box", part=f"message {n}") for n in (1, 2)
    ]
    writing.put(store, stored(*changed))
    assert placed(store, changed[0])["Springfield"] == OTHER_SPRINGFIELD
    assert placed(store, changed[1])["Springfield"] == SPRINGFIELD


def test_an_undone_decision_goes_with_its_words_too(store: Store, reading: Reading) -> None:
    number = decide(store, reading, "Springfield", OTHER_SPRINGFIELD)
    decisions.undo(store, number)
    longer = a_reading(f"First.\n\n{TEXT}")
    writing.put(store, stored(longer))
    assert placed(store, longer)["Springfield"] == SPRINGFIELD
    decisions.redo(store, number)
    assert placed(store, longer)["Springfield"] == OTHER_SPRINGFIELD


def stories(store: Store) -> list[int]:
    with store.reading() as connection:
        found = connection.execute("SELECT story FROM articles ORDER BY number")
        return [row[0] for row in found]


def copies(store: Store) -> list[Reading]:
    readings = [a_reading(f"{TEXT} {n}", path=f"/{n}") for n in range(3)]
    writing.put(store, stored(*readings))
    writing.set_stories(store, {2: 1, 3: 1})
    return readings


def test_a_copy_can_be_a_story_of_its_own(store: Store) -> None:
    readings = copies(store)
    number = decisions.own_story(store, readings[2].article.id)
    assert stories(store) == [1, 1, 3]
    writing.set_stories(store, {2: 1, 3: 1})
    assert stories(store) == [1, 1, 3]
    decisions.undo(store, number)
    assert stories(store) == [1, 1, 1]
    decisions.redo(store, number)
    assert stories(store) == [1, 1, 3]


def test_the_first_of_a_story_can_leave_it(store: Store) -> None:
    readings = copies(store)
    number = decisions.own_story(store, readings[0].article.id)
    assert stories(store) == [1, 2, 2]
    decisions.undo(store, number)
    assert len(set(stories(store))) == 1


def test_a_story_of_its_own_stays_one_when_it_is_read_again(store: Store) -> None:
    readings = copies(store)
    decisions.own_story(store, readings[1].article.id)
    changed = a_reading(f"{TEXT} changed", path="/1")
    writing.put(store, [Stored(changed, '{"reader": 2}', FINDER, story=1)])
    assert stories(store) == [1, 1, 4]


def test_a_decision_that_fails_leaves_nothing(store: Store, reading: Reading) -> None:
    with pytest.raises(OverflowError):
        decide(store, reading, "Lviv", replace(LVIV, id="x", population=1 << 70))
    assert decisions.made(store) == []
    assert now(store, reading) == reading.mentions
