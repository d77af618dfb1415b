"""Pictures for the command line: without a display, without a window, whole or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from tests.export.samples import library
from viewer.desktop.copying import to_clipboard
from viewer.desktop.engine import Engine
from viewer.desktop.figure import draw, export_picture, form_of
from viewer.desktop.renderer import Form
from viewer.export.figure import FigureSpec
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.model import ExportError

HEADLESS = """
import sys
from pathlib import Path
from tests.export.samples import library
from viewer.desktop.figure import export_picture
from viewer.export.figure import FigureSpec
from viewer.gazetteer.boundaries import BoundaryIndex
export_picture(library(), BoundaryIndex.load(), Path(sys.argv[1]), FigureSpec(900, 600))
"""


def test_a_bare_machine_draws_without_a_display_and_without_a_word(tmp_path: Path) -> None:
    qt = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QTWEBENGINE_CHROMIUM_FLAGS")
    bare = {key: value for key, value in os.environ.items() if key not in qt}
    # A display that is named but is not there must not matter either.
    for more in ({}, {"DISPLAY": ":99"}):
        target = tmp_path / "a.png"
        done = subprocess.run(
            [sys.executable, "-c", HEADLESS, str(target)],
            env=bare | more | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert QImage(str(target)).width() == 900
        target.unlink()


@pytest.mark.parametrize("form", Form)
def test_the_suffix_picks_the_form(qapp: QApplication, tmp_path: Path, form: Form) -> None:
    target = tmp_path / f"a.{form.upper()}"
    export_picture(library(), BoundaryIndex.load(), target, FigureSpec(900, 600))
    starts = {"pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<?xml"}
    assert target.read_bytes().startswith(starts[form])


def test_a_folder_that_is_not_there_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="folder does not exist"):
        export_picture(library(), BoundaryIndex.load(), tmp_path / "no" / "a.png", FigureSpec())


def test_an_unknown_suffix_is_told() -> None:
    with pytest.raises(ExportError, match=r"a\.gif: .* \.png, \.svg, \.pdf"):
        form_of(Path("a.gif"))


def test_a_picture_goes_to_the_clipboard(engine: Engine) -> None:
    spec = FigureSpec(900, 600).bare()
    to_clipboard(draw(engine, library(), BoundaryIndex.load(), spec, Form.PNG))
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (900, 600)
    with pytest.raises(ExportError, match="clipboard"):
        to_clipboard(b"no picture")
