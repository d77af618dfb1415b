from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.desktop import javascript

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(value=JSON)
def test_a_literal_is_the_value_in_plain_ascii(value: javascript.Value) -> None:
    literal = javascript.literal(value)
    assert json.loads(literal) == value
    assert literal.isascii()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_has_no_literal_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        javascript.literal(value)


def test_a_call() -> None:
    assert javascript.call("a.b", 'x"; alert(1); "', None, True) == (
        'a.b("x\\"; alert(1); \\"", null, true);'
    )


@pytest.mark.parametrize("name", ["", "a.", "a b", "a()", "a;b", "alert(1)//", "1a"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        javascript.call(name)
