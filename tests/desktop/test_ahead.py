"""A few texts that are read by a child process while the window starts."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from viewer import resources
from viewer.desktop.ahead import ReadAhead
from viewer.desktop.first import FEW, First, read_first
from viewer.desktop.opening import Opening
from viewer.library.filters import Filter
from viewer.library.importing.staleness import stale
from viewer.library.library import Library

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


def read(*paths: Path) -> First:
    first = read_first(paths, GAZETTEERS, ignore)
    assert first is not None
    return first


def test_what_the_child_reads_is_what_we_would_have_read(tmp_path: Path) -> None:
    paths = (resources.seeds(), tmp_path / "nowhere.txt")
    ahead = start(*paths)
    by_child, here = ahead.result(ignore, never), read(*paths)
    assert by_child is not None
    assert ahead._child is None
    assert by_child.readings == here.readings
    assert by_child.scene == here.scene
    assert [fault.path.name for fault in by_child.faults] == ["nowhere.txt"]
    assert (by_child.rows, by_child.gazetteer_faults) == (here.rows, here.gazetteer_faults)


def test_the_map_of_what_was_read_ahead_is_the_map_of_its_library(tmp_path: Path) -> None:
    first = read(resources.seeds())
    opening = Opening(GAZETTEERS, tmp_path)
    early: list[object] = []
    with opening.temporary() as store:
        opening.put_first(store, first, [resources.seeds()])
        opened = opening.look(store, None, Filter(), early.append, renew=True, fresh=True)
        assert opened is not None
        assert opened.picture == first.scene
        assert early == [opened.picture]
        assert opened.country_name("UA") == "Ukraine"
        assert opened.library.readings == first.readings
        assert opening.is_only(store, resources.seeds())
        assert not opening.is_only(store, tmp_path)
        assert not stale(store, opening.finding.recipe), "it is as an import would have it"
        opening.tell_languages(store, first)
        languages = {one.article.language for one in Library(store).readings}
    assert {told.value for told in languages if told is not None} == {"en"}


def _kill(ahead: ReadAhead) -> None:
    assert ahead._child is not None
    os.kill(ahead._child, signal.SIGKILL)


@pytest.mark.parametrize("spoil", [_kill, ReadAhead.close], ids=["killed", "closed"])
def test_a_child_that_fails_costs_nothing(spoil: Callable[[ReadAhead], None]) -> None:
    ahead = start(resources.seeds())
    spoil(ahead)
    assert ahead.scene() is None
    assert ahead.result(ignore, never) is None
    assert ahead._child is None


def test_many_files_and_other_kinds_are_left_to_the_library(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Talks are held in Kyiv.</p>")
    assert start(page).result(ignore, never) is None
    many = tmp_path / "many"
    many.mkdir()
    for number in range(FEW + 1):
        (many / f"{number}.txt").write_text(f"Day {number}\n\nIt was a quiet day in Kyiv.\n")
    assert start(many).result(ignore, never) is None
    (many / "0.txt").unlink()
    first = start(many).result(ignore, never)
    assert first is not None
    assert len(first.readings) == FEW


def test_cancel_ends_the_child() -> None:
    ahead = start(resources.seeds())
    assert ahead.result(ignore, lambda: True) is None
    assert ahead._child is None
