"""A mail message to an article, and what is attached to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message

from viewer.corpus.drafts import Draft, identity
from viewer.corpus.files import TEXT_SUFFIXES, is_readable, passed_over, printable
from viewer.corpus.mail.headers import field, sender, text_of
from viewer.corpus.pages import fragments
from viewer.corpus.pieces import titled
from viewer.corpus.source import Source
from viewer.corpus.stamps import read_field
from viewer.corpus.tables.rows import language
from viewer.model import Attributed, Passage, PassageKind

_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
# "On Monday Jane Roe wrote:" right above what is quoted.
_INTRODUCES = re.compile(r"^(?![ \t]*>).{1,200}:[ \t]*$\s{0,3}(?=[ \t]*>)", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_LONGEST_SIGNATURE = 1000
_BULK = ("List-Id", "List-Unsubscribe", "List-Post")
_SUBJECT = "the subject of the message"
_FROM = "the sender of the message"
_LEAST_TEXT = 200


def read(source: Source, data: bytes) -> Iterator[Draft | Source]:
    """The message's article, then its attachments. Raises `UnreadableFile`."""
    try:
        message = message_from_bytes(data)
        parts = list(message.walk())
    except RecursionError as error:
        raise source.refuse("its parts are nested too deeply") from error
    bodies, attached, others = _sorted(parts)
    text, known, encoding = _body(bodies)
    title = field(message, "Subject")
    if text.strip() or title:
        yield _draft(message, data, titled(title, text or title, known), encoding, title, others)
    elif not attached:
        raise source.refuse("a message without any text")
    for number, (name, part) in enumerate(attached, 1):
        content = _content(part)
        yield source.inside(printable(name or f"attachment {number}"), content, name=name)


def _draft(
    message: Message,
    data: bytes,
    written: tuple[str, tuple[Passage, ...]],
    encoding: str,
    title: str,
    others: Counter[str],
) -> Draft:
    name, address = sender(message)
    outlet = name or address
    is_bulk = any(message.get(header) for header in _BULK)
    url = field(message, "Archived-At").strip("<>")
    return Draft(
        text=written[0],
        encoding=encoding,
        id=identity(data),
        title=Attributed(title, _SUBJECT) if title else None,
        source=Attributed(outlet, _FROM) if outlet else None,
        # A newsletter is nobody's; the byline in it may say whose an article is.
        author=Attributed(outlet, _FROM) if outlet and not is_bulk else None,
        url=Attributed(url, "the message") if url.startswith(("http://", "https://")) else None,
        date=read_field(field(message, "Date"), "the date of the message"),
        language=_language(message),
        passages=written[1],
        notes=(f"{passed_over(others)} attached to it passed over",) if others else (),
    )


def _language(message: Message) -> Attributed | None:
    tag = language(field(message, "Content-Language").partition(",")[0])
    return Attributed(tag, "the message") if tag else None


def _sorted(
    parts: Sequence[Message],
) -> tuple[list[Message], list[tuple[str, Message]], Counter[str]]:
    """The parts that are the message itself, those attached, and the kinds of all others."""
    bodies: list[Message] = []
    attached: list[tuple[str, Message]] = []
    others: Counter[str] = Counter()
    inside: set[int] = set()
    for part in parts:
        if id(part) in inside:
            continue
        kind = part.get_content_type()
        name = _name(part)
        if kind == "message/rfc822":
            inside.update(id(below) for below in part.walk())
            attached.append((name or "message.eml", part))
        elif part.is_multipart():
            continue
        elif kind in ("text/plain", "text/html") and not _is_attached(part, name):
            bodies.append(part)
        elif is_readable(name):
            attached.append((name, part))
        elif part.get_content_disposition() == "attachment":
            others["." + name.rpartition(".")[2].casefold() if "." in name else kind] += 1
    return bodies, attached, others


def _is_attached(part: Message, name: str) -> bool:
    """A text that is shown with the message may have a name too."""
    if part.get_content_disposition() == "attachment":
        return bool(name)
    return bool(name) and not name.casefold().endswith((*TEXT_SUFFIXES, ".html", ".htm"))


def _name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    name = name.encode("utf-8", errors="replace").decode("utf-8")
    return re.split(r"[/\\]", name)[-1].strip()[:200]


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        below = part.get_payload()
        inner = below[0] if isinstance(below, list) and below else None
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body(parts: Sequence[Message]) -> tuple[str, list[Passage], str]:
    """The text of a message, what of it is quoted or signed, and its encoding.

    Its plain text is preferred, unless that only says that there is HTML.
    """
    plain = [_text(part) for part in parts if part.get_content_type() == "text/plain"]
    text = "\n\n".join(filter(None, (one.strip() for one, _ in plain)))
    html = [_text(part) for part in parts if part.get_content_type() == "text/html"]
    if html and len(text) < _LEAST_TEXT:
        blocks = [block for one, _ in html for block in fragments.blocks(one)]
        if sum(len(block) for block, _ in blocks) > 2 * len(text):
            return *_joined(blocks), html[0][1]
    return text, _asides(text), plain[0][1] if plain else "utf-8"


def _text(part: Message) -> tuple[str, str]:
    try:
        charset = part.get_content_charset()
    except (LookupError, ValueError, AttributeError):
        charset = None
    text, encoding = text_of(_content(part), charset)
    return text.replace("\0", "\ufffd").replace("\r\n", "\n"), encoding


def _joined(blocks: Sequence[tuple[str, bool]]) -> tuple[str, list[Passage]]:
    known: list[Passage] = []
    position = 0
    for block, is_quoted in blocks:
        if is_quoted:
            known.append(Passage(position, position + len(block), PassageKind.BOILERPLATE))
        position += len(block) + 2
    return "\n\n".join(block for block, _ in blocks), known


def _asides(text: str) -> list[Passage]:
    """What a message quotes from others, and its signature: runs of lines, in order."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    if spans:
        spans += [match.span() for match in _INTRODUCES.finditer(text)]
    for match in _SIGNATURE.finditer(text, max(0, len(text) - _LONGEST_SIGNATURE)):
        spans.append((match.start(), len(text)))
        break
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [_trimmed(text, start, end) for start, end in merged]


def _trimmed(text: str, start: int, end: int) -> Passage:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    return Passage(start, start + len(content.strip()), PassageKind.BOILERPLATE)
