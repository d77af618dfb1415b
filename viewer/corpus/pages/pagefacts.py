"""What a web page says about its article: title, publisher, author, address, date, language.

A page says each fact in many places, some for people, some for search engines. The order here
is that of how often they are right; each fact carries where it was read.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from viewer.corpus.language import code
from viewer.corpus.pages.jsonld import Statement, read_json_ld
from viewer.corpus.pages.pageparts import Seen, is_elsewhere, line_of, one_line
from viewer.corpus.prose.datelines import byline
from viewer.corpus.timestamps import LAST_CHANGED, read_address, read_stamp
from viewer.model import Attributed, Dated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

META = "the page's meta tags"
JSON_LD = "the page's JSON-LD"
HEADING = "the page's heading"
TITLE = "the page's title"
TIME = "the time element"
ADDRESS = "the address of the page"
SAVED = "the browser's note on where it was saved from"
BYLINE = "the byline"
LINE = "a line of the page with the date"

_LONGEST_TITLE = 300
_LONGEST_NAME = 200
_LONGEST_LINE = 120
_LONGEST_SITE_WORDS = 5
_MOST_TIMES = 200

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title")
_SITES = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher")
_AUTHORS = (
    "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl",
    "sailthru.author", "citation_author", "twitter:data1",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article.published", "published_time", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "citation_publication_date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "date", "cxenseparse:recs:publishtime", "rnews:datepublished", "datecreated",
    "article_date_original", "original-publish-date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "last-modified", "lastmod", "updated_time",
)  # fmt: skip
_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
_LANGUAGES = ("content-language", "language", "dc.language", "dcterms.language")

_SITE_BREAK = re.compile(r"\s+(?:[|·•»:–—-]|::)\s+")
_BY = re.compile(r"(?:by|von|par|por|автор|автори)\s*:?\s+", re.IGNORECASE)
_SAVED_FROM = re.compile(
    r"<!--\s{0,9}(?:saved from url=\(\d+\)|Page saved with SingleFile\s{1,9}url:\s{1,9})"
    r"(https?://[^\s<>\"]+)"
)
_PUBLISHING = re.compile(r"publish|posted|entry-date|created|date-?line|article-?date|post-?date")
_WORD = re.compile(r"\w+")
# Two to four capitalised words.
_PERSON = re.compile(
    r"(?:[^\W\d_a-zа-я][\w.'’-]+)(?:\s(?:de\s|van\s|von\s)?[^\W\d_a-zа-я][\w.'’-]*){1,3}"
)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of its article."""

    title: Attributed | None = None
    source: Attributed | None = None
    author: Attributed | None = None
    url: Attributed | None = None
    date: Dated | None = None
    changed: Dated | None = None
    """When it was last changed, for an article that has no other date."""
    language: Attributed | None = None
    description: str = ""


def read_page_facts(tree: HtmlElement, head: str, address: str | None = None) -> PageFacts:
    """Read the facts of a page. `head` is the start of its source; `address` is where it was
    saved from, if something outside the page tells.
    """
    seen = Seen(tree)
    stated = read_json_ld(seen.scripts)
    url = _url(seen, stated, head, address)
    source = _source(seen, stated, url)
    return PageFacts(
        title=_title(seen, stated, source),
        source=source,
        author=_author(seen, stated),
        url=url,
        date=_date(seen, stated) or _date_of_address(url) or _date_of_line(seen),
        changed=_changed(seen, stated),
        language=_language(seen, stated),
        description=_description(seen, stated),
    )


def _title(seen: Seen, stated: Statement, source: Attributed | None) -> Attributed | None:
    """The heading that people see, if the page's other titles agree; else one of those."""
    tags = one_line(seen.first(_TITLES))
    known = set(_words(f"{tags} {seen.title} {stated.title}"))
    site = source.value if source else ""
    told = [text for text in (tags, one_line(stated.title)) if text]

    def likeness(heading: str) -> tuple[bool, float]:
        return any(_same(heading, text) for text in told), _share(heading, known)

    best = _without_logo(max(seen.headings, key=likeness, default=""), told, seen.title)
    if best and _share(best, known) >= 0.5 and not _same(best, site):
        return Attributed(best[:_LONGEST_TITLE], HEADING)
    for text, origin in (
        (tags, META),
        (one_line(stated.title), JSON_LD),
        (next(iter(seen.headings), "") if len(seen.headings) == 1 else "", HEADING),
        (seen.title, TITLE),
    ):
        plain = _without_site(text, site)
        if plain and not _same(plain, site):
            return Attributed(plain[:_LONGEST_TITLE], origin)
    return Attributed(seen.title[:_LONGEST_TITLE], TITLE) if seen.title else None


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _share(heading: str, known: set[str]) -> float:
    """Which share of a heading's words the other titles have; short headings are menus."""
    words = _words(heading)
    return sum(word in known for word in words) / max(len(words), 2)


def _without_logo(heading: str, told: list[str], title: str) -> str:
    """A heading without the name of the site, where that stands in it as it ends the title."""
    for text in told:
        rest = heading.removeprefix(text).strip()
        if rest and len(rest) < len(heading) and title.endswith(rest):
            return text
    return heading


def _same(text: str, other: str) -> bool:
    return _words(text) == _words(other)


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site at its end or start: "Floods | The Post"."""
    parts = _SITE_BREAK.split(title)
    if len(parts) < 2:
        return title
    if site and _same(parts[0], site):
        return title[title.index(parts[1], len(parts[0])) :]
    last = parts[-1]
    if (site and _same(last, site)) or (len(_words(last)) <= 4 and len(last) * 2 < len(title)):
        return title[: title.rindex(last)].rstrip(" \t|·•»:–—-")
    return title


def _source(seen: Seen, stated: Statement, url: Attributed | None) -> Attributed | None:
    site = seen.first(_SITES)
    host = urlsplit(url.value).hostname if url else None
    for text, origin in ((site, META), (stated.publisher, JSON_LD), (host or "", ADDRESS)):
        if (name := one_line(text)) and not name.startswith(("http://", "https://")):
            return Attributed(name.removeprefix("www.")[:_LONGEST_NAME], origin)
    return _source_of_title(seen)


def _source_of_title(seen: Seen) -> Attributed | None:
    """The name that the title has besides the heading: "Floods | The Post"."""
    for heading in filter(None, seen.headings):
        parts = _SITE_BREAK.split(seen.title.removeprefix(heading))
        name = parts[1] if len(parts) == 2 and not parts[0] else ""
        if seen.title.startswith(heading) and 0 < len(_words(name)) <= _LONGEST_SITE_WORDS:
            return Attributed(name[:_LONGEST_NAME], TITLE)
    return None


def _author(seen: Seen, stated: Statement) -> Attributed | None:
    tags = (seen.meta[name] for name in _AUTHORS if name in seen.meta)
    if name := _name(stated.author):
        return Attributed(name, JSON_LD)
    for text in tags:
        if name := _name(text):
            return Attributed(name, META)
    elements = seen.props.get("author", []) + seen.props.get("rel-author", [])
    names = (_name(line_of(element)) for element in elements[:5])
    found = ", ".join(dict.fromkeys(filter(None, names)))
    found = found or next(filter(None, map(_signed, seen.bylines)), "")
    return Attributed(found[:_LONGEST_NAME], BYLINE) if found else None


def _signed(element: HtmlElement) -> str:
    """The name in a line that is all byline: "By Jane Roe", or "Jane Roe" alone."""
    if is_elsewhere(element):
        return ""
    text = one_line(element.text_content()[: _LONGEST_LINE + 1])
    if len(text) > _LONGEST_LINE:
        return ""
    signed = byline(text)
    return signed.names if signed else text if _PERSON.fullmatch(text) else ""


def _name(text: str) -> str:
    """A name as people write it; addresses and user names are none."""
    name = _BY.sub("", one_line(text), count=1) if _BY.match(one_line(text)) else one_line(text)
    if name.startswith(("http://", "https://", "@")) or len(name) > _LONGEST_NAME:
        return ""
    return "" if name.casefold() in ("admin", "administrator", "editor", "unknown") else name


def _url(seen: Seen, stated: Statement, head: str, address: str | None) -> Attributed | None:
    """The page's own address; one that only leads to the front page is none."""
    saved = _SAVED_FROM.search(head)
    base = address or (saved[1] if saved else "") or seen.meta.get("og:url", "")
    found = [
        Attributed(whole, origin)
        for text, origin in (
            (seen.links.get("canonical", ""), META),
            (seen.meta.get("og:url", ""), META),
            (stated.url, JSON_LD),
            (saved[1] if saved else "", SAVED),
            (address or "", SAVED),
        )
        if (whole := _absolute(base, text))
    ]
    inner = (one for one in found if urlsplit(one.value).path.strip("/"))
    return next(inner, found[0] if found else None)


def _absolute(base: str, text: str) -> str:
    try:
        whole = urljoin(base, text) if text else ""
        return whole if urlsplit(whole).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _date(seen: Seen, stated: Statement) -> Dated | None:
    if found := read_stamp(stated.published):
        return Dated(*found, JSON_LD)
    for name in _PUBLISHED:
        if found := read_stamp(seen.meta.get(name, "")):
            return Dated(*found, META)
    for element in seen.props.get("datepublished", []):
        if found := _stamp(element):
            return Dated(*found, TIME)
    found = _time(seen.times[:_MOST_TIMES])
    return Dated(*found, TIME) if found else None


def _time(times: list[HtmlElement]) -> tuple[dt.date, str] | None:
    """The day of the time element that says it is of publication, or of the first in the article.

    Where there is no article in the page, all of them must agree.
    """
    own = [element for element in times if not is_elsewhere(element)]
    for element in own:
        told = f"{element.get('class') or ''} {element.get('id') or ''}"
        says_so = element.get("pubdate") is not None or _PUBLISHING.search(told)
        if says_so and (found := _stamp(element)):
            return found
    inside = [element for element in own if _is_within(element, ("article", "main"))]
    for element in inside:
        if found := _stamp(element):
            return found
    days = {found for element in own if (found := _stamp(element))}
    return days.pop() if len(days) == 1 else None


def _stamp(element: HtmlElement) -> tuple[dt.date, str] | None:
    """What a time element says, for machines or for people."""
    for text in (element.get("datetime"), element.get("content"), element.text_content()):
        if text and (found := read_stamp(one_line(text[:200]))):
            return found
    return None


def _is_within(element: HtmlElement, tags: tuple[str, ...]) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _changed(seen: Seen, stated: Statement) -> Dated | None:
    found = read_stamp(stated.modified) or read_stamp(seen.first(_MODIFIED))
    return Dated(*found, LAST_CHANGED) if found else None


def _date_of_line(seen: Seen) -> Dated | None:
    short = [one for one in seen.dated if len(one.text_content()) <= _LONGEST_LINE]
    found = _time(short)
    return Dated(*found, LINE) if found else None


def _date_of_address(url: Attributed | None) -> Dated | None:
    found = read_address(url.value) if url else None
    return Dated(*found, ADDRESS) if found else None


def _language(seen: Seen, stated: Statement) -> Attributed | None:
    for text, origin in (
        (seen.lang, "the page's lang attribute"),
        (seen.meta.get("og:locale", ""), META),
        (seen.first(_LANGUAGES), META),
        (stated.language, JSON_LD),
    ):
        if known := code(text):
            return Attributed(known, origin)
    return None


def _description(seen: Seen, stated: Statement) -> str:
    return one_line(seen.first(_DESCRIPTIONS) or stated.description)
