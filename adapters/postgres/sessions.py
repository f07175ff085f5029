from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, exists, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.identity_rows import RefreshTokenRow, SessionRow
from application.identity.credential_ports import Sessions
from domain.identity.session import Session
from domain.shared.event import DomainEvent


class PostgresSessions(Sessions):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, session: Session) -> None:
        self.save(session)

    def get(self, session_id: UUID) -> Session | None:
        found = self._held(SessionRow.id == session_id)
        return found[0] if found else None

    def by_refresh_digest(self, digest: bytes) -> Session | None:
        owner = select(RefreshTokenRow.session_id).where(RefreshTokenRow.digest == digest)
        session_id = self._connection.scalar(owner)
        return None if session_id is None else self.get(session_id)

    def living(self, person_id: UUID, *, now: datetime) -> Sequence[Session]:
        return self._held(
            SessionRow.person_id == person_id, SessionRow.ended_at.is_(None), SessionRow.expires_at > now
        )

    def knows_device(self, person_id: UUID, device_digest: bytes) -> bool:
        there = select(SessionRow.id).where(
            SessionRow.person_id == person_id, SessionRow.device_digest == device_digest
        )
        return bool(self._connection.scalar(select(exists(there))))

    def save(self, session: Session) -> None:
        values = to_row(session)
        kept = insert(SessionRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["id"], set_=values))
        token = {"digest": session.current_digest, "session_id": session.id}
        self._connection.execute(insert(RefreshTokenRow).values(token).on_conflict_do_nothing())
        session.version += 1
        self._record(session.events)
        session.events.clear()

    def _held(self, *which: ColumnElement[bool]) -> list[Session]:
        """In the order of ids, which is that of their beginnings and the same for everybody who locks."""
        locked = (
            select(SessionRow.__table__).where(*which).order_by(SessionRow.id).with_for_update(key_share=True)
        )
        return [from_row(row) for row in self._connection.execute(locked)]


def to_row(session: Session) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    return {
        "id": session.id,
        "person_id": session.person_id,
        "created_at": session.created_at,
        "last_used_at": session.last_used_at,
        "expires_at": session.expires_at,
        "current_digest": session.current_digest,
        "device": session.device,
        "address": session.address,
        "previous_digest": session.previous_digest,
        "rotated_at": session.rotated_at,
        "ended_at": session.ended_at,
        "proved_at": session.proved_at,
        "device_digest": session.device_digest,
        "version": session.version + 1,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Session:
    return Session(
        id=row.id,
        person_id=row.person_id,
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
        current_digest=row.current_digest,
        device=row.device,
        address=row.address,
        previous_digest=row.previous_digest,
        rotated_at=row.rotated_at,
        ended_at=row.ended_at,
        proved_at=row.proved_at,
        device_digest=row.device_digest,
        version=row.version,
    )
