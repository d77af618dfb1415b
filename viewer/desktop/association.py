"""Opening libraries by double click, and `dateline:` links, where the system asks for files.

On Linux that takes two small files below the user's own data folder, as the freedesktop.org
specifications have it: one says what a `*.dateline` file is, the other who opens it. Elsewhere
an installer says so, and there is nothing to do here.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

_TYPE = "application/x-dateline-library"
_PROGRAM = "dateline.desktop"
_KINDS = """<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{type}">
    <comment>Dateline library</comment>
    <magic priority="60">
      <match type="string" value="SQLite format 3" offset="0">
        <match type="big32" value="0x44544c4e" offset="68"/>
      </match>
    </magic>
    <glob pattern="*.dateline"/>
  </mime-type>
</mime-info>
"""
_ENTRY = """[Desktop Entry]
Type=Application
Name=Dateline
Comment=Read articles on a map
Exec={command} %u
Terminal=false
Categories=Education;Geography;Office;
MimeType={type};x-scheme-handler/dateline;
StartupWMClass=dateline
"""
_AT_MOST_S = 20


class Association:
    """Whether the system opens libraries with Dateline, and how that is changed."""

    def __init__(self, data: Path | None = None, command: tuple[str, ...] | None = None) -> None:
        """`data` stands in for the user's data folder, `command` for what starts Dateline."""
        self._data = data or _data_folder()
        self._command = command or _command()
        self._program = self._data / "applications" / _PROGRAM
        self._kind = self._data / "mime" / "packages" / "dateline.xml"

    @staticmethod
    def is_possible() -> bool:
        """Whether this system can be told."""
        return sys.platform.startswith("linux")

    @property
    def stands(self) -> bool:
        """Whether the system was told, and of this Dateline."""
        try:
            told = self._program.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return False
        return self._kind.exists() and told == self._entry()

    def make(self) -> None:
        """Tell the system. Raises `OSError` where that cannot be written."""
        for path, words in (
            (self._kind, _KINDS.format(type=_TYPE)),
            (self._program, self._entry()),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        self._tell()

    def undo(self) -> None:
        """Take back what `make` wrote. Raises `OSError` where that cannot be done."""
        for path in (self._program, self._kind):
            path.unlink(missing_ok=True)
        self._tell()

    def _entry(self) -> str:
        return _ENTRY.format(type=_TYPE, command=" ".join(map(_quoted, self._command)))

    def _tell(self) -> None:
        """Let the system look at its folders again, where it has what that takes."""
        self._run("update-mime-database", str(self._data / "mime"))
        self._run("update-desktop-database", str(self._data / "applications"))

    def _run(self, program: str, *words: str) -> None:
        found = shutil.which(program)
        if found is None:
            return
        environment = {**os.environ, "XDG_DATA_HOME": str(self._data)}
        # Where that fails the files are there, and the system reads them when it next starts.
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [found, *words],
                check=False,
                capture_output=True,
                timeout=_AT_MOST_S,
                env=environment,
            )


def _data_folder() -> Path:
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path.home() / ".local" / "share"


def _command() -> tuple[str, ...]:
    """What starts this Dateline: its program beside the interpreter, else the package."""
    beside = Path(sys.executable).with_name("dateline")
    return (str(beside),) if beside.exists() else (sys.executable, "-m", "viewer")


def _quoted(word: str) -> str:
    """A word of an `Exec` line; there "%" begins a field, and some characters need a backslash."""
    escaped = "".join(f"\\{c}" if c in '"`$\\' else c for c in word).replace("%", "%%")
    # The line is unescaped once as a string before it is taken apart as a command.
    return '"' + escaped.replace("\\", "\\\\") + '"'
