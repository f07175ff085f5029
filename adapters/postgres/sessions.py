from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from adapters.postgres.database import OpenTransaction, columns_of
from adapters.postgres.identity_rows import SessionRow
from adapters.postgres.inserting import as_json, into_or_over, octets
from application.identity.credential_ports import Sessions
from domain.identity.session import Session
from domain.shared.event import DomainEvent

_SESSIONS = f"SELECT {columns_of(SessionRow)} FROM session WHERE"
# By id, which is the order of their beginnings and the same for everybody who locks.
_HELD = "ORDER BY id FOR NO KEY UPDATE"
_GET = f"{_SESSIONS} id = %s {_HELD}"
_BY_REFRESH_DIGEST = f"{_SESSIONS} id = (SELECT session_id FROM refresh_token WHERE digest = %s) {_HELD}"
_LIVING = f"""
    {_SESSIONS} ended_at IS NULL AND id IN (
        SELECT id FROM session WHERE person_id = %s AND ended_at IS NULL AND expires_at > %s
        ORDER BY id DESC OFFSET %s
    ) {_HELD}
"""
_KNOWS_DEVICE = "SELECT 1 FROM session WHERE person_id = %s AND device_digest = %s LIMIT 1"
_SAVE = f"""
    WITH saved AS ({into_or_over(SessionRow)})
    INSERT INTO refresh_token (digest, session_id) VALUES (%s, %s) ON CONFLICT DO NOTHING
"""


class PostgresSessions(Sessions):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def add(self, session: Session) -> None:
        self.save(session)

    def get(self, session_id: UUID) -> Session | None:
        return next(self._held(_GET, session_id), None)

    def by_refresh_digest(self, digest: bytes) -> Session | None:
        return next(self._held(_BY_REFRESH_DIGEST, digest), None)

    def living(self, person_id: UUID, *, now: datetime, but_newest: int = 0) -> Sequence[Session]:
        return list(self._held(_LIVING, person_id, now, but_newest))

    def knows_device(self, person_id: UUID, device_digest: bytes) -> bool:
        return bool(self._opened.read(_KNOWS_DEVICE, person_id, device_digest))

    def save(self, session: Session) -> None:
        self._opened.write(_SAVE, as_json([to_row(session)]), session.current_digest, session.id)
        session.version += 1
        self._record(session.events)
        session.events.clear()

    def _held(self, statement: str, *parameters: object) -> Iterator[Session]:
        return map(from_row, self._opened.write(statement, *parameters))


def to_row(session: Session) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    return {
        "id": session.id,
        "person_id": session.person_id,
        "created_at": session.created_at,
        "last_used_at": session.last_used_at,
        "expires_at": session.expires_at,
        "current_digest": octets(session.current_digest),
        "device": session.device,
        "address": session.address,
        "previous_digest": octets(session.previous_digest),
        "rotated_at": session.rotated_at,
        "ended_at": session.ended_at,
        "proved_at": session.proved_at,
        "device_digest": octets(session.device_digest),
        "version": session.version + 1,
    }


def from_row(row: SessionRow) -> Session:
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
