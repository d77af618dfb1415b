"""What narrows a library, in words: for chips, for what is said when nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QLocale

from viewer.desktop import kinds
from viewer.desktop.days import span
from viewer.desktop.text import one_line
from viewer.library.filters import Filter

UNKNOWN = "unknown"
_APART = 3
"""So many entries of one list have a chip each; more share one."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that narrows: how it is called, and what is left without it."""

    words: str
    """A few, for a chip: "Ukraine"."""
    meant: str
    """In full: "Country: Ukraine"."""
    without: Filter


@dataclass(frozen=True, slots=True)
class Loosening:
    """A whole group of conditions, to be cleared where nothing is left."""

    needs: str
    """What a passage must have, after "No passage has": "a place in Ukraine"."""
    clear: str
    """What a button says that clears it: "Clear the dates"."""
    without: Filter


def language_name(code: str) -> str:
    """The English name of a language, by its ISO 639-1 code; the code where it has none."""
    language = QLocale.codeToLanguage(code)
    if language is QLocale.Language.AnyLanguage or not code:
        return code or UNKNOWN
    return QLocale.languageToString(language)


def searched(query: str, longest: int = 60) -> str:
    """What is searched for, in quotation marks that it does not have already."""
    words = one_line(query, longest)
    return words if words[:1] in ('"', "“") else f"“{words}”"


def conditions(narrowed: Filter, country_name: Callable[[str], str]) -> list[Condition]:
    """What is set besides the words and the dates, which have fields of their own."""
    found: list[Condition] = []
    for name, one, many, spell in _lists(country_name):
        found += _of_list(narrowed, name, one, many, spell)
    if narrowed.inside is not None:
        found.append(
            Condition(
                "In this view",
                "Only places that the map shows where it stands",
                replace(narrowed, inside=None),
            )
        )
    if narrowed.placed is not None:
        words = "Placed" if narrowed.placed else "Not placed"
        meant = "Only names with a place" if narrowed.placed else "Only names without a place"
        found.append(Condition(words, meant, replace(narrowed, placed=None)))
    return found


def loosenings(narrowed: Filter, country_name: Callable[[str], str]) -> list[Loosening]:
    """Each group of conditions, and how to be rid of it; the words and the dates first."""
    found: list[Loosening] = []
    if narrowed.query.strip():
        without = replace(narrowed, query="")
        found.append(Loosening(searched(narrowed.query), "Clear the search", without))
    if narrowed.since is not None or narrowed.until is not None:
        days = span(narrowed.since, narrowed.until)
        without = replace(narrowed, since=None, until=None)
        found.append(Loosening(f"a date ({days})", "Clear the dates", without))
    for name, one, many, spell in _lists(country_name):
        values = getattr(narrowed, name)
        if values:
            named = _joined(sorted(map(spell, values)), "or")
            without = replace(narrowed, **_only(name, frozenset()))
            found.append(Loosening(f"{one} {named}", f"Clear the {many}", without))
    if narrowed.inside is not None:
        without = replace(narrowed, inside=None)
        found.append(Loosening("a place in this view", "Look beyond this view", without))
    if narrowed.placed is not None:
        needs = "a name with a place" if narrowed.placed else "a name without a place"
        without = replace(narrowed, placed=None)
        found.append(Loosening(needs, "Placed or not", without))
    return found


def nothing_has(loosened: Iterable[Loosening]) -> str:
    """Why nothing is left: "No passage has both “oil” and a place in Ukraine"."""
    needs = [one.needs for one in loosened]
    if len(needs) == 2:
        return f"No passage has both {needs[0]} and {needs[1]}"
    return f"No passage has {'all of ' if len(needs) > 2 else ''}{_joined(needs, 'and')}"


def _lists(
    country_name: Callable[[str], str],
) -> tuple[tuple[str, str, str, Callable[[str], str]], ...]:
    """The lists of a filter: its field, one and many of its entries, how they are written."""
    return (
        ("outlets", "the outlet", "outlets", lambda value: one_line(value, 60) or UNKNOWN),
        ("languages", "the language", "languages", language_name),
        ("kinds", "a place of the kind", "kinds of place", lambda value: one_line(value, 60)),
        ("countries", "a place in", "countries", country_name),
        ("shapes", "a place that is drawn as", "shapes", lambda value: kinds.GROUPS[value]),
    )


_SINGLE = {
    "outlets": "Outlet",
    "languages": "Language",
    "kinds": "Kind of place",
    "countries": "Country",
    "shapes": "Drawn as",
}


def _of_list(
    narrowed: Filter, name: str, _one: str, many: str, spell: Callable[[str], str]
) -> list[Condition]:
    values: frozenset[str] = getattr(narrowed, name)
    head = _SINGLE[name]
    if len(values) > _APART:
        named = ", ".join(sorted(map(spell, values))[:20])
        meant = f"{head}: {named}"
        return [
            Condition(f"{len(values)} {many}", meant, replace(narrowed, **_only(name, frozenset())))
        ]
    return [
        Condition(
            f"{head} {UNKNOWN}" if not value else _capital(spell(value)),
            f"{head}: {spell(value)}",
            replace(narrowed, **_only(name, values - {value})),
        )
        for value in sorted(values, key=spell)
    ]


def _only(name: str, values: frozenset[str]) -> dict[str, Any]:
    return {name: values}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _joined(words: list[str], last: str) -> str:
    """Some words with commas and an "and": "Kyiv, Minsk and Riga"."""
    if len(words) > 4:
        words = [*words[:3], f"{len(words) - 3} more"]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
