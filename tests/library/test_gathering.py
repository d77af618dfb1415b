from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.library.test_narrowing import PLACES, articles, reading
from viewer.library import gathering
from viewer.library.columns import Coded, Columns
from viewer.library.storage.decisions import decide
from viewer.library.storage.loading import readings
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put, refind, remove_files, set_stories
from viewer.model import Mention, PassageKind, Place, Role


def texts(coded: Coded) -> list[str]:
    return [coded.texts[code] for code in coded.code.tolist()]


def plain(columns: Columns) -> dict[str, object]:
    """All that columns say, as lists."""
    found: dict[str, object] = {}
    for part in (columns.articles, columns.places, columns.mentions):
        for name in part.__slots__:
            value = getattr(part, name)
            if isinstance(value, Coded):
                value = texts(value)
            elif isinstance(value, np.ndarray):
                value = value.tolist()
            elif isinstance(value, tuple):
                value = [one.tolist() for one in value]
            found[f"{type(part).__name__}.{name}"] = value
    return found


changes = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.lists(articles, min_size=1, max_size=3)),
        st.tuples(st.just("remove"), st.integers(1, 5)),
        st.tuples(st.just("refind"), st.integers(1, 5)),
        st.tuples(st.just("story"), st.integers(1, 5)),
        st.tuples(st.just("decide"), st.integers(1, 5)),
        st.tuples(st.just("move"), st.sampled_from(PLACES)),
    ),
    max_size=5,
)


def apply(store: Store, change: tuple[str, object], finder: str) -> None:
    """Change a library in one of the ways in which libraries change."""
    kind, what = change
    with store.reading() as connection:
        numbers = [row[0] for row in connection.execute("SELECT number FROM articles")]
        query = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'articles'"
        following = 1 + connection.execute(query).fetchone()[0]
    if kind == "put":
        assert isinstance(what, list)
        made = [reading(following + at, *one[:4]) for at, one in enumerate(what)]
        put(store, [Stored(one, "{}", finder) for one in made])
    elif kind == "remove":
        remove_files(store, [Path(f"{what}.txt")])
    elif kind == "move":
        assert isinstance(what, Place)
        moved = replace(what, lat=what.lat + 1)
        mention = Mention(0, 4, "snow", Role.LITERAL, moved, 1.0, "title")
        one = reading(following, [(PassageKind.PARAGRAPH, "snow", [])], None, None, None)
        put(store, [Stored(replace(one, mentions=(mention,)), "{}", finder)])
    elif what in numbers:
        _change_one(store, kind, int(what), numbers[0], finder)  # type: ignore[call-overload]


def _change_one(store: Store, kind: str, number: int, first: int, finder: str) -> None:
    (one,) = readings(store, [number])
    if kind == "refind":
        refind(store, {number: one.mentions[1:]}, finder)
    elif kind == "story":
        set_stories(store, {number: first})
    elif one.mentions:
        decide(store, one.article.id, (one.mentions[0].start, one.mentions[0].end), None)


@settings(max_examples=60, deadline=None)
@given(st.lists(articles, max_size=5), changes, changes)
def test_what_is_renewed_is_what_is_read_anew(
    made: list[Any], first: list[tuple[str, object]], then: list[tuple[str, object]]
) -> None:
    with Store.temporary() as store:
        apply(store, ("put", made), "{}") if made else None
        columns = gathering.load(store)
        for some in (first, then):
            for change in some:
                apply(store, change, "{}")
            columns = gathering.renewed(columns, store)
            assert plain(columns) == plain(gathering.load(store))


def test_where_nothing_has_changed_the_same_is_kept() -> None:
    with Store.temporary() as store:
        put(store, [Stored(reading(1, [], None, None, None), "{}", "{}")])
        columns = gathering.load(store)
        assert gathering.renewed(columns, store) is columns


def test_nothing_is_no_rows() -> None:
    with Store.temporary() as store:
        columns = gathering.load(store)
    assert (len(columns.articles), len(columns.places), len(columns.mentions.flags)) == (0, 0, 0)
