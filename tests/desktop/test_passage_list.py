"""A list of very many passages: cards are made of those that are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import reading
from viewer.desktop.passage_list import PAGE, PassageList
from viewer.desktop.style import LIGHT
from viewer.library.library import Excerpt, Library

COUNT = 5 * PAGE + 3


@pytest.fixture(scope="module")
def library() -> Library:
    """A library in which one article names a place in very many passages."""
    return Library.of([reading("\n\n".join(f"Passage {n} is of Kyiv." for n in range(COUNT)))])


@pytest.fixture
def passages(library: Library, qtbot: QtBot) -> PassageList:
    made = PassageList(LIGHT, "Passages")
    qtbot.addWidget(made)
    made.resize(360, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_excerpts(library.excerpts("kyiv"))
    return made


def current(passages: PassageList) -> Excerpt:
    assert passages.current is not None
    return passages.current


def test_passages_become_rows_some_at_a_time(passages: PassageList, qtbot: QtBot) -> None:
    model = passages.passages
    assert (model.rowCount(), len(model.excerpts)) == (PAGE, COUNT)
    assert model.canFetchMore(QModelIndex())
    assert not model.canFetchMore(model.index(0))
    bar = passages.verticalScrollBar()
    for _ in range(3):
        bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: model.rowCount() > PAGE)
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    assert model.rowCount() == COUNT
    assert model.excerpt(COUNT - 1) == model.excerpts[COUNT - 1]


def test_steps_and_keys_go_beyond_the_first_page(passages: PassageList, qtbot: QtBot) -> None:
    passages.setFocus()
    for _ in range(PAGE + 2):
        passages.step(1)
    assert current(passages) == passages.passages.excerpts[PAGE + 2]
    qtbot.keyClick(passages, Qt.Key.Key_Up)
    assert current(passages) == passages.passages.excerpts[PAGE + 1]


def test_the_same_passages_anew_stay_where_they_stand(
    passages: PassageList, library: Library
) -> None:
    for _ in range(PAGE + 5):
        passages.step(1)
    bar = passages.verticalScrollBar()
    down, before = bar.value(), current(passages)
    assert down > 0
    passages.show_excerpts(library.refreshed().excerpts("kyiv"), stay=True)
    assert (bar.value(), current(passages)) == (down, before)
    passages.show_excerpts(library.excerpts("kyiv"))
    assert (bar.value(), passages.currentIndex().row()) == (0, 0)


def test_it_goes_to_a_passage_that_it_has(passages: PassageList) -> None:
    wanted = passages.passages.excerpts[PAGE - 2]
    passages.go_to(wanted.reading.article.id, wanted.passage.start)
    assert current(passages) == wanted
    passages.go_to("elsewhere", 0)
    assert current(passages) == wanted
