"""How articles and their passages are named in what is exported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from viewer.model import Article, Dated, Mention, Passage

QUOTE_LIMIT = 1200
"""The longest quotation, in characters; a passage that is longer is cut around its mention."""
_AROUND = 150
_LONGEST_TITLE = 300

_SPACES = re.compile(r"\s+")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Citation:
    """An article as a reader would look for it."""

    title: str
    source: str
    date: str


def cite(article: Article) -> Citation:
    """Title, source and date to be read by people; what is unknown says so."""
    title = _SPACES.sub(" ", article.title).strip() or file_name(article.path)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rstrip() + "…"
    return Citation(
        title=title,
        source=article.source.value if article.source else "unknown source",
        date=_cited_date(article.date),
    )


def _cited_date(date: Dated | None) -> str:
    """A date as it is cited: that of a file says so, as it may be of a copy."""
    if date is None:
        return "undated"
    # No launch cites an article, so none waits for what reads them.
    from viewer.corpus.timestamps import OF_THE_FILE

    spoken = spoken_date(date)
    return f"file of {spoken}" if date.origin in OF_THE_FILE else spoken


def spoken_date(date: Dated) -> str:
    """A date as precise as it is known: "27 February 2022", "February 2022" or "2022"."""
    value = date.value
    parts = [str(value.year)]
    if date.precision in ("day", "month"):
        parts.insert(0, _MONTHS[value.month - 1])
    if date.precision == "day":
        parts.insert(0, str(value.day))
    return " ".join(parts)


def iso_date(date: Dated | None) -> str:
    """A date as precise as it is known, after ISO 8601; empty where it is unknown."""
    if date is None:
        return ""
    whole = date.value.isoformat()
    return whole[: {"year": 4, "month": 7}.get(date.precision, 10)]


def file_name(path: Path) -> str:
    """The name of a file without its folders, which are nobody else's business."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8")


def quote(article: Article, passage: Passage, mention: Mention) -> str:
    """The passage that a mention stands in, word for word; cut around it when very long."""
    start, end = cut(passage, mention)
    return "".join(
        (
            "… " if start > passage.start else "",
            article.text[start:end],
            " …" if end < passage.end else "",
        )
    )


def cut(passage: Passage, mention: Mention) -> tuple[int, int]:
    """Start and end of what is quoted for a mention: the passage, or a part if very long."""
    if passage.end - passage.start <= QUOTE_LIMIT:
        return passage.start, passage.end
    start = max(passage.start, mention.start - _AROUND)
    return start, min(passage.end, mention.end + _AROUND)
