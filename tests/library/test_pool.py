from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.library.test_tallies import GRAZ, LINZ
from viewer.library.inmemory import read_paths
from viewer.library.reading import MANY, Progress, read_each
from viewer.model import Article, Fault, Mention, Passage, Reading, Role


class Titles:
    """Finds two places; some texts end its process, or hold it up."""

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        if "end it" in article.text:
            os._exit(9)
        if "break it" in article.text:
            raise RecursionError("too deep")
        if "hold it" in article.text:
            threading.Event().wait(60)
        return tuple(
            Mention(start, start + 4, place.title, Role.LITERAL, place, 1, "title")
            for place in (LINZ, GRAZ)
            if (start := article.text.find(place.title)) >= 0
        )


@dataclass(frozen=True)
class Recipe:
    jobs: int | None = None

    def __call__(self) -> Titles:
        return Titles()


RECIPE = Recipe()


def files(folder: Path, **others: str) -> list[str]:
    """Enough files for several processes, some of them as asked; their names in order."""
    texts = {f"{number:03}": f"Number {number}, in Linz." for number in range(MANY + 9)} | others
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return sorted(texts)


def test_many_files_are_read_by_other_processes_in_their_order(tmp_path: Path) -> None:
    names = files(tmp_path)
    seen: list[Progress] = []

    library = read_paths([tmp_path], Titles(), progress=seen.append, recipe=RECIPE)

    assert [reading.article.path.stem for reading in library.readings] == names
    assert [progress.done for progress in seen] == list(range(1, len(names) + 1))
    assert library.tallies()[0].articles == len(names)
    assert not active_children()


def test_it_is_the_same_as_one_process_reads(tmp_path: Path) -> None:
    files(tmp_path, **{"005": "", "017": "In Graz: break it"})

    many = list(read_each([tmp_path], Titles(), RECIPE))

    assert many == list(read_each([tmp_path], Titles()))
    assert sum(isinstance(outcome, Fault) for outcome in many) == 2


def test_a_place_is_one_object_whoever_found_it(tmp_path: Path) -> None:
    files(tmp_path)

    found = [
        mention.place
        for outcome in read_each([tmp_path], Titles(), RECIPE)
        if isinstance(outcome, Reading)
        for mention in outcome.mentions
    ]

    assert len(found) > MANY
    assert len({id(place) for place in found}) == 1


def test_a_file_that_ends_its_process_costs_only_itself(tmp_path: Path) -> None:
    names = files(tmp_path, **{"013": "In Linz: end it", "030": "end it"})

    library = read_paths([tmp_path], Titles(), recipe=RECIPE)

    assert [fault.path.stem for fault in library.faults] == ["013", "030"]
    assert all("ended a process" in fault.reason for fault in library.faults)
    assert len(library.readings) == len(names) - 2
    assert not active_children()


def test_a_cancel_does_not_wait_for_a_long_file(tmp_path: Path) -> None:
    files(tmp_path, **{"020": "hold it"})
    stop = threading.Event()

    def report(progress: Progress) -> None:
        if progress.done == 8:
            stop.set()

    started = time.monotonic()
    library = read_paths(
        [tmp_path], Titles(), progress=report, cancelled=stop.is_set, recipe=RECIPE
    )

    assert len(library.readings) == 8
    assert time.monotonic() - started < 30
    assert not active_children()


KILLED = """
import sys
from multiprocessing import active_children
from pathlib import Path
from tests.library.test_pool import RECIPE, Titles
from viewer.library.inmemory import read_paths

def tell(progress):
    print(*(child.pid for child in active_children()), flush=True)

if __name__ == "__main__":
    read_paths([Path(sys.argv[1])], Titles(), progress=tell, recipe=RECIPE)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells when a process ends")
def test_workers_end_with_a_reader_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    files(folder, zzz="hold it")
    process = subprocess.Popen(
        [sys.executable, str(script), str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (Path.cwd(), *sys.path)))},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    workers = [int(word) for word in process.stdout.readline().split()]
    ends = [os.pidfd_open(worker) for worker in workers]
    process.kill()
    process.wait()
    process.stdout.close()

    assert workers
    for end in ends:
        ended, _, _ = select.select([end], [], [], 10)
        os.close(end)
        assert ended
