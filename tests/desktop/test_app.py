"""The program as it is started: a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from viewer import resources
from viewer.desktop import app, chosen
from viewer.desktop.chosen import Entry
from viewer.library.filters import Filter
from viewer.library.storage import views

SCRIPT = """
import sys
from pathlib import Path
from viewer.desktop import app
from viewer import resources

from viewer.desktop import program
class Told(program.Desktop):
    def _on_drawn(self, count):
        print("drawn", flush=True)
        super()._on_drawn(count)

program.Desktop = Told
paths = [Path(argument) for argument in sys.argv[2:]]
sys.exit(app.run(paths, gazetteers=[resources.gazetteer()], quit_when_ready=QUIT,
                 settings=Path(sys.argv[1]) / "settings.ini", cache=Path(sys.argv[1])))
"""


def start(folder: Path, *paths: Path, quit_when_ready: bool = True) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    script = SCRIPT.replace("QUIT", str(quit_when_ready))
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), *map(str, paths)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_ends_with_0_once_every_pin_is_drawn(tmp_path: Path) -> None:
    process = start(tmp_path, resources.seeds())
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert errors == ""  # nothing is wrong, so nothing is said
    assert not (tmp_path / "settings.ini").exists()  # a person's window stays as it was


def test_it_ends_with_1_where_something_could_not_be_read(tmp_path: Path) -> None:
    process = start(tmp_path, resources.seeds(), tmp_path / "nowhere.txt")
    process.communicate(timeout=60)
    assert process.returncode == 1


def test_a_library_without_a_place_is_ready_too(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Some words without a place\n\nThey are about nothing in particular.\n")
    process = start(tmp_path, words)
    process.communicate(timeout=60)
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_ctrl_c_in_the_terminal_ends_it(tmp_path: Path) -> None:
    process = start(tmp_path, resources.seeds(), quit_when_ready=False)
    assert process.stdout is not None
    assert process.stdout.readline() == "drawn\n"
    process.send_signal(signal.SIGINT)
    _out, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors


def test_without_a_display_it_says_so(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    if not sys.platform.startswith("linux"):
        pytest.skip("there is always a display")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("QUIT", "True"), str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "no display" in done.stderr


REMEMBERED = """
import sys
from pathlib import Path
from viewer.desktop import app, program

class Told(program.Desktop):
    def _take_first(self, first):
        names = sorted(place["title"] for place in first.scene["places"])
        print(*names, sep="|", flush=True)
        super()._take_first(first)

program.Desktop = Told
folder = Path(sys.argv[1])
given = [Path(name) for name in sys.argv[3:]] or None
sys.exit(app.run([Path(sys.argv[2])], gazetteers=given, quit_when_ready=True,
                 settings=folder / "settings.ini", cache=folder))
"""


def remembered(folder: Path, article: Path, *gazetteers: Path) -> str:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", REMEMBERED, str(folder), str(article)]
    done = subprocess.run(
        [*command, *map(str, gazetteers)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_gazetteers_that_were_chosen_are_used_at_the_next_start(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("A day in Kyiv\n\nThey all went from Kyiv to Minsk on that Sunday.\n")
    mine, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    mine.write_text("title,lat,lon\nMinsk,53.9,27.57\n", encoding="utf-8")
    other.write_text("title,lat,lon\nKyiv,50.45,30.52\n", encoding="utf-8")
    file = chosen.file_beside(tmp_path / "settings.ini")
    chosen.save(file, [Entry(mine), Entry(other, False)])
    assert remembered(tmp_path, article) == "Minsk"
    assert remembered(tmp_path, article, other) == "Kyiv", "the command line goes before it"
    assert chosen.used(chosen.load(file)) == (mine,), "for that run alone"


SLOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.desktop import app, intake, program

def slow(self, store, paths, report, cancelled):
    while not cancelled():
        report(intake.Going(2, 9, Path("slow.txt"), "2 of 9", None))
        time.sleep(0.02)

intake.Intake.read = slow

class Told(program.Desktop):
    def _furnish(self, imported):
        super()._furnish(imported)
        self.look = QTimer(self, interval=20)
        self.look.timeout.connect(self.see)
        self.look.start()

    def see(self):
        status = self.window.status
        if status.cancel.isVisible() and "2 of 9" in status.doing.text():
            print(status.status.text(), status.doing.text(), sep="|", flush=True)
            status.cancel.click()
            self.lane.idle.connect(self.end)
            self.look.stop()

    def end(self):
        print(self.window.status.status.text(), flush=True)
        self._application.exit(0)

program.Desktop = Told
folder = Path(sys.argv[1])
sys.exit(app.run([folder], settings=folder / "settings.ini", cache=folder))
"""


def test_the_window_stands_with_progress_and_cancel_while_the_first_articles_are_read(
    tmp_path: Path,
) -> None:
    for number in range(12):  # more than are read ahead
        (tmp_path / f"{number}.txt").write_text("A day\n\nNobody was in Kyiv on that Sunday.\n")
    done = subprocess.run(
        [sys.executable, "-c", SLOW, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Nothing is open yet|slow.txt · 2 of 9",
        "Nothing is open",
    ]


def test_a_link_that_cannot_be_followed_opens_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    assert app.run([Path("dateline:nonsense")]) == app.INCOMPLETE
    assert "not a link of Dateline" in capfd.readouterr().err


def test_a_link_names_a_library_and_is_kept_for_its_view(tmp_path: Path) -> None:
    file = tmp_path / "a b.dateline"
    link = views.link(file, views.ViewState(Filter(query="oil // gas")))
    assert app._linked([Path(link)]) == ((file,), link)
    assert app._linked([file]) == ([file], "")


LIGHT = """
import sys
from pathlib import Path
from viewer.desktop import app, program

program._PANES_WAIT_MS = 60_000  # a machine that is busy draws late

class Told(program.Desktop):
    def _on_drawn(self, count):
        heavy = ("numpy", "sqlite3", "viewer.library.library", "viewer.geoparse.finder")
        print(count > 0, [name for name in heavy if name in sys.modules], flush=True)
        super()._on_drawn(count)

program.Desktop = Told
folder = Path(sys.argv[1])
sys.exit(app.run([Path(sys.argv[2])], settings=folder / "settings.ini", cache=folder,
                 quit_when_ready=True))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="nothing is read ahead there")
def test_nothing_heavy_is_imported_before_the_pins_are_drawn(tmp_path: Path) -> None:
    for _ in range(2):  # the first start of all makes the page of the map
        done = subprocess.run(
            [sys.executable, "-c", LIGHT, str(tmp_path), str(resources.seeds())],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "True []"


def test_a_library_and_a_link_to_it_are_opened(tmp_path: Path) -> None:
    from tests.desktop.window_fixtures import FIRST
    from viewer.library.filters import Filter
    from viewer.library.storage.store import Store
    from viewer.library.storage.views import ViewState, link
    from viewer.library.storage.writing import Stored, put

    file = tmp_path / "some talks.dateline"
    with Store.create(file) as store:
        put(store, [Stored(FIRST, "{}", "{}")])
    asked = link(file, ViewState(Filter(query="Minsk")))
    for word in (str(file), asked):
        process = start(tmp_path, Path(word))
        _out, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
