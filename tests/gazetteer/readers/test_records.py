"""Rows and cells, with the lines that they begin on."""

from __future__ import annotations

import csv
import io
import time

from hypothesis import given
from hypothesis import strategies as st

from viewer.gazetteer.readers.records import UNCLOSED, records


def cut(text: str, delimiter: str = ",") -> list[tuple[int, tuple[str, ...]]]:
    return [(record.line, record.cells) for record in records(text, delimiter)]


def test_quotes_span_lines_and_double() -> None:
    text = 'a,"b ""c""",d\n"e\nf",g\n\nh\n'
    assert cut(text) == [(1, ("a", 'b "c"', "d")), (2, ("e\nf", "g")), (5, ("h",))]


def test_a_quote_that_never_closes_costs_its_own_line_alone() -> None:
    found = list(records('a,"b\nc,d\ne,f', ","))
    assert [(record.line, record.fault) for record in found] == [
        (1, UNCLOSED),
        (2, None),
        (3, None),
    ]


def test_a_quote_that_closes_in_a_later_cell_costs_its_own_line_alone() -> None:
    found = list(records('a,"b\nc,"d"\n', ","))
    assert [(record.line, record.cells) for record in found] == [(1, ()), (2, ("c", "d"))]


def test_quotes_in_the_middle_and_in_tabbed_files_stand_as_they_are() -> None:
    assert cut('5" gun,b') == [(1, ('5" gun', "b"))]
    assert cut('"The Rock" island\tb', "\t") == [(1, ('"The Rock" island', "b"))]


def test_time_is_linear_whatever_the_quotes() -> None:
    for line in ('a,"b\n', 'a,""\n', '"""\n', '"\n'):
        start = time.process_time()
        assert sum(1 for _ in records(line * 50_000, ",")) > 0
        assert time.process_time() - start < 5


@given(
    st.lists(st.lists(st.text(alphabet='a",; \n', max_size=6), min_size=1, max_size=4), max_size=8)
)
def test_what_csv_writes_is_read(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    assert [list(cells) for _, cells in cut(out.getvalue())] == rows
