"""What an outlet writes of, learned from a library and kept with what it told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from viewer.gazetteer.world.world import SHIPPED
from viewer.geoparse import Finder
from viewer.library import decisions, homes, loading, makers
from viewer.library.importing import Import, Signals, _legs
from viewer.library.intake import Intake
from viewer.library.outlets import LEAST_ARTICLES
from viewer.library.reading import Progress
from viewer.library.recipe import Recipe
from viewer.library.store import Store

LOCAL = (
    "Dayton police closed two streets. Xenia and Kettering sent help.",
    "The council of Springfield met in Dayton, Ohio. Fairborn was heard.",
    "Students from Xenia, Ohio, won in Columbus. Beavercreek came third.",
    "A fire in Kettering, Ohio, was put out. Firefighters from Dayton and Centerville came.",
)
RECIPE = Recipe((SHIPPED,))
DOUBTFUL = "The fair in Athens was well attended, the sheriff said."


@pytest.fixture(scope="module")
def finder() -> Finder:
    return RECIPE()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


def write(folder: Path, texts: Sequence[str], outlet: str, first: int = 0) -> Path:
    """A table of articles of one outlet."""
    path = folder / f"{outlet.split()[0]}-{first}.jsonl"
    rows = [
        {"title": f"Number {number}", "text": text, "source": outlet}
        for number, text in enumerate(texts, start=first)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def load(store: Store, path: Path, finder: Finder) -> None:
    Import(store, RECIPE, made=finder).run([path])


def athens(store: Store) -> list[str]:
    """Where Athens is taken to be."""
    return [
        mention.place.region if mention.place else ""
        for reading in loading.readings(store)
        for mention in reading.mentions
        if mention.text == "Athens"
    ]


def made_by(store: Store, text: str) -> str:
    with store.reading() as connection:
        (found,) = connection.execute(
            "SELECT description FROM articles JOIN makers ON makers.number = finder"
            " JOIN texts ON article = articles.number WHERE instr(text, ?)",
            (text,),
        ).fetchone()
    return str(found)


def local(count: int) -> list[str]:
    return [f"{LOCAL[n % len(LOCAL)]} It was day {n}." for n in range(count)]


def test_the_home_of_an_outlet_helps_with_a_doubtful_name(
    tmp_path: Path, store: Store, finder: Finder
) -> None:
    load(store, write(tmp_path, [DOUBTFUL], "Some Paper"), finder)
    assert athens(store) != ["Ohio"]

    load(store, write(tmp_path, [*local(11), DOUBTFUL + " So."], "Valley Courier"), finder)

    assert athens(store)[1] == "Ohio"
    assert makers.home(made_by(store, DOUBTFUL + " So."))["outlet"] == "valley courier"  # type: ignore[index]


def test_the_explanation_has_the_same_home(tmp_path: Path, store: Store, finder: Finder) -> None:
    load(store, write(tmp_path, [*local(11), DOUBTFUL], "Valley Courier"), finder)
    doubtful = next(one for one in loading.readings(store) if DOUBTFUL in one.article.text)

    used = homes.finder_of(store, doubtful.article.id, finder)

    assert used.find(doubtful.article, doubtful.passages) == doubtful.mentions
    assert finder.find(doubtful.article, doubtful.passages) != doubtful.mentions
    assert homes.finder_of(store, "unknown", finder) is finder


def test_few_articles_have_no_home(tmp_path: Path, store: Store, finder: Finder) -> None:
    load(store, write(tmp_path, local(LEAST_ARTICLES - 1), "Valley Courier"), finder)
    assert makers.home(made_by(store, "day 3.")) is None


def test_an_article_that_comes_later_is_told_by_the_home_that_is_known(
    tmp_path: Path, store: Store, finder: Finder
) -> None:
    load(store, write(tmp_path, local(11), "Valley Courier"), finder)
    before = made_by(store, "day 3.")

    load(store, write(tmp_path, [DOUBTFUL], "Valley  COURIER", first=50), finder)

    assert athens(store) == ["Ohio"]
    assert made_by(store, DOUBTFUL) == made_by(store, "day 3.") == before


def test_a_home_is_learned_again_from_twice_as_many(
    tmp_path: Path, store: Store, finder: Finder
) -> None:
    load(store, write(tmp_path, local(10), "Valley Courier"), finder)
    load(store, write(tmp_path, local(20)[10:], "Valley Courier", first=50), finder)
    home = makers.home(made_by(store, "day 3."))
    assert home is not None
    assert home["articles"] == 20


def test_what_was_cut_short_is_done_the_next_time(
    tmp_path: Path, store: Store, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    path = write(tmp_path, [*local(11), DOUBTFUL], "Valley Courier")
    with monkeypatch.context() as patched:
        patched.setattr("viewer.library.importing.settle", killed)
        with pytest.raises(KeyboardInterrupt):
            load(store, path, finder)
    assert athens(store) != ["Ohio"]

    load(store, path, finder)

    assert athens(store) == ["Ohio"]


def test_what_a_person_decided_stays(tmp_path: Path, store: Store, finder: Finder) -> None:
    load(store, write(tmp_path, [DOUBTFUL], "Valley Courier"), finder)
    (reading,) = loading.readings(store)
    start = reading.article.text.index("Athens")
    decisions.decide(store, reading.article.id, (start, start + 6), None)

    load(store, write(tmp_path, local(11), "Valley Courier", first=50), finder)

    (again, *_) = loading.readings(store)
    assert [one.decided_by for one in again.mentions if one.text == "Athens"] == ["you"]


def test_what_the_first_files_tell_helps_to_read_the_next(
    tmp_path: Path, store: Store, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.library.importing._FIRST_LEG", 12)
    monkeypatch.setattr("viewer.library.homes._MOST_ARTICLES", 10)
    for number, text in enumerate([*local(12), *[f"{DOUBTFUL} Day {n}." for n in range(12)]]):
        write(tmp_path, [text], "Valley Courier", first=100 + number)
    settled: list[int] = []

    def look(progress: Progress) -> None:
        if progress.stage == "settling":
            settled.append(progress.total)

    Import(store, RECIPE, made=finder).run(sorted(tmp_path.glob("*.jsonl")), Signals(progress=look))

    assert athens(store) == ["Ohio"] * 12
    assert max(settled) <= 12  # those of the first leg alone
    assert made_by(store, "Day 3.") == made_by(store, "day 3.")


def test_legs_hold_every_file_once() -> None:
    for count in (0, 1, 1499, 1500, 2999, 3000, 40_000):
        files = [Intake(Path(f"{n}"), n, n) for n in range(count)]
        legs = list(_legs(files))
        assert [one for leg in legs for one in leg] == files
        assert len(legs) >= 1
