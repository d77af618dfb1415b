"""`dateline mentions`: every mention of a place, in the order of the text."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from viewer.cli.options import add_filters, add_jobs, asks_for_some, gazetteers, parser
from viewer.cli.sources import add_paths, is_library, opened
from viewer.cli.terminal import report, show_import


def run(arguments: Sequence[str]) -> int:
    """Print mentions."""
    options = parser("mentions", "Print every mention of a place, in the order of the text.")
    add_paths(options)
    options.add_argument("--json", action="store_true", help="one JSON object a line")
    add_jobs(options)
    add_filters(options)
    given = options.parse_args(arguments)
    if asks_for_some(given) or any(map(is_library, given.paths)):
        status = _of_library(given, options)
    else:
        status = _of_files(given)
    sys.stdout.flush()
    return status


def _of_files(given: argparse.Namespace) -> int:
    """What files name, printed as they are read; nothing is stored."""
    from viewer.export.mentions import as_json, as_text
    from viewer.library.importing.reading import read_each
    from viewer.library.importing.recipe import Recipe
    from viewer.model import Fault

    recipe = Recipe(gazetteers(given), given.jobs)
    finder, faults = recipe.make(show_import())
    gc.freeze()  # what stays for good need not be looked through again and again
    status = report(faults)
    show = as_json if given.json else as_text
    for outcome in read_each(given.paths, finder, recipe):
        if isinstance(outcome, Fault):
            status = report([outcome])
            continue
        for line in show(outcome):
            print(line)
    return status


def _of_library(given: argparse.Namespace, options: argparse.ArgumentParser) -> int:
    from viewer.export.mentions import as_json, as_text
    from viewer.library.listing import listed

    show = as_json if given.json else as_text
    given.adjectives = True  # They are listed: an article with nothing else counts too.
    with opened(given, options) as (library, status):
        for reading, mentions in listed(library):
            for line in show(reading, mentions):
                print(line)
    return status
