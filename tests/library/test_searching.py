from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from viewer.library import searching
from viewer.library.searching import Node, expression, matching, parse, spans
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.model import Article, Passage, PassageKind, Reading

LINES = (
    "Snow fell on the harbour before dawn.",
    "The harbour master saw no snow, only rain.",
    "Rain again; the snowfall of Łódź was over.",
    "Naïve cafés of NEW YORK: 12:30 and text:column",
    "北京的天气很好，2022年的雪。",
    "สวัสดีกรุงเทพมหานคร",
    "서울에서 눈이 내렸다",
    "emoji 😀 snow\ufdd0man",
)


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    """A library in which each line is a passage of one article, numbered from 1."""
    text = "\n".join(LINES)
    passages, start = [], 0
    for line in LINES:
        passages.append(Passage(start, start + len(line), PassageKind.PARAGRAPH))
        start += len(line) + 1
    reading = Reading(Article("1", Path("1.txt"), text, "utf-8", "t"), tuple(passages), ())
    with Store.temporary() as store:
        put(store, [Stored(reading, "{}", "{}")])
        with store.reading() as connection:
            yield connection


def found(connection: sqlite3.Connection, text: str) -> list[int]:
    node = parse(text)
    return [] if node is None else matching(connection, node).tolist()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("snow", [1, 2]),
        ("SNOW", [1, 2]),
        ("snow rain", [2]),
        ("snow AND rain", [2]),
        ("snow OR rain", [1, 2, 3]),
        ("rain OR snow harbour", [1, 2, 3]),
        ("snow NOT rain", [1]),
        ("snow -rain", [1]),
        ("-rain snow", [1]),
        ("harbour -(rain OR dawn)", []),
        ("NOT the", [4, 5, 6, 7, 8]),
        ("snow*", [1, 2, 3, 8]),
        ('"harbour master"', [2]),
        ('"master harbour"', []),
        ('"harbour mas"*', [2]),
        ("“harbour master”", [2]),
        ('"harbour master', [2]),
        ("(snow OR rain) master", [2]),
        ("lodz", []),
        ("Łódź", [3]),
        ("naive cafes", [4]),
        ("new york", [4]),
        ("12:30", [4]),
        ("text:column", [4]),
        ("snow and rain", []),
        ("or", []),
        ("北京", [5]),
        ("天气", [5]),
        ("雪", [5]),
        ("天气 -北京", []),
        ("天气 OR dawn", [1, 5]),
        ("กรุงเทพ", [6]),
        ("서울", [7]),
        ("😀", []),
        ("snow 😀", [1, 2]),
        ("snow AND", [1, 2]),
        ("OR snow", [1, 2]),
        ("NOT", []),
        ("harbour AND OR master", [1, 2]),
        ("snow)", [1, 2]),
        ("((snow", [1, 2]),
        (") master (", [2]),
        ("", []),
        ("  ", []),
        ('""', []),
        ("*", []),
        ("^snow + ~", [1, 2]),
        ("NEAR(snow rain)", []),
        ("don't", []),
        ("snow\0rain", [2]),
        ("snow\nrain", [2]),
        ("snow-rain", []),
    ],
)
def test_what_is_typed_finds_what_is_meant(
    connection: sqlite3.Connection, typed: str, lines: list[int]
) -> None:
    assert found(connection, typed) == lines


def test_operators_alone_are_words(connection: sqlite3.Connection) -> None:
    assert parse("OR") is not None
    assert found(connection, "OR") == []
    assert found(connection, "NOT AND") == []


WORDS = ("snow", "rain", "AND", "OR", "NOT", "NEAR", "雪", "😀", "\0", "\ud800", *"()\"*-:^+{},.' ")
hostile = st.lists(st.sampled_from(WORDS)).map(" ".join) | st.lists(st.sampled_from(WORDS)).map(
    "".join
)


@settings(max_examples=300)
@given(st.one_of(st.text(), hostile))
@example('snow" OR text MATCH "')
@example("(" * 5000 + "snow" + ")" * 5000)
@example("snow AND (" * 1000)
@example("-" * 10_000)
@example("snow " * 2000)
@example('"' * 10_000)
@example("text : snow")
@example("{text} : snow")
@example("- snow")
@example("\u0345")
@example("\U0001e900")
def test_anything_typed_is_a_search(connection: sqlite3.Connection, typed: str) -> None:
    node = parse(typed)
    if node is not None:
        matching(connection, node)
        spans(node, LINES)


@pytest.mark.parametrize(
    ("typed", "line", "words"),
    [
        ("snow OR master", 2, ["master", "snow"]),
        ("harbour NOT dawn", 2, ["harbour"]),
        ('"the harbour"', 1, ["the harbour"]),
        ("snow*", 3, ["snowfall"]),
        ("天气", 5, ["天气"]),
        ("cafes", 4, ["cafés"]),
        ("snow", 5, []),
        ("emoji", 8, ["emoji"]),
    ],
)
def test_spans_are_where_the_words_stand(typed: str, line: int, words: list[str]) -> None:
    node = parse(typed)
    assert node is not None
    text = LINES[line - 1]
    assert [text[start:end] for start, end in spans(node, LINES)[line - 1]] == words


@pytest.mark.parametrize("typed", ["a*", "the harbour", "snow OR cafe*", '"the harbour"', "天*"])
def test_what_the_library_finds_has_spans(connection: sqlite3.Connection, typed: str) -> None:
    node = parse(typed)
    assert node is not None
    having = [number for number, found in enumerate(spans(node, LINES), 1) if found]
    assert set(matching(connection, node).tolist()) <= set(having)


def test_words_are_told_as_the_schema_says() -> None:
    schema = Path(searching.__file__).with_name("schema.sql").read_text("utf-8")
    assert f'tokenize = "{searching.TOKENS}"' in schema


def test_what_cannot_be_one_expression_is_none() -> None:
    def of(typed: str) -> str | None:
        node: Node | None = parse(typed)
        assert node is not None
        return expression(node)

    assert of("snow rain") == '("snow" AND "rain")'
    assert of("天气 snow") is None
    assert of("NOT snow") is None


def test_the_parser_keeps_within_what_sqlite_takes() -> None:
    """Hundreds of alternatives in hundreds of parentheses, in a table of their own."""
    with closing(sqlite3.connect(":memory:")) as other:
        other.execute("CREATE VIRTUAL TABLE passage_words USING fts5 (text)")
        for typed in ("a OR b NOT (c " * 400, "x OR y " * 400, "(a OR " * 400, "a -" * 400):
            node = parse(typed)
            assert node is not None
            asked = expression(node)
            if asked is not None:
                other.execute("SELECT * FROM passage_words WHERE passage_words MATCH ?", (asked,))
