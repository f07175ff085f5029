from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, delete, or_, orm, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.identity_rows import DelegationRow
from application.identity.ports import Delegations
from domain.identity.delegation import Delegation
from domain.shared.event import DomainEvent


class PostgresDelegations(Delegations):
    def __init__(self, session: orm.Session, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._session = session
        self._record = record

    def add(self, delegation: Delegation) -> None:
        row = {
            "principal_id": delegation.principal_id,
            "delegate_id": delegation.delegate_id,
            "granted_at": delegation.granted_at,
        }
        self._session.execute(insert(DelegationRow).values(row))
        self._recorded(delegation)

    def find(self, principal_id: UUID, delegate_id: UUID) -> Delegation | None:
        one = select(DelegationRow).where(
            DelegationRow.principal_id == principal_id, DelegationRow.delegate_id == delegate_id
        )
        return next(iter(self._read(one)), None)

    def of(self, principal_id: UUID) -> Sequence[Delegation]:
        theirs = select(DelegationRow).where(DelegationRow.principal_id == principal_id)
        return self._read(theirs.order_by(DelegationRow.granted_at, DelegationRow.delegate_id))

    def involving(self, person_id: UUID) -> Sequence[Delegation]:
        theirs = select(DelegationRow).where(
            or_(DelegationRow.principal_id == person_id, DelegationRow.delegate_id == person_id)
        )
        return self._read(theirs.order_by(DelegationRow.principal_id, DelegationRow.delegate_id))

    def remove(self, delegation: Delegation) -> None:
        one = delete(DelegationRow).where(
            DelegationRow.principal_id == delegation.principal_id,
            DelegationRow.delegate_id == delegation.delegate_id,
        )
        self._session.execute(one.execution_options(synchronize_session=False))
        self._recorded(delegation)

    def _read(self, statement: Select[DelegationRow]) -> list[Delegation]:
        rows = self._session.scalars(statement.execution_options(populate_existing=True))
        return [Delegation(row.principal_id, row.delegate_id, row.granted_at) for row in rows]

    def _recorded(self, delegation: Delegation) -> None:
        self._record(delegation.events)
        delegation.events.clear()
