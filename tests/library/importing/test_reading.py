from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.library.test_tallies import GRAZ, LINZ, PLACES
from viewer.library.importing.reading import Progress, outcomes, read_each
from viewer.library.library import Library
from viewer.model import Article, Fault, Mention, Note, Passage, Place, Reading, Role


class Titles:
    """Finds the titles of some places, for the library does not mind how they are found."""

    def __init__(self, *places: Place) -> None:
        self._places = places

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        if "break it" in article.text:
            raise RecursionError("too deep")
        return tuple(
            Mention(start, start + len(place.title), place.title, Role.LITERAL, place, 1, "title")
            for place in self._places
            if (start := article.text.find(place.title)) >= 0
        )


FINDER = Titles(*PLACES.values())


def read_paths(paths: Sequence[Path], **options: Any) -> Library:
    """Files and folders as a library, one after the other."""
    found = list(outcomes(paths, FINDER, **options))
    return Library.of(
        [one for one in found if isinstance(one, Reading)],
        [one for one in found if isinstance(one, Fault)],
        [one for one in found if isinstance(one, Note)],
    )


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    library = read_paths([write(tmp_path, b="In Graz.", a="In Linz.")])

    assert [r.article.path.name for r in library.readings] == ["a.txt", "b.txt"]
    assert [t.place for t in library.tallies()] == [GRAZ, LINZ]
    assert library.reading(library.readings[0].article.id) is library.readings[0]
    assert library.excerpts("linz")[0].reading is library.readings[0]
    assert (library.faults, library.notes) == ((), ())


def test_a_bad_file_costs_only_itself(tmp_path: Path) -> None:
    write(tmp_path, a="In Linz.", c="", d="In Graz. break it", f="In Graz.")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "e.txt").write_bytes("В Линце и в Граце, сообщает агентство.".encode("cp1251"))
    (tmp_path / "g.txt").write_bytes("In Graz.".encode("utf-16"))
    missing = tmp_path / "h.txt"

    library = read_paths([tmp_path, missing])

    assert [r.article.path.stem for r in library.readings] == ["a", "e", "f", "g"]
    assert [(fault.path.stem, fault.reason.split(":")[0]) for fault in library.faults] == [
        ("b", "a damaged PDF"),
        ("c", "empty"),
        ("d", "Dateline failed on this article (RecursionError)"),
        ("h", "no such file or folder"),
    ]
    assert [note.path.stem for note in library.notes] == ["e"]
    assert not any("\n" in fault.reason for fault in library.faults)


def test_our_own_mistake_leaves_its_trace_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read_paths([write(tmp_path, a="break it")])

    assert caplog.records[0].exc_info is not None


def test_a_file_that_goes_while_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, a="In Linz.", b="In Graz.")

    def vanish(progress: Progress) -> None:
        if progress.path.name == "a.txt":
            (tmp_path / "b.txt").unlink()

    library = read_paths([tmp_path], progress=vanish)

    assert library.faults == (
        Fault(tmp_path / "b.txt", "no longer there: it was moved or deleted"),
    )
    assert len(library.readings) == 1


def test_progress_counts_files(tmp_path: Path) -> None:
    seen: list[Progress] = []
    write(tmp_path, a="In Linz.", b="", c="In Graz.")

    read_paths([tmp_path / "gone", tmp_path], progress=seen.append)

    assert seen == [
        Progress(done, 3, tmp_path / name)
        for done, name in enumerate(["a.txt", "b.txt", "c.txt"], start=1)
    ]


def test_what_was_read_before_a_cancel_is_kept(tmp_path: Path) -> None:
    done: list[Progress] = []
    write(tmp_path, a="In Linz.", b="In Graz.", c="In Linz again.")

    library = read_paths([tmp_path], progress=done.append, cancelled=lambda: len(done) == 2)

    assert [r.article.path.stem for r in library.readings] == ["a", "b"]


def test_a_cancel_comes_through_while_folders_are_searched(tmp_path: Path) -> None:
    library = read_paths([write(tmp_path, a="In Linz.")], cancelled=lambda: True)

    assert (library.readings, library.faults) == ((), ())


def test_a_copy_counts_once(tmp_path: Path) -> None:
    write(tmp_path, a="In Linz.", b="In Linz.", c="In Linz!")

    library = read_paths([tmp_path])

    assert [r.article.path.stem for r in library.readings] == ["a", "c"]
    assert library.tallies()[0].passages == 2


def test_each_file_is_read_for_itself_when_they_are_asked_one_by_one(tmp_path: Path) -> None:
    write(tmp_path, a="In Linz.", b="In Linz.", c="")

    found = list(read_each([tmp_path], FINDER))

    assert [type(outcome) for outcome in found] == [Reading, Reading, Fault]
