"""The facts that stand above a Markdown text, between lines of dashes (YAML) or pluses (TOML).

Only what people write there about an article is read: a name and a word or a short list.
"""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r"\A\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*\r?$\n?", re.S | re.M
)
_LONGEST = 20_000
_FIELD = re.compile(r"([\w][\w .-]{0,60}?)\s*[:=](?:\s+(.*)|\s*)")
_MEMBER = re.compile(r"\s*-\s+(.*)")
_LIST = re.compile(r"\[(.*)\]")
_WORDS = re.compile(r"([\"'])(.*?)\1\s*(?:#.*)?")
_COMMENT = re.compile(r"\s+#.*$")


def cut(text: str) -> tuple[dict[str, str], str]:
    """The fields above a text, and the text without them."""
    match = _BLOCK.match(text[:_LONGEST])
    if match is None:
        return {}, text
    found: dict[str, str] = {}
    name = ""
    for line in match[2].splitlines():
        if (member := _MEMBER.match(line)) and name:
            found[name] = ", ".join(filter(None, (found[name], _value(member[1]))))
        elif not line.startswith((" ", "\t", "#")) and (pair := _FIELD.fullmatch(line.rstrip())):
            name = pair[1].strip()
            found[name] = _value(pair[2] or "")
    return found, text[match.end() :]


def _value(written: str) -> str:
    written = written.strip()
    if match := _LIST.fullmatch(written):
        return ", ".join(filter(None, map(_value, match[1].split(","))))
    if match := _WORDS.fullmatch(written):
        return match[2].strip()
    written = _COMMENT.sub("", written)
    return "" if written in ("|", ">", "null", "~") else written
