"""Saved views and links give back what they were given, and refuse all else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.library.filters import Filter
from viewer.library.storage import views
from viewer.library.storage.store import Store
from viewer.library.storage.views import LAYERS, LinkError, NameTaken, ViewState, link, parse_link
from viewer.model import Bounds, Shape, View

TEXT = st.text(max_size=30)
TEXTS = st.frozensets(TEXT, max_size=3)
LAT, LON = st.floats(-90, 90), st.floats(-180, 180)
FILTER = st.builds(
    Filter,
    query=TEXT,
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    outlets=TEXTS,
    languages=TEXTS,
    kinds=TEXTS,
    countries=TEXTS,
    shapes=st.frozensets(st.sampled_from(Shape)),
    inside=st.none()
    | st.tuples(LAT, LON, LAT, LON).map(
        lambda box: Bounds(min(box[0], box[2]), box[1], max(box[0], box[2]), box[3])
    ),
    placed=st.none() | st.booleans(),
    adjectives=st.booleans(),
    copies=st.booleans(),
)
STATE = st.builds(
    ViewState,
    filter=FILTER,
    view=st.builds(
        View,
        lat=LAT,
        lon=st.floats(-720, 720),
        zoom=st.floats(0, 22),
        selected=st.none() | TEXT,
        tiles=st.none() | TEXT,
    ),
    layer=st.sampled_from(LAYERS),
)
NAME = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1)
SET = ViewState(
    Filter(query="oil terminal", since=dt.date(2022, 2, 1)),
    View(50.45, 30.52, 7.5, selected="gn:703448"),
    "heat",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "a.dateline") as store:
        yield store


def test_a_saved_view_is_there_with_all_it_had(store: Store) -> None:
    views.save(store, " Oil  in winter ", SET)
    views.save(store, "all", ViewState())
    with Store.open(store.path) as other:
        assert [(view.name, view.state) for view in views.saved(other)] == [
            ("all", ViewState()),
            ("Oil in winter", SET),
        ]


def test_a_view_of_the_same_name_is_replaced(store: Store) -> None:
    views.save(store, "one", ViewState())
    views.save(store, "one", SET)
    assert [view.state for view in views.saved(store)] == [SET]


def test_a_view_is_renamed_and_deleted(store: Store) -> None:
    views.save(store, "one", SET)
    views.save(store, "two", SET)
    views.rename(store, "one", "three")
    with pytest.raises(NameTaken, match="'two' already"):
        views.rename(store, "three", "two")
    with pytest.raises(KeyError):
        views.rename(store, "one", "four")
    views.delete(store, "two")
    assert [view.name for view in views.saved(store)] == ["three"]


def test_a_view_needs_a_name(store: Store) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        views.save(store, " \n", SET)


def test_a_view_that_cannot_be_read_is_listed_all_the_same(store: Store) -> None:
    with store.writing() as connection:
        state = json.dumps({"hologram": True})
        connection.execute("INSERT INTO views VALUES ('odd', '2030-01-01T00:00:00', ?)", (state,))
    assert [(view.name, view.state) for view in views.saved(store)] == [("odd", None)]


@given(NAME, STATE)
@example("?#%&.dateline", SET)
@example("\u202e\n 100%.dateline", ViewState())
def test_a_link_leads_to_what_it_was_made_of(name: str, state: ViewState) -> None:
    path = Path("/home/ann") / name
    made = link(path, state)
    assert made.startswith("dateline:/home/ann/")
    assert parse_link(made) == (path, state)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dateline:",
        "dateline:/a.dateline",
        "dateline:?{}",
        "dateline:a.dateline?{}",
        "dateline://host/share/a.dateline?{}",
        "dateline:/a%00b?{}",
        "dateline:%2F%2Fhost/a?{}",
        "file:///a.dateline?{}",
        "https://example.org/?{}",
        "dateline:/a.dateline?[]",
        "dateline:/a.dateline?{",
        "dateline:/a.dateline?" + "[" * 60_000,
        "dateline:/a.dateline?" + quote('{"lat":1,"lon":1,"zoom":1}') + "x" * 70_000,
        "dateline:/é.dateline?{}",
        "dateline:/a\n.dateline?{}",
        *(
            "dateline:/a.dateline?" + quote(state)
            for state in (
                "{}",
                '{"lat":91,"lon":1,"zoom":1}',
                '{"lat":NaN,"lon":1,"zoom":1}',
                '{"lat":1e999,"lon":1,"zoom":1}',
                '{"lat":"1","lon":1,"zoom":1}',
                '{"lat":true,"lon":1,"zoom":1}',
                '{"lat":1,"lon":1,"zoom":-1}',
                '{"lat":1,"lon":1,"zoom":1,"run":"rm"}',
                '{"lat":1,"lon":1,"zoom":1,"layer":"secret"}',
                '{"lat":1,"lon":1,"zoom":1,"selected":7}',
                '{"lat":1,"lon":1,"zoom":1,"selected":"\\ud800"}',
                '{"lat":1,"lon":1,"zoom":1,"filter":[]}',
                '{"lat":1,"lon":1,"zoom":1,"filter":{"inside":[1' + "0" * 400 + ",1,1,1]}}",
                '{"lat":1,"lon":1,"zoom":1,"filter":{"since":"yesterday"}}',
            )
        ),
    ],
)
def test_an_odd_link_is_refused(text: str) -> None:
    with pytest.raises(LinkError):
        parse_link(text)


@given(st.text() | st.text().map("dateline:/a?{}".format))
def test_whatever_is_no_link_is_refused_and_breaks_nothing(text: str) -> None:
    with pytest.raises(LinkError):
        parse_link(text)


def test_no_link_is_made_to_another_machine() -> None:
    with pytest.raises(LinkError):
        link(Path("//host/share/a.dateline"), SET)
