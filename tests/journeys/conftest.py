from collections.abc import Iterator

import pytest
from playwright.sync_api import Playwright, sync_playwright

from tests.entrypoints.cli.serving import PASSWORD, Server
from tests.entrypoints.live.conftest import nobody_stays
from tests.entrypoints.live.serving import Person

__all__ = ["nobody_stays"]

LONGEST = (
    "test_every_page_on_a_desk",
    "test_every_page_on_a_phone",
    "test_hostile_text",
    "test_offline_and_back",
    "test_languages",
)
"""Files that take minutes begin first: whoever starts one last works on alone while others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rank = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: rank.get(item.path.stem, len(rank)))


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def ana(server: Server) -> Person:
    """Where the module's house has an Ana."""
    return Person(server.port, "ana@example.org", PASSWORD)


@pytest.fixture(scope="module")
def ben(server: Server) -> Person:
    return Person(server.port, "ben@example.org", PASSWORD)
