"""The way into the window: begins to read the articles, and only then loads Qt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from viewer.desktop import chosen
from viewer.desktop.ahead import ReadAhead
from viewer.desktop.display import unreachable_display

INCOMPLETE = 1


@dataclass(frozen=True, slots=True)
class Options:
    """What a window is opened with."""

    paths: tuple[Path, ...]
    gazetteers: tuple[Path, ...]
    settings: Path | None = None
    """The file of the settings; None: where the system keeps them."""
    cache: Path | None = None
    """Likewise the folder of what can be made anew."""
    unsaved: Path | None = None
    """Likewise the folder of libraries that nobody has kept yet."""
    quit_when_ready: bool = False


def run(
    paths: Sequence[Path],
    *,
    gazetteers: Sequence[Path] | None = None,
    quit_when_ready: bool = False,
    settings: Path | None = None,
    cache: Path | None = None,
) -> int:
    """Open the window on `paths`; the exit status when it is closed.

    With `quit_when_ready` it ends as soon as every place is drawn: 0, or 1 if something could
    not be read. `settings` and `cache` stand in for the user's own file and folder. Without
    `gazetteers` those are used that were chosen in the window.
    """
    problem = unreachable_display()
    if problem is not None:
        print(f"dateline: {problem}", file=sys.stderr)
        return INCOMPLETE
    if gazetteers is None:
        gazetteers = chosen.used(chosen.load(chosen.file_beside(settings)))
    options = Options(
        tuple(paths),
        tuple(gazetteers),
        settings,
        cache,
        settings.with_name("unsaved") if settings is not None else None,
        quit_when_ready,
    )
    ahead = ReadAhead.start(options.paths, options.gazetteers)
    # Qt takes its time to load, and has threads: the child above must be there before it.
    from viewer.desktop import program

    return program.run(options, ahead)
