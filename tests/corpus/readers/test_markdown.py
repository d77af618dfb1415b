from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.corpus.documents import passages, reads, reasons
from viewer.model import Attributed, Dated

TEXT = """---
title: "Flood in Linz"   # as printed
date: 2022-02-27
authors:
  - Jane Roe
  - John Roe
source: https://donau.example/1
publisher: Donaublatt
lang: de
---
# Flood in Linz

The *Danube* rose in [Linz](https://donau.example) and
**Graz**. ![A boat in Enns](boat.jpg)

- one in Wien

| Town | State |
|------|-------|
| Wels | wet   |

<div>Raw &amp; wild</div><!-- unseen -->

## Later
"""


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_are_no_text_and_facts_stand_above(tmp_path: Path) -> None:
    (read,) = reads(write(tmp_path / "a.md", TEXT))

    assert passages(read) == [
        ("title", "Flood in Linz"),
        ("paragraph", "The Danube rose in Linz and Graz."),
        ("caption", "A boat in Enns"),
        ("paragraph", "one in Wien"),
        ("paragraph", "Town"),
        ("paragraph", "State"),
        ("paragraph", "Wels"),
        ("paragraph", "wet"),
        ("paragraph", "Raw & wild"),
        ("paragraph", "Later"),
    ]
    article, origin = read.article, "the lines above the text"
    assert article.title == "Flood in Linz"
    assert article.author == Attributed("Jane Roe, John Roe", origin)
    assert article.source == Attributed("Donaublatt", origin)
    assert article.url == "https://donau.example/1"
    assert article.date == Dated(dt.date(2022, 2, 27), "day", origin)
    assert article.language == Attributed("de", origin)


def test_a_title_that_stands_only_above(tmp_path: Path) -> None:
    text = '+++\ntitle = "Fire in Wels"\n+++\nIt burnt in Wels.\n'

    (read,) = reads(write(tmp_path / "a.md", text))

    assert read.article.text == "Fire in Wels\n\nIt burnt in Wels."
    assert passages(read)[0] == ("title", "Fire in Wels")


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    (read,) = reads(write(tmp_path / "a.md", "Snow\n\n---\n\ntitle: no\n\n---\n"))

    assert read.article.text.startswith("Snow")


def test_marks_without_end_are_read_in_time(tmp_path: Path) -> None:
    text = "[" * 20_000 + "\n\n" + "> " * 20_000 + "x\n\n" + "*a **b " * 10_000 + "\n\nLinz"

    assert reads(write(tmp_path / "a.md", text))[0].article.text.endswith("Linz")
    assert reasons(write(tmp_path / "b.md", "---\ntitle:\n---\n")) == [
        "empty: there is no text in it"
    ]
