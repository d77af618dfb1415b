from __future__ import annotations

import time

from viewer.corpus.pages.fragments import blocks, plain, text_of


def test_blocks_stand_apart_and_what_is_inside_a_line_does_not() -> None:
    html = "<h2>Rain</h2><p>In <b>Li</b>nz &amp; <a href='x'>Graz</a>,<br>all   night.</p>tail"

    assert plain(html) == "Rain\n\nIn Linz & Graz,\nall night.\n\ntail"


def test_cells_and_items_are_blocks() -> None:
    html = "<table><tr><td>a</td><td>b</td></tr></table><ul><li>c<li>d</ul>"

    assert plain(html) == "a\n\nb\n\nc\n\nd"


def test_what_is_not_seen_is_no_text() -> None:
    html = (
        "<style>x</style><script>y</script>a<div style='Display : none'>b<p>c</p></div>d<!-- e -->"
    )

    assert plain(html) == "a\n\nd"


def test_quotes_are_told() -> None:
    html = "a<blockquote>b<p>c</p></blockquote><div class='gmail_quote'>d</div>e"

    assert blocks(html) == [("a", False), ("b", True), ("c", True), ("d", True), ("e", False)]


def test_what_is_no_markup_stays() -> None:
    assert text_of("3 < 4 &amp; 5 > 2\n\n x") == "3 < 4 & 5 > 2\n\n x"
    assert plain("  ") == plain("<!-- x -->") == ""


def test_depth_and_size_are_no_trouble() -> None:
    began = time.process_time()

    assert plain("<div>" * 20_000 + "deep") == "deep"
    assert len(blocks("<td>x" * 200_000)) == 200_000
    assert time.process_time() - began < 10
