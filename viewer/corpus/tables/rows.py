"""A row of a table, or a JSON object, to a draft."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from viewer.corpus.drafts import Draft, identity
from viewer.corpus.pages import fragments
from viewer.corpus.pieces import titled
from viewer.corpus.stamps import read_field
from viewer.model import Attributed

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:[-_]\w{2,8})*")
# Lone halves of a pair cannot be stored, and zeros end a text for some programs.
_UNSTORABLE = re.compile("[\ud800-\udfff\0]")
_NOTHING = frozenset(["", "nan", "none", "null", "n/a", "na", "-"])
_NAMES = ("name", "title", "value", "text", "#text", "id")
_LONGEST_FACT = 1000


class NoText(ValueError):
    """A row without anything to read."""


def draft(row: Mapping[str, object], columns: Mapping[str, str], encoding: str, part: str) -> Draft:
    """Make a draft of a row, in which `columns` say what is under which header.

    Raises `NoText`.
    """
    facts = {fact: _cell(row.get(header)) for fact, header in columns.items()}
    text = _plain(facts.pop("text"))
    title = _fact(facts, "title")
    if not text.strip():
        if not title:
            raise NoText("no text in it")
        text = title
    text, passages = titled(title, text)
    stamp = _fact(facts, "date")
    url = _fact(facts, "url")
    return Draft(
        text=text,
        encoding=encoding,
        id=identity(canonical(row)),
        title=_told(title, columns, "title"),
        source=_told(_fact(facts, "source"), columns, "source"),
        author=_told(_fact(facts, "author"), columns, "author"),
        url=_told(url if _ADDRESS.fullmatch(url) else "", columns, "url"),
        date=read_field(stamp, _origin(columns["date"])) if stamp else None,
        language=_told(language(_fact(facts, "language")), columns, "language"),
        passages=passages,
        part=part,
    )


def canonical(row: Mapping[str, object]) -> bytes:
    """The same bytes for the same row, in whatever order its columns stand."""
    written = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", errors="surrogatepass")


def language(tag: str) -> str:
    """The two letters of a language tag ("en-GB", "EN"), or nothing."""
    match = _LANGUAGE.fullmatch(tag.strip())
    return match[1].lower() if match else ""


def _origin(header: str) -> str:
    return f"the column {header[:40]}"


def _told(value: str, columns: Mapping[str, str], fact: str) -> Attributed | None:
    return Attributed(value, _origin(columns[fact])) if value else None


def _fact(facts: Mapping[str, str], name: str) -> str:
    value = " ".join(facts.get(name, "")[: _LONGEST_FACT * 4].split())
    if fragments.has_markup(value):
        value = " ".join(fragments.plain(value).split())
    value = value[:_LONGEST_FACT]
    return "" if value.casefold() in _NOTHING else value


def _plain(text: str) -> str:
    if text.strip().casefold() in _NOTHING:
        return ""
    return fragments.plain(text) if fragments.has_markup(text) else text


def _cell(value: object) -> str:
    """A cell as text; of an object its name, of a list its members."""
    if isinstance(value, str):
        return _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, list):
        members = list(filter(None, map(_cell, value)))
        return ("\n\n" if any(len(one) > 80 for one in members) else ", ").join(members)
    if isinstance(value, dict):
        return next((_cell(value[name]) for name in _NAMES if value.get(name)), "")
    return "" if value is None or isinstance(value, bool) else str(value)
