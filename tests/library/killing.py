"""Commands that are killed at some moment, and what they had told by then."""

from __future__ import annotations

import os
import random
import subprocess
from collections.abc import Sequence

KILLS = int(os.environ.get("DATELINE_KILLS", "12"))
"""How often a test kills what it tries; more for those who ask."""


def killed(
    command: Sequence[str], within_seconds: float, chance: random.Random, *, quiet: bool = True
) -> list[str]:
    """Run a command, kill it at a moment of chance, and give the lines that it had written.

    A command that ends by itself before must end well, and say nothing else if it is `quiet`.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            out, err = process.communicate(timeout=chance.uniform(0, within_seconds))
            assert process.returncode == 0, err.decode(errors="replace")
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
    assert not quiet or err == b"", err.decode(errors="replace")
    # What follows the last end of a line was not told to the end.
    return out.decode().split("\n")[:-1]
