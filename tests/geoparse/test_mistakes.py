"""A name on which we fail costs the article nothing but itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.geoparse.reading import GAZETTEER, find
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.sources import Sources
from viewer.geoparse.finder import Finder
from viewer.model import Place

TEXT = "Troops left Minsk for Kharkiv, and Kyiv was quiet."


class Breaking(Sources):
    """The sample gazetteer with a row that breaks whoever asks for its place."""

    def place(self, id: str) -> Place | None:
        if id == "kharkiv":
            raise RecursionError(id)
        return super().place(id)


class Odd(Sources):
    """The sample gazetteer with a candidate that cannot be weighed."""

    def named(self, words):  # type: ignore[no-untyped-def]
        found = super().named(words)
        return [
            replace(one, population="many") if one.id == "kharkiv" else one  # type: ignore[arg-type]
            for one in found
        ]


@pytest.mark.parametrize("kind", [Breaking, Odd])
def test_one_bad_mention_never_costs_the_article(
    kind: type[Sources], caplog: pytest.LogCaptureFixture
) -> None:
    mentions = find(TEXT, Finder(kind([read_table(GAZETTEER).places])))

    assert [(one.text, one.place and one.place.id) for one in mentions] == [
        ("Minsk", "minsk"),
        ("Kharkiv", None),
        ("Kyiv", "kyiv"),
    ]
    assert "Dateline failed on this name" in mentions[1].why
    assert caplog.records[0].exc_info is not None
