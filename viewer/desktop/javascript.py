"""Calls to the page's functions, put together from values and never from text."""

from __future__ import annotations

import json

Value = str | float | bool | None | dict[str, "Value"] | list["Value"]


def call(function: str, *arguments: Value) -> str:
    """The JavaScript of a call. Values become literals; what has no literal raises."""
    if not all(part.isidentifier() for part in function.split(".")):
        raise ValueError(f"{function!r} is no function's name")
    return f"{function}({', '.join(map(literal, arguments))});"


def literal(value: Value) -> str:
    """A value as a JavaScript literal. NaN and infinity are refused, as JSON has none."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False)
