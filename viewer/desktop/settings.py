"""What the window remembers between two runs, in one ini file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 10
_HIGHEST_PX = 400
THEMES = ("system", "light", "dark")


class Settings:
    """Window geometry, the choice of theme, what was opened lately."""

    def __init__(self, path: Path) -> None:
        self.file = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def bytes(self, key: str) -> QByteArray | None:
        """A state that a widget gave to be kept, or None."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else None

    def keep_bytes(self, key: str, state: QByteArray) -> None:
        """Keep the state of a widget."""
        self._store.setValue(key, state)

    @property
    def theme(self) -> str:
        """ "system", "light" or "dark"."""
        value = self._store.value("theme", "system")
        return value if value in THEMES else "system"

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def adjectives(self) -> bool:
        """Whether adjectives count as mentions of places; at first they don't."""
        return self._store.value("adjectives", "false") in (True, "true")

    @adjectives.setter
    def adjectives(self, count: bool) -> None:
        self._store.setValue("adjectives", "true" if count else "false")

    @property
    def chose_timeline(self) -> bool:
        """Whether anybody has said if the timeline is to be shown."""
        return self._store.contains("timeline")

    @property
    def timeline_px(self) -> int:
        """How high the timeline stands below the map; 0 where it does not."""
        value = str(self._store.value("timeline", "0"))
        return min(int(value), _HIGHEST_PX) if value.isascii() and value.isdigit() else 0

    @timeline_px.setter
    def timeline_px(self, high: int) -> None:
        self._store.setValue("timeline", str(high))

    @property
    def recent(self) -> list[tuple[Path, ...]]:
        """What was opened lately, the last first; each entry was opened together."""
        value = self._store.value("recent", [])
        lines = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [tuple(Path(part) for part in str(line).split("\n")) for line in lines if line]

    def opened(self, paths: Sequence[Path]) -> None:
        """Put `paths` at the head of what was opened lately."""
        entry = tuple(paths)
        entries = [entry, *(other for other in self.recent if other != entry)][:_RECENT]
        self._store.setValue("recent", ["\n".join(map(str, one)) for one in entries])

    @property
    def folder(self) -> str:
        """Where the dialogs that open files begin: beside what was opened last."""
        recent = self.recent
        if not recent:
            return ""
        last = recent[0][0]
        return str(last if last.is_dir() else last.parent)

    def forget_recent(self) -> None:
        """Empty the list of what was opened lately."""
        self._store.remove("recent")

    def save(self) -> None:
        """Write the file now."""
        self._store.sync()
