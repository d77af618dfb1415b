"""Articles that are read by a child process while the window starts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer import resources
from viewer.desktop.ahead import ReadAhead
from viewer.desktop.opening import Opened, Opening

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nothing is forked there"),
    # The suite has Qt's threads; the child touches neither them nor Qt.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

GAZETTEERS = [resources.gazetteer()]


def ignore(_progress: object) -> None:
    """Report to nobody."""


def never() -> bool:
    """Nothing is cancelled."""
    return False


def start(*paths: Path) -> ReadAhead:
    ahead = ReadAhead.start(paths, GAZETTEERS)
    assert ahead is not None
    return ahead


def same(one: Opened, other: Opened) -> bool:
    return (one.library.readings, one.library.faults, one.scene, one.faults, one.rows) == (
        other.library.readings,
        other.library.faults,
        other.scene,
        other.faults,
        other.rows,
    )


def test_what_the_child_reads_is_what_we_would_have_read(tmp_path: Path) -> None:
    paths = (resources.seeds(), tmp_path / "nowhere.txt")
    ahead = start(*paths)
    by_child = Opening(GAZETTEERS, ahead).open(paths, ignore, never)
    assert ahead._child is None
    assert same(by_child, Opening(GAZETTEERS).open(paths, ignore, never))
    assert by_child.country_name("UA") == "Ukraine"


def test_what_comes_after_knows_the_gazetteer(tmp_path: Path) -> None:
    opening = Opening(GAZETTEERS, start(resources.seeds()))
    opened = opening.open((resources.seeds(),), ignore, never)
    more = tmp_path / "more.txt"
    more.write_text("One more day of talks\n\nIt was a quiet Sunday in Kyiv, they said.\n")
    both = opening.add(opened.library, [more], ignore, never)
    assert len(both.library.readings) == len(opened.library.readings) + 1
    again = opening.refind(both.library, ignore, never)
    assert again.library.readings == both.library.readings


def _kill(ahead: ReadAhead) -> None:
    assert ahead._child is not None
    os.kill(ahead._child, signal.SIGKILL)


@pytest.mark.parametrize("spoil", [_kill, ReadAhead.close], ids=["killed", "closed"])
def test_a_child_that_fails_costs_nothing(spoil: Callable[[ReadAhead], None]) -> None:
    ahead = start(resources.seeds())
    spoil(ahead)
    opened = Opening(GAZETTEERS, ahead).open((resources.seeds(),), ignore, never)
    assert len(opened.library.readings) == 2


def test_other_paths_are_read_here(tmp_path: Path) -> None:
    ahead = start(tmp_path)
    opened = Opening(GAZETTEERS, ahead).open((resources.seeds(),), ignore, never)
    assert len(opened.library.readings) == 2
    assert ahead._child is None


def test_cancel_ends_the_child(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(f"Day {number} of talks\n\n" + "In Kyiv. " * 400)
    ahead = start(tmp_path)
    told: list[object] = []
    assert ahead.result(told.append, lambda: len(told) >= 2) is None
    assert 2 <= len(told) < 300
    assert ahead._child is None
