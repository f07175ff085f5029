from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.storage import Storage, postgres_storage


@pytest.fixture
def storage(engine: Engine, database_url: str) -> Iterator[Storage]:
    """A storage in a database of this test's own."""
    built = postgres_storage(engine, database_url)
    with built.running:
        yield built
