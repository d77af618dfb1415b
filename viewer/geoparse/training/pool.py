"""Names to take from: the world gazetteer's by region, people's, and made-up ones."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from viewer.gazetteer.candidates import Candidate, Kind
from viewer.geoparse.recognise.people import FAMILY, GIVEN

_FEWEST = 25
"""Settlements of a region from which an article's names are taken."""
_ENGLISH = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})


class Pool:
    """Names by kind and first-order region."""

    def __init__(self, rows: Iterable[Candidate]) -> None:
        """`rows` are all places of a gazetteer."""
        self._cities: defaultdict[str, list[str]] = defaultdict(list)
        self._weights: defaultdict[str, list[float]] = defaultdict(list)
        self.regions: defaultdict[str, list[str]] = defaultdict(list)
        self.counties: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row.region:
                self._take(row)
        self.themes = sorted(r for r, of in self._cities.items() if len(of) >= _FEWEST)
        self.of_country: defaultdict[str, list[str]] = defaultdict(list)
        for theme in self.themes:
            self.of_country[theme[:2]].append(theme)
        self.american = self.of_country["US"] or self.themes
        self.english = [theme for theme in self.themes if theme[:2] in _ENGLISH] or self.themes
        self.given = sorted(GIVEN)
        self.family = sorted(FAMILY)
        self.town_like = Inventor(name for t in self.themes for name in self._cities[t][:6])
        self.name_like = Inventor(self.family)

    def _take(self, row: Candidate) -> None:
        if row.kind is Kind.CITY and row.title.count(" ") < 3:
            self._cities[row.region].append(row.title)
            self._weights[row.region].append((row.population + 100) ** 0.4)
        elif row.kind is Kind.REGION:
            self.regions[row.region].append(row.title)
        elif row.kind is Kind.COUNTY:
            self.counties[row.region].append(row.title)

    def city(self, theme: str, rng: random.Random) -> str:
        """A settlement of a region, larger ones more often."""
        return rng.choices(self._cities[theme], self._weights[theme])[0]

    def town_of_one_word(self, rng: random.Random) -> str:
        """A town that could be a person's name: "Lincoln"."""
        for _ in range(20):
            name = rng.choice(self._cities[rng.choice(self.english)])
            if name.isalpha():
                return name
        return self.town_like.word(rng)


class Inventor:
    """Makes up words that sound like others."""

    def __init__(self, words: Iterable[str]) -> None:
        self._following: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            if word.isalpha() and word.isascii():
                padded = f"^^{word.lower()}$"
                for at in range(len(padded) - 2):
                    self._following[padded[at : at + 2]].append(padded[at + 2])

    def word(self, rng: random.Random) -> str:
        """A new word."""
        for _ in range(100):
            made = "^^"
            while made[-1] != "$" and len(made) < 14:
                made += rng.choice(self._following[made[-2:]])
            if made[-1] == "$" and len(made) > 6:
                return made[2:-1].capitalize()
        return "Nowhere"
