"""A library that answers to filters, for the widgets that ask for them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.desktop.window_fixtures import TITLE, reading
from viewer.desktop.session import Session
from viewer.library.filters import Filter
from viewer.library.library import Library
from viewer.model import Attributed, Dated, Reading

DAY = dt.date(2022, 2, 27)
NAMES = {"UA": "Ukraine", "BY": "Belarus"}


def dated(
    number: int, text: str, day: dt.date | None, source: str, precision: str = "day"
) -> Reading:
    """An article of a day; the number makes it another one."""
    made = reading(f"Report {number}\n\n{text}\n", TITLE, path=f"{number}.txt")
    article = replace(
        made.article,
        source=Attributed(source, "the first line"),
        date=None if day is None else Dated(day, precision, "the dateline"),
        language=Attributed("en" if number % 2 else "uk", "the page"),
    )
    return replace(made, article=article)


def readings() -> list[Reading]:
    """Six articles: of four days, of a month, of no date."""
    days = [DAY, DAY, DAY + dt.timedelta(1), DAY + dt.timedelta(40), None, dt.date(2022, 3, 1)]
    texts = [
        "An oil terminal burned near Kyiv.",
        "The oil depot of Kharkiv was safe on Friday, they said; Minsk said nothing.",
        "Talks are held in Minsk.",
        "Kyiv and Kharkiv again: no oil, no gas.",
        "Nobody knows when this was, in Kyiv.",
        "A month of oil in Minsk.",
    ]
    sources = ["The Paper", "The Paper", "The Post", "The Post", "The Paper", "The Wire"]
    return [
        dated(number, text, day, source, "month" if number == 5 else "day")
        for number, (text, day, source) in enumerate(zip(texts, days, sources, strict=True))
    ]


def session() -> Session:
    """A session that shows what a filter leaves as soon as it is asked for."""
    made = Session()
    made.country_name = lambda code: NAMES.get(code, code)
    whole = Library.of(readings())

    def answer(wanted: Filter) -> None:
        made.show_library(whole.filtered(wanted))

    made.narrowAsked.connect(answer)
    made.show_library(whole)
    return made
