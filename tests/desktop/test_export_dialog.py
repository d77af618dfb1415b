"""The export dialog, with the real engine drawing and real files written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from tests.export.samples import library
from viewer.atlas.scene import build_scene
from viewer.desktop.copying import size_px
from viewer.desktop.engine import Engine
from viewer.desktop.export_choices import FORMATS, Choices, Subject, default_name, preview_of
from viewer.desktop.export_dialog import ExportDialog
from viewer.desktop.settings import Settings
from viewer.export.figure import FigureSpec
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.model import Shape, View

BOUNDARIES = BoundaryIndex.load()
SUBJECT = Subject(
    library(),
    BOUNDARIES,
    build_scene(library(), BOUNDARIES),
    view=View(lat=50, lon=30, zoom=5),
    window_px=(900, 600),
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def dialog(engine: Engine, settings: Settings, qtbot: QtBot) -> Iterator[ExportDialog]:
    made = ExportDialog(engine, SUBJECT, settings)
    made.show()
    yield made
    if shiboken6.isValid(made):
        made.work.close()
        made.preview.close_pages()
        shiboken6.delete(made)


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(name))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_saved(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    choose(dialog, name)
    dialog.title.setText("Talks")
    target = tmp_path / f"out{FORMATS[name].suffix}"
    with qtbot.waitSignal(dialog.saved, timeout=20_000) as saved:
        dialog.export(target)
    assert saved.args == [target]
    assert target.stat().st_size > 400


def test_a_png_has_the_size_that_is_chosen(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.width_px.setValue(1111)
    dialog.height_px.setValue(777)
    assert dialog.size_choice.currentData() == "custom"
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.export(tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (1111, 777)


def test_a_named_size_sets_its_numbers(dialog: ExportDialog) -> None:
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("a4"))
    choices = dialog.choices
    assert (choices.size, choices.width_px, choices.height_px, choices.dpi) == (
        "a4",
        3508,
        2480,
        300,
    )


def test_the_table_is_the_one_that_is_chosen(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, "places")
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.export(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 6


def test_a_missing_suffix_is_added(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    choose(dialog, "geojson")
    with qtbot.waitSignal(dialog.saved, timeout=20_000) as saved:
        dialog.export(tmp_path / "map.of.places")
    assert saved.args == [tmp_path / "map.of.places.geojson"]


def test_what_cannot_be_is_told_and_cannot_be_exported(dialog: ExportDialog) -> None:
    dialog.width_px.setValue(9000)
    dialog.height_px.setValue(9000)
    assert "too many" in dialog.problem.text()
    assert not dialog.export_button.isEnabled()
    choose(dialog, "html")
    assert dialog.problem.text() == ""
    assert dialog.export_button.isEnabled()


def test_a_folder_that_is_not_there_is_told_and_the_dialog_stays(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    for name in ("png", "csv"):
        choose(dialog, "mentions" if name == "csv" else name)
        with qtbot.waitSignal(dialog.work.failed, timeout=20_000):
            dialog.export(tmp_path / "missing" / f"a.{name}")
        assert "folder does not exist" in dialog.problem.text()
        assert dialog.isVisible()
        assert dialog.export_button.isEnabled()
        assert dialog.progress.isHidden()


def test_cancel_stops_the_export_and_leaves_the_old_file(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "a.png"
    target.write_bytes(b"old")
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("8k"))
    dialog.export(target)
    assert dialog.progress.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.work.busy
    assert target.read_bytes() == b"old"
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("screen"))
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.export(target)
    assert QImage(str(target)).width() == 1920


def test_the_preview_follows_the_choices(dialog: ExportDialog, qtbot: QtBot) -> None:
    def ratio() -> float:
        shown = dialog.preview.pixmap()
        return 0.0 if shown.isNull() else shown.width() / shown.height()

    qtbot.waitUntil(lambda: ratio() == pytest.approx(16 / 9, abs=0.02), timeout=20_000)
    dialog.size_choice.setCurrentIndex(dialog.size_choice.findData("square"))
    qtbot.waitUntil(lambda: ratio() == pytest.approx(1, abs=0.02), timeout=20_000)


def test_choices_are_remembered_but_not_the_title(
    dialog: ExportDialog, engine: Engine, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(dialog, "svg")
    dialog.switches["legend"].setChecked(False)
    dialog.title.setText("Only this once")
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.export(tmp_path / "a.svg")
    again = ExportDialog(engine, SUBJECT, settings)
    assert again.choices.format == "svg"
    assert not again.choices.legend
    assert again.choices.title == ""
    assert again.choices.folder == str(tmp_path)
    again.done(0)


def test_the_file_dialog_asks_before_replacing_and_proposes_a_name(dialog: ExportDialog) -> None:
    dialog.title.setText("Talks: war/peace?")
    dialog.export_button.click()
    (asking,) = dialog.findChildren(QFileDialog)
    assert asking.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert not asking.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert [Path(name).name for name in asking.selectedFiles()] == ["Talks war peace.png"]
    asking.reject()


def test_every_field_has_a_name_for_screen_readers(dialog: ExportDialog) -> None:
    fields: list[Any] = [
        field for kind in (QComboBox, QSpinBox, QCheckBox) for field in dialog.findChildren(kind)
    ]
    fields += [field for field in dialog.findChildren(QLineEdit) if field is dialog.title]
    assert len(fields) > 10
    for field in fields:
        interface = QAccessible.queryAccessibleInterface(field)
        assert interface.text(QAccessible.Text.Name), field
    assert dialog.preview.accessibleName() == "Preview"


def test_a_data_format_hides_what_is_of_pictures(dialog: ExportDialog) -> None:
    choose(dialog, "mentions")
    assert dialog.size_choice.isHidden()
    assert dialog.preview.isHidden()
    choose(dialog, "pdf")
    assert dialog.size_choice.isVisible()


# -- choices -------------------------------------------------------------------------------


@given(st.text())
def test_whatever_was_kept_gives_choices_that_make_sense(text: str) -> None:
    assert Choices.from_json(text).format in FORMATS


def test_what_is_kept_comes_back() -> None:
    chosen = Choices(format="pdf", size="a3", dpi=300, legend=False, folder="/tmp")
    assert Choices.from_json(chosen.to_json()) == chosen
    odd = '{"format": "exe", "size": "huge", "dpi": "many", "legend": 1, "counts": false}'
    assert Choices.from_json(odd) == Choices(size="custom", counts=False)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("", "Map of places.png"),
        ("../../etc/passwd", "etc passwd.png"),
        ("Київ: війна", "Київ війна.png"),
        ("a" * 300, "a" * 80 + ".png"),
        ("...", "Map of places.png"),
    ],
)
def test_a_name_is_made_that_every_system_allows(title: str, name: str) -> None:
    assert default_name(title, "png") == name


def test_a_preview_is_the_same_picture_made_smaller() -> None:
    asked = {"form": "pdf", "width": 3508, "height": 2480, "scale": 3.0, "title": "T"}
    small = preview_of(asked, 1000)
    assert (small["form"], small["width"], small["height"]) == ("png", 1000, 707)
    assert small["width"] / small["scale"] == pytest.approx(3508 / 3.0)


FIJI = re.compile(rb"<desc>[^<]*Fiji|\"Fiji\"|,Fiji,|Ukraine and Fiji")
"""A country that is drawn, listed or quoted; not as the base map names it."""


@pytest.mark.parametrize("name", FORMATS)
def test_pictures_are_thinned_as_the_map_is_and_data_is_not(
    engine: Engine, settings: Settings, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    """A place that the window hides is in no picture, but in every file of data."""
    hidden = replace(SUBJECT, shapes=frozenset({Shape.POINT}), view=None)
    made = ExportDialog(engine, hidden, settings)
    choose(made, name)
    words = made.note.text()
    target = tmp_path / f"out{FORMATS[name].suffix}"
    with qtbot.waitSignal(made.saved, timeout=20_000):
        made.export(target)
    if FORMATS[name].drawn:
        assert "Without countries, regions, seas and borders" in words
    else:
        assert "countries, regions, seas and borders too" in words
    if name in ("svg", "html", "geojson", "mentions", "places"):  # the others are compressed
        found = FIJI.search(target.read_bytes()) is not None
        assert found == (not FORMATS[name].drawn)


def test_all_places_are_all_kinds_of_places() -> None:
    hidden = replace(SUBJECT, shapes=frozenset({Shape.POINT}))
    assert Choices(whole=True).options(hidden).shapes is None
    assert Choices().options(hidden).shapes == {Shape.POINT}
    assert Choices(whole=True).note(hidden) == FORMATS["png"].note


@given(st.tuples(st.integers(0, 20_000), st.integers(0, 20_000)))
def test_every_window_has_a_picture_for_the_clipboard(window_px: tuple[int, int]) -> None:
    width, height = size_px(window_px)
    FigureSpec(width, height)  # refuses what is too large or too long
    if all(400 <= side <= 2000 for side in window_px):
        assert (width, height) == (2 * window_px[0], 2 * window_px[1])
