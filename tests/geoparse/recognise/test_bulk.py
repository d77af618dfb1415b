"""Many features at a time are the same as one by one."""

import random

import pytest

from viewer.geoparse.recognise.bulk import Bulk, hashed

SALTS = [random.Random(7).getrandbits(32) for _ in range(19)]
PRIME = 0xFFFFFFFB
WEIGHTS = [random.Random(8).getrandbits(40) for _ in range(1 << 18)]


@pytest.mark.parametrize("bits", [1, 8, 32, 33, 40, 59])
def test_features_in_bulk_are_those_of_each_value(bits: int) -> None:
    bulk, chance = Bulk(SALTS, WEIGHTS), random.Random(bits)
    values = [chance.getrandbits(bits) for _ in range(19 * 32)]
    values[:19] = [0] * 19
    values[19:38] = [(1 << bits) - 1] * 19
    assert list(bulk.hashed(values)) == list(map(hashed, values, SALTS * 32))


@pytest.mark.parametrize("beside", range(-2, 6))
def test_values_about_the_prime(beside: int) -> None:
    values = [salt ^ PRIME + beside for salt in SALTS]
    assert list(Bulk(SALTS, WEIGHTS).hashed(values)) == list(map(hashed, values, SALTS))


@pytest.mark.parametrize("count", [0, 1, 31, 32, 33, 100])
def test_sums_are_of_each_span(count: int) -> None:
    chance = random.Random(count)
    spans = [[chance.getrandbits(39) for _ in SALTS] for _ in range(count)]
    expected = [
        sum(WEIGHTS[hashed(value, salt)] for value, salt in zip(span, SALTS, strict=True))
        for span in spans
    ]
    assert Bulk(SALTS, WEIGHTS).sums(spans) == expected
