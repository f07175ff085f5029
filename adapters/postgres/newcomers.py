from datetime import datetime

from adapters.postgres.database import OpenTransaction
from application.meeting.ports import Newcomer, Newcomers
from domain.identity.person import Person
from domain.shared.ids import new_id

# A row for each time: whoever is being looked for just now must not keep anybody from moving on.
_NOTE = "INSERT INTO newcomer (id, person_id, since, due_at) VALUES (%s, %s, %s, %s)"
_TAKE = """
    UPDATE newcomer SET due_at = %s WHERE id = (
        SELECT id FROM newcomer WHERE due_at <= %s ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, person_id, since
"""
_REMOVE = "DELETE FROM newcomer WHERE id = %s"


class PostgresNewcomers(Newcomers):
    def __init__(self, opened: OpenTransaction) -> None:
        self._opened = opened

    def take(self, now: datetime, *, again_at: datetime) -> Newcomer | None:
        taken = self._opened.write(_TAKE, again_at, now)
        return Newcomer(*taken[0]) if taken else None

    def remove(self, newcomer: Newcomer) -> None:
        self._opened.write(_REMOVE, newcomer.id)


def note(opened: OpenTransaction, person: Person) -> None:
    if since := person.came_to_address_at:
        opened.write(_NOTE, new_id(since), person.id, since, since)
