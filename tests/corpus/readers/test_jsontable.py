from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from tests.corpus.documents import outcome, reads, reasons
from viewer.model import Attributed, Dated


def test_each_line_is_an_article_and_a_bad_one_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"title": "A", "text": "Kyiv was calm."}\n\nbad\n[1]\n{"other": 1}\n'
        '{"title": "B", "content": "Minsk too.", "source": {"id": null, "name": "Daily"},'
        ' "publishedAt": 1645920000}\n',
        encoding="utf-8",
    )

    parts, faults, _ = outcome(path)

    assert parts == ["line 1", "line 6"]
    assert [fault.split(";")[0] for fault in faults] == [
        "line 3: no JSON: Expecting value at character 1",
        "line 4: no article: not an object with fields",
        "line 5: no column is called text: its columns are other",
    ]


def test_fields_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    article = {
        "headline": "Flood",
        "text": ["The river rose in Linz, and the bridge was closed for the whole of the night."
                 " It opened again.", "Nobody was hurt."],
        "authors": ["Jane Roe", "John Roe"],
        "source": {"name": "Donaublatt"},
        "publishedAt": 1645920000000,
    }  # fmt: skip
    path.write_text(json.dumps({"status": "ok", "articles": [article, article]}), encoding="utf-8")

    first, _ = reads(path)

    assert first.article.part == "article 1"
    assert first.article.text.startswith("Flood\n\nThe river rose")
    assert first.article.text.endswith("\n\nNobody was hurt.")
    assert first.article.author == Attributed("Jane Roe, John Roe", "the column authors")
    assert first.article.source == Attributed("Donaublatt", "the column source")
    assert first.article.date == Dated(dt.date(2022, 2, 27), "day", "the column publishedAt")


def test_one_article_and_half_a_character(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"title": "A", "text": "Rain \\ud83d in Linz \\u0000"}', encoding="utf-8")

    (read,) = reads(path)

    assert read.article.part == ""
    assert read.article.text == "A\n\nRain \ufffd in Linz \ufffd"


def test_what_is_no_articles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    found = []
    for text in (
        '{"name": "x", "version": "1.0"}',
        '{"type": "FeatureCollection", "features": []}',
        "[" * 100_000,
        '{"a": ',
    ):
        path.write_text(text, encoding="utf-8")
        found += reasons(path)

    assert [reason.split(":")[0] for reason in found] == [
        "no column is called text",
        "GeoJSON, places and not articles",
        "not JSON that can be read",
        "not JSON that can be read",
    ]


def test_a_number_without_end_is_a_fault_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text":%s}\n{"text":"Fire in Linz"}\n' % ("9" * 5000), encoding="utf-8")

    assert outcome(path)[:2] == (["line 2"], ["line 1: no JSON: a number in it is too long"])
