"""Which gazetteers a person has chosen, and in what order: kept beside the settings.

It is a file of its own, not a line of the settings: the first articles are read, with these
gazetteers, while Qt is still being loaded, and Qt is what reads the settings.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer import resources

_NAME = "gazetteers.json"
_MOST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """A gazetteer, and whether it is used."""

    path: Path
    on: bool = True

    @property
    def built_in(self) -> bool:
        """Whether it came with Dateline: it can be switched off, and not removed."""
        return self.path in _built_in().values()


def _built_in() -> dict[str, Path]:
    return {"own": resources.gazetteer(), "world": resources.world()}


def defaults() -> tuple[Entry, ...]:
    """What is used before anybody chooses."""
    return tuple(Entry(path) for path in resources.gazetteers())


def file_beside(settings: Path | None) -> Path:
    """Where the choice is kept, given the file of the settings; None: where the system says."""
    return settings.with_name(_NAME) if settings is not None else _folder() / _NAME


def _folder() -> Path:
    """The folder of the settings, as Qt names it."""
    home = Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Preferences" / "dateline"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "dateline"
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "dateline"


def load(file: Path) -> tuple[Entry, ...]:
    """What was chosen; what of it makes no sense any more is left out."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return defaults()
    if not isinstance(kept, list):
        return defaults()
    named = _built_in()
    found: dict[Path, Entry] = {}
    for one in kept[:_MOST]:
        name = one.get("gazetteer") if isinstance(one, dict) else None
        if isinstance(name, str) and name and "\0" not in name:
            path = named.get(name) or Path(name)
            found.setdefault(path, Entry(path, one.get("on") is not False))
    for path in named.values():
        found.setdefault(path, Entry(path, False))
    entries = tuple(found.values())
    return entries if used(entries) else defaults()


def save(file: Path, entries: Iterable[Entry]) -> None:
    """Keep a choice; raises OSError."""
    names = {path: name for name, path in _built_in().items()}
    kept = [
        {"gazetteer": names.get(one.path) or str(one.path.absolute()), "on": one.on}
        for one in entries
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}.new")
    new.write_text(json.dumps(kept, indent=1, ensure_ascii=True), encoding="utf-8")
    new.replace(file)


def used(entries: Iterable[Entry]) -> tuple[Path, ...]:
    """The gazetteers that are switched on, in their order."""
    return tuple(one.path for one in entries if one.on)


def with_run(entries: Sequence[Entry], running: Sequence[Path]) -> tuple[Entry, ...]:
    """A choice as this run has it, where the command line named other gazetteers."""
    if tuple(running) == used(entries):
        return tuple(entries)
    first = tuple(Entry(path) for path in running)
    return (*first, *(Entry(one.path, False) for one in entries if one.path not in running))
