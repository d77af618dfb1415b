"""What a web page says of its article in JSON-LD, the form that search engines ask for.

Sites get it wrong in all ways: a list, a graph whose nodes refer to each other, names where
objects should be, line breaks inside strings. What cannot be read is as if it were not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_LONGEST_SCRIPT = 500_000
_MOST_NODES = 2000
_DEEPEST = 12
_ARTICLE = re.compile(
    r"(?:schema:|https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$"
)
_PAGE = re.compile(r"(?:schema:|https?://schema\.org/)?(?:WebPage|ItemPage|VideoObject)$")
# What keeps old browsers from reading a script as text.
_MARKERS = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->")
_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of the article; all as it is written, "" where nothing is."""

    title: str = ""
    author: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    description: str = ""


def read_json_ld(scripts: Sequence[str]) -> Statement:
    """Read the statement about the article of a page, or an empty one."""
    nodes: list[dict[str, Any]] = []
    for script in scripts:
        for node in _walk(_parse(script)):
            nodes.append(node)
            if len(nodes) >= _MOST_NODES:
                break
    article = next((node for node in nodes if _is(node, _ARTICLE)), None)
    article = article or next((node for node in nodes if _is(node, _PAGE)), None)
    if article is None:
        return Statement()
    named = {str(node["@id"]): node for node in nodes if "@id" in node and len(node) > 1}
    return Statement(
        title=_text(article.get("headline")) or _text(article.get("name")),
        author=", ".join(dict.fromkeys(_names(article.get("author"), named))),
        publisher=next(_names(article.get("publisher"), named), ""),
        url=_address(article.get("url")) or _address(article.get("mainEntityOfPage")),
        published=_text(article.get("datePublished")) or _text(article.get("dateCreated")),
        modified=_text(article.get("dateModified")),
        language=_text(article.get("inLanguage")),
        description=_text(article.get("description")),
    )


def _parse(script: str) -> Any:
    if len(script) > _LONGEST_SCRIPT:
        return None
    script = _MARKERS.sub("", script)
    start, end = re.search(r"[\[{]", script), max(script.rfind("}"), script.rfind("]"))
    if start is None:
        return None
    written = script[start.start() : end + 1]
    for text in (written, _TRAILING_COMMA.sub("", written)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """All objects, the outer before what is in it."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            if isinstance(item, dict | list):
                yield from _walk(item, depth + 1)


def _is(node: dict[str, Any], wanted: re.Pattern[str]) -> bool:
    kinds = node.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and wanted.match(kind) for kind in named)


def _names(value: object, named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people or organisations: strings, objects, references, or lists of them."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            known = item if "name" in item else named.get(str(item.get("@id")), item)
            name = known.get("name")
            yield from filter(None, map(_text, name if isinstance(name, list) else [name]))
        elif text := _text(item):
            yield text


def _text(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return value.strip() if isinstance(value, str) else ""


def _address(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    text = _text(value)
    return text if text.startswith(("http://", "https://")) else ""
