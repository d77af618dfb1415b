"""Opening, adding, cancelling, and gazetteers that change."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from benchmarks.gazetteer_import import lines
from viewer.desktop.desk import Desk
from viewer.desktop.opening import Opened, Opening
from viewer.desktop.session import Session, Spot
from viewer.desktop.statusline import StatusLine
from viewer.desktop.worker import Lane
from viewer.library.filters import Filter
from viewer.library.library import Library

HEAD = "id,title,variants,types,ccodes,lat,lon\n"
KYIV = "kyiv,Kyiv,Kiev,capital,UA,50.45,30.5234\n"
MINSK = "minsk,Minsk,,capital,BY,53.9,27.5667\n"


@pytest.fixture
def gazetteer(tmp_path: Path) -> Path:
    path = tmp_path / "places" / "gazetteer.csv"
    path.parent.mkdir()
    path.write_text(HEAD + KYIV, encoding="utf-8")
    return path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(
        "A day of long talks\n\nThey all went from Kyiv to Minsk on that Sunday, it was said.\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture
def session() -> Session:
    return Session()


@pytest.fixture
def desk(session: Session, gazetteer: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(session, Opening([gazetteer]), Lane())
    yield made
    made.close()
    shiboken6.delete(made)


def opened(desk: Desk, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.opened):
        desk.open([path])


def named(session: Session) -> list[str]:
    assert session.library is not None
    return sorted(tally.place.id for tally in session.library.tallies())


def test_what_is_opened_comes_with_its_scene(
    desk: Desk, session: Session, article: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.opened) as told:
        desk.open([article])
    outcome = told.args[0]
    assert isinstance(outcome, Opened)
    assert [place["id"] for place in outcome.picture["places"]] == ["kyiv"]
    assert outcome.country_name("UA") == "Ukraine"
    assert outcome.country_name("??") == "??"
    assert named(session) == ["kyiv"]


def test_other_gazetteers_are_used_from_now_on(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    other = gazetteer.with_name("other.csv")
    other.write_text(HEAD + MINSK, encoding="utf-8")
    with qtbot.waitSignal(desk.opened) as told:
        desk.use([other])
    assert named(session) == ["minsk"]
    assert told.args[0].fresh is False, "the map stays where it is"
    assert desk.gazetteers == (other,)
    with qtbot.assertNotEmitted(desk.lane.started):
        desk.use([other])


def test_gazetteers_that_are_chosen_before_anything_is_open_are_used(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot
) -> None:
    other = gazetteer.with_name("other.csv")
    other.write_text(HEAD + MINSK, encoding="utf-8")
    desk.use([other, gazetteer])
    opened(desk, article, qtbot)
    assert named(session) == ["kyiv", "minsk"]


def test_what_is_watched_are_the_gazetteers_in_use(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    other = gazetteer.with_name("other.csv")
    other.write_text(HEAD + MINSK, encoding="utf-8")
    with qtbot.waitSignal(desk.opened):
        desk.use([other])
    with qtbot.waitSignal(desk.opened):
        other.write_text(HEAD + MINSK + KYIV, encoding="utf-8")
    assert named(session) == ["kyiv", "minsk"]


@pytest.mark.parametrize("replaced", [False, True])
def test_a_changed_gazetteer_is_read_again(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot, replaced: bool
) -> None:
    opened(desk, article, qtbot)
    session.select("kyiv")
    target = gazetteer.with_suffix(".new") if replaced else gazetteer
    with qtbot.waitSignal(desk.opened) as told:
        target.write_text(HEAD + KYIV + MINSK, encoding="utf-8")
        target.replace(gazetteer)
    assert named(session) == ["kyiv", "minsk"]
    assert session.spot == Spot("kyiv")
    assert not told.args[0].fresh  # the map stays where it stands
    # And once more, for an editor's second save must be seen too.
    with qtbot.waitSignal(desk.opened):
        target.write_text(HEAD + MINSK, encoding="utf-8")
        target.replace(gazetteer)
    assert named(session) == ["minsk"]
    assert session.spot == Spot()


def test_bad_rows_are_told_with_their_lines(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    with qtbot.waitSignal(desk.opened):
        gazetteer.write_text(HEAD + KYIV + "x,Nowhere,,city,UA,91,30\n", encoding="utf-8")
    assert [(fault.path, fault.line) for fault in session.faults] == [(gazetteer, 3)]
    assert named(session) == ["kyiv"]


def test_a_gazetteer_that_has_nothing_any_more_costs_no_place(
    desk: Desk, session: Session, gazetteer: Path, article: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    with qtbot.waitSignal(desk.opened):
        gazetteer.unlink()
    assert named(session) == ["kyiv"]
    assert [fault.path for fault in session.faults] == [gazetteer]
    with qtbot.waitSignal(desk.opened):
        gazetteer.write_text(HEAD + KYIV, encoding="utf-8")
    assert session.faults == ()


def test_adding_keeps_what_is_open_and_replaces_what_is_read_again(
    desk: Desk, session: Session, article: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    other = tmp_path / "other.txt"
    other.write_text("Another day of talks\n\nNobody was in Kyiv on that Monday at all.\n")
    gone = tmp_path / "gone.txt"
    with qtbot.waitSignal(desk.opened):
        desk.add([other, gone])
    article.write_text("A day of talks that was changed\n\nThey stayed at home on that Sunday.\n")
    with qtbot.waitSignal(desk.opened):
        desk.add([article])
    library = session.library
    assert isinstance(library, Library)
    assert [r.article.title for r in library.readings] == [
        "Another day of talks",
        "A day of talks that was changed",
    ]
    assert [fault.path for fault in session.faults] == [gone]
    gone.write_text("A third day of talks\n\nThe delegation was seen in Kyiv on Tuesday.\n")
    with qtbot.waitSignal(desk.opened):
        desk.try_again()
    assert session.faults == ()
    assert len(session.library.readings) == 3  # type: ignore[union-attr]


def test_cancel_leaves_what_is_open(
    desk: Desk, session: Session, article: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    before = session.library
    many = tmp_path / "many"
    many.mkdir()
    for number in range(400):
        (many / f"{number}.txt").write_text(f"Day {number} of the talks\n\nIn Kyiv. " + "x " * 2000)
    told: list[tuple[int, int]] = []
    desk.lane.progressed.connect(lambda at: at.total and told.append((at.done, at.total)))
    desk.lane.progressed.connect(lambda at: at.total and desk.cancel())
    with qtbot.waitSignal(desk.lane.idle, timeout=30_000):
        desk.open([many])
    assert session.library is before
    assert told[0][1] == 400
    assert told[-1][0] < 400


def test_a_folder_that_is_not_there_is_a_fault(
    desk: Desk, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(desk, tmp_path / "nowhere", qtbot)
    assert [fault.path for fault in session.faults] == [tmp_path / "nowhere"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the cache is moved as on Linux")
def test_a_large_gazetteer_is_imported_with_progress_and_can_be_cancelled(
    desk: Desk,
    session: Session,
    gazetteer: Path,
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened(desk, article, qtbot)
    dump = tmp_path / "made-up.txt"
    minsk = ("0", "Minsk", "Minsk", "", "53.9", "27.57", "P", "PPLC", "BY", "", "04", "", "", "")
    row = "\t".join((*minsk, "1742124", "", "220", "Europe/Minsk", "2024-01-01"))
    dump.write_text("".join(lines(20_000)) + row + "\n", encoding="utf-8")
    status = StatusLine(session)
    qtbot.addWidget(status)
    desk.lane.progressed.connect(status.show_progress)
    with qtbot.waitSignal(desk.lane.progressed):
        desk.use([gazetteer, dump])
    assert re.fullmatch(r"made-up\.txt · [\d,]+ places read, \d+ %", status.doing.text())
    with qtbot.waitSignal(desk.lane.idle):
        desk.lane.cancel()
    assert named(session) == ["kyiv"]
    assert not list((tmp_path / "cache").rglob("*.world"))
    with qtbot.waitSignal(desk.opened, timeout=30_000):
        desk.refind()
    assert named(session) == ["gn:0", "kyiv"]


def test_the_newest_filter_is_shown(
    desk: Desk, session: Session, article: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    told: list[Filter] = []
    session.filterChanged.connect(lambda: told.append(session.filter))
    wanted = [Filter(query=word) for word in ("long", "Kyiv", "nothing at all", "Sunday")]
    shown: list[Filter] = []
    desk.opened.connect(lambda opened: shown.append(opened.library.filter))
    for one in wanted:
        session.narrow(one)
    assert session.filter == wanted[-1], "what widgets show does not wait"
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == wanted[-1])
    assert told == wanted
    assert len(shown) < len(wanted), "what was asked meanwhile is passed over"
    assert named(session) == ["kyiv"]
    session.narrow(Filter(query="nothing"))
    qtbot.waitUntil(lambda: named(session) == [])
    assert session.library is not None
    with qtbot.assertNotEmitted(session.narrowAsked):
        session.narrow(Filter(query="nothing"))


def test_a_filter_leaves_the_selection_and_another_library_forgets_it(
    desk: Desk, session: Session, article: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(desk, article, qtbot)
    session.select("kyiv")
    with qtbot.waitSignal(desk.opened):
        session.narrow(Filter(query="nowhere"))
    assert session.spot == Spot("kyiv"), "it is there when the filter is gone"
    other = tmp_path / "other.txt"
    other.write_text("Another day of talks\n\nNobody was in Kyiv on that Monday at all.\n")
    opened(desk, other, qtbot)
    assert session.filter == Filter()
    assert named(session) == ["kyiv"]


def test_what_is_read_is_shown_as_it_comes(
    desk: Desk, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(120):
        words = f"They walked {number} miles from Kyiv on day {number * 7}. " * 60
        (many / f"{number:03}.txt").write_text(f"Day {number}\n\n{words}\n")
    desk._show_soon.setInterval(40)
    seen: list[tuple[int, bool]] = []

    def look(shown: Opened) -> None:
        seen.append((len(shown.library.readings), shown.fresh))
        session.select("kyiv")

    desk.opened.connect(look)
    desk.open([many])
    qtbot.waitUntil(lambda: not desk.lane.busy and not desk.looks.busy, timeout=60_000)
    numbers = [number for number, _fresh in seen]
    assert len(numbers) > 1
    assert numbers == sorted(numbers)
    assert [fresh for _number, fresh in seen] == [True, *[False] * (len(seen) - 1)]
    assert session.spot == Spot("kyiv")


def test_a_cancelled_opening_leaves_no_file_behind(
    session: Session, gazetteer: Path, article: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "unsaved"
    desk = Desk(session, Opening([gazetteer], folder), Lane())
    opened(desk, article, qtbot)
    assert len(list(folder.glob("*.dateline"))) == 1
    desk.open([article])
    desk.cancel()
    qtbot.waitUntil(lambda: not desk.lane.busy and not desk.looks.busy, timeout=10_000)
    assert len(list(folder.glob("*.dateline"))) == 1
    desk.close()
    assert not list(folder.glob("*.dateline"))
    shiboken6.delete(desk)
