"""Each page and dialog at the width of a desk."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from tests.journeys.for_everybody import the_walk

SIZES = os.environ.get("CONVENE_SIZES", "desk").split()
"""What lies between has the pieces of both; `CONVENE_SIZES=tablet` judges that, which takes minutes."""


@pytest.mark.parametrize("size", SIZES)
def test_nothing_keeps_anybody_out(playwright: Playwright, tmp_path: Path, size: str) -> None:
    assert the_walk(playwright, tmp_path, size) == {}
