"""Long work off the main thread."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QThread
from pytestqt.qtbot import QtBot

from viewer.desktop.worker import Cancelled, Lane, Report
from viewer.model import DatelineError


@pytest.fixture
def lane(qtbot: QtBot) -> Lane:
    return Lane()


def test_work_is_done_elsewhere_and_told_here(lane: Lane, qtbot: QtBot) -> None:
    threads: list[QThread] = []
    results: list[int] = []

    def task(_report: Report, _cancelled: Cancelled) -> int:
        threads.append(QThread.currentThread())
        return 42

    def then(result: int) -> None:
        threads.append(QThread.currentThread())
        results.append(result)

    with qtbot.waitSignal(lane.idle):
        lane.do(task, then, pytest.fail)
    here = QCoreApplication.instance().thread()  # type: ignore[union-attr]
    assert results == [42]
    assert threads[0] is not here
    assert threads[1] is here


def test_jobs_are_done_one_after_another(lane: Lane, qtbot: QtBot) -> None:
    order: list[str] = []
    with qtbot.waitSignal(lane.idle):
        for name in "abc":
            lane.do(lambda _r, _c, name=name: order.append(name), lambda _none: None, pytest.fail)
    assert order == ["a", "b", "c"]
    assert not lane.busy


def test_progress_is_told_while_the_work_goes_on(lane: Lane, qtbot: QtBot) -> None:
    seen = threading.Event()

    def task(report: Report, _cancelled: Cancelled) -> bool:
        report("half")
        return seen.wait(10)

    told: list[object] = []
    lane.progressed.connect(told.append)
    lane.progressed.connect(lambda _what: seen.set())
    results: list[bool] = []
    with qtbot.waitSignal(lane.idle):
        lane.do(task, results.append, pytest.fail)
    assert (told, results) == (["half"], [True])


def test_cancel_stops_the_work_and_drops_what_waits(lane: Lane, qtbot: QtBot) -> None:
    begun = threading.Event()

    def task(report: Report, cancelled: Cancelled) -> str:
        begun.set()
        report("begun")
        pause = threading.Event()
        while not cancelled():
            pause.wait(0.005)
        return "too late"

    lane.progressed.connect(lambda _what: lane.cancel())
    with qtbot.waitSignal(lane.idle):
        lane.do(task, pytest.fail, pytest.fail)
        lane.do(lambda _r, _c: None, pytest.fail, pytest.fail)
    assert begun.is_set()


def test_a_failure_is_told_in_words(lane: Lane, qtbot: QtBot) -> None:
    def task(_report: Report, _cancelled: Cancelled) -> None:
        raise DatelineError("the disk is gone")

    reasons: list[str] = []
    with qtbot.waitSignal(lane.idle):
        lane.do(task, pytest.fail, reasons.append)
    assert reasons == ["the disk is gone"]


def test_close_waits_until_the_thread_has_ended(lane: Lane, qtbot: QtBot) -> None:
    ended = threading.Event()

    def task(_report: Report, cancelled: Cancelled) -> None:
        pause = threading.Event()
        while not cancelled():
            pause.wait(0.005)
        ended.set()

    lane.do(task, pytest.fail, pytest.fail)
    lane.close()
    assert ended.is_set()
    qtbot.waitUntil(lambda: not lane.busy)
