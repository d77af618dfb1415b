from __future__ import annotations

import pytest

from viewer.corpus.tables.columns import TableColumns, UnclearColumns, recognise


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        (["Title", "Text"], {"title": "Title", "text": "Text"}),
        (["article_body", "pub-date"], {"text": "article_body", "date": "pub-date"}),
        (["FullText", "publishedAt"], {"text": "FullText", "date": "publishedAt"}),
        (["text", "content", "body"], {"text": "text"}),
        (["Titel", "Inhalt", "Datum", "Quelle"],
         {"title": "Titel", "text": "Inhalt", "date": "Datum", "source": "Quelle"}),
        (["lat", "lon", "text"], {"text": "text"}),
        (["text", "text (2)"], {"text": "text"}),
    ],
)  # fmt: skip
def test_usual_names_in_their_spellings(headers: list[str], found: dict[str, str]) -> None:
    assert TableColumns().find(headers) == found


def test_what_is_given_goes_first() -> None:
    assert TableColumns(text="b").find(["text", "b"]) == {"text": "b"}
    with pytest.raises(UnclearColumns, match="it has no column c: its columns are text, b"):
        TableColumns(text="c").find(["text", "b"])


def test_a_long_list_of_columns_is_cut() -> None:
    with pytest.raises(UnclearColumns, match=r"c0, .*, c11 and 488 more;"):
        TableColumns().find([f"c{number}" for number in range(500)])


@pytest.mark.parametrize("written", ["text", "text=", "colour=a", "=b"])
def test_what_is_written_wrong_is_refused(written: str) -> None:
    with pytest.raises(UnclearColumns, match="write text=HEADER"):
        TableColumns.parse(written)


def test_a_name_by_itself() -> None:
    assert recognise("Date Published") == "date"
    assert recognise("colour") is None
