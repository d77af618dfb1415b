"""The list of places where they are many: rows by need, and what is let through."""

from __future__ import annotations

import random
import re

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import reading
from viewer.desktop.map_frame import Frame
from viewer.desktop.place_rows import MANY, TALLY, WHAT, PlacesModel
from viewer.desktop.places import PlacesPane
from viewer.desktop.session import Session
from viewer.desktop.style import LIGHT
from viewer.library.library import Library
from viewer.model import Mention, Place, Reading, Role, Shape, View

COUNT = MANY + 500


def many() -> list[Reading]:
    """One article that names very many places, the first more often."""
    chance = random.Random(4)
    names = [f"Town{number}" for number in range(COUNT)]
    text = "Places\n\n" + "\n\n".join([*names, names[7], names[7], names[9]])
    plain = reading(text)
    places = {
        name: Place(
            f"t{number}",
            name,
            "town",
            Shape.VAGUE if number % 5 == 0 else Shape.POINT,
            chance.uniform(-80, 80),
            chance.uniform(-180, 180),
            variants=("Elsewhere",) if number == 11 else (),
            ccodes=("UA",),
        )
        for number, name in enumerate(names)
    }
    mentions = tuple(
        Mention(m.start(), m.end(), m.group(), Role.LITERAL, places[m.group()], 1.0, "test")
        for m in re.finditer(r"Town\d+", text)
    )
    return [Reading(plain.article, plain.passages, mentions)]


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.of(many())


@pytest.fixture
def model(library: Library, qtbot: QtBot) -> PlacesModel:
    session = Session()
    session.show_library(library)
    made = PlacesModel(session)
    made.reload()
    return made


def ids(model: PlacesModel) -> list[str]:
    return [model.index(row).data(TALLY).place.id for row in range(model.rowCount())]


def test_most_passages_go_first_and_each_has_its_row(model: PlacesModel) -> None:
    assert model.rowCount() == model.total == COUNT
    assert ids(model)[:3] == ["t7", "t9", "t0"]
    assert model.most == 3
    for place_id in ("t7", "t0", f"t{COUNT - 1}"):
        assert model.index(model.row_of(place_id)).data(TALLY).place.id == place_id
    assert model.row_of("nowhere") == -1
    assert model.shapes == {Shape.POINT, Shape.VAGUE}
    assert model.index(0).data(WHAT) == "town, UA"


def test_words_shapes_and_the_view_let_through_what_each_place_would(model: PlacesModel) -> None:
    frame = Frame(View(20, 30, 3.0), 800, 600)
    places = [tally.place for tally in model._tallies]
    shown = {p.id for p in places if frame.shows(p.lat, p.lon)}
    assert 0 < len(shown) < COUNT
    model.keep("", frozenset(Shape), frame.shows_each)
    assert set(ids(model)) == shown
    model.keep("", frozenset([Shape.VAGUE]), frame.shows_each)
    vague = {p.id for p in places if p.shape is Shape.VAGUE}
    assert set(ids(model)) == shown & vague
    model.keep("town12", frozenset(Shape), None)
    assert ids(model) == [p.id for p in places if "Town12" in p.title]
    model.keep(" ELSE ", frozenset(Shape), None)
    assert ids(model) == ["t11"]
    assert model.row_of("t11") == 0
    assert model.row_of("t7") == -1


def test_no_place_is_asked_for_that_is_not_looked_at(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    pane = PlacesPane(session, LIGHT)
    qtbot.addWidget(pane)
    pane.resize(260, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    asked: list[int] = []
    places = library._source.places
    monkeypatch.setattr(
        library._source, "places", lambda numbers: asked.extend(numbers) or places(numbers)
    )
    session.show_library(library)
    pane.grab()
    assert 5 < len(set(asked)) < 200
    pane.view.verticalScrollBar().setValue(pane.view.verticalScrollBar().maximum() // 2)
    pane.grab()
    assert len(set(asked)) < 400
    session.select(f"t{COUNT - 1}")
    assert pane.view.currentIndex().data(TALLY).place.id == f"t{COUNT - 1}"


def test_another_library_leaves_the_list_where_it_stands(library: Library, qtbot: QtBot) -> None:
    session = Session()
    pane = PlacesPane(session, LIGHT)
    qtbot.addWidget(pane)
    pane.resize(260, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    session.show_library(library)
    session.select("t20")
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    pane.view.setFocus()
    before = bar.value()
    session.show_library(library.refreshed())
    pane.grab()
    assert bar.value() == before
    assert pane.view.currentIndex().data(TALLY).place.id == "t20"
    assert pane.view.hasFocus()


def test_many_points_are_in_a_frame_as_each_is() -> None:
    chance = random.Random(1)
    points = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(500)]
    lats, lons = np.array(points).T
    for view in (View(0, 0, 1), View(50, 179, 4), View(-30, -100, 2.5), View(89, 0, 3)):
        frame = Frame(view, 640, 480)
        assert frame.shows_each(lats, lons).tolist() == [frame.shows(*point) for point in points]


def test_a_row_has_no_children(model: PlacesModel) -> None:
    first = model.index(0)
    assert model.rowCount(first) == 0
    assert model.rowCount(QModelIndex()) == COUNT
    assert first.data(Qt.ItemDataRole.DecorationRole) is None
