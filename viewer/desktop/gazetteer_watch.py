"""Watches the files of the gazetteers in use, and tells when they have changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLE_MS = 250
"""Editors write a file in several steps; we tell when they have stopped."""
_Stamp = tuple[int, int, int]


class GazetteerWatch(QObject):
    """Some files, and whether they are still as they were when `look` was last called."""

    changed = Signal()

    def __init__(self, paths: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = tuple(paths)
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        self._watcher.fileChanged.connect(self._notice)
        self._watcher.directoryChanged.connect(self._notice)
        self._seen = self._stamps()
        self._watch()

    def look(self, paths: Sequence[Path] | None = None) -> None:
        """Take the files, or others, as they are now."""
        if paths is not None and tuple(paths) != self._paths:
            self._paths = tuple(paths)
            self._watch_nothing()
        self._seen = self._stamps()
        self._watch()

    def close(self) -> None:
        """Watch nothing any more."""
        self._settle.stop()
        self._watch_nothing()

    def _watch_nothing(self) -> None:
        for paths in (self._watcher.files(), self._watcher.directories()):
            if paths:
                self._watcher.removePaths(paths)

    def _watch(self) -> None:
        """Watch files and folders: an editor may put a new file in the old one's place."""
        wanted = [str(path) for path in self._paths if path.exists()]
        wanted += [str(path.absolute().parent) for path in self._paths]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        missing = [path for path in dict.fromkeys(wanted) if path not in watched]
        if missing:
            self._watcher.addPaths(missing)

    def _notice(self) -> None:
        self._watch()
        if self._stamps() != self._seen:
            self._settle.start()

    def _stamps(self) -> list[_Stamp | None]:
        return [_stamp(path) for path in self._paths]


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
