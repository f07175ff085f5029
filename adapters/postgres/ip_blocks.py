from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from ipaddress import ip_network
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, or_, select

from adapters.postgres.setting_rows import IpBlockRow
from application.administration.ports import IpBlocks
from domain.administration.ip_block import IpBlock
from domain.shared.event import DomainEvent


class PostgresIpBlocks(IpBlocks):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, block: IpBlock) -> None:
        row = {
            "id": block.id,
            "network": str(block.network),
            "reason": block.reason,
            "created_by": block.created_by,
            "created_at": block.created_at,
            "expires_at": block.expires_at,
        }
        self._connection.execute(insert(IpBlockRow).values(row))
        self._recorded(block)

    def find(self, block_id: UUID) -> IpBlock | None:
        one = select(IpBlockRow.__table__).where(IpBlockRow.id == block_id)
        row = self._connection.execute(one).one_or_none()
        return None if row is None else from_row(row)

    def standing(self, now: datetime) -> Sequence[IpBlock]:
        not_over = or_(IpBlockRow.expires_at.is_(None), IpBlockRow.expires_at > now)
        newest_first = select(IpBlockRow.__table__).where(not_over).order_by(IpBlockRow.id.desc())
        return [from_row(row) for row in self._connection.execute(newest_first)]

    def remove(self, block: IpBlock) -> None:
        self._connection.execute(delete(IpBlockRow).where(IpBlockRow.id == block.id))
        self._recorded(block)

    def _recorded(self, block: IpBlock) -> None:
        self._record(block.events)
        block.events.clear()


def from_row(row: Row[Any]) -> IpBlock:
    return IpBlock(
        id=row.id,
        network=ip_network(row.network),
        reason=row.reason,
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
