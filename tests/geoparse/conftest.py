"""What the tests of finding share."""

from __future__ import annotations

import pytest

from tests.geoparse.reading import FINDER
from viewer.geoparse.finder import Finder


@pytest.fixture
def finder() -> Finder:
    return FINDER
