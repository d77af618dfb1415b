"""What a process gives back of the memory that it has freed."""

from __future__ import annotations

import subprocess
import sys

import pytest

# A process of its own: in one with a past, what is freed goes into its holes.
GIVEN_BACK = """
from pathlib import Path
import numpy as np
from viewer.desktop.memory import give_back, keep_small

def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 >> 20

keep_small()
before = held()
# Of 1 MB each: they come from the heap, and each second one stays.
arrays = [np.ones(1 << 20, np.uint8) for _ in range(160)]
kept = arrays[1::2]
arrays.clear()
freed = held()
give_back()
print(freed - held(), held() - before, len(kept))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="told by the system of Linux alone")
def test_what_lies_between_other_things_is_given_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GIVEN_BACK], capture_output=True, text=True, check=True
    )
    given, still_held, kept = map(int, done.stdout.split())
    assert given > 50
    assert still_held > 50
    assert kept == 80
