import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.export.samples import HOSTILE, library
from viewer.export.tables import guarded, write_mentions, write_places


def rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes()
    assert text.startswith(codecs.BOM_UTF8)
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_every_mention_has_a_row_in_the_order_of_the_text(tmp_path: Path) -> None:
    write_mentions(library(), tmp_path / "m.csv")
    found = rows(tmp_path / "m.csv")
    assert [row["text"] for row in found] == [
        "Kyiv",
        "Belarus border",
        "Brovary",
        "Київ",
        "Kyiv",
        "Ukraine",
        "Fiji",
        "Ushuaia",
        "Donbas",
    ]
    text = library().readings[0].article.text
    assert all(text[int(r["start"]) : int(r["end"])] == r["text"] for r in found[:7])
    assert found[3]["place"] == "Kyiv"
    assert found[3]["passage"] == "From Brovary to Київ, 😀 Kyiv again."
    assert (found[3]["source"], found[3]["date"]) == ("The Paper", "2022-02")
    assert found[3]["file"] == "0.txt"


def test_what_was_not_placed_says_why(tmp_path: Path) -> None:
    write_mentions(library(), tmp_path / "m.csv")
    brovary = rows(tmp_path / "m.csv")[2]
    assert brovary["place_id"] == brovary["lat"] == brovary["score"] == ""
    assert brovary["why_not_placed"] == "no row of the gazetteer has this name"


def test_numbers_below_zero_stay_numbers(tmp_path: Path) -> None:
    write_mentions(library(), tmp_path / "m.csv")
    ushuaia = rows(tmp_path / "m.csv")[7]
    assert (ushuaia["lat"], ushuaia["lon"]) == ("-54.8", "-68.3")


def test_places_have_their_counts(tmp_path: Path) -> None:
    write_places(library(), tmp_path / "p.csv")
    found = rows(tmp_path / "p.csv")
    assert [row["id"] for row in found] == ["kyiv", "by-ua", "donbas", "fj", "ua", "ushuaia"]
    kyiv = found[0]
    assert (kyiv["passages"], kyiv["mentions"], kyiv["articles"]) == ("2", "3", "1")
    assert kyiv["variants"] == "Kiev;Київ"
    assert (kyiv["gazetteer_file"], kyiv["gazetteer_line"]) == ("gazetteer.csv", "11")


def test_lines_end_as_the_format_has_it(tmp_path: Path) -> None:
    write_places(library(), tmp_path / "p.csv")
    assert (tmp_path / "p.csv").read_bytes().count(b"\r\n") == 7


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=HYPERLINK(0)", "-0.5"]
)
def test_what_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("cell", ["Kyiv", "", "a=b", "1-2", -0.12, -5, None, 3.0])
def test_what_it_would_not_run_is_left_as_it_is(cell: str | float | None) -> None:
    assert guarded(cell) == cell


WORDS = st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"]))


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(WORDS)
@example(HOSTILE[1])
@example('quotes " and \r carriage returns, commas; semicolons')
def test_any_text_comes_back_from_its_cell(tmp_path: Path, text: str) -> None:
    line = f"={text} Kyiv"
    write_mentions(library(line), tmp_path / "m.csv")
    found = rows(tmp_path / "m.csv")[-1]
    assert found["passage"] == "'" + line
    assert found["text"] == "Kyiv"


def test_a_passage_of_a_megabyte_is_quoted_around_its_mention(tmp_path: Path) -> None:
    write_mentions(library("word " * 100_000 + "Kyiv" + " word" * 100_000), tmp_path / "m.csv")
    (row,) = rows(tmp_path / "m.csv")
    assert len(row["passage"]) < 400
    assert row["passage"].startswith("… ")
    assert row["passage"].endswith(" …")
    assert " Kyiv " in row["passage"]


def test_broken_characters_are_replaced(tmp_path: Path) -> None:
    write_mentions(library("half \ud800 Kyiv"), tmp_path / "m.csv")
    assert rows(tmp_path / "m.csv")[0]["passage"] == "half \ufffd Kyiv"
