"""Web pages of many layouts around the same story, written for these tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

TITLE = "River Drin floods three villages near Shkodër"
PARAGRAPHS = (
    "The river Drin broke its banks on Sunday and flooded three villages south of Shkodër, the"
    " civil protection agency of Albania said. About 400 people were taken to schools in the city.",
    "“We had an hour to leave,” said Arta Roe, who keeps goats in Bushat. She walked to the main"
    " road with two children, and a bus of the army took them to Lezhë.",
    "Engineers opened the gates of the dam at Vau i Dejës on Saturday night, after 180 millimetres"
    " of rain in two days. The water reached the plain eight hours later.",
    "In Tirana the government met twice. The prime minister said that roads to Kosovo and"
    " Montenegro would stay open, and that field kitchens were on their way from Durrës.",
    "Neighbours have offered help. Italy is sending pumps through the port of Bari, and divers"
    " from Podgorica arrived on Monday morning with six boats.",
    "The rain should stop on Tuesday, forecasters in Skopje and Tirana said. The last flood of"
    " this size was in January 2010, when the lake rose by almost two metres.",
)
CAPTION = "A farmer leads his cow through the water in Bushat, south of Shkodër"
FURNITURE = (
    "Home delivery in Oslo",
    "We use cookies to show you advertising from Lisbon",
    "Accept all cookies",
    "Five killed in Lagos market fire",
    "Markets in Tokyo close higher",
    "Share this on Facebook",
    "Sign up for the Havana newsletter",
    "Reader of Denver writes: first comment!",
    "Terms and privacy, Wellington office",
    "Most read: a walk through Bogotá",
)
NAV = (
    '<nav class="main-nav"><ul><li><a href="/">Home delivery in Oslo</a></li>'
    '<li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>'
)
COOKIES = (
    '<div id="cookie-banner" class="cookie-consent" role="dialog"><p>We use cookies to show you'
    " advertising from Lisbon and to count visits.</p><button>Accept all cookies</button></div>"
)
RELATED = (
    '<div class="related-articles"><h3>Related</h3><ul><li><a href="/a/1">Five killed in Lagos'
    ' market fire</a></li><li><a href="/a/2">Markets in Tokyo close higher</a></li></ul></div>'
)
SHARE = (
    '<div class="share-buttons"><a href="https://facebook.example/share">Share this on Facebook'
    '</a> <a href="#">Print</a></div>'
)
NEWSLETTER = (
    '<form class="newsletter" action="/sub"><label>Sign up for the Havana newsletter</label>'
    '<input type="email"><button>Go</button></form>'
)
COMMENTS = (
    '<section id="comments" class="comments"><h2>2 comments</h2><div class="comment"><p>Reader of'
    " Denver writes: first comment!</p></div></section>"
)
FOOTER = "<footer><p>Terms and privacy, Wellington office. © 2022 The Kozani Post</p></footer>"
ASIDE = '<aside><h4>Most read: a walk through Bogotá</h4><a href="/b">More</a></aside>'
SCRIPT = "<script>window.state = {'places': ['Nairobi', 'Quito']};" + "x=1;" * 400 + "</script>"
STYLE = "<style>" + ".a-b { color: #333; margin: 0 auto }\n" * 60 + "</style>"
FIGURE = (
    '<figure><img src="cow.jpg" alt="Cow"><figcaption class="caption">'
    f'{CAPTION} <span class="credit">Photo: Jane Roe/AP</span></figcaption></figure>'
)


@dataclass(frozen=True)
class Page:
    """A page, and what must come out of it."""

    name: str
    html: str
    title: str = TITLE
    paragraphs: tuple[str, ...] = PARAGRAPHS
    captions: tuple[str, ...] = ()
    furniture: tuple[str, ...] = field(default=FURNITURE)


def linked(paragraph: str) -> str:
    """A paragraph's HTML with a link, a bold word and a line break in the source."""
    words = escape(paragraph, quote=False).split(" ")
    words[2] = f'<a href="/place/{len(words)}">{words[2]}</a>'
    words[5] = f"<b>{words[5]}</b>"
    words[8] = f"\n      {words[8]}"
    return " ".join(words)


def paragraphs(tag: str = "p", attributes: str = "") -> list[str]:
    """The story's paragraphs as elements."""
    return [f"<{tag}{attributes}>{linked(text)}</{tag}>" for text in PARAGRAPHS]


def page(body: str, head: str = "", lang: str = "en") -> str:
    """A whole page around a body."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{TITLE} | The Kozani Post</title>{head}{STYLE}{SCRIPT}</head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _news() -> Page:
    first, *rest = paragraphs()
    body = (
        f'{COOKIES}<header>{NAV}</header><main><article class="story"><h1>{TITLE}</h1>{SHARE}'
        f"{FIGURE}{first}{''.join(rest[:3])}{RELATED}{''.join(rest[3:])}</article>{COMMENTS}"
        f"</main>{ASIDE}{NEWSLETTER}{FOOTER}"
    )
    return Page("news", page(body), captions=(CAPTION,))


def _blog() -> Page:
    text = "\n".join(paragraphs())
    body = (
        f'<div id="wrapper"><div id="header">{NAV}</div><div id="content"><div class="post-12'
        f' hentry"><h1 class="entry-title">{TITLE}</h1><div class="entry-meta">Posted on'
        ' <time datetime="2022-02-28T09:00:00+01:00">28 Feb</time></div>'
        '<div class="entry-content"><div class="wp-caption"><img src="a.jpg">'
        f'<p class="wp-caption-text">{CAPTION}</p></div>'
        f'{text}</div>{SHARE}{RELATED}</div>{COMMENTS}</div><div id="sidebar" class="sidebar">'
        f"{ASIDE}{NEWSLETTER}</div>{FOOTER}</div>{COOKIES}"
    )
    return Page("blog", page(body))


def _divs() -> Page:
    """No article, no paragraphs: text in div elements, with classes of no meaning."""
    text = "".join(paragraphs("div", ' class="css-1x9z"'))
    body = (
        f'{COOKIES}<div class="css-1">{NAV}</div><div class="css-2"><div class="css-3"><h1>{TITLE}'
        f"</h1>{text}</div></div>{RELATED}{COMMENTS}{FOOTER}"
    )
    return Page("divs", page(body))


def _breaks() -> Page:
    """Paragraphs kept apart by line breaks alone, as old sites do."""
    text = "<br><br>\n".join(linked(text) for text in PARAGRAPHS)
    body = (
        f'{NAV}<div class="content"><h1>{TITLE}</h1><div class="article-text">{text}</div></div>'
        f"{RELATED}{FOOTER}"
    )
    return Page("breaks", page(body))


def _tables() -> Page:
    """A page of the nineties: the layout is a table."""
    text = "".join(paragraphs())
    body = (
        f'<table width="800"><tr><td colspan="2">{NAV}</td></tr><tr><td width="150"><a href="/a">'
        f'Markets in Tokyo close higher</a><br><a href="/b">Five killed in Lagos market fire</a>'
        f'</td><td><h1><font size="5">{TITLE}</font></h1>{text}</td></tr><tr><td colspan="2">'
        f"{FOOTER}</td></tr></table>"
    )
    return Page("tables", page(body))


def _unclosed() -> Page:
    """HTML as people type it: nothing closed, attributes bare, a stray tag."""
    text = "\n".join(f"<P>{linked(text)}" for text in PARAGRAPHS)
    html = (
        f"<html><head><title>{TITLE}</title><body bgcolor=white>{NAV}</span></div><div id=main>"
        f"<h1>{TITLE}{text}<hr>{FOOTER}"
    ).replace("<h1>" + TITLE, f"<h1>{TITLE}</h2>")
    return Page("unclosed", html)


def _agency() -> Page:
    """Each paragraph in wrappers of its own, with advertisements between."""
    blocks = "".join(
        f'<div class="article-paragraph"><div class="inner"><p data-id="{n}">{linked(text)}</p>'
        '</div></div><div class="ad-slot" id="ad-1"><span>Advertisement</span></div>'
        for n, text in enumerate(PARAGRAPHS)
    )
    body = (
        f'{NAV}<article><header><h1>{TITLE}</h1><p class="byline">By Jane Doe</p></header>{FIGURE}'
        f'<div class="article-body">{blocks}</div><footer>{SHARE}</footer></article>{ASIDE}'
        f"{COMMENTS}{FOOTER}"
    )
    return Page("agency", page(body), captions=(CAPTION,))


def _live() -> Page:
    """A live page: each entry with a time and a heading."""
    entries = "".join(
        f'<section class="entry"><time datetime="2022-02-28T1{n}:00:00Z">1{n}:00</time>'
        f"<h2>Entry about hour {n}</h2><p>{linked(text)}</p></section>"
        for n, text in enumerate(PARAGRAPHS)
    )
    body = f"{NAV}<main><h1>{TITLE}</h1>{entries}</main>{RELATED}{FOOTER}"
    return Page("live", page(body))


def _quotes() -> Page:
    """Quotations, lists and headings among the paragraphs."""
    first, second, third, *rest = PARAGRAPHS
    body = (
        f"{NAV}<article><h1>{TITLE}</h1><p>{linked(first)}</p><blockquote><p>{linked(second)}</p>"
        f"</blockquote><h2>What happened at the dam</h2><p>{linked(third)}</p><ul>"
        + "".join(f"<li>{linked(text)}</li>" for text in rest)
        + f"</ul></article>{SHARE}{FOOTER}"
    )
    return Page("quotes", page(body))


def _saved() -> Page:
    """A page saved by a browser, with its own comment, inline pictures and hidden parts."""
    picture = f'<img src="data:image/png;base64,{"iVBORw0KGgo" * 300}">'
    text = "".join(paragraphs())
    body = (
        f'{COOKIES}{NAV}<div style="display:none">Five killed in Lagos market fire</div><article>'
        f"<h1>{TITLE}</h1>{picture}{text}</article>{FOOTER}"
    )
    html = page(body).replace(
        "<html", "<!-- saved from url=(0046)https://post.example/2022/02/28/drin-floods/ -->\n<html"
    )
    return Page("saved", html)


def _encyclopedia() -> Page:
    """A wiki page: table of contents, a box of facts, notes."""
    text = "".join(paragraphs())
    body = (
        f'<div id="mw-navigation">{NAV}</div><div id="content" class="mw-body"><h1>{TITLE}</h1>'
        '<div id="mw-content-text"><div class="mw-parser-output"><table class="infobox">'
        f"<tr><th>Date</th><td>27 February 2022</td></tr></table>{text}</div></div></div>{FOOTER}"
    )
    return Page("encyclopedia", page(body))


def _sections() -> Page:
    """Every paragraph a section with a span inside, as site builders make them."""
    text = "".join(
        f'<section class="block"><div><p><span style="font-size:16px">{linked(text)}</span></p>'
        "</div></section>"
        for text in PARAGRAPHS
    )
    body = f'<div id="root">{COOKIES}{NAV}<h1>{TITLE}</h1><div>{text}</div>{RELATED}{FOOTER}</div>'
    return Page("sections", page(body))


def _magazine() -> Page:
    """A long lead, a pull quote, the picture at the end, boxes to read more in the text."""
    first, *rest = paragraphs()
    body = (
        f'{NAV}<div class="page"><article itemscope><h1 itemprop="headline">{TITLE}</h1><p'
        f' class="standfirst">A night on the plain of Shkodër, told by those who left.</p>'
        f'<div itemprop="articleBody">{first}{rest[0]}{RELATED}{"".join(rest[1:])}{FIGURE}</div>'
        f"</article>{NEWSLETTER}{ASIDE}{COMMENTS}{FOOTER}</div>"
    )
    return Page("magazine", page(body), captions=(CAPTION,))


def _amp() -> Page:
    """A page for telephones."""
    text = "".join(paragraphs())
    body = (
        f'<amp-sidebar id="menu">{NAV}</amp-sidebar><main role="main"><h1>{TITLE}</h1>'
        f'<amp-img src="a.jpg" width="9" height="6"></amp-img><div class="body">{text}</div></main>'
        f'<amp-consent id="consent">{COOKIES}</amp-consent>{FOOTER}'
    )
    return Page("amp", page(body).replace("<html ", "<html amp "))


LAYOUTS: tuple[Page, ...] = tuple(
    make()
    for make in (
        _news, _blog, _divs, _breaks, _tables, _unclosed, _agency, _live, _quotes, _saved,
        _encyclopedia, _sections, _magazine, _amp,
    )
)  # fmt: skip
"""One page of each layout."""
