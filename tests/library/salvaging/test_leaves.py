"""All rows of a file are found without its tables, of whatever size they are."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viewer.library.salvaging.leaves import PAGE, records

VALUE = (
    st.none()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
    | st.binary(max_size=60)
)
SIZES = (0, 1, 480, 490, 4000, 4050, 4061, 4062, 4100, 8100, 20_000)
"""Around those at which a row goes on on other pages."""


def written(path: Path, rows: list[tuple[object, ...]], *, keyed: bool) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        if keyed:
            connection.execute("CREATE TABLE t (k INTEGER PRIMARY KEY, v, w) WITHOUT ROWID")
        else:
            connection.execute("CREATE TABLE t (k, v, w)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
        connection.commit()


def test_long_rows_are_read_to_their_end(tmp_path: Path) -> None:
    rows = [(n, "x" * size, bytes([n]) * (size // 2)) for n, size in enumerate(SIZES)]
    for keyed in (False, True):
        path = tmp_path / f"{keyed}"
        written(path, rows, keyed=keyed)
        found = [record.values for record in records(path) if len(record.values) == 3]
        assert sorted(found) == rows


def test_many_rows_have_pages_that_only_lead_to_others(tmp_path: Path) -> None:
    rows = [(n, f"row {n}", b"") for n in range(5000)]
    for keyed in (False, True):
        path = tmp_path / f"{keyed}"
        written(path, rows, keyed=keyed)
        found = [record for record in records(path) if len(record.values) == 3]
        assert sorted(record.values for record in found) == rows
        numbers = {record.number for record in found}
        assert numbers == ({None} if keyed else set(range(1, 5001)))


@settings(max_examples=60)
@given(st.lists(st.tuples(VALUE, VALUE, VALUE), max_size=30))
def test_values_are_what_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    path = tmp_path_factory.mktemp("leaves") / "file"
    written(path, rows, keyed=False)
    found = {
        record.number: record.values
        for record in records(path)
        # The list of tables is one of five columns.
        if len(record.values) == 3
    }
    assert found == dict(enumerate(rows, start=1))


@given(st.binary(max_size=3 * PAGE))
def test_noise_has_no_end_without_rows(noise: bytes) -> None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(noise + b"\x0d" * PAGE)
        file.flush()
        for record in records(Path(file.name)):
            assert isinstance(record.values, tuple)
