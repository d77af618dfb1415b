"""What a process gives back of the memory that it has freed."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from viewer.desktop.memory import give_back, keep_small


def held_mb() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 >> 20


@pytest.mark.skipif(sys.platform != "linux", reason="told by the system of Linux alone")
def test_what_lies_between_other_things_is_given_back() -> None:
    keep_small()
    before = held_mb()
    # Of 1 MB each: they come from the heap, and each second one stays.
    arrays = [np.ones(1 << 20, np.uint8) for _ in range(160)]
    kept = arrays[1::2]
    arrays.clear()
    freed = held_mb()
    give_back()
    assert freed - held_mb() > 50
    assert held_mb() - before > 50
    assert len(kept) == 80
