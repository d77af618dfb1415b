"""Whether the process that made a temporary library still runs: it holds a lock until it ends."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def hold(path: Path) -> sqlite3.Connection:
    """Hold the lock of a temporary library: an open transaction, which ends with its process."""
    connection = sqlite3.connect(
        _lock_file(path), timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection


def let_go(path: Path, lock: sqlite3.Connection) -> None:
    """End the lock of a temporary library."""
    lock.close()
    _lock_file(path).unlink(missing_ok=True)
