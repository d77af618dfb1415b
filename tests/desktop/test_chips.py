"""What narrows the library, as chips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from viewer.desktop.chips import Chips
from viewer.desktop.conditions import Condition
from viewer.desktop.style import LIGHT
from viewer.library.filters import Filter


def made(*words: str) -> list[Condition]:
    return [Condition(word, f"Country: {word}", Filter(query=word)) for word in words]


def test_the_keyboard_stays_in_the_line_when_a_chip_goes(qtbot: QtBot) -> None:
    chips = Chips(LIGHT)
    qtbot.addWidget(chips)
    chips.resize(500, 26)
    chips.removed.connect(lambda left: chips.show_conditions(made("Poland")))
    chips.show_conditions(made("Belarus", "Poland"))
    with qtbot.waitExposed(chips):
        chips.show()
    chips.activateWindow()
    chips.chips[0].setFocus()
    qtbot.waitUntil(chips.chips[0].hasFocus)
    with qtbot.waitSignal(chips.removed) as told:
        qtbot.keyClick(chips.chips[0], Qt.Key.Key_Space)
    assert told.args == [Filter(query="Belarus")]
    assert chips.chips[0].text() == "Poland"
    qtbot.waitUntil(chips.chips[0].hasFocus)


def test_a_chip_is_as_wide_as_its_words_and_no_wider_than_is_good(qtbot: QtBot) -> None:
    chips = Chips(LIGHT)
    qtbot.addWidget(chips)
    chips.resize(900, 26)
    chips.show_conditions(made("UK", "A name & a very long one that nobody would read to its end"))
    short, long = chips.chips
    assert short.width() < long.width() < 400
    assert long.text().endswith("…")
    assert "&&" in long.text()
    assert long.geometry().left() > short.geometry().right()
