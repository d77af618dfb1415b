from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.corpus.documents import outcome, passages, reads, reasons
from viewer.model import Attributed, Dated

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Daily Drin</title>
<link>https://drin.example</link><language>en-GB</language><image><title>Logo</title></image>
<item><media:title>Picture</media:title><title>Flood &amp;amp; fire in <![CDATA[Linz]]></title>
<link>https://drin.example/1</link><guid isPermaLink="false">x1</guid>
<description>&lt;p&gt;Rain in &lt;b&gt;Graz&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;More&nbsp;rain.&lt;/p&gt;
</description><dc:creator>Jane Roe</dc:creator>
<pubDate>Sun, 27 Feb 2022 23:00:00 -0500</pubDate></item>
<item><title>Two</title><content:encoded><![CDATA[<div>In <a href="x">Kyiv</a> 3 &lt; 4</div>]]>
</content:encoded><description>short</description><author>j@drin.example (John Roe)</author></item>
<item><title></title></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Donaublatt</title>
<link rel="self" href="https://donau.example/feed"/>
<entry><title type="html">Regen in &amp;lt;Wien&amp;gt;</title>
<link href="https://donau.example/1"/><id>urn:1</id><updated>2023-01-01T00:00:00Z</updated>
<published>2022-02-27T23:00:00+02:00</published><author><name>Eva Roe</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Regen in <b>Linz</b> &amp;
&lt;Graz&gt;.</p><p>Ende.</p></div></content></entry></feed>"""


def test_rss_entries_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS, encoding="utf-8")

    parts, faults, _ = outcome(path)

    assert parts == ["entry 1", "entry 2"]
    assert faults == ["entry 3: no text in it"]


def test_an_rss_entry_has_its_facts(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(RSS.replace("<item><title></title></item>", ""), encoding="utf-8")

    first, second = reads(path)

    assert passages(first) == [
        ("title", "Flood & fire in Linz"),
        ("paragraph", "Rain in Graz."),
        ("paragraph", "More rain."),
    ]
    article = first.article
    assert article.title == "Flood & fire in Linz"
    assert article.source == Attributed("The Daily Drin", "the feed")
    assert article.author == Attributed("Jane Roe", "the feed")
    assert article.url == "https://drin.example/1"
    assert article.date == Dated(dt.date(2022, 2, 27), "day", "the date in the feed")
    assert article.language == Attributed("en", "the feed")
    assert second.article.author == Attributed("John Roe", "the feed")
    assert second.article.text == "Two\n\nIn Kyiv 3 < 4"
    assert first.article.id != second.article.id


def test_atom_without_a_suffix(tmp_path: Path) -> None:
    path = tmp_path / "feed"
    path.write_text(ATOM, encoding="utf-8")

    (read,) = reads(path)

    assert read.article.text == "Regen in <Wien>\n\nRegen in Linz & <Graz>.\n\nEnde."
    assert read.article.date == Dated(dt.date(2022, 2, 27), "day", "the date in the feed")
    assert read.article.language == Attributed("de", "the feed")
    assert read.article.url == "https://donau.example/1"


def test_a_feed_in_an_old_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    text = '<?xml version="1.0" encoding="windows-1251"?><rss><channel><item><title>Київ</title>'
    path.write_bytes((text + "</item></channel></rss>").encode("cp1251"))

    assert reads(path)[0].article.text == "Київ"


def test_what_stands_before_the_damage_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(RSS.split("<item><title></title>")[0] + "<item>\n</wrong>", encoding="utf-8")

    parts, faults, _ = outcome(path)

    assert parts == ["entry 1", "entry 2"]
    assert faults == ["broken XML (mismatched tag): what follows is not read"]


def test_other_xml_and_entities_are_refused(tmp_path: Path) -> None:
    other, evil, empty = (tmp_path / name for name in ("a.xml", "b.rss", "c.rss"))
    other.write_text("<kml><Placemark/></kml>", encoding="utf-8")
    laughs = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">'
    evil.write_text(f"<!DOCTYPE rss [{laughs}]><rss><item>&b;</item></rss>", encoding="utf-8")
    empty.write_text("<rss><channel/></rss>", encoding="utf-8")

    assert reasons(other) == [
        "XML, but no feed (RSS or Atom): save its text as a .txt file and open that"
    ]
    assert reasons(evil) == ["it declares entities of its own, as bombs do: it is not read"]
    assert reasons(empty) == ["a feed without entries"]


def test_a_title_with_markup_in_it_is_read(tmp_path: Path) -> None:
    title = '<div xmlns="http://www.w3.org/1999/xhtml">Fire in <em>Linz</em>, 3 &lt; 4</div>'
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Donau</title><entry>{}</entry></feed>'
    path = tmp_path / "a.atom"
    path.write_text(feed.format(f'<title type="xhtml">{title}</title>'), encoding="utf-8")

    (read,) = reads(path)

    assert read.article.title == "Fire in Linz, 3 < 4"
    assert read.article.source == Attributed("Donau", "the feed")
