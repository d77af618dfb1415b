"""Export: a picture of 3840 x 2160 pixels of the sample articles, headless.

Whole processes, from start to end: reading the articles, finding the places, drawing, writing.
Prints the median; fails at 3 seconds. The other formats are measured beside it, for comparison.
"""

from __future__ import annotations

import argparse
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

AT_MOST_S = 3.0
SEEDS = Path(__file__).parents[1] / "seeds"
OTHERS = ("8k.png", "a4.pdf", "a4.svg", "map.html", "map.geojson", "map.csv")


def seconds(target: Path, *options: str) -> float:
    """How long `dateline export` runs; it must end with 0."""
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    command = [sys.executable, "-m", "viewer", "export", str(SEEDS), "-o", str(target), *options]
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how often the picture is drawn")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "map.png")
        seconds(target, "--size", "4k")  # The first run warms the caches.
        taken = [seconds(target, "--size", "4k") for _ in range(runs)]
        width, height = struct.unpack(">II", target.read_bytes()[16:24])
        if (width, height) != (3840, 2160):
            print(f"the picture has {width} x {height} pixels", file=sys.stderr)
            return 1
        median = statistics.median(taken)
        print(f"PNG of {width} x {height}: {median:.2f} s ({min(taken):.2f} to {max(taken):.2f})")
        for name in OTHERS:
            size = ("--size", name.partition(".")[0]) if name[1] in "k4" else ()
            print(f"{name:12} {seconds(Path(folder, name), *size):.2f} s")
    return int(median >= AT_MOST_S)


if __name__ == "__main__":
    sys.exit(main())
