from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.notification_rows import ToldPositionRow, UntoldEventRow
from application.notification.ports import ToldLog
from domain.notification.untold import UntoldEvent


class PostgresToldLog(ToldLog):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self) -> int | None:
        held = select(ToldPositionRow.position).with_for_update(skip_locked=True)
        position = self._connection.scalar(held)
        if position is None:
            first = insert(ToldPositionRow).values(id=1, position=0).on_conflict_do_nothing()
            position = self._connection.scalar(first.returning(ToldPositionRow.position))
        return position

    def advance(self, position: int) -> None:
        self._connection.execute(update(ToldPositionRow).values(position=position))

    def put_aside(self, untold: UntoldEvent) -> None:
        values = {
            "position": untold.position,
            "attempts": untold.attempts,
            "due_at": untold.due_at,
            "last_error": untold.last_error,
        }
        kept = insert(UntoldEventRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["position"], set_=values))

    def untold(self, now: datetime) -> UntoldEvent | None:
        due = select(UntoldEventRow.__table__).where(UntoldEventRow.due_at <= now)
        first = due.order_by(UntoldEventRow.due_at, UntoldEventRow.position).limit(1)
        row = self._connection.execute(first.with_for_update(skip_locked=True)).one_or_none()
        return None if row is None else UntoldEvent(**row._mapping)

    def parked(self) -> Sequence[UntoldEvent]:
        given_up = select(UntoldEventRow.__table__).where(UntoldEventRow.due_at.is_(None))
        rows = self._connection.execute(given_up.order_by(UntoldEventRow.position).with_for_update())
        return [UntoldEvent(**row._mapping) for row in rows]

    def settle(self, untold: UntoldEvent) -> None:
        self._connection.execute(delete(UntoldEventRow).where(UntoldEventRow.position == untold.position))
