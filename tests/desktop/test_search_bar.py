"""The row above the map, the line below it, and the popover of filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.narrowing_fixtures import DAY, session
from viewer.desktop.findings_row import FindingsRow
from viewer.desktop.search_bar import SearchBar
from viewer.desktop.session import Session
from viewer.desktop.style import DARK, LIGHT
from viewer.library.filters import Filter
from viewer.model import Bounds


class Strip(QWidget):
    """The bar over the line, as in the window."""

    def __init__(self, shown: Session) -> None:
        super().__init__()
        self.session = shown
        self.bar = SearchBar(shown, LIGHT)
        self.row = FindingsRow(shown, LIGHT)
        layout = QVBoxLayout(self)
        layout.addWidget(self.bar)
        layout.addWidget(self.row)


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[Strip]:
    made = Strip(session())
    made.resize(1000, 120)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    shiboken6.delete(made)


def shown(strip: Strip) -> int:
    assert strip.session.library is not None
    return strip.session.library.counts.articles


def test_what_is_typed_last_is_searched_for(strip: Strip, qtbot: QtBot) -> None:
    asked: list[Filter] = []
    strip.session.narrowAsked.connect(asked.append)
    qtbot.keyClicks(strip.bar.search, "oil")
    qtbot.waitUntil(lambda: bool(asked))
    assert [one.query for one in asked] == ["oil"]
    assert strip.row.isVisible()
    assert strip.row.count.text() == "4 passages in 4 articles"


def test_enter_searches_at_once_and_escape_clears(strip: Strip, qtbot: QtBot) -> None:
    qtbot.keyClicks(strip.bar.search, "minsk")
    qtbot.keyClick(strip.bar.search, Qt.Key.Key_Return)
    assert strip.session.filter.query == "minsk"
    assert shown(strip) == 3
    qtbot.keyClick(strip.bar.search, Qt.Key.Key_Escape)
    assert strip.session.filter == Filter()
    assert not strip.row.isVisible()
    with qtbot.waitSignal(strip.bar.left):
        qtbot.keyClick(strip.bar.search, Qt.Key.Key_Escape)


def test_a_saved_filter_is_shown_in_the_fields(strip: Strip) -> None:
    since = DAY + dt.timedelta(1)
    strip.session.narrow(Filter(query='"oil terminal"', since=since, countries=frozenset({"UA"})))
    assert strip.bar.search.text() == '"oil terminal"'
    assert strip.bar.since.text() == "28 Feb 2022"
    assert strip.bar.until.text() == ""
    assert strip.bar.filters.text() == "Filters · 1"
    assert [chip.text() for chip in strip.row.chips.chips] == ["Ukraine"]


def test_places_of_the_name_are_offered_below_the_field(strip: Strip, qtbot: QtBot) -> None:
    strip.bar.search.setFocus()
    qtbot.keyClicks(strip.bar.search, "in")
    qtbot.waitUntil(lambda: strip.bar.suggestions.shown)
    titles = [tally.place.title for tally in strip.bar.suggestions.model.tallies]
    assert titles == ["Minsk"]
    popup = strip.bar.suggestions.popup
    with qtbot.waitSignal(strip.bar.placeChosen) as told:
        qtbot.keyClick(popup, Qt.Key.Key_Down)
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert told.args == ["minsk"]
    assert strip.bar.search.text() == ""
    assert strip.session.filter == Filter()


def test_dates_are_read_and_the_later_choice_holds(strip: Strip, qtbot: QtBot) -> None:
    qtbot.keyClicks(strip.bar.since, "2022-03")
    qtbot.keyClick(strip.bar.since, Qt.Key.Key_Return)
    assert strip.session.filter.since == dt.date(2022, 3, 1)
    assert strip.bar.since.text() == "1 Mar 2022"
    qtbot.keyClicks(strip.bar.until, "Feb 2022")
    qtbot.keyClick(strip.bar.until, Qt.Key.Key_Return)
    assert strip.session.filter == Filter(until=dt.date(2022, 2, 28))
    assert strip.bar.since.text() == ""
    assert shown(strip) == 3
    strip.bar.until.clear()
    strip.bar.until.textEdited.emit("")
    assert strip.session.filter == Filter()


def test_a_date_that_may_be_two_is_not_guessed(strip: Strip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.bar.since.problem) as told:
        qtbot.keyClicks(strip.bar.since, "02/03/2022")
        qtbot.keyClick(strip.bar.since, Qt.Key.Key_Return)
    assert "2 Mar 2022 or 3 Feb 2022" in told.args[0]
    assert strip.session.filter == Filter()
    assert strip.bar.since.text() == "02/03/2022"
    assert strip.bar.since.property("wrong")
    qtbot.keyClick(strip.bar.since, Qt.Key.Key_Escape)
    assert strip.bar.since.text() == ""
    assert not strip.bar.since.property("wrong")


def test_a_click_on_a_chip_takes_it_away(strip: Strip, qtbot: QtBot) -> None:
    strip.session.narrow(Filter(outlets=frozenset({"The Post"}), languages=frozenset({"uk"})))
    assert shown(strip) == 1
    first = strip.row.chips.chips[0]
    assert first.accessibleName() == "Remove the filter Outlet: The Post"
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert strip.session.filter == Filter(languages=frozenset({"uk"}))
    with qtbot.waitSignal(strip.row.cleared):
        strip.row.clear.click()


def test_chips_without_room_are_counted(strip: Strip, qtbot: QtBot) -> None:
    chosen = frozenset({"The Paper of Record", "The Post of the Morning", "The Wire of the World"})
    inside = Bounds(40, 20, 60, 40)
    strip.session.narrow(Filter(outlets=chosen, placed=True, inside=inside))
    strip.resize(520, 120)
    chips = strip.row.chips

    def fits() -> bool:
        return chips.more.isVisible() and not chips.chips[-1].isVisible()

    qtbot.waitUntil(fits)
    hidden = [chip for chip in chips.chips if not chip.isVisible()]
    assert chips.more.text() == f"{len(hidden)} more"
    assert chips.more.geometry().right() <= chips.width()
    with qtbot.waitSignal(strip.row.filtersWanted):
        chips.more.click()


def test_filters_are_ticked_with_their_counts(strip: Strip, qtbot: QtBot) -> None:
    strip.bar.open_filters()
    popover = strip.bar.popover
    outlets = popover.lists["outlets"].choices
    lines = [outlets.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert lines == [
        "The Paper, 3, not ticked",
        "The Post, 2, not ticked",
        "The Wire, 1, not ticked",
    ]
    view = popover.lists["outlets"].view
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert strip.session.filter == Filter(outlets=frozenset({"The Post"}))
    # Lines stay where they are while one after another is ticked.
    again = [outlets.index(row).data() for row in range(3)]
    assert again == ["The Paper", "The Post", "The Wire"]
    popover.placed[2].click()
    assert strip.session.filter.placed is False
    popover.copies.click()
    assert strip.session.filter.copies
    popover.clear.click()
    assert strip.session.filter == Filter(copies=True)
    assert outlets.ticked == frozenset()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_what_is_ticked_stands_first_when_the_popover_is_opened(strip: Strip) -> None:
    strip.session.narrow(Filter(countries=frozenset({"BY"})))
    strip.bar.open_filters()
    countries = strip.bar.popover.lists["countries"].choices
    assert countries.index(0).data() == "Belarus"
    assert countries.index(0).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    strip.bar.popover.close()


def test_in_a_narrow_window_everything_is_still_there(strip: Strip, qtbot: QtBot) -> None:
    strip.session.narrow(Filter(since=dt.date(2022, 9, 30), until=dt.date(2022, 9, 30)))
    strip.bar.setFixedWidth(strip.bar.minimumSizeHint().width())
    search, since = strip.bar.search, strip.bar.since
    qtbot.waitUntil(lambda: search.geometry().right() < since.geometry().left())
    assert not since.cross.isVisible()
    ends = [strip.bar.geometry().width()]
    for field in reversed(strip.bar.stops):
        assert field.isVisible()
        assert field.geometry().right() < ends[-1]
        ends.append(field.geometry().left())
    assert ends[-1] >= 0
    assert since.width() > since.fontMetrics().horizontalAdvance("30 Sep 2022") + 20
    assert strip.bar.minimumSizeHint().width() < 400


def test_everything_takes_the_colours_of_a_theme(strip: Strip) -> None:
    strip.session.narrow(Filter(countries=frozenset({"BY"})))
    before = strip.bar.filters.icon().pixmap(18).toImage()
    strip.bar.dress(DARK)
    strip.row.dress(DARK)
    after = strip.bar.filters.icon().pixmap(18).toImage()
    assert isinstance(after, QImage)
    assert before != after
