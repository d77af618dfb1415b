"""The file of a linear model: what is written is read, and what is damaged is refused."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.geoparse.recognise.linear import LANES, SIZE, NoModel, read, shares, word_hash, write


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    weights = [[0.0] * SIZE for _ in range(LANES)]
    for lane in range(LANES):
        weights[lane][5] = lane - 1.5
        weights[lane][SIZE - 1] = -0.5
    path = tmp_path_factory.mktemp("model") / "model.bin"
    write(path, weights, ["rain", "nice"])
    return path


def test_weights_and_words_are_read_as_written(file: Path) -> None:
    model = read(file.read_bytes())
    assert model.ordinary == {word_hash("rain"), word_hash("nice")}
    expected = [lane - 1.5 - 2 * 0.5 for lane in range(LANES)]
    assert model.sums([5, SIZE - 1, SIZE - 1, 7]) == pytest.approx(expected, abs=0.03)
    assert model.sums([]) == (0, 0, 0, 0)


def test_many_features_do_not_run_over_into_the_next_class(file: Path) -> None:
    model = read(file.read_bytes())
    assert model.sums([5] * 200) == pytest.approx(
        [200 * (lane - 1.5) for lane in range(LANES)], 0.01
    )


@pytest.mark.parametrize("cut", [0, 3, 20, 200, -1, -9])
def test_a_file_that_is_cut_is_no_model(file: Path, cut: int) -> None:
    with pytest.raises(NoModel):
        read(file.read_bytes()[:cut])


def test_another_kind_of_file_is_no_model(file: Path) -> None:
    with pytest.raises(NoModel, match="another"):
        read(b"PK\x03\x04" + file.read_bytes()[4:])
    data = bytearray(file.read_bytes())
    data[40] ^= 0xFF
    with pytest.raises(NoModel, match="damaged"):
        read(bytes(data))


@given(st.lists(st.floats(-700, 700), min_size=4, max_size=4))
def test_shares_are_probabilities(sums: list[float]) -> None:
    found = shares(sums)
    assert math.isclose(sum(found), 1)
    assert all(0 <= one <= 1 for one in found)
    best = max(range(4), key=sums.__getitem__)
    assert found[best + 1] == max(found[1:])
