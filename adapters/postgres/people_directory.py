from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, any_, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Uuid

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.rows import PersonRow, SessionRow
from application.identity.ports import KnownPerson, LiveSession, PeopleDirectory
from domain.identity.role import Role

_KNOWN = (PersonRow.id, PersonRow.email, PersonRow.name, PersonRow.zone, PersonRow.role)


class PostgresPeopleDirectory(PeopleDirectory):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def find(self, person_id: UUID) -> KnownPerson | None:
        wanted = select(*_KNOWN).where(PersonRow.id == person_id, PersonRow.active)
        with self._database.reading() as connection:
            row = connection.execute(wanted).one_or_none()
        return None if row is None else _known(row)

    def named(self, person_ids: Collection[UUID]) -> Mapping[UUID, KnownPerson]:
        wanted = select(*_KNOWN).where(PersonRow.id == any_(literal(list(person_ids), ARRAY(Uuid))))
        with self._database.reading() as connection:
            return {row.id: _known(row) for row in connection.execute(wanted)}

    def search(self, words: str, *, after: str | None, limit: int) -> Sequence[KnownPerson]:
        if "\x00" in words:  # PostgreSQL refuses the character; no name holds it
            return ()
        wanted = words.lower()
        name = func.split_part(PersonRow.sort_key, "\x1f", 1)
        found = or_(func.strpos(name, wanted) > 0, func.strpos(PersonRow.email, wanted) > 0)
        page = select(*_KNOWN).where(PersonRow.active, found).order_by(PersonRow.sort_key).limit(limit)
        if after is not None:
            # No key holds the character, so none lies between the whole and what stands before it.
            page = page.where(PersonRow.sort_key > after.partition("\x00")[0])
        with self._database.reading() as connection:
            return [_known(row) for row in connection.execute(page)]

    def anybody(self) -> bool:
        with self._database.reading() as connection:
            return bool(connection.scalar(select(exists(select(PersonRow.id)))))

    def live_session(self, session_id: UUID, *, now: datetime) -> LiveSession | None:
        return self.live_sessions([session_id], now=now).get(session_id)

    def live_sessions(self, session_ids: Collection[UUID], *, now: datetime) -> Mapping[UUID, LiveSession]:
        wanted = (
            select(SessionRow.id.label("session_id"), SessionRow.expires_at, *_KNOWN)
            .join(PersonRow, PersonRow.id == SessionRow.person_id)
            .where(SessionRow.id == any_(literal(list(session_ids), ARRAY(Uuid))))
            .where(SessionRow.ended_at.is_(None), SessionRow.expires_at > now, PersonRow.active)
        )
        with self._database.reading() as connection:
            return {
                row.session_id: LiveSession(_known(row), row.session_id, row.expires_at)
                for row in connection.execute(wanted)
            }


def _known(row: Row[*tuple[Any, ...]]) -> KnownPerson:
    return KnownPerson(row.id, row.email, row.name, row.zone, Role(row.role))
