"""Words are found again by what stands around them, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.library.storage.quotes import Quote, find, occurrences, quote

TEXT = "The fair in Springfield was held by the town of Springfield, as all fairs."


def span(text: str, words: str, start: int = 0) -> tuple[int, int]:
    at = text.index(words, start)
    return at, at + len(words)


def test_a_quote_is_found_where_it_was_made() -> None:
    for start in (0, 20):
        at = span(TEXT, "Springfield", start)
        assert find(TEXT, quote(TEXT, *at)) == at


def test_a_quote_has_whole_words_around_it() -> None:
    text = f"{'Long ago, ' * 9}in Springfield, {'they met, ' * 9}"
    quoted = quote(text, *span(text, "Springfield"))
    assert quoted.prefix.split()[0] in ("Long", "ago,")
    assert quoted.suffix.split()[-1] in ("they", "met,")
    assert 20 < len(quoted.prefix) < 33


def test_white_space_may_change_and_nothing_else() -> None:
    quoted = quote(TEXT, *span(TEXT, "Springfield"))
    other = TEXT.replace("fair in ", "fair\n\n in  ")
    assert find(other, quoted) == span(other, "Springfield")
    assert find(TEXT.replace("fair in", "fair at"), quoted) is None
    assert find(TEXT.upper(), quoted) is None


def test_what_could_be_meant_twice_is_not_found_but_where_it_was() -> None:
    twice = f"{TEXT}\n\n{TEXT}"
    quoted = quote(TEXT, *span(TEXT, "Springfield"))
    first, second = occurrences(twice, quoted)
    assert find(twice, quoted) is None
    assert find(twice, quoted, hint=second) == second
    assert find(twice, quoted, hint=(3, 7)) is None
    assert find(f"Now: {TEXT}", quoted, hint=first) == span(f"Now: {TEXT}", "Springfield")


def test_quotes_that_overlap_are_all_seen() -> None:
    assert occurrences("aaaa", Quote("a", "a", "a")) == [(1, 2), (2, 3)]


@pytest.mark.parametrize("odd", ["a.b*c", "(", "\\", "[x", "$^", "💧"])
def test_any_words_can_be_quoted(odd: str) -> None:
    text = f"before {odd} after"
    assert find(text, quote(text, *span(text, odd))) == span(text, odd)


@given(st.text("ab \n.", min_size=1, max_size=200), st.data())
def test_a_quote_never_leads_elsewhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end] == text[start:end].strip())
    quoted = quote(text, start, end)
    assert find(text, quoted, (start, end)) == (start, end)
    assert find(text, quoted) in (None, (start, end))
