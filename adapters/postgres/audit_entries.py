from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from adapters.postgres.audit_rows import AuditEntryRow
from adapters.postgres.audit_trail import from_row
from adapters.postgres.database import PostgresDatabase
from application.administration.ports import AuditEntries, AuditFilter
from domain.administration.audit_entry import EMPTY, AuditEntry, Head


class PostgresAuditEntries(AuditEntries):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def search(self, wanted: AuditFilter, *, before: int | None, limit: int) -> Sequence[AuditEntry]:
        found = select(AuditEntryRow.__table__).where(*_conditions(wanted))
        if before is not None:
            found = found.where(AuditEntryRow.position < before)
        return self._read(found.order_by(AuditEntryRow.position.desc()).limit(limit))

    def after(self, position: int, *, limit: int) -> Sequence[AuditEntry]:
        behind = select(AuditEntryRow.__table__).where(AuditEntryRow.position > position)
        return self._read(behind.order_by(AuditEntryRow.position).limit(limit))

    def head(self) -> Head:
        newest = self.search(AuditFilter(), before=None, limit=1)
        return newest[0].head if newest else EMPTY

    def _read(self, statement: Select[Any]) -> Sequence[AuditEntry]:
        with self._database.reading() as connection:
            return [from_row(row) for row in connection.execute(statement)]


def _conditions(wanted: AuditFilter) -> Iterator[ColumnElement[bool]]:
    row = AuditEntryRow
    if wanted.actor_id is not None:
        yield or_(row.actor_id == wanted.actor_id, row.on_behalf_of == wanted.actor_id)
    if wanted.kinds is not None:
        yield row.kind.in_(wanted.kinds)
    if wanted.subject_id is not None:
        yield row.subject_id == wanted.subject_id
    if wanted.address is not None:
        yield row.address == wanted.address
    if wanted.from_ is not None:
        yield row.at >= wanted.from_
    if wanted.to is not None:
        yield row.at < wanted.to
