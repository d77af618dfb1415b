"""How properties are tried: on shared machines, without a clock."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("here", deadline=None)
# The same examples each time, so that a change is judged by what it changes.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
