from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.entrypoints.live.conftest import nobody_stays

__all__ = ["nobody_stays"]


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started
