from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.identity_rows import ApiTokenRow
from application.identity.credential_ports import ApiTokens
from domain.identity.api_token import ApiToken
from domain.identity.role import Permission
from domain.shared.event import DomainEvent


class PostgresApiTokens(ApiTokens):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, token: ApiToken) -> None:
        self._connection.execute(insert(ApiTokenRow).values(to_row(token)))
        self._recorded(token)

    def of(self, person_id: UUID) -> Sequence[ApiToken]:
        theirs = select(ApiTokenRow.__table__).where(ApiTokenRow.person_id == person_id)
        newest_first = theirs.order_by(ApiTokenRow.id.desc())
        return [from_row(row) for row in self._connection.execute(newest_first)]

    def used(self, token_id: UUID, *, now: datetime) -> None:
        used = update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(last_used_at=now)
        self._connection.execute(used)

    def remove(self, token: ApiToken) -> None:
        gone = delete(ApiTokenRow).where(ApiTokenRow.id == token.id)
        self._connection.execute(gone)
        self._recorded(token)

    def _recorded(self, token: ApiToken) -> None:
        self._record(token.events)
        token.events.clear()


def to_row(token: ApiToken) -> dict[str, Any]:
    return {
        "id": token.id,
        "person_id": token.person_id,
        "name": token.name,
        "scopes": sorted(token.scopes),
        "digest": token.digest,
        "hint": token.hint,
        "created_at": token.created_at,
        "expires_at": token.expires_at,
        "last_used_at": token.last_used_at,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> ApiToken:
    return ApiToken(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        scopes=frozenset(map(Permission, row.scopes)),
        digest=row.digest,
        hint=row.hint,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
    )
