"""What reaches the terminal of all that Qt and its engine say."""

from __future__ import annotations

import logging
import os
import subprocess
import sys

import pytest

from viewer.desktop import messages

SCRIPT = """
from viewer.desktop import messages
messages.listen()
from PySide6.QtCore import qCritical, qDebug, qWarning
qDebug("idle talk")
qWarning("no graphics card")
qCritical("the disk is on fire")
"""


def said(level: str) -> list[str]:
    """What a program prints that hears all three."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "DATELINE_LOG": level},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.mark.parametrize(
    ("level", "count"), [("", 1), ("error", 1), ("nonsense", 1), ("info", 2), ("Debug", 3)]
)
def test_the_terminal_shows_what_is_wrong_and_the_rest_on_demand(level: str, count: int) -> None:
    everything = [
        "dateline: idle talk",
        "dateline: no graphics card",
        "dateline: the disk is on fire",
    ]
    assert said(level) == everything[-count:]


def test_chromium_is_as_quiet_as_we_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_LOG", raising=False)
    assert messages.level() == logging.WARNING
    assert messages.engine_flags() == ("--log-level=3",)
    monkeypatch.setenv("DATELINE_LOG", "debug")
    assert messages.engine_flags() == ()
