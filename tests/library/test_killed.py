"""Killed at any moment, a library holds all that was reported as stored, and goes on."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.library.killing import KILLS, killed
from tests.library.storage.test_writing import check
from viewer.library.storage import decisions, loading
from viewer.library.storage.decisions import State
from viewer.library.storage.store import Store

TURNS = 20
"""So often one library is killed and goes on."""

WRITE = """
import random, sys
from pathlib import Path
from tests.library.making import LVIV, FINDER, a_reading, stored
from viewer.library.storage import decisions, writing
from viewer.library.storage.store import Store

path, seed = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
store = Store.open_or_create(path)
for batch in range(200):
    names = [f"{seed}-{batch}-{n}" for n in range(chance.randint(1, 12))]
    readings = [
        a_reading(f"Report {name} from Lviv. " * 40, path=f"/articles/{name}", title=name)
        for name in names
    ]
    numbers = writing.put(store, stored(*readings))
    print(*names, sep="\\n", flush=True)
    first = readings[0]
    decisions.decide(store, first.article.id, (0, 6), LVIV)
    print("decided", first.article.title, flush=True)
    writing.refind(store, {numbers[-1]: readings[-1].mentions[:1]}, FINDER)
    gone = readings[-1].article
    if len(readings) > 1:
        print("going", gone.title, flush=True)
        writing.remove_files(store, [gone.path])
        print("gone", gone.title, flush=True)
"""


@pytest.mark.timeout(60 + 5 * KILLS)
def test_all_that_was_told_is_there(tmp_path: Path) -> None:
    seed = random.randrange(1 << 30)
    print("seed", seed)  # seen where the test fails
    chance = random.Random(seed)
    told: list[str] = []
    for turn in range(KILLS):
        # Now and then a new one, for its making is cut short as well.
        path = tmp_path / f"{turn // TURNS}.dateline"
        if turn % TURNS == 0:
            told.clear()
        told += killed([sys.executable, "-c", WRITE, str(path), str(turn)], 0.8, chance)
        with Store.open_or_create(path) as store:
            check(store)
            _holds(store, told)


def _holds(store: Store, told: list[str]) -> None:
    titles = {reading.article.title for reading in loading.readings(store)}
    by_kind: dict[str, set[str]] = {"decided": set(), "going": set(), "gone": set(), "": set()}
    for line in told:
        kind, _, title = line.rpartition(" ")
        by_kind[kind].add(title)
    assert by_kind[""] - by_kind["going"] <= titles
    assert not by_kind["gone"] & titles
    in_force = {made.title for made in decisions.made(store) if made.state is not State.UNDONE}
    assert by_kind["decided"] <= in_force
