"""The line at the bottom: counts, progress with the time left, a pause."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.window_fixtures import library
from viewer.desktop.intake import Going
from viewer.desktop.session import Session
from viewer.desktop.statusline import StatusLine, time_left
from viewer.library.filters import Filter


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    made = StatusLine(Session())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0.2, "about 5 seconds left"),
        (12, "about 10 seconds left"),
        (58, "about 1 minute left"),
        (130, "about 2 minutes left"),
        (3_500, "about 58 minutes left"),
        (3_700, "about 1 hour left"),
        (20_000, "about 6 hours left"),
    ],
)
def test_the_time_left_is_no_more_exact_than_can_be_known(
    seconds: float | None, words: str
) -> None:
    assert time_left(seconds) == words


def test_reading_is_paused_and_continued(line: StatusLine, qtbot: QtBot) -> None:
    line.begin()
    line.show_progress(Going(3, 9, Path("some/file.txt"), "3 of 9", 61.0))
    assert line.doing.text() == "file.txt · 3 of 9 · about 1 minute left"
    with qtbot.waitSignal(line.paused) as told:
        line.pause.click()
    assert told.args == [True]
    assert line.doing.text() == "file.txt · 3 of 9 · paused"
    assert line.pause.text() == "Continue"
    with qtbot.waitSignal(line.paused) as told:
        line.end()
    assert told.args == [False], "what comes next is not paused"
    assert not line.pause.isVisible()


def test_what_cannot_be_paused_offers_no_pause(line: StatusLine) -> None:
    line.begin()
    line.show_progress(Going(3, 9, None, "saving", None, can_pause=False))
    assert line.doing.text() == "saving"
    assert line.pause.isHidden()


def test_the_counts_are_those_of_what_is_shown(qtbot: QtBot) -> None:
    session = Session()
    line = StatusLine(session)
    qtbot.addWidget(line)
    whole = library()
    session.show_library(whole)
    assert line.status.text().startswith("2 articles · ")
    session.show_library(whole.filtered(Filter(query="Minsk")))
    assert line.status.text().startswith("1 article · ")
    session.show_library(whole.filtered(Filter(query="nothing of that kind")))
    assert line.status.text() == "Nothing is left by the search and the filters"


def test_who_cancels_is_told_how_to_get_the_rest(line: StatusLine, qtbot: QtBot) -> None:
    line.begin()
    line.show_progress(Going(3, 9, Path("some/file.txt"), "3 of 9", 61.0))
    with qtbot.waitSignal(line.cancelled):
        line.cancel.click()
    assert "F5 reads the rest" in line.said.text()
