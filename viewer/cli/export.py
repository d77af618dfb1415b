"""`dateline export`: the map, or what it shows, as a file."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli import INCOMPLETE
from viewer.cli.options import add_filters, parser
from viewer.cli.sources import add_paths, opened
from viewer.cli.terminal import say

if TYPE_CHECKING:
    from viewer.gazetteer.boundaries import BoundaryIndex
    from viewer.library.library import Library

PARTS = ("title", "legend", "scale", "attribution", "articles", "counts")


def run(arguments: Sequence[str]) -> int:
    """Export."""
    options = _options()
    given = options.parse_args(arguments)
    with opened(given, options) as (library, status):
        if not library.readings:
            say(f"{_nothing(given)}, so there is nothing to export")
            return INCOMPLETE
        _write(given, library)
        return status


def _nothing(given: argparse.Namespace) -> str:
    from viewer.cli.options import asks_for_some

    return "no article is left" if asks_for_some(given) else "nothing was read"


def _write(given: argparse.Namespace, library: Library) -> None:
    """Raises `ExportError`."""
    from viewer.export.formats import DataOptions, export_to, is_picture
    from viewer.gazetteer.boundaries import BoundaryIndex

    boundaries = BoundaryIndex.load()
    if is_picture(given.output):
        _picture(given, library, boundaries)
    else:
        options = DataOptions(title=given.title, theme=given.theme, table=given.table)
        export_to(library, boundaries, given.output, options)


def _picture(given: argparse.Namespace, library: Library, boundaries: BoundaryIndex) -> None:
    from viewer.desktop.figure import export_picture
    from viewer.export.figure import FigureSpec, size_from

    size = size_from(given.size, given.dpi)
    spec = FigureSpec(
        size.width_px,
        size.height_px,
        size.dpi,
        title=given.title,
        theme=given.theme,
        show_title="title" not in given.without,
        show_legend="legend" not in given.without,
        show_scale="scale" not in given.without,
        show_attribution="attribution" not in given.without,
        show_articles="articles" not in given.without,
        show_counts="counts" not in given.without,
    )
    export_picture(library, boundaries, given.output, spec)


def _options() -> argparse.ArgumentParser:
    options = parser("export", "Save the map, or what it shows; the suffix of FILE says how.")
    add_paths(options)
    options.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        required=True,
        help=".png, .pdf and .svg are pictures; .html is a page to click in; .geojson and .csv",
    )
    options.add_argument(
        "--size",
        default="screen",
        help="of a picture: WIDTHxHEIGHT in pixels, or screen, 4k, 8k, a4, a3, square",
    )
    options.add_argument("--dpi", type=int, help="pixels an inch; each named size has its own")
    options.add_argument("--title", default="", help="what stands above the map")
    options.add_argument("--theme", choices=("light", "dark"), default="light")
    options.add_argument(
        "--without",
        metavar="PART",
        choices=PARTS,
        action="append",
        default=[],
        help=f"leave a part of a picture out: {', '.join(PARTS)}; may be repeated",
    )
    options.add_argument(
        "--table",
        choices=("mentions", "places"),
        default="",
        help="what a .csv holds (mentions; or places, if FILE ends in places.csv)",
    )
    add_filters(options)
    return options
