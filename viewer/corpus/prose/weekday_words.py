"""The words of some languages that name days, and those that tell past from future."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language speaks of days."""

    names: dict[str, int]
    """The names of weekdays as they stand in sentences, in small letters; Monday is 0."""
    name: re.Pattern[str]
    """A weekday, with the words before it that matter as `before`, and `day`."""
    past: re.Pattern[str]
    """What only a sentence about the past has."""
    future: re.Pattern[str]
    near: dict[str, int]
    """Words for days by themselves: "yesterday" is -1."""
    near_word: re.Pattern[str]


def _name(names: dict[str, int], before: str) -> re.Pattern[str]:
    days = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?:(?P<before>{before})\s+)?(?P<day>{days})(?![\w-])", re.IGNORECASE
    )


def _numbered(*names: str) -> dict[str, int]:
    """The names of a week that begins on Monday, other forms after a bar."""
    return {form: n for n, forms in enumerate(names) for form in forms.split("|")}


_ENGLISH = _numbered("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_IRREGULAR = (
    "said|told|was|were|had|did|went|came|took|made|met|began|broke|fell|fled|flew|found|fought"
    "|gave|got|held|hit|kept|led|left|lost|ran|rose|saw|sent|shot|spoke|struck|swept|won|wrote"
    "|became|brought|built|caught|drew|drove|felt|froze|grew|heard|laid|paid|sank|sold|shook"
    "|spent|stood|stole|threw|withdrew|woke|overthrew|overran"
)
# "is closed", "to be opened", "will be attended" say nothing of the past.
_NOT_BEFORE_PAST = "".join(
    rf"(?<!\b{word} )" for word in ("be", "is", "are", "to", "not", "will", "being", "also")
)
_NO_VERBS = r"(?:need|indeed|speed|feed|seed|hundred|sacred|naked|exceed|proceed|succeed|breed)"

ENGLISH = Tongue(
    names=_ENGLISH,
    name=_name(
        _ENGLISH,
        r"this\s+coming|this\s+past|the\s+coming|the\s+past|[a-z’'.]+(?:-[a-z]+)?",
    ),
    past=re.compile(
        rf"\b(?:{_IRREGULAR})\b"
        rf"|{_NOT_BEFORE_PAST}\b(?!{_NO_VERBS}\b)(?!(?:expect|schedul|plann|propos|intend)ed\b)"
        r"[a-z]{2,}ed\b"
    ),
    future=re.compile(
        r"\b(?:will|won['’]t|shall|would|going to|(?:is|are|was|were) (?:due|set|to|expected"
        r"|scheduled|planned|likely)|due|expected|scheduled|planned|plans?|intends?|prepar(?:e|es"
        r"|ing) to|hopes? to|aims? to|upcoming|forthcoming|ahead of|tomorrow|may|might|can|could"
        r"|should|must|until|by|if|unless)\b|['’](?:ll|d)\b"
    ),
    near={
        "yesterday": -1, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
        "earlier today": 0, "later today": 0, "last night": -1, "tomorrow": 1,
    },
    near_word=re.compile(
        r"(?<!\bof )(?<![\w-])(?P<day>yesterday|tonight|this (?:morning|afternoon|evening)"
        r"|(?:earlier|later) today|last night|tomorrow(?!['’]))(?![\w-])",
        re.IGNORECASE,
    ),
)  # fmt: skip

_GERMAN = _numbered(
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"
)
GERMAN = Tongue(
    names=_GERMAN,
    name=_name(_GERMAN, r"[a-zäöüß]+"),
    past=re.compile(
        r"\b(?:hat|haben|hatten?|wurden?|war|waren|sagten?|teilten?|ging|gingen|kam|kamen|gab"
        r"|griff|griffen|starben?|traf|trafen|erklärten?|meldeten?)\b"
    ),
    future=re.compile(
        r"\b(?:wird|werden|würden?|soll|sollen|sollte|will|wollen|plant|planen|könnten?|kann|muss"
        r"|bis|ab|falls|wenn|morgen)\b"
    ),
    near={"gestern": -1, "heute abend": 0, "heute morgen": 0, "vorgestern": -2, "übermorgen": 2},
    near_word=re.compile(
        r"(?<![\w-])(?P<day>(?:vor)?gestern|heute (?:abend|morgen)|übermorgen)(?![\w-])",
        re.IGNORECASE,
    ),
)

_RUSSIAN = _numbered(
    "понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье"
)
_SLAVIC_FUTURE = (
    "будет|будут|состоится|пройд[её]т|пройдут|начн[её]тся|начнутся|планирует|планируют|ожидается"
    "|завтра|если|должн[аоы]?|может|могут|до|к"
)
RUSSIAN = Tongue(
    names=_RUSSIAN,
    name=_name(_RUSSIAN, r"[а-яё]+"),
    past=re.compile(r"\b[а-яё]{3,}[аеиоуыяё]л[аои]?(?:с[ья])?\b"),
    future=re.compile(rf"\b(?:{_SLAVIC_FUTURE})\b"),
    near={"вчера": -1, "позавчера": -2, "завтра": 1},
    near_word=re.compile(r"(?<![\w-])(?P<day>вчера|позавчера|завтра)(?![\w-])", re.IGNORECASE),
)

_UKRAINIAN = _numbered(
    "понеділок", "вівторок", "середу", "четвер", "п'ятницу|п’ятницу|пʼятницу", "суботу", "неділю"
)
UKRAINIAN = Tongue(
    names=_UKRAINIAN,
    name=_name(_UKRAINIAN, r"[а-яєіїґ]+"),
    past=re.compile(r"\b[а-яєіїґ]{3,}(?:[аеиоуіїя]в|[аеиоуіїя]л[аои])(?:с[ья])?\b"),
    future=re.compile(
        r"\b(?:буде|будуть|відбудеться|відбудуться|пройде|пройдуть|почнеться|планує|планують"
        r"|очікується|завтра|якщо|має|мають|може|можуть|до)\b"
    ),
    near={"вчора": -1, "учора": -1, "позавчора": -2, "завтра": 1},
    near_word=re.compile(r"(?<![\w-])(?P<day>[ву]чора|позавчора|завтра)(?![\w-])", re.IGNORECASE),
)

TONGUES: tuple[Tongue, ...] = (ENGLISH, GERMAN, RUSSIAN, UKRAINIAN)
