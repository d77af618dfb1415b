"""What is put into a library file comes out the same, and only once."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.making import (
    FINDER,
    LVIV,
    READER,
    SPRINGFIELD,
    a_reading,
    many,
    stored,
)
from viewer.library.storage import loading, rows, writing
from viewer.library.storage.packing import ADJECTIVE, COUNTED, MENTION, UNSURE
from viewer.library.storage.store import Store
from viewer.library.storage.writing import FileRead, Stored
from viewer.model import Fault, Note, PassageKind, Place, Role, Row, Shape


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.dateline") as store:
        yield store
        check(store)


def check(store: Store) -> None:
    """The file is whole: pages, references, and the full-text index."""
    with store.writing() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        # With rank 1 the index is held against the words themselves.
        connection.execute(
            "INSERT INTO passage_words (passage_words, rank) VALUES ('integrity-check', 1)"
        )


def one(store: Store, query: str, *values: Any) -> Any:
    with store.reading() as connection:
        return connection.execute(query, values).fetchone()[0]


def found(store: Store, words: str) -> list[int]:
    with store.reading() as connection:
        query = "SELECT rowid FROM passage_words WHERE passage_words MATCH ? ORDER BY rowid"
        return [row[0] for row in connection.execute(query, (words,))]


def test_what_is_put_is_loaded_the_same(store: Store) -> None:
    reading = a_reading("In Lviv's centre.\n\nNot in Springfield, nor Atlantis.")
    numbers = writing.put(store, stored(reading))
    assert loading.reading(store, reading.article.id) == reading
    assert list(loading.readings(store)) == [reading]
    assert list(loading.readings(store, numbers)) == [reading]


def test_an_article_that_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        loading.reading(store, "no such")
    with pytest.raises(KeyError):
        loading.place(store, "gn:0")
    assert list(loading.readings(store, [7])) == []


def test_readings_come_in_the_order_asked_for(store: Store) -> None:
    readings = list(many(600))
    numbers = writing.put(store, stored(*readings))
    assert list(loading.readings(store)) == readings
    assert list(loading.readings(store, reversed(numbers))) == readings[::-1]


def test_passages_of_an_article_are_numbered_without_a_gap(store: Store) -> None:
    writing.put(store, stored(*many(3)))
    with store.reading() as connection:
        for first, count, number in connection.execute(
            "SELECT first_passage, passage_count, number FROM articles"
        ).fetchall():
            listed = connection.execute(
                "SELECT number FROM passages WHERE article = ? ORDER BY ordinal", (number,)
            ).fetchall()
            assert [row[0] for row in listed] == list(range(first, first + count))


def test_what_is_packed_is_what_the_mentions_say(store: Store) -> None:
    reading = a_reading("A caption on Lviv.\n\nLviv, Springfield, Atlantis", places={})
    furniture, paragraph = reading.passages
    named = a_reading(reading.article.text, places={"Lviv": LVIV, "Atlantis": None})
    first, second, third = named.mentions
    reading = replace(
        named,
        passages=(replace(furniture, kind=PassageKind.BOILERPLATE), paragraph),
        mentions=(first, replace(second, role=Role.ADJECTIVE, unsure=True), third),
    )
    writing.put(store, stored(reading))
    packed = np.frombuffer(one(store, "SELECT packed FROM articles"), MENTION)
    lviv = one(store, "SELECT number FROM places WHERE id = ?", LVIV.id)
    names = [
        one(store, "SELECT name FROM names WHERE number = ?", int(number))
        for number in packed["name"]
    ]
    assert packed["passage"].tolist() == [0, 1, 1]
    assert packed["place"].tolist() == [lviv, lviv, 0]
    assert packed["flags"].tolist() == [0, COUNTED | ADJECTIVE | UNSURE, COUNTED]
    assert names == ["lviv", "lviv", "atlantis"]


def test_a_possessive_or_a_capital_makes_no_other_name(store: Store) -> None:
    reading = a_reading(
        "Lviv's and LVIV and Lviv’s", places={"Lviv's": LVIV, "LVIV": LVIV, "Lviv’s": LVIV}
    )
    writing.put(store, stored(reading))
    assert one(store, "SELECT count(*) FROM names") == 1


def test_words_are_found(store: Store) -> None:
    writing.put(
        store, stored(a_reading("Snow fell.\n\nThe café in Lviv"), a_reading("Rain", path="/b"))
    )
    assert found(store, "cafe") == [2]
    assert found(store, '"snow fell"') == [1]
    assert found(store, "rain OR snow") == [1, 3]


def test_the_same_bytes_in_another_file_are_the_same_article(store: Store) -> None:
    first = a_reading("In Lviv.", path="/a/one.txt")
    copy = a_reading("In Lviv.", path="/b/two.txt")
    (number,) = writing.put(store, stored(first))
    assert writing.put(store, stored(copy)) == [number]
    assert one(store, "SELECT count(*) FROM files") == 2
    assert loading.reading(store, first.article.id) == first
    assert writing.remove_files(store, [Path("/a/one.txt")]) == []
    assert loading.reading(store, first.article.id).article.path == Path("/b/two.txt")
    assert writing.remove_files(store, [Path("/b/two.txt")]) == [number]
    assert list(loading.readings(store)) == []
    assert found(store, "lviv") == []


def test_the_same_bytes_twice_at_once_are_one_article(store: Store) -> None:
    first, copy = a_reading("In Lviv."), a_reading("In Lviv.", path="/other.txt")
    assert writing.put(store, stored(first, copy)) == [1, 1]
    assert one(store, "SELECT count(*) FROM passages") == 1


def test_numbers_of_articles_are_never_used_again(store: Store) -> None:
    (first,) = writing.put(store, stored(a_reading("One")))
    writing.remove_files(store, [Path("/articles/one.txt")])
    (second,) = writing.put(store, stored(a_reading("Two")))
    assert second > first


def test_a_file_that_changed_has_another_article(store: Store) -> None:
    writing.put(store, stored(a_reading("Old words on Lviv.")))
    new = a_reading("New words on Lviv.")
    writing.put(store, stored(new))
    assert list(loading.readings(store)) == [new]
    assert found(store, "old") == []


def test_a_file_that_changed_twice_at_once_keeps_the_last(store: Store) -> None:
    writing.put(store, stored(a_reading("One"), a_reading("Two")))
    assert [reading.article.text for reading in loading.readings(store)] == ["Two"]


def test_an_article_read_by_a_newer_reader_takes_the_place_of_the_old(store: Store) -> None:
    old = a_reading("Lviv. Menu. Imprint.")
    kept = a_reading("Another article", path="/b")
    (number, _) = writing.put(store, stored(old, kept))
    better = replace(
        old, article=replace(old.article, text="Lviv."), passages=(replace(old.passages[0], end=5),)
    )
    assert writing.put(store, [Stored(better, '{"reader": 2}', FINDER)]) == [number]
    assert loading.reading(store, old.article.id) == better
    assert found(store, "imprint") == []
    assert next(loading.readings(store)).article.id == old.article.id


def test_an_article_that_is_the_same_is_not_written_again(store: Store) -> None:
    writing.put(store, stored(a_reading("In Lviv.")))
    change = one(store, "SELECT changed FROM articles")
    writing.put(store, stored(a_reading("In Lviv.")))
    assert one(store, "SELECT changed FROM articles") == change


def test_parts_that_a_file_has_no_more_are_forgotten(store: Store) -> None:
    letters = [a_reading(f"Letter {n}", path="/box", part=f"message {n}") for n in (1, 2, 3)]
    numbers = writing.put(store, stored(*letters))
    assert writing.keep_parts(store, Path("/box"), {"message 1", "message 3"}) == [numbers[1]]
    assert list(loading.readings(store)) == [letters[0], letters[2]]


def test_newly_found_mentions_take_the_place_of_those_before(store: Store) -> None:
    reading = a_reading("Lviv and Springfield.")
    (number,) = writing.put(store, [Stored(reading, READER)])
    assert one(store, "SELECT finder FROM articles") is None
    writing.refind(store, {number: reading.mentions[1:]}, FINDER)
    assert loading.reading(store, reading.article.id).mentions == reading.mentions[1:]
    assert one(store, "SELECT description FROM makers WHERE kind = 'finder'") == FINDER


def test_a_place_that_changed_in_its_gazetteer_changes_here(store: Store) -> None:
    writing.put(store, stored(a_reading("Lviv")))
    moved = replace(LVIV, lat=50.0, title="L'viv")
    writing.put(store, stored(a_reading("Lviv, too", path="/b", places={"Lviv": moved})))
    assert loading.place(store, LVIV.id) == moved
    assert one(store, "SELECT count(*) FROM places") == 1
    assert loading.place(store, 1) == moved


def test_faults_and_notes_of_a_file_are_those_of_its_last_reading(store: Store) -> None:
    path = Path("/articles/broken.pdf")
    read = FileRead(path, 10, 20, None, READER)
    writing.put(store, (), read=[read], faults=[Fault(path, "encrypted"), Fault(path, "no", 3)])
    assert loading.faults(store) == (Fault(path, "encrypted"), Fault(path, "no", 3))
    writing.put(store, (), read=[read], notes=[Note(path, "read with a password")])
    assert loading.faults(store) == ()
    assert loading.notes(store) == (Note(path, "read with a password"),)
    writing.remove_files(store, [path])
    assert loading.notes(store) == ()
    assert one(store, "SELECT count(*) FROM readings") == 0


def test_names_that_are_not_utf_8_and_halves_of_characters_are_stored(store: Store) -> None:
    path = Path(os.fsdecode(b"/articles/caf\xe9\n.txt"))
    whole = a_reading("In Lviv")
    odd = replace(
        whole,
        article=replace(whole.article, path=path, text="In \ud83d\0iv", title="\udcff"),
        mentions=(),
    )
    writing.put(store, stored(odd))
    (back,) = loading.readings(store)
    assert back.article.path == path
    assert back.article.text == "In \ufffd\ufffdiv"
    assert back.article.title == "\ufffd"


def test_nothing_of_a_failed_put_stays(store: Store) -> None:
    writing.put(store, stored(a_reading("Kept")))
    bad = a_reading("Lviv", path="/b")
    wrong = replace(bad, mentions=(replace(bad.mentions[0], place=replace(LVIV, lat=0.0)),) * 2)
    with pytest.raises(sqlite3.IntegrityError):
        writing.put(store, stored(a_reading("Also good", path="/c"), wrong))
    assert [reading.article.text for reading in loading.readings(store)] == ["Kept"]
    assert one(store, "SELECT count(*) FROM places") == 0
    writing.put(store, stored(a_reading("Also good", path="/c")))
    assert one(store, "SELECT count(*) FROM articles") == 2


def test_copies_of_a_story_are_marked(store: Store) -> None:
    first, second, third = writing.put(store, stored(*many(3)))
    writing.set_stories(store, {second: first})
    with store.reading() as connection:
        stories = connection.execute("SELECT story FROM articles ORDER BY number").fetchall()
    assert stories == [(first,), (first,), (third,)]


def test_what_changed_is_told_by_its_change(store: Store) -> None:
    numbers = writing.put(store, stored(*many(3)))
    before = one(store, "SELECT last FROM changes")
    writing.refind(store, {numbers[1]: ()}, FINDER)
    with store.reading() as connection:
        changed = connection.execute("SELECT number FROM articles WHERE changed > ?", (before,))
        assert changed.fetchall() == [(numbers[1],)]


def test_folders_are_remembered(store: Store) -> None:
    writing.set_folders(store, {Path("/a"): False, Path("/b"): True})
    writing.set_folders(store, {Path("/a"): True})
    assert loading.folders(store) == {Path("/a"): True, Path("/b"): True}


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
LAT, LON = st.floats(-90, 90), st.floats(-180, 180)
RING = st.lists(st.tuples(LAT, LON), max_size=5).map(tuple)
PLACE = st.builds(
    Place,
    id=TEXT,
    title=TEXT.filter(str.strip),
    kind=TEXT,
    shape=st.sampled_from(Shape),
    lat=LAT,
    lon=LON,
    variants=st.lists(TEXT, max_size=3).map(tuple),
    ccodes=st.lists(TEXT, max_size=3).map(tuple),
    boundary=st.none() | TEXT,
    polygon=st.lists(RING, max_size=3).map(tuple),
    matches=st.lists(TEXT, max_size=3).map(tuple),
    source=TEXT,
    description=TEXT,
    row=st.none()
    | st.builds(
        Row,
        file=TEXT,
        line=st.integers(0, 1 << 40),
        cells=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
    ),
    population=st.none() | st.integers(0, 1 << 40),
    region=TEXT,
    radius_km=st.none() | st.floats(0, 1e5),
)


@given(PLACE)
def test_a_place_comes_out_as_it_went_in(place: Place) -> None:
    with sqlite3.connect(":memory:") as connection:
        held = connection.execute("SELECT ?,?,?,?,?,?,?,?,?,?,?", rows.place_row(place)).fetchone()
    connection.close()
    assert rows.place_of(held) == place


def test_springfield_is_one_place_in_all_articles(store: Store) -> None:
    writing.put(store, stored(*many(50)))
    assert one(store, "SELECT count(*) FROM places") == 2
    assert loading.places(store, [1, 2]).keys() == {1, 2}
    assert loading.place(store, SPRINGFIELD.id) == SPRINGFIELD
