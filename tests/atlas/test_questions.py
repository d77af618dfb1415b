"""What the page may ask, and that nonsense has no answer."""

from __future__ import annotations

import json
from base64 import b64decode

import numpy as np
import pytest

from tests.atlas.crowds import crowd_of
from viewer.atlas.crowd import Crowd
from viewer.atlas.questions import answer, foresee

CROWD = crowd_of([(50.45, 30.52), (50.46, 30.53), (-33.9, 151.2)], [7, 2, 1])
WORLD = "level=1&left=0&top=0&right=1&bottom=1&zoom=2"


def test_cells_come_as_columns() -> None:
    asset = answer(CROWD, "cells", f"{WORLD}&bits=7")
    assert asset is not None
    form, count, length, _ = np.frombuffer(asset.data, np.uint32, 4).tolist()
    assert (form, count) == (1, 2)
    columns = np.frombuffer(asset.data, np.uint32, 5 * count, 16).reshape(5, count)
    assert sorted(columns[:3].T.tolist()) == [[0, 2, 9], [2, 1, 1]]
    assert json.loads(asset.data[-length:]) == {"wide": []}
    assert len(asset.data) == 16 + 5 * 4 * count + count + length


def test_places_come_by_their_rows() -> None:
    asset = answer(CROWD, "places", "rows=2,0")
    assert asset is not None
    found = json.loads(asset.data)
    assert [(place["row"], place["id"], place["count"]) for place in found] == [
        (2, "p2", 1),
        (0, "p0", 7),
    ]


def test_what_is_asked_again_of_another_crowd_is_foreseen() -> None:
    query = f"{WORLD}&bits=7"
    first = crowd_of([(50.45, 30.52), (50.46, 30.53)], [7, 2])
    foresee(first)
    assert first.foreseen is None
    answer(first, "cells", query)
    answer(first, "cells", f"{WORLD}&bits=99")
    after = Crowd(CROWD.spots, CROWD._known, CROWD._boundaries, before=first)
    foresee(after)
    told = answer(CROWD, "cells", query)
    assert after.foreseen is not None
    assert told is not None
    assert after.foreseen["query"] == query
    assert b64decode(after.foreseen["cells"]) == told.data
    answer(after, "cells", f"{query}&lift=1")
    after.foreseen = None
    foresee(after)
    assert after.foreseen is None


def test_within_tells_what_comes_apart() -> None:
    asset = answer(CROWD, "within", "bits=7&rows=0")
    assert asset is not None
    assert json.loads(asset.data)["places"] == 2


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("cells", ""),
        ("cells", WORLD),
        ("cells", f"{WORLD}&bits=0"),
        ("cells", f"{WORLD}&bits=99"),
        ("cells", f"{WORLD}&bits=7&lift=3"),
        ("cells", f"{WORLD}&bits=7&lift=-1"),
        ("cells", "level=12&left=0&top=0&right=4000&bottom=4000&zoom=2&bits=7"),
        ("cells", "level=25&left=0&top=0&right=1&bottom=1&zoom=2&bits=7"),
        ("cells", "level=1&left=0&top=0&right=1&bottom=1&zoom=nan&bits=7"),
        ("cells", "level=1&left=0&top=0&right=1&bottom=1&zoom=1e99&bits=7"),
        ("places", ""),
        ("places", "rows=3"),
        ("places", "rows=0,x"),
        ("places", "rows=" + ",".join(["0"] * 5000)),
        ("within", "rows=0"),
        ("within", "rows=0&bits=0"),
        ("elsewhere", "rows=0"),
    ],
)
def test_nonsense_has_no_answer(what: str, query: str) -> None:
    assert answer(CROWD, what, query) is None
