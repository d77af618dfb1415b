"""A library that is read while the window starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from viewer.desktop.library_ahead import LibraryAhead
from viewer.desktop.opening import Opening
from viewer.library.filters import Filter
from viewer.library.storage.errors import LibraryError
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.model import Article, Reading


def article(name: str) -> Stored:
    path = Path(f"{name}.txt")
    made = Article(id=name, path=path, text=f"{name}.", encoding="utf-8", title=name)
    return Stored(Reading(made, (), ()), "{}", "{}")


def test_what_was_read_ahead_is_shown_as_it_is_by_then(tmp_path: Path) -> None:
    path = tmp_path / "mine.dateline"
    with Store.create(path) as store:
        put(store, [article("one")])
    opening = Opening(())
    ahead = opening.ahead = LibraryAhead(path)
    assert len(ahead.library().readings) == 1
    with Store.open(path) as other:
        put(other, [article("two")])
    with opening.library(path) as store:
        assert store is ahead.store()
        early: list[object] = []
        opened = opening.look(store, None, Filter(), early.append, renew=True, fresh=True)
        assert opened is not None
        assert [one.title for one in opened.library.articles] == ["one", "two"]
        assert early == [opened.picture]
        assert opening.ahead is None
    with opening.library(path) as again:
        assert again is not store


def test_a_file_that_is_not_there_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    ahead = LibraryAhead(tmp_path / "none.dateline")
    with pytest.raises(LibraryError, match="no such file"):
        ahead.store()
    with pytest.raises(LibraryError, match="no such file"):
        ahead.library()
