"""What every ``Readiness`` keeps; what is particular to PostgreSQL stands with its adapter."""

from datetime import UTC, datetime

from tests.builders import a_person
from tests.storage import Storage


def test_a_storage_at_work_is_ready(storage: Storage) -> None:
    person = a_person("Ana")
    person.created_at = datetime.now(UTC)
    with storage.transactions.begin() as work:
        work.people.add(person)
    storage.await_numbering()
    assert storage.readiness.problems() == {}
    assert not storage.readiness.is_left_behind()
