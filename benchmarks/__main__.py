"""`./run bench` measures every figure of the README; `./run bench NAME...` only those."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = [*HERE.glob("[!_]*.py"), *(path.parent for path in HERE.glob("*/__main__.py"))]
NAMES = sorted(path.stem for path in MODULES)


def main(chosen: list[str]) -> int:
    """Run each benchmark in a process of its own; 1 if one failed, 2 if one does not exist."""
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    failed = 0
    for name in chosen or NAMES:
        print(f"== {name}", flush=True)
        failed |= subprocess.call([sys.executable, "-m", f"benchmarks.{name}"]) != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
