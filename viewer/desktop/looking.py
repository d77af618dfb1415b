"""What is looked up besides what is being read: the newest question counts.

A person drags a span of time, types, and ticks boxes faster than a large library answers. While
one answer is worked out, later questions take each other's place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from viewer.desktop.worker import Cancelled, Lane, Report
from viewer.library.filters import Filter


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be shown."""

    filter: Filter
    renew: bool = False
    """Whether the library may hold something else than when it was last looked at."""
    fresh: bool = False
    """Whether the map should show all of it."""


class Looking:
    """Asks one question at a time, and after it the newest."""

    def __init__(
        self,
        lane: Lane,
        answer: Callable[[Question], Any],
        then: Callable[[Question, Any], None],
        otherwise: Callable[[str], None],
    ) -> None:
        """`answer` works in the lane, `then` and `otherwise` are called on the main thread."""
        self._lane = lane
        self._answer = answer
        self._then = then
        self._otherwise = otherwise
        self._asked: Question | None = None
        self._next: Question | None = None

    @property
    def busy(self) -> bool:
        """Whether an answer is worked out."""
        return self._asked is not None

    def ask(self, question: Question) -> None:
        """Ask, now or after what is being answered."""
        waiting = self._next
        if waiting is not None:
            renew, fresh = question.renew or waiting.renew, question.fresh or waiting.fresh
            question = Question(question.filter, renew, fresh)
        self._next = question
        if self._asked is None:
            self._go_on()

    def _go_on(self) -> None:
        asked, self._next = self._next, None
        self._asked = asked
        if asked is None:
            return

        def work(_report: Report, _cancelled: Cancelled) -> Any:
            return self._answer(asked)

        def show(answer: Any) -> None:
            self._asked = None
            self._then(asked, answer)
            self._go_on_if_idle()

        def fail(reason: str) -> None:
            self._asked = None
            self._otherwise(reason)
            self._go_on_if_idle()

        self._lane.do(work, show, fail)

    def _go_on_if_idle(self) -> None:
        if self._asked is None:
            self._go_on()
