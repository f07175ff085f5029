from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from tests.storage import Storage, emptied, memory_storage, postgres_storage


@pytest.fixture(params=["memory", "postgres"])
def storage(request: pytest.FixtureRequest) -> Iterator[Storage]:
    """An empty storage. Only the one in PostgreSQL starts a server."""
    if request.param == "memory":
        built = memory_storage()
    else:
        engine: Engine = request.getfixturevalue("shared_engine")
        built = postgres_storage(emptied(engine), request.getfixturevalue("shared_database_url"))
    with built.running:
        yield built


@pytest.fixture
def transactions(storage: Storage) -> Transactions[MeetingWork]:
    return storage.transactions
