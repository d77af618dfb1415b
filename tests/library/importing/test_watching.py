"""What has changed in the folders since they were read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.library.importing.test_importer import run, stems, write
from tests.library.importing.test_pool import RECIPE
from viewer.library.importing.importer import Import
from viewer.library.importing.watching import Changes, changes, folders
from viewer.library.storage import loading
from viewer.library.storage.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


def take_up(store: Store) -> Changes:
    found = changes(store)
    Import(store, RECIPE).take_up([*found.new, *found.changed], found.gone)
    return found


def test_new_changed_and_deleted_files_are_taken_up(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz.", c="Nowhere.")
    run(store, folder)
    assert not changes(store)
    write(folder, b="In Graz again.", d="In Linz too.")
    (folder / "c.txt").unlink()

    found = take_up(store)

    assert found == Changes((folder / "d.txt",), (folder / "b.txt",), (folder / "c.txt",))
    assert sorted(stems(store)) == ["a", "b", "d"]
    assert not changes(store)


def test_a_folder_that_is_not_there_has_lost_nothing(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz.")
    run(store, folder)
    folder.rename(tmp_path / "away")

    assert not changes(store)
    assert len(stems(store)) == 2


def test_a_file_that_was_opened_by_its_name(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz.")
    run(store, folder / "a.txt")
    (folder / "a.txt").unlink()

    assert take_up(store) == Changes(gone=(folder / "a.txt",))
    assert stems(store) == []


def test_importing_other_files_forgets_none(tmp_path: Path, store: Store) -> None:
    one = write(tmp_path / "one", a="In Linz.")
    other = write(tmp_path / "other", b="In Graz.")
    run(store, one)
    shutil.rmtree(one)
    run(store, other)
    assert stems(store) == ["a", "b"]
    assert folders(store) == {one: False, other: False}


def test_a_fault_goes_with_its_file(tmp_path: Path, store: Store) -> None:
    folder = write(tmp_path / "texts", a="In Linz.", b="In Graz: break it.")
    run(store, folder)
    (folder / "b.txt").unlink()
    take_up(store)
    assert loading.faults(store) == ()
