"""What each name of a text means: the best of its candidates, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from viewer.gazetteer.candidates import Gazetteer
from viewer.geoparse.context import Context
from viewer.geoparse.resolve.around import surrounded
from viewer.geoparse.resolve.confidence import confidence
from viewer.geoparse.resolve.decision import UNKNOWN, Decision
from viewer.geoparse.resolve.home import Home
from viewer.geoparse.resolve.weighing import Weighing
from viewer.geoparse.spans import Toponym

if TYPE_CHECKING:
    from viewer.geoparse.relative import Relation


def resolve(
    context: Context,
    toponyms: Sequence[Toponym],
    gazetteer: Gazetteer,
    home: Home | None = None,
    relations: Sequence[Relation] = (),
) -> list[Decision]:
    """What each name means, in their order; settled ones and those without a row, nothing."""
    weighing = Weighing(context, toponyms, gazetteer, home, relations)
    decisions = [UNKNOWN] * len(toponyms)
    for number, name in enumerate(weighing.names):
        totals = weighing.totals[number]
        best = max(range(len(totals)), key=totals.__getitem__)
        sure = confidence(name.candidates, totals, best)
        decision = Decision(name.candidates[best], sure, weighing=weighing, number=number)
        for mention in name.mentions:
            decisions[mention] = decision
    return surrounded(context, toponyms, decisions)
