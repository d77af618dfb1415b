"""The cases of Cyrillic names: those that texts have, and none for other words."""

from __future__ import annotations

import pytest

from viewer.gazetteer.inflection import case_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Киев", {"Киева", "Киеву", "Киевом", "Киеве"}),
        ("Київ", {"Києва", "Києву", "Києвом", "Києві"}),
        ("Харків", {"Харкова", "Харкову", "Харковом", "Харкові"}),
        ("Москва", {"Москвы", "Москве", "Москву", "Москвой", "Москви", "Москві"}),
        ("Россия", {"России", "Россию", "Россией"}),
        ("Росія", {"Росії", "Росію", "Росією"}),
        ("Беларусь", {"Беларуси", "Беларусью"}),
        ("Кремль", {"Кремля", "Кремлю", "Кремлем", "Кремле"}),
        ("Кіеў", {"Кіева", "Кіеве"}),
    ],
)
def test_cases(name: str, forms: set[str]) -> None:
    assert forms <= set(case_forms(name))
    assert name not in case_forms(name)


@pytest.mark.parametrize("name", ["США", "РФ", "Kyiv", "киев", "Велика Британія", "Осло", ""])
def test_what_is_not_declined(name: str) -> None:
    assert case_forms(name) == ()
