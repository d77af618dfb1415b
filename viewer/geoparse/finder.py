"""The door to the geoparser: an article in, its mentions of places out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from viewer.gazetteer.boundaries import BoundaryIndex
from viewer.gazetteer.candidates import Gazetteer, NameKind
from viewer.gazetteer.placetable import PlaceTable
from viewer.gazetteer.sources import Sources
from viewer.geoparse.borders import Borders, settle
from viewer.geoparse.context import Context
from viewer.geoparse.recognise.recogniser import Recogniser
from viewer.geoparse.relative import Relation, relations, with_distances
from viewer.geoparse.resolve.confidence import PLACED_FROM, UNSURE_BELOW, together
from viewer.geoparse.resolve.decision import NO_ROW, Decision
from viewer.geoparse.resolve.home import Home, known_of_mentions, learn
from viewer.geoparse.resolve.reasons import Scored, ranked
from viewer.geoparse.resolve.resolver import resolve
from viewer.geoparse.rivers import keep_rivers
from viewer.geoparse.roles import roles
from viewer.geoparse.spans import Toponym
from viewer.model import Article, Mention, Passage, Place, Role

_log = logging.getLogger(__name__)


class Explanation(NamedTuple):
    """Why here: what a mention may mean, the best first, and what each total is made of."""

    mention: Mention
    recognised: float
    """How sure it is that the name is a place's, 0 to 1."""
    resolved: float
    """How sure it is that it is this place's, if it is one's."""
    ranked: tuple[Scored, ...]
    """Empty where a rule placed it and nothing was to be weighed."""


class Finder:
    """Finds the places that articles name. Immutable, safe to share, and picklable."""

    def __init__(
        self,
        gazetteer: Gazetteer | Iterable[Place],
        home: Home | None = None,
        recogniser: Recogniser | None = None,
        boundaries: BoundaryIndex | None = None,
    ) -> None:
        """`gazetteer` may also be the places of one table, which are then all there is.

        Without a `recogniser` the one that comes with Dateline decides; without `boundaries`
        only borders that have a row are placed.
        """
        if isinstance(gazetteer, Iterable):
            gazetteer = Sources([tuple(gazetteer)])
        self._gazetteer: Gazetteer = gazetteer
        self._home = home
        # The model knows names by what the world makes of them; a table alone has rules.
        self._recogniser = recogniser or (
            Recogniser.shipped() if _has_world(gazetteer) else Recogniser(None)
        )
        self._borders = Borders(_rows(gazetteer), boundaries)

    def find(self, article: Article, passages: Sequence[Passage]) -> tuple[Mention, ...]:
        """The mentions of an article in the order of its text; those without a place say why."""
        context, found, told, decisions = self._resolved(article, passages)
        mentions = [self._told(context, *one) for one in zip(found, decisions, strict=True)]
        return with_distances(context, mentions, told)

    def at_home(self, articles: Iterable[Sequence[Mention]]) -> Finder:
        """The same finder for the articles of an outlet that has these mentions in its others."""
        return self.of_home(
            learn(known_of_mentions(mentions, self._gazetteer) for mentions in articles)
        )

    def of_home(self, home: Home) -> Finder:
        """The same finder for the articles of an outlet with this home."""
        other = copy(self)
        other._home = home
        return other

    @property
    def home(self) -> Home | None:
        """Where the outlet is at home whose articles it is for."""
        return self._home

    def explain(
        self, article: Article, passages: Sequence[Passage], start: int
    ) -> Explanation | None:
        """Why the mention that starts at `start` was placed as it was; None if there is none.

        The article is read again for it, which takes milliseconds; nothing of it was kept.
        """
        context, found, _, decisions = self._resolved(article, passages)
        for one, decision in zip(found, decisions, strict=True):
            if one.start == start:
                mention = self._mention(context, one, decision)
                best = ranked(decision, self._gazetteer) if not one.is_settled else ()
                return Explanation(mention, one.probability, decision.confidence, best)
        return None

    def _resolved(
        self, article: Article, passages: Sequence[Passage]
    ) -> tuple[Context, list[Toponym], tuple[Relation, ...], list[Decision]]:
        """The names of an article, the distances it tells of them, and what each name means."""
        context = Context(article.text, passages)
        found = self._toponyms(context, article)
        told = tuple(relations(context, found))
        return context, found, told, self._decided(context, found, told)

    def _decided(
        self, context: Context, found: Sequence[Toponym], told: Sequence[Relation]
    ) -> list[Decision]:
        """What each name means; one on which we fail costs the others no more than its evidence."""
        try:
            return resolve(context, found, self._gazetteer, self._home, told)
        except Exception as error:
            _log.error("resolving together failed", exc_info=error)
            return [self._alone(context, one) for one in found]

    def _alone(self, context: Context, one: Toponym) -> Decision:
        try:
            return resolve(context, [one], self._gazetteer, self._home)[0]
        except Exception as error:
            return Decision(None, 0.0, f"Dateline failed on this name ({type(error).__name__})")

    def _toponyms(self, context: Context, article: Article) -> list[Toponym]:
        """What names places, with roles, in the order of the text."""
        found = self._recogniser.toponyms(context, self._gazetteer, article)
        settle(context, self._gazetteer, found, self._borders)
        found = _merged(found, self._borders.phrases(context, self._gazetteer, found))
        for one, role in zip(found, roles(context, found), strict=True):
            if one.role is not Role.ADJECTIVE:
                one.role = role
        keep_rivers(context, found)
        return found

    def _told(self, context: Context, one: Toponym, decision: Decision) -> Mention:
        """The mention of a name; one on which we fail is listed with that."""
        try:
            return self._mention(context, one, decision)
        except Exception as error:
            _log.error("placing a name failed", exc_info=error)
            why = f"Dateline failed on this name ({type(error).__name__})"
            text = context.text[one.start : one.end]
            return Mention(one.start, one.end, text, one.role, None, 0.0, one.rule, why)

    def _mention(self, context: Context, one: Toponym, decision: Decision) -> Mention:
        text = context.text[one.start : one.end]
        place, score, rule, why = one.place, one.probability, one.rule, one.why
        if not one.is_settled:
            candidate = decision.candidate
            place = self._gazetteer.place(candidate.id) if candidate else decision.place
            score = together(one.probability, decision.confidence)
            why = decision.why if place is None else ""
            if candidate is not None:
                rule = _rule(candidate.name_kind)
        if place is not None and not one.is_settled and score < PLACED_FROM:
            why = f"too little says that it is {place.title}"
            place = None
        if place is None:
            return Mention(one.start, one.end, text, one.role, None, 0.0, rule, why or NO_ROW)
        note = one.why if one.place else decision.why if decision.place else ""
        unsure = score < UNSURE_BELOW or place is decision.place
        return Mention(one.start, one.end, text, one.role, place, score, rule, "", unsure, note)


def _has_world(gazetteer: Gazetteer) -> bool:
    """Whether there is more than tables of places."""
    tables = isinstance(gazetteer, Sources) and all(
        isinstance(source, PlaceTable) for source in gazetteer.sources
    )
    return not tables


def _rows(gazetteer: Gazetteer) -> Iterator[Place]:
    """The places of the tables, among which are borders."""
    if isinstance(gazetteer, Sources):
        for source in gazetteer.sources:
            if isinstance(source, PlaceTable):
                yield from source.places


def _rule(name: NameKind) -> str:
    return "gazetteer title" if name is NameKind.TITLE else "gazetteer variant"


def _merged(found: Sequence[Toponym], more: Iterable[Toponym]) -> list[Toponym]:
    """Add names; of two that overlap, the one with more words stays, then the earlier found."""
    order = sorted([*found, *more], key=lambda one: (one.first, one.first - one.last))
    kept: list[Toponym] = []
    for one in order:
        if kept and one.first <= kept[-1].last:
            if one.last - one.first > kept[-1].last - kept[-1].first:
                kept[-1] = one
            continue
        kept.append(one)
    return kept
