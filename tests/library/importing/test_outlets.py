from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from viewer.library.importing.outlets import outlet
from viewer.model import Article, Attributed


def test_an_outlet_is_told_by_its_name_whatever_its_spaces_and_capitals() -> None:
    article = Article("a", Path("a"), "", "utf-8", "A", Attributed(" The  Courier ", "header"))

    assert outlet(article) == "the courier"
    assert outlet(replace(article, source=None)) == ""
