from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import active_children, parent_process
from pathlib import Path

import pytest

from tests.library.test_tallies import GRAZ, LINZ
from viewer.library.importing.onefile import ReadFile
from viewer.library.importing.pool import Limits, Workers
from viewer.library.importing.reading import MANY, Outcome, Progress, outcomes, read_each
from viewer.library.importing.turns import Given
from viewer.model import Article, Fault, Mention, Passage, Reading, Role

LIMIT_S = 1.5
"""For a file that hangs: long enough for one that does not, on a machine that is busy."""


class Titles:
    """Finds two places; some texts end its process, hold it up, or take its memory."""

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        if "end it" in article.text:
            os._exit(9)
        if "end once" in article.text and not (mark := article.path.with_suffix(".mark")).exists():
            mark.touch()
            os._exit(9)
        if "break it" in article.text:
            raise RecursionError("too deep")
        if "hold it" in article.text:
            threading.Event().wait(60)
        if "fill it" in article.text:
            bytearray(3 << 30)
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

    def describe(self) -> str:
        return '{"titles": 1}'


RECIPE = Recipe()


@dataclass(frozen=True)
class OnlyHere:
    """Makes a finder in this process; another ends at once."""

    jobs: int | None = None

    def __call__(self) -> Titles:
        if parent_process() is not None:
            os._exit(3)
        return Titles()


@dataclass(frozen=True)
class Numbers:
    """Gives many large items, as an archive does; it writes a byte for each."""

    path: Path
    count: int
    size: int = 0
    is_safe: bool = False

    def __call__(self, finder: object) -> Iterator[bytes]:
        for _ in range(self.count):
            with self.path.open("ab") as file:
                file.write(b".")
            yield bytes(100_000)


def files(folder: Path, **others: str) -> list[str]:
    """Enough files for several processes, some of them as asked; their names in order."""
    texts = {f"{number:03}": f"Number {number}, in Linz." for number in range(MANY + 9)} | others
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return sorted(texts)


def tasks(folder: Path) -> list[ReadFile]:
    return [ReadFile(path, 1) for path in sorted(folder.glob("*.txt"))]


def never() -> bool:
    return False


def run(workers: Workers, folder: Path, patience_s: float = 1e9) -> list[Given]:
    return list(workers.run(tasks(folder), never, patience_s=patience_s))


def faults(found: Sequence[Given]) -> dict[str, str]:
    """Why files could not be read, by their names."""
    items = (item for given in found for item in given.items)
    return {item.path.stem: item.reason for item in items if isinstance(item, Fault)}


def names(outcomes: Sequence[Outcome]) -> list[str]:
    return [one.article.path.stem for one in outcomes if isinstance(one, Reading)]


def test_many_files_are_read_by_other_processes_in_their_order(tmp_path: Path) -> None:
    expected = files(tmp_path)
    seen: list[Progress] = []

    found = list(outcomes([tmp_path], Titles(), progress=seen.append, recipe=RECIPE))

    assert names(found) == expected
    assert [progress.done for progress in seen] == list(range(1, len(expected) + 1))
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
    expected = files(tmp_path, **{"013": "In Linz: end it", "030": "end it"})

    found = list(outcomes([tmp_path], Titles(), recipe=RECIPE))

    broken = {one.path.stem: one.reason for one in found if isinstance(one, Fault)}
    assert list(broken) == ["013", "030"]
    assert all("ended a process" in reason for reason in broken.values())
    assert len(names(found)) == len(expected) - 2
    assert not active_children()


def test_a_file_is_not_blamed_for_a_worker_that_others_ended(tmp_path: Path) -> None:
    expected = files(tmp_path, **{"013": "In Linz: end once", "030": "In Graz: end once"})

    found = list(outcomes([tmp_path], Titles(), recipe=RECIPE))

    assert names(found) == expected


def test_a_file_that_hangs_is_given_up_and_those_beside_it_are_read(tmp_path: Path) -> None:
    expected = files(tmp_path, **{"002": "hold it", "021": "In Graz: hold it"})

    with Workers(RECIPE, Limits(seconds=LIMIT_S)) as workers:
        found = run(workers, tmp_path)

    assert [given.task.path.stem for given in found if given.done] == expected
    reasons = faults(found)
    assert sorted(reasons) == ["002", "021"]
    assert all("took longer than" in reason for reason in reasons.values())


def test_others_go_before_a_file_that_takes_long(tmp_path: Path) -> None:
    expected = files(tmp_path, **{"002": "hold it"})

    with Workers(RECIPE, Limits(seconds=LIMIT_S)) as workers:
        found = run(workers, tmp_path, patience_s=0.1)

    order = [given.task.path.stem for given in found if given.done]
    assert sorted(order) == expected
    assert order.index("002") > order.index("030")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no such limit elsewhere")
def test_a_file_gets_no_more_memory_than_its_limit(tmp_path: Path) -> None:
    expected = files(tmp_path, **{"002": "fill it"})

    with Workers(RECIPE, Limits(memory_bytes=2 << 30)) as workers:
        found = run(workers, tmp_path)

    assert list(faults(found)) == ["002"]
    assert "memory" in faults(found)["002"]
    assert len([given for given in found if given.done]) == len(expected)


def test_a_cancel_does_not_wait_for_a_long_file(tmp_path: Path) -> None:
    files(tmp_path, **{"020": "hold it"})
    stop = threading.Event()

    def report(progress: Progress) -> None:
        if progress.done == 8:
            stop.set()

    started = time.monotonic()
    found = list(
        outcomes([tmp_path], Titles(), progress=report, cancelled=stop.is_set, recipe=RECIPE)
    )

    assert len(found) == 8
    assert time.monotonic() - started < 30
    assert not active_children()


def test_what_a_file_gives_comes_while_it_is_read(tmp_path: Path) -> None:
    count, seen = 3000, 0
    with Workers(Recipe(1)) as workers:
        task = Numbers(tmp_path / "at", count)
        for given in workers.run([task], never):
            if not seen:
                assert task.path.stat().st_size < count, "300 MB were held at once"
            seen += len(given.items)
    assert seen == count


def test_workers_serve_one_run_after_another(tmp_path: Path) -> None:
    expected = files(tmp_path)
    with Workers(RECIPE) as workers:
        for _ in range(2):
            done = [given for given in run(workers, tmp_path) if given.done]
            assert [given.task.path.stem for given in done] == expected


def test_where_no_process_starts_text_is_read_here_and_the_rest_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("In Linz.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<p>In Linz.</p>", encoding="utf-8")
    both = [ReadFile(tmp_path / name, 1) for name in ("a.txt", "b.html")]

    with Workers(OnlyHere()) as workers:
        found = list(workers.run(both, never))

    assert names([item for given in found for item in given.items]) == ["a"]
    assert "cannot start the process" in faults(found)["b"]


KILLED = """
import sys
from multiprocessing import active_children
from pathlib import Path
from tests.library.importing.test_pool import RECIPE, Titles
from viewer.library.importing.reading import outcomes

def tell(progress):
    print(*(child.pid for child in active_children()), flush=True)

if __name__ == "__main__":
    for outcome in outcomes([Path(sys.argv[1])], Titles(), progress=tell, recipe=RECIPE):
        pass
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
