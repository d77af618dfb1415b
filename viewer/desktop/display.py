"""Whether a window can be opened here: Qt aborts the process where it can't."""

from __future__ import annotations

import os
import re
import socket
import sys

_LOCAL = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_ADVICE = "`dateline export` and `dateline mentions` work without one."


def unreachable_display() -> str | None:
    """Why no window can be opened, in a line for the person; None if nothing speaks against it."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        return f"there is no display here to open a window on (DISPLAY is not set). {_ADVICE}"
    local = _LOCAL.fullmatch(display)
    if local is not None and not _answers(f"/tmp/.X11-unix/X{local[1]}"):
        return f"the display {display} does not answer. {_ADVICE}"
    return None


def _answers(path: str) -> bool:
    """Whether a local X server listens; some do at the abstract address alone."""
    for address in (path, f"\0{path}"):
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False
