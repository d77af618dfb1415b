"""What an article says about itself: title, source, author, date, address.

Each fact carries where it stands, in plain words, and what is not said stays None. Running
prose is never asked: "on February 25, 2022" in a caption is the day of the picture.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from viewer.corpus.prose.datelines import (
    Dateline,
    bar,
    byline,
    dateline,
    is_agency,
    labelled,
    lead,
)
from viewer.corpus.prose.dates import has_date, read_date
from viewer.corpus.prose.passages import TITLE_LABEL
from viewer.model import Attributed, Dated, Passage, PassageKind

_LEAD_PARAGRAPHS = 3
_LONGEST_FURNITURE = 5000
_MOST_LINKS = 200

# Direction marks and controls in a title would turn round the lines of a list it stands in.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$|\?)")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)

_NAME_WORD = r"[A-Z][\w&'’-]*(?:\.\w+)*"
_NAME = rf"(?P<name>(?:The )?{_NAME_WORD}(?: (?:of |the )?{_NAME_WORD}){{0,3}})"
# How publishers name themselves in their own furniture, the surest first.
_SELF_REFERENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"\bAt {_NAME}, (?:we|our)\b"), "the publisher's words about itself"),
    (re.compile(rf"\b{_NAME} (?:only )?(?:works|runs|exists|survives|depends) (?:only )?"
                r"(?:with|on|thanks to) (?:your|the support)"), "the publisher's appeal"),
    (re.compile(rf"\b[Ss]upport {_NAME}(?: today| now|[.!]|$)"), "the publisher's appeal"),
    (re.compile(rf"(?:©|\([Cc]\)|[Cc]opyright)\s?(?:©\s?)?(?:(?:19|20)\d\d)?,?\s?{_NAME}"),
     "a copyright line"),
    (re.compile(rf"\bFollow {_NAME} on\b"), "a call to follow"),
    (re.compile(rf"\b(?:privacy policy|terms of (?:use|service)) of {_NAME}"),
     "a privacy notice"),
)  # fmt: skip
_NO_PUBLISHERS = frozenset({"us", "me", "him", "her", "all", "the", "our", "this", "your"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article says about itself."""

    title: str | None = None
    source: Attributed | None = None
    author: Attributed | None = None
    url: str | None = None
    date: Dated | None = None


def read_facts(text: str, passages: Sequence[Passage]) -> Facts:
    """Read the facts that an article states about itself."""
    lines = _by_kind(text, passages, PassageKind.DATELINE)
    leads = _leads(text, passages)
    furniture = _by_kind(text, passages, PassageKind.BOILERPLATE)
    return Facts(
        title=_title(text, passages),
        source=_source(lines, leads) or _source_from_furniture(furniture),
        author=_author(lines),
        url=_url(lines),
        date=_date(lines, leads) or _date_of_links(furniture),
    )


def _by_kind(text: str, passages: Sequence[Passage], kind: PassageKind) -> list[str]:
    return [
        text[passage.start : min(passage.end, passage.start + _LONGEST_FURNITURE)]
        for passage in passages
        if passage.kind is kind
    ]


def _leads(text: str, passages: Sequence[Passage]) -> list[Dateline]:
    """The datelines that open one of the first paragraphs."""
    paragraphs = [passage for passage in passages if passage.kind is PassageKind.PARAGRAPH]
    starts = (text[p.start : min(p.end, p.start + 200)] for p in paragraphs[:_LEAD_PARAGRAPHS])
    return [found for start in starts if (found := lead(start))]


def _title(text: str, passages: Sequence[Passage]) -> str | None:
    found = next((p for p in passages if p.kind is PassageKind.TITLE), None)
    if found is None:
        return None
    visible = _INVISIBLE.sub(" ", text[found.start : found.end])
    return TITLE_LABEL.sub("", " ".join(visible.split()), count=1) or None


def _labelled(lines: Sequence[str], *labels: str) -> Iterator[str]:
    for line in lines:
        if (found := labelled(line)) and found[0] in labels:
            yield found[1]


def _source(lines: Sequence[str], leads: Sequence[Dateline]) -> Attributed | None:
    for value in _labelled(lines, "source", "publisher", "publication", "outlet"):
        if not value.startswith(("http://", "https://", "www.")):
            return Attributed(value, "a line that names the source")
    for line in lines:
        if name := _signature(line):
            return Attributed(name, "the byline")
        if (found := dateline(line)) and found.agency:
            return Attributed(found.agency, "the dateline")
    return next((Attributed(found.agency, "the dateline") for found in leads if found.agency), None)


def _signature(line: str) -> str | None:
    """The publisher in a byline: an agency, or one word before a bar; two may be a writer."""
    parts = bar(line)
    if len(parts) == 1 and " " not in parts[0] and not has_date(parts[0]):
        return parts[0]
    if is_agency(line):
        return line
    written = byline(line)
    return next(filter(is_agency, (*parts, *(written.rest if written else ()))), None)


def _source_from_furniture(furniture: Sequence[str]) -> Attributed | None:
    for pattern, origin in _SELF_REFERENCES:
        for line in furniture:
            for match in pattern.finditer(line):
                name = match["name"].rstrip(".'’")
                if name.casefold() not in _NO_PUBLISHERS:
                    return Attributed(name, origin)
    return None


def _author(lines: Sequence[str]) -> Attributed | None:
    for value in _labelled(lines, "author", "authors", "by", "byline"):
        return Attributed(value, "a line that names the author")
    for line in lines:
        if found := byline(line):
            return Attributed(found.names, "the byline")
    return None


def _url(lines: Sequence[str]) -> str | None:
    for value in _labelled(lines, "url", "link", "source"):
        if match := _ADDRESS.fullmatch(value):
            return match[0]
    return None


def _date(lines: Sequence[str], leads: Sequence[Dateline]) -> Dated | None:
    """The date of publication; that of an update only where there is no other."""
    for line in sorted(lines, key=lambda line: bool(_UPDATED.match(line))):
        if found := read_date(line):
            if byline(line) or bar(line):
                return Dated(*found, "the byline")
            return Dated(*found, "the dateline" if dateline(line) else "a line with the date")
    for opening in leads:
        if opening.day and (found := read_date(opening.day)):
            return Dated(*found, "the dateline")
    return None


def _date_of_links(furniture: Sequence[str]) -> Dated | None:
    """The day in the paths of the links, if all that have one agree.

    Only links that stand alone are asked, as embedded posts leave them behind: those in the
    prose lead to other articles, of other days.
    """
    days: set[str] = set()
    addresses = [match[0] for line in furniture for match in _ADDRESS.finditer(line)]
    for address in addresses[:_MOST_LINKS]:
        plain = unquote(unquote(address))
        days.update("-".join(match.groups()) for match in _DATED_PATH.finditer(plain))
    found = {read for day in days if (read := read_date(day))}
    return Dated(*found.pop(), "a link in the text") if len(found) == 1 else None
