import csv
import json
from pathlib import Path

import pytest

from tests.export.samples import library
from viewer.export.atomic import ExportCancelled
from viewer.export.formats import DataOptions, export_to, is_picture
from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.model import ExportError

BOUNDARIES = BoundaryIndex.load()


def header(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return next(csv.reader(stream))[0]


def test_the_suffix_picks_the_format(tmp_path: Path) -> None:
    for name in ("a.geojson", "a.CSV", "a.html"):
        export_to(library(), BOUNDARIES, tmp_path / name)
    assert json.loads((tmp_path / "a.geojson").read_text())["type"] == "FeatureCollection"
    assert header(tmp_path / "a.CSV") == "place_id"
    assert (tmp_path / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_table_is_chosen_by_option_or_by_name(tmp_path: Path) -> None:
    export_to(library(), BOUNDARIES, tmp_path / "kyiv.places.csv")
    assert header(tmp_path / "kyiv.places.csv") == "id"
    export_to(library(), BOUNDARIES, tmp_path / "a.csv", DataOptions(table="places"))
    assert header(tmp_path / "a.csv") == "id"
    export_to(library(), BOUNDARIES, tmp_path / "places.csv", DataOptions(table="mentions"))
    assert header(tmp_path / "places.csv") == "place_id"
    with pytest.raises(ExportError, match="no table 'articles'"):
        export_to(library(), BOUNDARIES, tmp_path / "b.csv", DataOptions(table="articles"))


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.png.zip"])
def test_an_unknown_suffix_is_refused_with_those_that_are_known(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match=r"\.png, \.svg, \.pdf, \.html, \.geojson, \.csv"):
        export_to(library(), BOUNDARIES, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["a.geojson", "a.csv", "a.places.csv", "a.html"])
def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("old")
    with pytest.raises(ExportCancelled):
        export_to(library(), BOUNDARIES, tmp_path / name, cancelled=lambda: True)
    assert (tmp_path / name).read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_pictures_are_known_by_their_suffix() -> None:
    assert is_picture(Path("a.PNG"))
    assert is_picture(Path("a.svg"))
    assert not is_picture(Path("a.html"))
