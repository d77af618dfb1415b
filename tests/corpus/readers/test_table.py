from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from tests.corpus.documents import outcome, passages, reads, reasons
from viewer.corpus.readers.table import headers
from viewer.corpus.source import Source
from viewer.corpus.tables.columns import TableColumns
from viewer.model import Attributed, Dated


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def test_a_row_is_an_article_with_its_facts(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        "id,Headline,Body,publishedAt,Outlet,Link,By,Lang\r\n"
        '1,Flood,"The river rose in Linz.\r\n\r\nIt fell, ""slowly"".",2022-02-27T10:00:00Z,'
        "Donaublatt,https://donau.example/1,Jane Roe,de-AT\r\n",
    )

    (read,) = reads(path)

    assert passages(read) == [
        ("title", "Flood"),
        ("paragraph", "The river rose in Linz."),
        ("paragraph", 'It fell, "slowly".'),
    ]
    article = read.article
    assert (article.title, article.part, article.url) == (
        "Flood",
        "row 2",
        "https://donau.example/1",
    )
    assert article.date == Dated(dt.date(2022, 2, 27), "day", "the column publishedAt")
    assert article.source == Attributed("Donaublatt", "the column Outlet")
    assert article.author == Attributed("Jane Roe", "the column By")
    assert article.language == Attributed("de", "the column Lang")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("title;text\nРічка;Річка розлилася у Києві, кажуть люди.\n", "cp1251"),
        ("\ufefftitle;text\nРічка;Річка розлилася у Києві, кажуть люди.\n", "utf-8"),
        ("\ufefftitle\ttext\nРічка\tРічка розлилася у Києві, кажуть люди.\n", "utf-16"),
        ("sep=|\ntitle|text\nРічка|Річка розлилася у Києві, кажуть люди.\n", "utf-8"),
        ("title,text\rРічка,«Річка розлилася у Києві, кажуть люди.»\r", "utf-8"),
    ],
)
def test_encodings_and_marks_between_cells(tmp_path: Path, text: str, encoding: str) -> None:
    (read,) = reads(write(tmp_path / "a.csv", text.replace("«", '"').replace("»", '"'), encoding))

    assert read.article.title == "Річка"
    assert read.article.text.endswith("Річка розлилася у Києві, кажуть люди.")


def test_the_same_row_is_the_same_article_in_any_order(tmp_path: Path) -> None:
    one = write(tmp_path / "a.csv", "title,text\nA,In Linz.\n")
    other = write(tmp_path / "b.tsv", "text\ttitle\nIn Linz.\tA\n")

    assert reads(one)[0].article.id == reads(other)[0].article.id


def test_columns_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "a,b\nFlood,In Linz.\n")

    assert headers(Source.of_file(path)) == ("a", "b")
    assert reasons(path) == [
        "no column is called text: its columns are a, b; name the one that holds the articles"
        ' with --columns text=HEADER, or call it "text"'
    ]
    given = TableColumns.parse("text=b, title=A")
    assert reads(path, given)[0].article.text == "Flood\n\nIn Linz."


def test_two_columns_that_may_be_the_text_are_asked_about(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "body,content\nx,y\n")

    assert reasons(path) == [
        "body, content may all be the text: name it with --columns text=HEADER, or call its"
        ' column "text"'
    ]


def test_a_gazetteer_belongs_elsewhere(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "title,lat,lng\nLinz,48.3,14.3\n")

    assert reasons(path) == ["a table of places, not of articles: open it with File > Gazetteers"]


def test_rows_that_are_no_articles(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv", "title,text\n,\nA,In Linz.,,\nB,In Graz.,more\nC,\n,nan\nD,In Wien.\n"
    )

    assert outcome(path)[:2] == (
        ["row 3", "row 5", "row 7"],
        ["row 4: 3 cells, but the header has 2", "row 6: no text in it"],
    )


def test_a_quote_that_is_not_closed_costs_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        'id,text,date\n1,"open,2022\n2,In Linz.,2022\n3,"In Graz.",2022\n'
        '4,"open\n5,In Wien.,2022\n',
    )

    parts, faults, _ = outcome(path)

    assert parts == ["row 3", "row 4", "row 6"]
    unclosed = "a quote is opened and not closed: this line is left out"
    assert faults == [f"row 2: {unclosed}", f"row 5: {unclosed}"]


def test_a_long_article_of_many_lines_is_whole(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    text = "The river rose in Linz, again.\n" * 20_000
    path = write(tmp_path / "a.csv", f'id,text\n1,"{text}"\n2,In Graz.\n')

    long, short = reads(path)

    assert long.article.text.count("Linz") == 20_000
    assert short.article.text == "In Graz."
    assert csv.field_size_limit() == before


def test_markup_in_a_cell_is_no_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "text\n<p>Rain in <b>Linz</b> &amp; Graz</p><p>More</p>\n")

    assert reads(path)[0].article.text == "Rain in Linz & Graz\n\nMore"


def test_what_is_no_table(tmp_path: Path) -> None:
    binary, empty, picture = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    binary.write_bytes(b"text\n" + b"\0" * 50)
    empty.write_bytes(b"  \n")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50)

    assert reasons(binary) == ["not text: it holds zero bytes, as programs and pictures do"]
    assert reasons(empty) == ["empty: there is no text in it"]
    assert reasons(picture) == ["a picture (PNG), and no text"]
