"""Training is the same each time, and what it learns is what the texts say."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from viewer import resources
from viewer.gazetteer.candidates import Candidate, Kind, NameKind
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.sources import Sources
from viewer.geoparse.recognise import linear
from viewer.geoparse.training import train
from viewer.geoparse.training.markup import Text, parse
from viewer.geoparse.training.pool import Pool
from viewer.geoparse.training.swap import swapped

TEXTS = [
    parse(
        "Rain in [Minsk](city)\n[Jane Doe](person) of [Kyiv](city), [Ohio](region), said"
        " [Doe Ltd](org) would leave [Moscow](city) for [Harlan County](county)."
    ),
    parse(
        "[Moscow](city) waits\nMr. [Kyiv](person) met the [Russian](adj) consul in [Kyiv](city)."
    ),
]


def row(number: int, kind: Kind, title: str, region: str) -> Candidate:
    return Candidate(
        str(number), "t", 1, kind, NameKind.TITLE, title, 0, 0, 100 * number, region[:2], region
    )


@pytest.fixture(scope="module")
def pool() -> Pool:
    towns = [
        row(number, Kind.CITY, f"Aber{'abcdefghij'[number % 10]}{'klm'[number // 10]}on", region)
        for region in ("US.OH", "GB.WLS")
        for number in range(30)
    ]
    return Pool(
        [*towns, row(1, Kind.REGION, "Ohio", "US.OH"), row(2, Kind.REGION, "Wales", "GB.WLS")]
    )


def gazetteer() -> Sources:
    return Sources([read_table(resources.gazetteer()).places])


def trained(pool: Pool) -> train.Weights:
    ordinary = train.vocabulary(TEXTS)
    return train.fit(train.examples(train.with_copies(TEXTS, pool), gazetteer(), ordinary))


def test_training_twice_gives_the_same_file(pool: Pool, tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        linear.write(file, trained(pool), train.vocabulary(TEXTS))
    assert files[0].read_bytes() == files[1].read_bytes()


def test_what_is_learned_is_what_the_texts_say(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "model"
    linear.write(path, trained(pool), train.vocabulary(TEXTS))
    model = linear.read(path.read_bytes())
    found = train.examples(TEXTS, gazetteer(), train.vocabulary(TEXTS))
    right = 0
    for one in found:
        shares = linear.shares(model.sums(one.features))
        right += max(range(5), key=shares.__getitem__) == one.label
    assert right > 0.9 * len(found)
    assert {one.label for one in found} == {0, 1, 2, 3, 4}


def named(text: Text) -> list[tuple[str, str]]:
    return [(text.text[n.start : n.end], n.tag) for n in text.names]


def test_a_copy_has_other_names_in_the_same_places(pool: Pool) -> None:
    for seed in range(50):
        copy = swapped(TEXTS[0], pool, random.Random(seed))
        before, after = named(TEXTS[0]), named(copy)
        assert [tag for _, tag in before] == [tag for _, tag in after]
        assert after[0][0] != "Minsk"
        assert copy.text.startswith(f"Rain in {after[0][0]}\n")
        assert copy.text.endswith(".")


def test_ordinary_words_are_those_written_small() -> None:
    assert {"in", "met", "waits"} <= train.vocabulary(TEXTS)
    assert "minsk" not in train.vocabulary(TEXTS)
