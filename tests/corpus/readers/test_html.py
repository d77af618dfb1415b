from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.page_samples import (
    CAPTION,
    COOKIES,
    FOOTER,
    LAYOUTS,
    NAV,
    PARAGRAPHS,
    TITLE,
    Page,
    page,
    paragraphs,
)
from viewer.corpus.articles import read_articles
from viewer.corpus.drafts import Read
from viewer.corpus.pages.webpage import ONLY_SUMMARY, SIZE_LIMIT_BYTES
from viewer.model import Fault, Note, PassageKind

STORY = "".join(paragraphs())


def read(tmp_path: Path, content: str | bytes, name: str = "page.html") -> Read:
    (found,) = read_all(tmp_path, content, name)
    assert isinstance(found, Read), found
    return found


def refused(tmp_path: Path, content: str | bytes) -> str:
    (found,) = read_all(tmp_path, content)
    assert isinstance(found, Fault), found
    return found.reason


def read_all(
    tmp_path: Path, content: str | bytes, name: str = "page.html"
) -> list[Read | Fault | Note]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_articles(path))


def passages(read: Read, kind: PassageKind) -> list[str]:
    text = read.article.text
    return [text[one.start : one.end] for one in read.passages if one.kind is kind]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_page_gives_its_article_and_no_furniture(tmp_path: Path, layout: Page) -> None:
    found = read(tmp_path, layout.html)
    text = found.article.text

    told = passages(found, PassageKind.PARAGRAPH)
    assert [one for one in told if one in layout.paragraphs] == list(layout.paragraphs)
    assert [one for one in layout.furniture if one in text] == []
    assert passages(found, PassageKind.TITLE) == [layout.title]
    assert found.article.title == layout.title
    assert text.startswith(layout.title)
    captions = passages(found, PassageKind.CAPTION)
    assert all(any(wanted in one for one in captions) for wanted in layout.captions)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_passages_cover_the_text_and_blank_lines_keep_them_apart(
    tmp_path: Path, layout: Page
) -> None:
    found = read(tmp_path, layout.html)
    text, end = found.article.text, 0

    for one in found.passages:
        assert text[end : one.start].strip() == ""
        assert end == 0 or "\n\n" in text[end : one.start]
        end = one.end
    assert text[end:].strip() == ""
    assert "<" not in text
    assert "\U000f7c41" not in text


def test_a_title_that_is_not_in_the_text_stands_above_it(tmp_path: Path) -> None:
    body = f'{NAV}<div class="article-body">{STORY}</div>'
    found = read(tmp_path, page(body, f'<meta property="og:title" content="{TITLE}">'))

    assert found.article.text.startswith(f"{TITLE}\n\n{PARAGRAPHS[0]}")
    assert passages(found, PassageKind.TITLE) == [TITLE]


def test_right_to_left_text_stays_in_its_order(tmp_path: Path) -> None:
    title = "הנהר גואה בשלושה כפרים ליד העיר"
    story = (
        "הנהר עלה על גדותיו ביום ראשון והציף שלושה כפרים מדרום לחיפה, אמרו כוחות ההצלה של העיר.",
        "כארבע מאות בני אדם הועברו לבתי ספר בעכו ובנהריה, ורופאים הגיעו אליהם מירושלים בלילה.",
        "הגשם צפוי להיפסק ביום שלישי, אמרו החזאים בתל אביב. השיטפון האחרון היה לפני עשר שנים.",
    )
    body = f"<main><article dir=rtl><h1>{title}</h1>" + "".join(f"<p>{one}</p>" for one in story)
    found = read(tmp_path, page(body, lang="he").replace(TITLE, title))

    assert found.article.text == "\n\n".join((title, *story))
    assert found.article.language is not None
    assert found.article.language.value == "he"


def test_a_data_table_gives_a_line_for_each_row(tmp_path: Path) -> None:
    rows = "<tr><th>Town</th><th>Dead</th></tr><tr><td>Bushat</td><td>4</td></tr>"
    body = f"<article><h1>{TITLE}</h1>{STORY}<table>{rows}</table>{paragraphs()[0]}</article>"

    assert "Bushat\t4" in read(tmp_path, page(body)).article.text


def test_a_paywall_stub_gives_its_title_and_summary(tmp_path: Path) -> None:
    head = f'<meta property="og:title" content="{TITLE}"><meta property="og:description"'
    stub = page(
        f'{COOKIES}{NAV}<div class="paywall"><button>Subscribe</button></div>{FOOTER}',
        f'{head} content="Three villages near Shkodër are under water.">',
    )
    found = read(tmp_path, stub)

    assert found.article.title == TITLE
    assert found.article.text == f"{TITLE}\n\nThree villages near Shkodër are under water."
    assert passages(found, PassageKind.TITLE) == [TITLE]
    assert [note.text for note in found.notes] == [ONLY_SUMMARY]


def test_a_page_that_is_all_script_is_said_to_be_one(tmp_path: Path) -> None:
    shell = '<!doctype html><html><head></head><body><div id="root"></div><script>'
    reason = refused(tmp_path, shell + "var a = 'Paris';" * 5000 + "</script></body></html>")

    assert reason.startswith("no text in it: the page is made by scripts")


@pytest.mark.parametrize("content", ["", "   \n ", "<html></html>", "<!-- nothing -->"])
def test_a_page_of_nothing_is_refused(tmp_path: Path, content: str) -> None:
    assert "no text in it" in refused(tmp_path, content)


def test_a_page_of_a_few_words_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "<html><body><p id=a>Flood in Shkodër</body></html>")

    assert found.article.text == "Flood in Shkodër"


def test_a_page_nested_too_deep_is_read_all_the_same(tmp_path: Path) -> None:
    deep = "<div>" * 100_000 + STORY + "</div>" * 100_000
    text = read(tmp_path, page(deep)).article.text

    assert all(" ".join(one.split()) in " ".join(text.split()) for one in PARAGRAPHS)


def test_a_page_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    reason = refused(tmp_path, b"<html>" + b"<p>x</p>" * (SIZE_LIMIT_BYTES // 8))

    assert "16 MB" in reason


@pytest.mark.parametrize(
    ("charset", "declared", "encoding"),
    [
        ("cp1251", "windows-1251", "windows-1251"),
        ("koi8-r", "koi8-r", "koi8-r"),
        ("cp1251", "utf-8", "windows-1251"),
        ("cp1251", "iso-8859-1", "windows-1251"),
        ("cp1251", "", "windows-1251"),
        ("utf-8", "windows-1251", "utf-8"),
        ("utf-16", "utf-8", "utf-16-le"),
    ],
)
def test_the_encoding_is_found_whatever_the_page_claims(
    tmp_path: Path, charset: str, declared: str, encoding: str
) -> None:
    story = "Река вышла из берегов в воскресенье и затопила три деревни к югу от города Шкодера."
    html = page(f"<article><h1>Наводнение в Албании</h1><p>{story}</p><p>{story[:60]}.</p>")
    html = html.replace(TITLE, "Наводнение в Албании").replace(
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">',
    )
    found = read(tmp_path, html.encode(charset))

    assert story in found.article.text
    assert found.article.encoding == encoding


def test_a_page_without_its_suffix_is_known_by_its_start(tmp_path: Path) -> None:
    found = read(tmp_path, page(f"<article><h1>{TITLE}</h1>{STORY}"), "page.txt")

    assert PARAGRAPHS[-1] in found.article.text
    assert "<p>" not in found.article.text


def test_a_caption_outside_the_text_is_kept(tmp_path: Path) -> None:
    body = (
        f"<article><header><h1>{TITLE}</h1></header><figure><img src=a.jpg><figcaption>{CAPTION}"
        f'</figcaption></figure><div class="article-body">{STORY}</div></article>'
    )

    assert passages(read(tmp_path, page(body)), PassageKind.CAPTION) == [CAPTION]


def test_a_caption_in_a_list_of_other_articles_is_not(tmp_path: Path) -> None:
    other = f"<aside><figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure></aside>"
    body = f"<main><article><h1>{TITLE}</h1>{STORY}</article>{other}</main>"

    assert CAPTION not in read(tmp_path, page(body)).article.text


def test_the_title_of_another_article_under_its_picture_is_no_caption(tmp_path: Path) -> None:
    other = (
        "<article><figure><img src=b.jpg><figcaption><a href=/b>Storm in Lisbon leaves thousands"
        " without power</a></figcaption></figure></article>"
    )
    own = f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>"
    found = read(tmp_path, page(f"<article><h1>{TITLE}</h1>{own}{STORY}</article>{other * 3}"))

    assert passages(found, PassageKind.CAPTION) == [CAPTION]
    assert "Lisbon" not in found.article.text


def test_a_credit_in_a_box_of_its_own_is_not_glued_to_the_caption(tmp_path: Path) -> None:
    boxes = (
        "<figcaption><span class='sr-only'>Image caption</span><span>The lake near Shkodër</span>"
        "<span>Photo: Jane Roe</span></figcaption>"
    )
    body = f"<article><h1>{TITLE}</h1><figure><img src=a.jpg>{boxes}</figure>{STORY}</article>"
    found = read(tmp_path, page(body))

    assert passages(found, PassageKind.CAPTION) == ["The lake near Shkodër Photo: Jane Roe"]


def test_text_around_a_box_does_not_run_together(tmp_path: Path) -> None:
    box = "<div class='image-caption'><img src=a.jpg><span class=caption>A pump</span></div>"
    told = f"<div>The bus went to Lezhë.{box}Then it came back for the others.</div>"
    found = read(tmp_path, page(f"<article><h1>{TITLE}</h1>{told}{STORY}</article>"))

    assert "Lezhë.Then" not in found.article.text
    assert "The bus went to Lezhë." in found.article.text
    assert "Then it came back for the others." in found.article.text


def test_comments_are_left_out_whatever_they_are_called(tmp_path: Path) -> None:
    said = "<p>I have been to Denver and the water there is never as high as this, I can say.</p>"
    one = f"<div class='sf_comment' id='sf_comment_{{}}'>{said}</div>"
    many = "".join(one.format(number) for number in range(9))
    found = read(tmp_path, page(f"<div id=main><h1>{TITLE}</h1>{STORY}<div>{many}</div></div>"))

    assert "Denver" not in found.article.text
    assert PARAGRAPHS[-1] in found.article.text


def test_a_page_that_calls_itself_a_comment_is_read(tmp_path: Path) -> None:
    body = f"<div class='comment'><p>Opinion of the day</p>{STORY}</div>"

    assert PARAGRAPHS[2] in read(tmp_path, page(body)).article.text


def test_titles_of_other_articles_in_a_list_are_furniture(tmp_path: Path) -> None:
    titles = ("Market fire in Lagos kills five people", "Thousands march in Quito over prices")
    links = "".join(f"<li><a href=/{len(one)}>{one}</a></li>" for one in titles)
    facts = "<li>Bushat has <a href=/b>400 people</a></li><li>Lezhë took in <i>all</i> of them</li>"
    body = f"<article><h1>{TITLE}</h1>{STORY}<ul>{facts}</ul><ul>{links}</ul></article>"
    found = read(tmp_path, page(body))

    told = passages(found, PassageKind.PARAGRAPH)
    assert not any(title in one for title in titles for one in told)
    assert any("Bushat has 400 people" in one for one in told)


def test_the_same_page_gives_the_same_article(tmp_path: Path) -> None:
    first, second = (read(tmp_path, LAYOUTS[0].html) for _ in range(2))

    assert first == second
