"""A library of 100,000 made-up articles that name real places a million times.

The texts are from templates of our own in four languages; the places are those of the gazetteer,
the larger ones named more often. The same sizes and seed give the same library. It is written as
an import writes it, but for the finding of places: what is named where is known from the making.
It is kept where the system keeps what can be made anew; `python -m benchmarks.large_library`
makes it and says where it lies.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import re
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from viewer.gazetteer.readers.importing import cache_folder
from viewer.gazetteer.world.world import World
from viewer.library.storage.store import Store
from viewer.library.storage.writing import Stored, put
from viewer.model import (
    Article,
    Attributed,
    Dated,
    Mention,
    Passage,
    PassageKind,
    Place,
    Reading,
    Role,
)

VERSION = 1
"""To be raised when the same sizes and seed give another library."""
ARTICLES, MENTIONS = 100_000, 1_000_000
_BATCH = 500
_TEMPLATES = {
    "en": """
Residents of {place} said the {noun} had been {verb} since {name} left the council.
A report on the {noun} was handed to officials in {place} on Tuesday.
"We saw the {noun} from the road," said {name}, who lives near {place}.
Trucks carrying {noun} and {noun} were turned back at {place}.
The {noun} in {place} was {verb}, according to {name} of the water board.
Between {place} and the coast, {name} counted nine {noun} in an afternoon.
""",
    "de": """
In {place} sagte {name}, das {noun} sei noch nicht {verb}.
Die Behörde in {place} prüft, ob das {noun} den Regeln entspricht.
Nach Angaben von {name} wurde das {noun} bei {place} gefunden.
""",
    "es": """
Vecinos de {place} contaron a {name} que el {noun} sigue {verb}.
El informe sobre el {noun} llegó a {place} el martes por la tarde.
Según {name}, el {noun} de {place} no se ha {verb} todavía.
""",
    "uk": """
Мешканці міста {place} розповіли, що {noun} досі не {verb}.
За словами {name}, у місті {place} знайшли {noun} біля дороги.
Звіт про {noun} передали до {place} у вівторок.
""",
}
_FILLERS = {
    "en": "Nobody from the {noun} office answered questions about the {noun} before the evening.",
    "de": "Zum {noun} wollte sich bis zum Abend niemand äußern.",
    "es": "Nadie quiso responder sobre el {noun} antes de la noche.",
    "uk": "До вечора ніхто не відповів на запитання про {noun}.",
}
_LANGUAGES = {"en": 70, "de": 10, "es": 10, "uk": 10}
_PARTS = re.findall(
    "..|$",
    "babebodadefagahajokakelalomaminanoorospaperarisasetatovavewiyoza",
)[:-1]
_OUTLETS = [
    f"The {first} {last}"
    for first in ("Harbour", "Valley", "Northern", "Evening", "Daily", "River", "Lake", "Morning")
    for last in ("Courier", "Post", "Herald", "Observer", "Ledger")
]
_FURNITURE = "Subscribe to our newsletter. All rights reserved."
_MAKER = '{"made by": "benchmarks.large_library"}'


class Texts:
    """Makes articles, one after the other."""

    def __init__(self, places: Iterator[Place], mentions: float, seed: int) -> None:
        """`mentions` is how many an article has on average."""
        self._places = places
        self._mentions = mentions
        self._dice = random.Random(seed)
        rank = np.arange(1, 4001)
        words = (self._word(2 if n < 400 else 3) for n in rank)
        self._nouns = list(dict.fromkeys(words))
        self._weights = list(np.cumsum(1 / rank[: len(self._nouns)] ** 0.9))

    def article(self, number: int) -> Reading:
        """The next article."""
        dice = self._dice
        language = dice.choices(list(_LANGUAGES), list(_LANGUAGES.values()))[0]
        least, most = round(self._mentions * 0.3), round(self._mentions * 1.7)
        count = dice.randint(max(1, least), max(1, most))
        lines = [self._fill(dice.choice(_FILLERS[language].split(".")[:1]))]
        page = _Page(lines[0].strip() or "Untitled", PassageKind.TITLE)
        named = 0
        while named < count:
            page.begin(PassageKind.PARAGRAPH)
            for _ in range(min(dice.randint(0, 3), count - named)):
                self._name(page, dice.choice(_TEMPLATES[language].strip().split("\n")))
                named += 1
            page.add(self._fill(_FILLERS[language]))
        page.begin(PassageKind.BOILERPLATE)
        page.add(_FURNITURE)
        return page.reading(number, *self._facts(language))

    def _name(self, page: _Page, template: str) -> None:
        """Add a sentence that names a place."""
        before, _, after = template.partition("{place}")
        page.add(self._fill(before))
        luck = self._dice.random()
        if luck < 0.05:
            page.name(self._word(3), None)
        else:
            page.name("", next(self._places), unsure=luck > 0.93, adjective=luck < 0.09)
        page.add(self._fill(after) + " ")

    def _fill(self, template: str) -> str:
        for slot, make in (
            ("{noun}", self._noun),
            ("{verb}", self._noun),
            ("{name}", self._person),
        ):
            while slot in template:
                template = template.replace(slot, make(), 1)
        return template

    def _noun(self) -> str:
        return self._dice.choices(self._nouns, cum_weights=self._weights)[0].lower()

    def _person(self) -> str:
        return f"{self._word(2)} {self._word(3)}"

    def _word(self, parts: int) -> str:
        return "".join(self._dice.choices(_PARTS, k=parts)).capitalize()

    def _facts(self, language: str) -> tuple[str, str, Dated | None]:
        dice = self._dice
        day = dt.date(2018, 1, 1) + dt.timedelta(int(2900 * dice.random() ** 0.6))
        precision = dice.choices(("day", "month", "year", ""), (88, 5, 2, 5))[0]
        first = {"month": {"day": 1}, "year": {"month": 1, "day": 1}}.get(precision, {})
        outlet = _OUTLETS[min(int(dice.expovariate(0.12)), len(_OUTLETS) - 1)]
        dated = Dated(day.replace(**first), precision, "dateline") if precision else None
        return language, outlet, dated


class _Page:
    """The text of an article as it grows."""

    def __init__(self, title: str, kind: PassageKind) -> None:
        self._title = title
        self._text: list[str] = []
        self._length = 0
        self._starts: list[tuple[int, PassageKind]] = []
        self._mentions: list[Mention] = []
        self.begin(kind)
        self.add(title)

    def begin(self, kind: PassageKind) -> None:
        """Begin another passage."""
        if self._length:
            self.add("\n")
        self._starts.append((self._length, kind))

    def add(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def name(
        self, word: str, place: Place | None, *, unsure: bool = False, adjective: bool = False
    ) -> None:
        """Add the name of a place, or a word that looks like one."""
        name, start = place.title if place else word, self._length
        self.add(name)
        role = Role.ADJECTIVE if adjective else Role.LITERAL
        score = 0.0 if place is None else 0.4 if unsure else 0.95
        why = "" if place else "no row of the gazetteer has this name"
        span = (start, self._length, name)
        self._mentions.append(Mention(*span, role, place, score, "gazetteer title", why, unsure))

    def reading(self, number: int, language: str, outlet: str, date: Dated | None) -> Reading:
        """The whole as it would have been read."""
        text = "".join(self._text)
        ends = [start - 1 for start, _ in self._starts[1:]] + [len(text)]
        spans = zip(self._starts, ends, strict=True)
        passages = tuple(Passage(start, end, kind) for (start, kind), end in spans)
        article = Article(
            id=hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
            path=Path(f"/made-up/{number // 1000:03}/{number:06}.txt"),
            text=text,
            encoding="utf-8",
            title=self._title,
            source=Attributed(outlet, "the first line"),
            date=date,
            language=Attributed(language, "its words"),
        )
        return Reading(article, passages, tuple(self._mentions))


def places(world: World, count: int, seed: int) -> Iterator[Place]:
    """So many places of the world, the larger ones more often."""
    people = np.array([world.candidate(row).population for row in range(len(world))], float)
    shares = np.cumsum(np.sqrt(people + 100))
    draws = np.random.default_rng(seed).random(count) * shares[-1]
    known: dict[int, Place] = {}
    for row in np.searchsorted(shares, draws).tolist():
        if row not in known:
            known[row] = world.place_at(row)
        yield known[row]


def made(folder: Path, articles: int = ARTICLES, mentions: int = MENTIONS, seed: int = 1) -> Path:
    """The file of such a library; it is made unless it was made before."""
    name = f"large-{VERSION}-{_schema()}-{articles}-{mentions}-{seed}.dateline"
    path = folder / name
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part.dateline")
    for left in folder.glob(f"{part.name}*"):
        left.unlink()
    with Store.create(part) as store:
        _fill(store, articles, mentions, seed)
    part.rename(path)
    return path


def _fill(store: Store, articles: int, mentions: int, seed: int) -> None:
    texts = Texts(places(World.open(), 2 * mentions, seed), mentions / articles, seed)
    dice = random.Random(seed)
    items = (_stored(texts.article(number), number, dice) for number in range(1, articles + 1))
    start = time.perf_counter()
    done = 0
    while batch := list(islice(items, _BATCH)):
        done += len(put(store, batch))
        if sys.stderr.isatty():
            seconds = time.perf_counter() - start
            print(f"\r{done:,} articles in {seconds:.0f} s", end="", file=sys.stderr)


def _stored(reading: Reading, number: int, dice: random.Random) -> Stored:
    """One article in twenty is a copy of one not long before."""
    story = max(1, number - dice.randint(1, 40)) if dice.random() < 0.05 else None
    return Stored(reading, _MAKER, _MAKER, story=story)


def _schema() -> str:
    schema = Path(__file__).parents[1] / "viewer" / "library" / "schema.sql"
    return hashlib.sha256(schema.read_bytes()).hexdigest()[:8]


def arguments(parser: argparse.ArgumentParser) -> None:
    """What benchmarks that need the library can be asked for."""
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--mentions", type=int, default=MENTIONS)
    parser.add_argument(
        "--folder", type=Path, default=cache_folder() / "benchmarks", help="where it is kept"
    )


def main() -> int:
    """Make it, and say where it lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    given = parser.parse_args()
    path = made(given.folder, given.articles, given.mentions)
    print(f"{path}, {path.stat().st_size >> 20:,} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
