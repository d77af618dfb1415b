"""`dateline search`: the passages of a library that have some words."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from viewer.cli import DONE, INCOMPLETE
from viewer.cli.options import add_filters, asks_for_some, chosen, parser, positive
from viewer.cli.terminal import say

if TYPE_CHECKING:
    from viewer.library.library import Hit

_TOLD = """\
Words join by AND; OR, NOT, "a phrase" and the beginning of a wor* work as in the window, and so
do the other options. Put -- before a query that begins with a minus sign.

--json prints for each passage: article (its id), file, part (of the file), title, source, date,
kind (of the passage), start and end (in the article, in code points), text, spans (where the words
stand, in the article) and places (text, id and title of each)."""


def run(arguments: Sequence[str]) -> int:
    """Search."""
    options = parser("search", "Print the passages that have some words.", epilog=_TOLD)
    options.add_argument("library", metavar="FILE.dateline", type=Path)
    options.add_argument("query", metavar="QUERY", nargs="+")
    options.add_argument("--json", action="store_true", help="one JSON object a line")
    options.add_argument("--limit", metavar="N", type=positive, help="no more passages than that")
    add_filters(options, query=False)
    given = options.parse_args(arguments)
    given.query = " ".join(given.query)
    from viewer.library.library import Library
    from viewer.library.storage.store import Store

    with Store.open(given.library, read_only=True) as store:
        hits = Library(store, chosen(given, store)).hits(given.limit)
        for hit in hits:
            print(as_json(hit) if given.json else as_text(hit))
    sys.stdout.flush()
    if not hits:
        narrowed = argparse.Namespace(**{**vars(given), "query": None})
        left = " that the filters leave" if asks_for_some(narrowed) else ""
        say(f"no passage{left} has {given.query}")
    return DONE if hits else INCOMPLETE


def as_json(hit: Hit) -> str:
    """A passage as an object: where it stands, its text, and where in it the words are."""
    article, passage = hit.reading.article, hit.passage
    record = {
        "article": article.id,
        "file": str(article.path),
        "part": article.part,
        "title": article.title,
        "source": article.source.value if article.source else None,
        "date": article.date.value.isoformat() if article.date else None,
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "text": article.text[passage.start : passage.end],
        "spans": [list(span) for span in hit.spans],
        "places": [
            {"text": one.text, "id": one.place.id, "title": one.place.title}
            for one in hit.mentions
            if one.place is not None
        ],
    }
    return json.dumps(record, ensure_ascii=False, allow_nan=False)


def as_text(hit: Hit) -> str:
    """A passage on a line, after its article."""
    from viewer.corpus.files import shown

    article, passage = hit.reading.article, hit.passage
    text = " ".join(article.text[passage.start : passage.end].split())
    known = [article.source.value if article.source else "", _date(hit)]
    facts = ", ".join(filter(None, known))
    where = f"{shown(article.path)}{f' ({article.part})' if article.part else ''}"
    return f"{where}: {article.title}{f' ({facts})' if facts else ''}: {text}"


def _date(hit: Hit) -> str:
    date = hit.reading.article.date
    if date is None:
        return ""
    return date.value.isoformat()[: {"year": 4, "month": 7}.get(date.precision, 10)]
