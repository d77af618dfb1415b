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
_SCHEME = "dateline:"


def is_library(path: Path) -> bool:
    """Whether a word of the command line names a library."""
    return path.suffix.casefold() == ".dateline"


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
    link: str = ""
    """The `dateline:` link that named the library, whose view is to be shown."""


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
    try:
        paths, link = _linked(paths)
    except ValueError as error:
        print(f"dateline: {error}", file=sys.stderr)
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
        link,
    )
    plain = not any(map(is_library, options.paths))
    ahead = ReadAhead.start(options.paths, options.gazetteers) if plain else None
    # Qt takes its time to load, and has threads: the child above must be there before it.
    from viewer.desktop import program

    return program.run(options, ahead)


def _linked(paths: Sequence[Path]) -> tuple[Sequence[Path], str]:
    """What is to be opened, and the link that says so, if it is one.

    Raises `LinkError`, a `ValueError`, for a link that cannot be followed.
    """
    link = str(paths[0]) if len(paths) == 1 else ""
    if not link.lower().startswith(_SCHEME):
        return paths, ""
    # Few launches are by a link, and this brings SQLite.
    from viewer.library.storage.views import parse_link

    path, _state = parse_link(link)
    return (path,), link
