"""A list to tick."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from viewer.desktop.pick_list import Choice, PickList
from viewer.desktop.style import LIGHT

CHOICES = [Choice(f"o{n}", f"Outlet {n}", 100 - n) for n in range(12)]


def names(listed: PickList) -> list[str]:
    model = listed.choices
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_a_long_list_can_be_searched_and_a_short_one_cannot(qtbot: QtBot) -> None:
    listed = PickList("Outlets", LIGHT)
    qtbot.addWidget(listed)
    listed.show_choices(CHOICES, frozenset())
    assert not listed.search.isHidden()
    qtbot.keyClicks(listed.search, "let 1")
    assert names(listed) == ["Outlet 1", "Outlet 10", "Outlet 11"]
    qtbot.keyClicks(listed.search, "x")
    assert listed.nothing.text() == "None matches"
    listed.show_choices(CHOICES[:3], frozenset())
    assert listed.search.isHidden()
    assert names(listed) == ["Outlet 0", "Outlet 1", "Outlet 2"]


def test_what_is_ticked_and_gone_is_kept_with_no_articles(qtbot: QtBot) -> None:
    listed = PickList("Outlets", LIGHT)
    qtbot.addWidget(listed)
    listed.show_choices(CHOICES, frozenset({"o2"}))
    assert names(listed)[0] == "Outlet 2"
    listed.show_choices(CHOICES[4:], frozenset({"o2"}))
    assert listed.choices.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Outlet 2, 0, ticked"


def test_a_click_and_the_space_bar_tick(qtbot: QtBot) -> None:
    listed = PickList("Outlets", LIGHT)
    qtbot.addWidget(listed)
    listed.resize(260, 300)
    listed.show_choices(CHOICES, frozenset())
    listed.show()
    with qtbot.waitSignal(listed.changed) as told:
        where = listed.view.visualRect(listed.choices.index(1)).center()
        qtbot.mouseClick(listed.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told.args == [frozenset({"o1"})]
    with qtbot.waitSignal(listed.changed) as told:
        qtbot.keyClick(listed.view, Qt.Key.Key_Space)
    assert told.args == [frozenset()]


def test_a_name_is_no_markup(qtbot: QtBot) -> None:
    listed = PickList("Outlets", LIGHT)
    qtbot.addWidget(listed)
    listed.show_choices([Choice("x", "<b>Bold</b>\u202e News", 3)], frozenset({"x"}))
    index = listed.choices.index(0)
    assert "&lt;b&gt;" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert index.data() == "<b>Bold</b> News"
    listed.resize(240, 200)
    image = QImage(listed.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    listed.render(image, QPoint())
    colours = {image.pixelColor(x, y).name() for x in range(40) for y in range(200)}
    assert LIGHT.accent in colours
