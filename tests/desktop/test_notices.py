"""The line of notices: one at a time, each until it is dealt with."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.desktop.notices import Deed, Notices
from viewer.desktop.style import LIGHT


@pytest.fixture
def notices(qtbot: QtBot) -> Notices:
    made = Notices(LIGHT)
    qtbot.addWidget(made)
    return made


def test_the_last_is_shown_and_those_before_come_back(notices: Notices) -> None:
    assert notices.isHidden()
    notices.tell("one", "The first")
    notices.tell("two", "The <b>second</b>\nof them")
    assert notices.words.text() == "The <b>second</b> of them"
    assert notices.words.textFormat() is Qt.TextFormat.PlainText
    notices.withdraw("two")
    assert notices.words.text() == "The first"
    notices.withdraw("one")
    notices.withdraw("one")
    assert notices.isHidden()


def test_a_deed_is_done_once_and_takes_the_notice_away(notices: Notices) -> None:
    done: list[str] = []
    notices.tell("one", "It is so", Deed("Change It", lambda: done.append("changed")))
    (button,) = notices.buttons
    button.click()
    assert done == ["changed"]
    assert notices.isHidden()


def test_what_a_deed_tells_stays(notices: Notices) -> None:
    notices.tell("one", "It is so", Deed("Again", lambda: notices.tell("one", "It is so still")))
    notices.buttons[0].click()
    assert notices.words.text() == "It is so still"


def test_the_same_key_takes_the_place_of_the_one_before(notices: Notices) -> None:
    notices.tell("one", "Two articles")
    notices.tell("one", "Three articles")
    assert notices.words.text() == "Three articles"
    notices.withdraw("one")
    assert notices.isHidden()
