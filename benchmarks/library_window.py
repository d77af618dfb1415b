"""The window on a large library: opened to a map, narrowed, and what all of it holds in memory.

The library is that of `benchmarks.large_library`, made first if need be. Opening is a whole
process, from its start until the pins are drawn, against an empty web view in the same run. A
filter is timed from the asking until list, timeline and map have all been painted with it. Memory
is that of the window's process and of its web engine's, what they share counted once. Fails
where a figure is over its limit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import large_library
from benchmarks.click import Painted
from benchmarks.launch import EMPTY, seconds
from viewer import resources
from viewer.desktop import engine
from viewer.desktop.app import Options
from viewer.desktop.program import Desktop
from viewer.library.filters import Filter

OPEN_S = 2.0
FILTER_MS = 100.0
SEARCH_MS = 100.0
MEMORY_MB = 900.0
_PATIENCE_S = 60.0
_SETTLED_S = 0.3
_TICK_MS = 10
_FILTERS = {
    "from a day on": Filter(since=dt.date(2022, 2, 24)),
    "one month": Filter(since=dt.date(2022, 3, 1), until=dt.date(2022, 3, 31)),
    "one outlet of 40": Filter(outlets=frozenset({"The Harbour Courier"})),
    "two countries": Filter(countries=frozenset({"UA", "PL"})),
    "everything again": Filter(),
}
_QUERIES = {"a rare word": "Kalora*", "a usual word": "trucks", "a phrase": '"water board"'}


class Screen:
    """The list, the timeline and the map, and when each was last painted."""

    def __init__(self, application: QApplication, desktop: Desktop) -> None:
        self._application = application
        self._desktop = desktop
        assert desktop.window is not None
        window = desktop.window
        while not window.furnished:
            application.processEvents()
        window.actions_table["show_timeline"].trigger()
        self._painted: list[Painted] = []
        for widget in (window.places.view.viewport(), self._timeline(window)):
            painted = Painted()
            widget.installEventFilter(painted)
            self._painted.append(painted)
        self._drawn: float | None = None
        # Wakes whoever waits for events.
        self._ticks = QTimer(desktop, interval=_TICK_MS)
        self._ticks.start()
        desktop.map.drawn.connect(self._on_drawn)

    @staticmethod
    def _timeline(window: QWidget) -> QWidget:
        from viewer.desktop.timeline_canvas import TimelineCanvas

        found = window.findChild(TimelineCanvas)
        assert found is not None
        return found

    def _on_drawn(self, _count: int) -> None:
        self._drawn = time.perf_counter()

    def until_painted(self, act: Callable[[], None]) -> float:
        """Milliseconds from an act until the last of list, timeline and map is painted for it.

        Some paint more than once on the way: the last time counts, once nothing more comes.
        """
        session = self._desktop.session
        assert session is not None
        before = session.library
        self._drawn = None
        for painted in self._painted:
            painted.at = None
        start = time.perf_counter()
        act()
        while (now := time.perf_counter()) - start < _PATIENCE_S:
            self._wait()
            times = [self._drawn, *(painted.at for painted in self._painted)]
            last = max((at for at in times if at is not None), default=now)
            if session.library is not before and None not in times and now - last > _SETTLED_S:
                return 1000 * (last - start)
        raise TimeoutError("nothing was painted")

    def rest(self, seconds_long: float) -> None:
        """Let the window do what it does by itself."""
        end = time.perf_counter() + seconds_long
        while time.perf_counter() < end:
            self._wait()

    def _wait(self) -> None:
        """Let events happen, and sleep until there are some: other threads work meanwhile."""
        self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def memory_mb(pid: int) -> float:
    """What a process and those below it hold, what they share divided among them."""
    total = 0.0
    for process in _family(pid):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in rollup.splitlines() if line[:4] == "Pss:")
    return total / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text(encoding="ascii").split():
            yield from _family(int(child))


def opening(library: Path, runs: int) -> bool:
    """Measure the launch on a library; whether it is fast enough."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    command = [sys.executable, "-m", "viewer", str(library), "--quit-when-ready"]
    seconds(command, environment)
    pairs = [(seconds(command, environment), seconds(EMPTY, environment)) for _ in range(runs)]
    ours, empty = (statistics.median(pair[at] for pair in pairs) for at in (0, 1))
    print(
        f"opened to a map         {ours:6.2f} s  (an empty web view {empty:.2f} s; {OPEN_S:.0f} s)"
    )
    return ours <= OPEN_S


def narrowing(screen: Screen, desktop: Desktop, runs: int) -> bool:
    """Measure filters and searches; whether all are fast enough."""
    session = desktop.session
    assert session is not None
    fast = True
    cases = [(name, chosen, FILTER_MS) for name, chosen in _FILTERS.items()]
    cases += [(name, Filter(query=query), SEARCH_MS) for name, query in _QUERIES.items()]
    taken: dict[str, list[float]] = {}
    for _ in range(runs):
        for name, chosen, _limit in cases:
            ms = screen.until_painted(lambda wanted=chosen: session.narrow(wanted))
            taken.setdefault(name, []).append(ms)
            screen.rest(0.3)
    for name, _chosen, limit in cases:
        median = statistics.median(taken[name])
        print(f"{name:22} {median:7.0f} ms  worst {max(taken[name]):.0f} ms  ({limit:.0f} ms)")
        fast &= median <= limit
    return fast


def measure(application: QApplication, desktop: Desktop, runs: int) -> bool:
    """What can be measured of a window that is open; whether all is within its limits."""
    screen = Screen(application, desktop)
    screen.rest(2)
    good = narrowing(screen, desktop, runs)
    held = memory_mb(os.getpid())
    print(f"memory, engine included {held:6.0f} MB  ({MEMORY_MB:.0f} MB)")
    return good and held <= MEMORY_MB


def main() -> int:
    """Measure and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    large_library.arguments(parser)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    library = large_library.made(given.folder, given.articles, given.mentions)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    good = opening(library, given.runs)
    engine.prepare()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        options = Options(
            (library,), resources.gazetteers(), Path(folder) / "settings.ini", Path(folder)
        )
        desktop = Desktop(application, options)
        judged: list[bool] = []

        def begin() -> None:
            desktop.map.drawn.disconnect(begun)
            judged.append(measure(application, desktop, given.runs))
            application.quit()

        # Within the event loop, with which the engine ends its pages, but not within a message
        # of the page, for the next one waits for its end.
        first = QTimer(desktop, singleShot=True)
        first.timeout.connect(begin)
        begun = desktop.map.drawn.connect(lambda _count: first.start())
        application.exec()
        good &= judged == [True]
        desktop.close()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
