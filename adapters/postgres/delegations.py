from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, or_, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.identity_rows import DelegationRow
from application.identity.ports import Delegations
from domain.identity.delegation import Delegation
from domain.shared.event import DomainEvent


class PostgresDelegations(Delegations):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, delegation: Delegation) -> None:
        row = {
            "principal_id": delegation.principal_id,
            "delegate_id": delegation.delegate_id,
            "granted_at": delegation.granted_at,
        }
        self._connection.execute(insert(DelegationRow).values(row))
        self._recorded(delegation)

    def find(self, principal_id: UUID, delegate_id: UUID) -> Delegation | None:
        one = select(DelegationRow.__table__).where(
            DelegationRow.principal_id == principal_id, DelegationRow.delegate_id == delegate_id
        )
        return next(iter(self._read(one)), None)

    def of(self, principal_id: UUID) -> Sequence[Delegation]:
        theirs = select(DelegationRow.__table__).where(DelegationRow.principal_id == principal_id)
        return self._read(theirs.order_by(DelegationRow.granted_at, DelegationRow.delegate_id))

    def involving(self, person_id: UUID) -> Sequence[Delegation]:
        theirs = select(DelegationRow.__table__).where(
            or_(DelegationRow.principal_id == person_id, DelegationRow.delegate_id == person_id)
        )
        return self._read(theirs.order_by(DelegationRow.principal_id, DelegationRow.delegate_id))

    def remove(self, delegation: Delegation) -> None:
        one = delete(DelegationRow).where(
            DelegationRow.principal_id == delegation.principal_id,
            DelegationRow.delegate_id == delegation.delegate_id,
        )
        self._connection.execute(one)
        self._recorded(delegation)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Delegation]:
        rows = self._connection.execute(statement)
        return [Delegation(row.principal_id, row.delegate_id, row.granted_at) for row in rows]

    def _recorded(self, delegation: Delegation) -> None:
        self._record(delegation.events)
        delegation.events.clear()
