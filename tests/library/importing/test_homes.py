"""What an outlet writes of, learned from a library and kept with what it told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from viewer.gazetteer.world.world import SHIPPED
from viewer.geoparse import Finder
from viewer.library.importing import homes, makers
from viewer.library.importing.importer import Import, Signals, _legs
from viewer.library.importing.intake import Intake
from viewer.library.importing.outlets import LEAST_ARTICLES
from viewer.library.importing.pool import Workers
from viewer.library.importing.reading import Progress
from viewer.library.importing.recipe import Recipe
from viewer.library.storage import decisions, loading
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.model import Article, Attributed, Passage, PassageKind, Reading

LOCAL = (
    "Dayton police closed two streets. Xenia and Kettering sent help.",
    "The council of Springfield met in Dayton, Ohio. Fairborn was heard.",
    "Students from Xenia, Ohio, won in Columbus. Beavercreek came third.",
    "A fire in Kettering, Ohio, was put out. Firefighters from Dayton and Centerville came.",
)
RECIPE = Recipe((SHIPPED,), jobs=1)
DOUBTFUL = "The fair in Athens was well attended, the sheriff said."


@pytest.fixture(scope="module")
def finder() -> Finder:
    return RECIPE()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "a.dateline")


def load(
    store: Store, texts: Sequence[str], outlet: str, finder: Finder, *, settled: bool = True
) -> None:
    """Store articles of an outlet as an import does."""
    description = RECIPE.describe()
    items = []
    for text in texts:
        article = Article(
            f"{outlet} {text}", Path(f"/{outlet} {text}"), text, "utf-8", "A title",
            Attributed(outlet, "the header"),
        )  # fmt: skip
        passages = (Passage(0, len(text), PassageKind.PARAGRAPH),)
        reading = Reading(article, passages, finder.find(article, passages))
        items.append(Stored(reading, "{}", description))
    put(store, items)
    if settled:
        settle(store, finder)


def settle(store: Store, finder: Finder) -> int:
    with Workers(RECIPE) as workers:
        return homes.settle(store, workers, RECIPE.describe(), made=finder, cancelled=lambda: False)


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


def test_the_home_of_an_outlet_helps_with_a_doubtful_name(store: Store, finder: Finder) -> None:
    load(store, [DOUBTFUL], "Some Paper", finder)
    assert athens(store) != ["Ohio"]

    load(store, [*local(11), DOUBTFUL + " So."], "Valley Courier", finder)

    assert athens(store)[1] == "Ohio"
    assert makers.home(made_by(store, DOUBTFUL + " So."))["outlet"] == "valley courier"  # type: ignore[index]


def test_the_explanation_has_the_same_home(store: Store, finder: Finder) -> None:
    load(store, [*local(11), DOUBTFUL], "Valley Courier", finder)
    doubtful = next(one for one in loading.readings(store) if DOUBTFUL in one.article.text)

    used = homes.finder_of(store, doubtful.article.id, finder)

    assert used.find(doubtful.article, doubtful.passages) == doubtful.mentions
    assert finder.find(doubtful.article, doubtful.passages) != doubtful.mentions
    assert homes.finder_of(store, "unknown", finder) is finder


def test_what_is_done_is_counted_for_each_outlet(store: Store, finder: Finder) -> None:
    for outlet in ("Dayton News", "Xenia Times"):
        load(store, [*local(11), DOUBTFUL], outlet, finder, settled=False)
    told: list[tuple[int, int, str]] = []
    with Workers(RECIPE) as workers:
        description = RECIPE.describe()
        homes.settle(
            store, workers, description, made=finder, cancelled=lambda: False,
            told=lambda *step: told.append(step),
        )  # fmt: skip
    assert {outlet for _, _, outlet in told} == {"dayton news", "xenia times"}
    assert all(done <= total for done, total, _ in told)


def test_few_articles_have_no_home(store: Store, finder: Finder) -> None:
    load(store, local(LEAST_ARTICLES - 1), "Valley Courier", finder)
    assert makers.home(made_by(store, "day 3.")) is None


def test_an_article_that_comes_later_is_told_by_the_home_that_is_known(
    store: Store, finder: Finder
) -> None:
    load(store, local(11), "Valley Courier", finder)
    before = made_by(store, "day 3.")

    load(store, [DOUBTFUL], "Valley  COURIER", finder)

    assert athens(store) == ["Ohio"]
    assert made_by(store, DOUBTFUL) == made_by(store, "day 3.") == before


def test_a_home_is_learned_again_from_twice_as_many(store: Store, finder: Finder) -> None:
    load(store, local(10), "Valley Courier", finder)
    load(store, local(20)[10:], "Valley Courier", finder)
    home = makers.home(made_by(store, "day 3."))
    assert home is not None
    assert home["articles"] == 20


def test_what_was_cut_short_is_done_the_next_time(store: Store, finder: Finder) -> None:
    load(store, [*local(11), DOUBTFUL], "Valley Courier", finder, settled=False)
    assert athens(store) != ["Ohio"]

    assert settle(store, finder) > 0
    assert athens(store) == ["Ohio"]
    assert settle(store, finder) == 0


def test_what_a_person_decided_stays(store: Store, finder: Finder) -> None:
    load(store, [DOUBTFUL], "Valley Courier", finder)
    (reading,) = loading.readings(store)
    start = reading.article.text.index("Athens")
    decisions.decide(store, reading.article.id, (start, start + 6), None)

    load(store, local(11), "Valley Courier", finder)

    (again, *_) = loading.readings(store)
    assert [one.decided_by for one in again.mentions if one.text == "Athens"] == ["you"]


def test_what_the_first_files_tell_helps_to_read_the_next(
    tmp_path: Path, store: Store, finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.library.importing.importer._FIRST_LEG", 12)
    monkeypatch.setattr("viewer.library.importing.homes._MOST_ARTICLES", 10)
    texts = [*local(12), *(f"{DOUBTFUL} Day {n}." for n in range(12))]
    for number, text in enumerate(texts, start=100):
        row = {"title": f"Number {number}", "text": text, "source": "Valley Courier"}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(row), encoding="utf-8")
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
