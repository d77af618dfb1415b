"""Names of places anywhere in the world, with the trained model and without it."""

from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from tests.geoparse import expected
from tests.geoparse.reading import article_of
from tests.geoparse.test_seeds import ARTICLES, SEEDS, located
from viewer import resources
from viewer.corpus.plaintext import read_article
from viewer.gazetteer.readers.table import read_table
from viewer.gazetteer.sources import Sources
from viewer.gazetteer.world.world import World
from viewer.geoparse.finder import Finder
from viewer.geoparse.recognise.recogniser import SHIPPED, Recogniser
from viewer.model import Mention, Passage, PassageKind, Role


@pytest.fixture(scope="module")
def gazetteer() -> Sources:
    return Sources([read_table(resources.gazetteer()).places], World.open())


@pytest.fixture(scope="module")
def finder(gazetteer: Sources) -> Finder:
    return Finder(gazetteer)


@pytest.fixture(scope="module")
def ruled(gazetteer: Sources) -> Finder:
    return Finder(gazetteer, recogniser=Recogniser(None))


def find(finder: Finder, text: str) -> tuple[Mention, ...]:
    return finder.find(article_of(text), (Passage(0, len(text), PassageKind.PARAGRAPH),))


def places(finder: Finder, text: str) -> list[str]:
    return [m.text for m in find(finder, text) if m.role is not Role.ADJECTIVE]


PLAIN = [
    ("The ferry left Mombasa for Zanzibar on Friday.", ["Mombasa", "Zanzibar"]),
    ("NAIROBI, Kenya — Two schools in Kisumu were closed.", ["NAIROBI", "Kenya", "Kisumu"]),
    ("Deputies in Harlan County, Kentucky, found the car.", ["Harlan County", "Kentucky"]),
    ("She was born in Paris, Texas, in 1951.", ["Paris", "Texas"]),
    ("Floods hit Poland, Hungary and Romania.", ["Poland", "Hungary", "Romania"]),
    ("A strike closed ports in Chile and Peru.", ["Chile", "Peru"]),
]


@pytest.mark.parametrize(("text", "names"), PLAIN)
def test_plain_places_are_found(finder: Finder, text: str, names: list[str]) -> None:
    assert places(finder, text) == names


@pytest.mark.parametrize(("text", "names"), PLAIN)
def test_the_rules_find_them_too(ruled: Finder, text: str, names: list[str]) -> None:
    assert places(ruled, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. Lincoln Abara met Judge Jordan Houston on Monday.", []),
        ("“We are tired,” said Austin Reading, 41, a plumber.", []),
        ("Sen. Ada Brown, D-Ohio, spoke to Rep. Ed Cole, R-Marietta.", ["Ohio", "Marietta"]),
        ("Many paid the bill in March. Nice work, said the Nice family.", []),
        ("He lives in Calif. with two dogs.", ["Calif."]),
        ("The team flew to Charlotte, NC. It lost.", ["Charlotte", "NC"]),
        ("The Obama administration sent envoys to Yemen.", ["Yemen"]),
    ],
)
def test_people_and_words_are_no_places(finder: Finder, text: str, names: list[str]) -> None:
    assert places(finder, text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A mine flooded in Niassa province on Monday.", ["Niassa"]),
        ("Shelling went on in the Kharkiv region.", ["Kharkiv"]),
        ("Shelling went on in the Chernihiv region.", ["Chernihiv region"]),
    ],
)
def test_a_noun_stands_outside_a_name(finder: Finder, text: str, names: list[str]) -> None:
    assert places(finder, text) == names
    (mention,) = find(finder, text)
    assert mention.place is not None
    assert mention.place.kind == "region"


def test_a_dateline_may_follow_the_headline(finder: Finder) -> None:
    text = "Council cuts its budget for winter. OMAHA, Neb. — The council met on Monday."
    assert places(finder, text) == ["OMAHA", "Neb."]


def test_names_of_a_list_vouch_for_each_other(finder: Finder) -> None:
    text = "They fled from the villages of Dansadau, Kizarawa and Tungan Dorowa, in Zamfara."
    assert places(finder, text) == ["Dansadau", "Kizarawa", "Tungan Dorowa", "Zamfara"]


def test_diseases_are_no_places(finder: Finder) -> None:
    text = "West Nile virus, Marburg virus and Japanese encephalitis were found in Uganda."
    assert places(finder, text) == ["Uganda"]


def test_a_persons_family_name_stays_one(finder: Finder) -> None:
    text = "Rosa Burton was arrested on Monday. Police said Burton had a knife. Burton, 31, ran."
    assert places(finder, text) == []


def test_a_place_within_an_institutions_name_is_found(finder: Finder) -> None:
    found = places(finder, "The Ohio Department of Health closed a clinic near Dayton.")
    assert found == ["Ohio", "Dayton"]


def test_adjectives_have_their_role_and_country(finder: Finder) -> None:
    (mention,) = find(finder, "The troops were joined by Kenyan police officers.")
    assert (mention.text, mention.role) == ("Kenyan", Role.ADJECTIVE)
    assert mention.place is not None
    assert mention.place.title == "Kenya"


def test_seats_of_government_that_speak_are_no_locations(finder: Finder) -> None:
    assert places(finder, "The White House said no on Monday.") == []
    assert places(finder, "They met at the White House on Monday.") == ["White House"]


@pytest.mark.parametrize("file", ARTICLES)
def test_every_mention_of_the_seeds_is_found_among_the_worlds(finder: Finder, file: str) -> None:
    article, passages = read_article(SEEDS / file)
    found = {(m.start, m.end, m.place and m.place.id) for m in finder.find(article, passages)}
    wanted = {(*located(article.text, c), place) for c, place, _ in ARTICLES[file]}
    assert wanted <= found
    assert len(expected.AGREES) > 30


def test_without_its_file_the_rules_decide(
    gazetteer: Sources, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("viewer.geoparse.recognise.recogniser.SHIPPED", tmp_path / "none.bin")
    assert places(Finder(gazetteer, recogniser=Recogniser.of_file()), PLAIN[0][0]) == PLAIN[0][1]
    (tmp_path / "none.bin").write_bytes(SHIPPED.read_bytes()[:5000])
    assert places(Finder(gazetteer, recogniser=Recogniser.of_file()), PLAIN[0][0]) == PLAIN[0][1]


def test_a_finder_can_go_to_another_process(finder: Finder) -> None:
    again = pickle.loads(pickle.dumps(finder))
    assert find(again, PLAIN[1][0]) == find(finder, PLAIN[1][0])


def test_the_model_is_small() -> None:
    assert SHIPPED.stat().st_size < 3_000_000


@pytest.mark.parametrize(
    "unit", ["Paris ", "A", "A. ", "New York City ", "D-", "Jane Doe, ", "PARIS\n", "Al-"]
)
def test_time_is_linear_with_the_model(finder: Finder, unit: str) -> None:
    times = []
    find(finder, unit * 100)
    for size in (2_000, 16_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        find(finder, text)
        times.append(time.process_time() - start)
    assert times[1] < 24 * times[0] + 0.3
