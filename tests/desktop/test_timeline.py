"""The timeline: bars, the span that is dragged, playing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.narrowing_fixtures import DAY, dated, session
from viewer.desktop.session import Session
from viewer.desktop.style import LIGHT
from viewer.desktop.timeline import TimelinePane, bars_of
from viewer.desktop.timeline_canvas import TimelineCanvas
from viewer.desktop.timeline_drawing import Bars, axis_px
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.library.timeline import Histogram, Step

ONE = dt.timedelta(1)


@pytest.fixture
def pane(qtbot: QtBot) -> Iterator[TimelinePane]:
    made = TimelinePane(session(), LIGHT)
    made.resize(900, 130)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    shiboken6.delete(made)


def at(pane: TimelinePane, day: dt.date, part: float = 0.5) -> QPoint:
    """Where a day stands on the canvas."""
    x = pane.canvas.scale.x(day.toordinal() + part)
    return QPoint(round(x), pane.canvas.height() // 3)


def drag(pane: TimelinePane, start: QPoint, end: QPoint) -> None:
    canvas, left = pane.canvas, Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=start)
    QTest.mouseMove(canvas, (start + end) / 2)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, left, pos=end)


def narrowed(pane: TimelinePane) -> Filter:
    found: Session = pane._session
    return found.filter


def test_dragging_on_empty_ground_makes_a_span(pane: TimelinePane, qtbot: QtBot) -> None:
    drag(pane, at(pane, DAY), at(pane, DAY + 9 * ONE))
    assert pane.canvas.span == (DAY, DAY + 9 * ONE)
    qtbot.waitUntil(lambda: narrowed(pane) == Filter(since=DAY, until=DAY + 9 * ONE))
    assert pane.span.text() == "27 Feb – 8 Mar 2022"
    library = pane._session.library
    assert library is not None
    assert library.counts.articles == 4  # with the one of which only the month is known


def test_its_edges_and_its_middle_are_dragged(pane: TimelinePane) -> None:
    drag(pane, at(pane, DAY), at(pane, DAY + 9 * ONE))
    drag(pane, at(pane, DAY + 10 * ONE, 0), at(pane, DAY + 14 * ONE))
    assert pane.canvas.span == (DAY, DAY + 14 * ONE)
    drag(pane, at(pane, DAY, 0), at(pane, DAY + 4 * ONE))
    assert pane.canvas.span == (DAY + 4 * ONE, DAY + 14 * ONE)
    drag(pane, at(pane, DAY + 8 * ONE), at(pane, DAY + 11 * ONE))
    assert pane.canvas.span == (DAY + 7 * ONE, DAY + 17 * ONE)


def test_an_end_is_not_dragged_past_the_other(pane: TimelinePane) -> None:
    drag(pane, at(pane, DAY + 5 * ONE), at(pane, DAY + 9 * ONE))
    drag(pane, at(pane, DAY + 10 * ONE, 0), at(pane, DAY))
    assert pane.canvas.span == (DAY + 5 * ONE, DAY + 5 * ONE)


def test_a_double_click_clears_and_a_click_on_a_bar_chooses_it(
    pane: TimelinePane, qtbot: QtBot
) -> None:
    qtbot.mouseClick(pane.canvas, Qt.MouseButton.LeftButton, pos=at(pane, DAY + ONE))
    assert pane.canvas.span == (DAY + ONE, DAY + ONE)
    qtbot.waitUntil(lambda: narrowed(pane).since == DAY + ONE)
    qtbot.mouseDClick(pane.canvas, Qt.MouseButton.LeftButton, pos=at(pane, DAY + ONE))
    qtbot.waitUntil(lambda: narrowed(pane) == Filter())
    assert not pane.span.isVisible()


def test_the_arrow_keys_do_what_the_mouse_does(pane: TimelinePane, qtbot: QtBot) -> None:
    canvas = pane.canvas
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.span == (DAY, DAY)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, shift)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, shift)
    assert canvas.span == (DAY, DAY + 2 * ONE)
    qtbot.keyClick(canvas, Qt.Key.Key_Right, control)
    assert canvas.span == (DAY + ONE, DAY + 2 * ONE)
    assert canvas.accessibleName() == "Timeline, 28 Feb – 1 Mar 2022, 1 article"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.span == (DAY + 2 * ONE, DAY + 3 * ONE)
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.span is None
    assert canvas.accessibleName() == "Timeline, all dates, 4 articles"


def test_playing_ends_at_the_end(pane: TimelinePane, qtbot: QtBot) -> None:
    pane._beat.setInterval(0)
    drag(pane, at(pane, DAY), at(pane, DAY + 9 * ONE))
    spans: list[object] = []
    pane.canvas.spanChanged.connect(spans.append)
    pane.toggle_play()
    assert pane.play.accessibleName() == "Stop playing"
    qtbot.waitUntil(lambda: not pane.playing)
    assert len(spans) >= 31
    assert pane.canvas.span == (DAY + 31 * ONE, DAY + 40 * ONE)
    pane.toggle_play()
    assert pane.canvas.span == (DAY, DAY + 9 * ONE)  # once more from the beginning
    pane.stop()


def test_a_click_on_anything_stops_playing(pane: TimelinePane, qtbot: QtBot) -> None:
    left, session = Qt.MouseButton.LeftButton, pane._session
    for stop in (
        lambda: qtbot.mouseClick(pane.play, left),
        lambda: qtbot.mouseClick(pane, left, pos=QPoint(pane.width() // 2, 4)),
        lambda: qtbot.mouseClick(pane.canvas, left, pos=at(pane, DAY + ONE)),
        lambda: qtbot.mouseClick(pane.all_dates, left),
        lambda: session.select("kyiv"),
        lambda: session.narrow(Filter(query="oil")),
    ):
        qtbot.mouseClick(pane.play, left)
        assert pane.playing
        qtbot.waitUntil(lambda: session.filter.since is not None)
        stop()
        assert not pane.playing


def test_what_is_not_dated_is_counted_beside(pane: TimelinePane, qtbot: QtBot) -> None:
    assert pane.undated.text() == "Undated: 1"
    assert pane.inexact.text() == "Not exact to the day: 1"
    pane.step.setCurrentIndex(pane.step.findData("month"))
    assert not pane.inexact.isVisible()  # a month is known of each
    drag(pane, at(pane, DAY), at(pane, DAY + ONE))
    qtbot.waitUntil(lambda: narrowed(pane).since == dt.date(2022, 2, 1))
    pane.undated.click()
    qtbot.waitUntil(lambda: narrowed(pane) == Filter())


def test_bars_of_what_is_found_stand_before_those_of_all(pane: TimelinePane) -> None:
    pane._session.narrow(Filter(query="oil"))
    words = pane.canvas._bar_at(at(pane, DAY).x())
    assert words == ("27 Feb 2022", "2 articles")
    words = pane.canvas._bar_at(at(pane, DAY + ONE).x())
    assert words == ("28 Feb 2022", "0 of 1 article")


def test_where_nothing_is_dated_that_is_said(pane: TimelinePane) -> None:
    pane._session.show_library(Library.of([dated(1, "Kyiv.", None, "The Paper")]))
    assert pane.nothing.isVisible()
    assert pane.nothing.text().startswith("No article that is open says when")
    assert not pane.play.isVisible()


def test_a_span_chosen_elsewhere_is_shown(pane: TimelinePane) -> None:
    pane._session.narrow(Filter(since=DAY + ONE))
    assert pane.canvas.span == (DAY + ONE, DAY + 40 * ONE)
    pane._session.narrow(Filter())
    assert pane.canvas.span is None


def test_looking_nearer_shows_fewer_days(pane: TimelinePane, qtbot: QtBot) -> None:
    before = pane.canvas.scale
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert pane.canvas.scale.day_px > before.day_px
    for _ in range(5):
        qtbot.keyClick(pane.canvas, Qt.Key.Key_Minus)
    assert pane.canvas.scale == before


@pytest.mark.parametrize("step", list(Step))
def test_the_bars_of_a_histogram_begin_where_it_says(step: Step) -> None:
    counts = np.array([2, 0, 0, 5], np.int32)
    made = Histogram(step, dt.date(2024, 1, 1), counts, 0, 0, None)
    assert bars_of(made) == Bars((made.start(0).toordinal(), made.start(3).toordinal()), (2, 5))


def test_ten_years_of_days_are_drawn_at_once(qtbot: QtBot) -> None:
    canvas = TimelineCanvas(LIGHT)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 84)
    first = dt.date(2015, 1, 1)
    starts = tuple(first.toordinal() + day for day in range(0, 3650, 7))
    bars = Bars(starts, tuple(1 + day % 90 for day in range(len(starts))))
    canvas.show_ends((first, first + dt.timedelta(3650)))
    canvas.show_bars("week", bars, bars)
    canvas.show_span((dt.date(2018, 1, 1), dt.date(2019, 1, 1)))
    image = QImage(canvas.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    best = 1.0
    for _ in range(5):
        begun = time.perf_counter()
        painter = QPainter(image)
        canvas.render(painter, QPoint())
        painter.end()
        best = min(best, time.perf_counter() - begun)
    assert best < 0.05  # some 4 ms where nothing else runs
    ends = [canvas.scale.x(dt.date(year, 1, 1).toordinal()) for year in (2018, 2019)]
    row = canvas.height() - round(axis_px(canvas.font())) - 2
    inside = {image.pixelColor(x, row).name() for x in range(round(ends[0]), round(ends[1]))}
    outside = {image.pixelColor(x, row).name() for x in range(round(ends[0]) - 40)}
    assert LIGHT.accent in inside
    assert LIGHT.accent not in outside
    assert LIGHT.mark_strong in outside
