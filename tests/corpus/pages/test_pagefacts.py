from __future__ import annotations

import datetime as dt
import json

import pytest
from lxml.html import document_fromstring

from viewer.corpus.pages.pagefacts import (
    ADDRESS,
    BYLINE,
    HEADING,
    JSON_LD,
    LINE,
    META,
    SAVED,
    TIME,
    TITLE,
    PageFacts,
    read_page_facts,
)
from viewer.corpus.timestamps import LAST_CHANGED
from viewer.model import Attributed, Dated

DAY = dt.date(2022, 2, 27)


def facts(head: str = "", body: str = "<p>x</p>", before: str = "", html: str = "") -> PageFacts:
    page = f"{before}<html {html}><head>{head}</head><body>{body}</body></html>"
    return read_page_facts(document_fromstring(page), page)


def meta(name: str, content: str, attribute: str = "property") -> str:
    return f'<meta {attribute}="{name}" content="{content}">'


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "River floods three villages",
    "datePublished": "2022-02-27T23:30:00-05:00",
    "dateModified": "2022-03-01T08:00:00Z",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"@type": "Person", "name": "Ali Doe"}],
    "publisher": {"@type": "Organization", "name": "The Kozani Post"},
    "mainEntityOfPage": {"@id": "https://post.example/drin"},
    "inLanguage": "en-GB",
}
GRAPH = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "The Kozani Post"},
        {"@type": "Person", "@id": "#jane", "name": "Jane Roe"},
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": ["Article", "Thing"], "headline": "River floods three villages",
         "datePublished": "2022-02-27", "author": {"@id": "#jane"}, "publisher": {"@id": "#org"}},
    ],
}  # fmt: skip


def test_json_ld_tells_all() -> None:
    found = facts(linked(NEWS))

    assert found.title == Attributed("River floods three villages", JSON_LD)
    assert found.author == Attributed("Jane Roe, Ali Doe", JSON_LD)
    assert found.source == Attributed("The Kozani Post", JSON_LD)
    assert found.url == Attributed("https://post.example/drin", JSON_LD)
    assert found.date == Dated(DAY, "day", JSON_LD)
    assert found.language == Attributed("en", JSON_LD)


def test_a_graph_of_references_is_followed() -> None:
    found = facts(linked(GRAPH))

    assert found.author == Attributed("Jane Roe", JSON_LD)
    assert found.source == Attributed("The Kozani Post", JSON_LD)
    assert found.date == Dated(DAY, "day", JSON_LD)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "{",
        "null",
        '"text"',
        "[" * 100_000,
        '{"@type": {"a": 1}, "author": 5}',
        '{"@type": "NewsArticle", "author": {"name": {"name": 3}}, "datePublished": ["x"]}',
        '{"@type": "NewsArticle", "author": {"@id": ["#a"]}, "headline": {}}',
    ],
)
def test_nonsense_in_json_ld_says_nothing(script: str) -> None:
    assert facts(f'<script type="application/ld+json">{script}</script>') == PageFacts()


def test_json_ld_with_line_breaks_and_a_stray_comma_is_read() -> None:
    script = '//<![CDATA[\n{"@type": "NewsArticle", "headline": "River\n floods villages",}\n//]]>'
    found = facts(f'<script type="application/ld+json">{script}</script>')

    assert found.title == Attributed("River floods villages", JSON_LD)


@pytest.mark.parametrize(
    ("head", "body", "title", "origin"),
    [
        (meta("og:title", "River floods villages"), "<h1>River floods villages</h1>",
         "River floods villages", HEADING),
        (meta("og:title", "River floods villages"), "<h1>The Post</h1>",
         "River floods villages", META),
        ("<title>River floods villages | The Post</title>", "<p>x</p>",
         "River floods villages", TITLE),
        ("<title>The Post - River floods villages</title>" + meta("og:site_name", "The Post"),
         "<p>x</p>", "River floods villages", TITLE),
        ("<title>Start</title>", "<h1>River floods villages</h1>", "River floods villages",
         HEADING),
        ("<title>River – the long way of a name to the sea and back</title>", "<p>x</p>",
         "River – the long way of a name to the sea and back", TITLE),
    ],
)  # fmt: skip
def test_a_title_is_what_people_see(head: str, body: str, title: str, origin: str) -> None:
    assert facts(head, body).title == Attributed(title, origin)


@pytest.mark.parametrize(
    ("head", "body", "precision", "origin"),
    [
        (meta("article:published_time", "2022-02-27T10:00:00+02:00"), "<p>x</p>", "day", META),
        (meta("date", "20220227", "name"), "<p>x</p>", "day", META),
        (meta("DC.date.issued", "2022-02", "name"), "<p>x</p>", "month", META),
        (meta("pubdate", "Sun, 27 Feb 2022 10:00:00 GMT", "name"), "<p>x</p>", "day", META),
        ("", '<span itemprop="datePublished" content="2022-02-27">x</span>', "day", TIME),
        ("", "<article><time datetime='2022-02-27T10:00'>x</time></article>", "day", TIME),
        ("", "<article><time>February 27, 2022</time></article>", "day", TIME),
        ("", '<aside><time datetime="2021-01-01">x</time></aside><article><time class="updated"'
             ' datetime="2022-03-05">x</time><time class="published" datetime="2022-02-27">'
             "x</time></article>", "day", TIME),
        ("", '<span class="post-date">27.02.2022</span>', "day", LINE),
        ("", '<div class="related"><span class="date">May 1, 2021</span></div><p class="dateline">'
             "February 27, 2022 at 10:15</p>", "day", LINE),
        (meta("og:url", "https://post.example/2022/02/27/drin"), "<p>x</p>", "day", ADDRESS),
        (meta("og:url", "https://post.example/2022/feb/27/drin"), "<p>x</p>", "day", ADDRESS),
        (meta("og:url", "https://post.example/world/2022/02/drin"), "<p>x</p>", "month", ADDRESS),
        (meta("og:url", "https://post.example/drin-20220227.html"), "<p>x</p>", "day", ADDRESS),
    ],
)  # fmt: skip
def test_a_date_says_how_precise_it_is_and_where_it_stood(
    head: str, body: str, precision: str, origin: str
) -> None:
    value = DAY if precision == "day" else DAY.replace(day=1)

    assert facts(head, body).date == Dated(value, precision, origin)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (meta("date", "02/03/2022", "name"), "<p>x</p>"),
        (meta("article:published_time", "1970-01-01T00:00:00Z"), "<p>x</p>"),
        (meta("article:published_time", "2022-02-30"), "<p>x</p>"),
        ("", "<time datetime='2022-02-27'>x</time><time datetime='2022-02-28'>x</time>"),
        ("", "<aside><time datetime='2022-02-27'>x</time></aside>"),
        ("", "<p class=date>May 1, 2021</p><p class=date>May 2, 2021</p>"),
        ("", f"<div class=updates>{'x' * 200} May 1, 2021</div>"),
        (meta("og:url", "https://post.example/article/1220227345"), "<p>x</p>"),
        (meta("og:url", "https://post.example/election-2022/drin"), "<p>x</p>"),
    ],
)
def test_what_may_be_another_day_is_no_date(head: str, body: str) -> None:
    assert facts(head, body).date is None


def test_the_last_change_is_kept_apart() -> None:
    found = facts(meta("article:modified_time", "2022-03-01T10:00:00Z"))

    assert found.date is None
    assert found.changed == Dated(dt.date(2022, 3, 1), "day", LAST_CHANGED)


@pytest.mark.parametrize(
    ("head", "before", "url", "origin"),
    [
        ('<link rel="canonical" href="https://post.example/drin">', "",
         "https://post.example/drin", META),
        ('<link rel="canonical" href="https://post.example/">'
         + meta("og:url", "https://post.example/drin"), "", "https://post.example/drin", META),
        ('<link rel="canonical" href="/drin">' + meta("og:url", "https://post.example/x"), "",
         "https://post.example/drin", META),
        ("", "<!-- saved from url=(0026)https://post.example/drin -->",
         "https://post.example/drin", SAVED),
        ("", "<!--\n Page saved with SingleFile \n url: https://post.example/drin \n -->",
         "https://post.example/drin", SAVED),
    ],
)  # fmt: skip
def test_the_address_of_a_page(head: str, before: str, url: str, origin: str) -> None:
    assert facts(head, before=before).url == Attributed(url, origin)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "drin"])
def test_what_is_no_web_address_is_none(href: str) -> None:
    assert facts(f'<link rel="canonical" href="{href}">').url is None


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (meta("author", "By Jane Roe", "name"), "<p>x</p>", Attributed("Jane Roe", META)),
        (meta("article:author", "https://facebook.example/jane")
         + meta("author", "Jane Roe", "name"), "<p>x</p>", Attributed("Jane Roe", META)),
        ("", '<a rel="author" href="/jane">Jane Roe</a>', Attributed("Jane Roe", BYLINE)),
        ("", '<p class="byline">By Jane Roe, Reuters</p>', Attributed("Jane Roe", BYLINE)),
        ("", '<div class="article-author">Jane van Roe</div>',
         Attributed("Jane van Roe", BYLINE)),
        ("", '<div class="author-box">Jane Roe has written of rivers for ten years.</div>', None),
        ("", '<aside><p class="byline">By Ali Doe</p></aside>', None),
        (meta("author", "admin", "name"), "<p>x</p>", None),
    ],
)  # fmt: skip
def test_an_author_is_a_name(head: str, body: str, author: Attributed | None) -> None:
    assert facts(head, body).author == author


def test_the_publisher_is_the_site_or_its_host() -> None:
    url = meta("og:url", "https://www.post.example/drin")

    assert facts(url + meta("og:site_name", "The Post")).source == Attributed("The Post", META)
    assert facts(url).source == Attributed("post.example", ADDRESS)


@pytest.mark.parametrize(
    ("html", "head", "language"),
    [
        ('lang="en-US"', "", "en"),
        ('lang="ua"', "", "uk"),
        ("", meta("og:locale", "fr_FR"), "fr"),
        ("", '<meta http-equiv="content-language" content="de">', "de"),
        ('lang="x-default"', meta("og:locale", "pl_PL"), "pl"),
    ],
)
def test_the_language_is_what_the_page_says(html: str, head: str, language: str) -> None:
    found = facts(head, html=html).language

    assert found is not None
    assert found.value == language


def test_direction_marks_in_a_title_are_gone() -> None:
    found = facts("<title>River \u202efloods\u200b villages</title>")

    assert found.title == Attributed("River floods villages", TITLE)


def test_the_heading_that_the_tags_repeat_goes_before_that_of_the_site() -> None:
    title = "Überschwemmung am Drin"
    head = meta("og:title", title) + f"<title>{title} - News from Kozani Post</title>"
    body = f"<h1 class=logo>News from Kozani Post</h1><h1>{title}</h1>"

    assert facts(head, body).title == Attributed(title, HEADING)


def test_the_name_of_the_site_is_taken_out_of_the_heading() -> None:
    head = meta("og:title", "Floods hit Bushat") + "<title>Floods hit Bushat » The Post</title>"
    body = "<h1><span>Floods hit Bushat</span><a href=/>The Post</a></h1>"

    title = facts(head, body).title
    assert title is not None
    assert title.value == "Floods hit Bushat"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Floods hit Bushat | The Post", "The Post"),
        ("Floods hit Bushat – The Kozani Post", "The Kozani Post"),
        ("Floods hit Bushat", None),
        ("Floods hit Bushat | and everybody says that it was long foreseen", None),
        ("Floods hit Bushat | World | The Post", None),
    ],
)
def test_what_the_title_has_besides_the_heading_is_the_publisher(
    title: str, name: str | None
) -> None:
    found = facts(f"<title>{title}</title>", "<h1>Floods hit Bushat</h1>").source

    assert found == (Attributed(name, TITLE) if name else None)
