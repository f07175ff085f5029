from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, Select, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.notification_rows import DigestNoticeRow, DigestPlanRow
from application.notification.ports import Digests
from domain.notification.bundle import Notice
from domain.notification.digest import DigestPlan, Waiting
from domain.notification.kind import Kind

_PLANS = select(DigestPlanRow.__table__)


class PostgresDigests(Digests):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, plans: Sequence[DigestPlan]) -> None:
        if plans:
            # In one order always: of two who begin the same at once, none waits for the other in a circle.
            rows = sorted(map(plan_to_row, plans), key=lambda row: str(row["person_id"]))
            self._connection.execute(insert(DigestPlanRow).values(rows).on_conflict_do_nothing())

    def plan(self, person_id: UUID) -> DigestPlan | None:
        return self._read(_PLANS.where(DigestPlanRow.person_id == person_id).with_for_update())

    def save(self, plan: DigestPlan) -> None:
        one = update(DigestPlanRow).where(DigestPlanRow.person_id == plan.person_id)
        self._connection.execute(one.values(plan_to_row(plan)))

    def due(self, now: datetime) -> DigestPlan | None:
        first = _PLANS.where(DigestPlanRow.due_at <= now).order_by(
            DigestPlanRow.due_at, DigestPlanRow.person_id
        )
        return self._read(first.limit(1).with_for_update(skip_locked=True))

    def end(self, person_id: UUID) -> None:
        self._connection.execute(delete(DigestPlanRow).where(DigestPlanRow.person_id == person_id))

    def add(self, waiting: Sequence[Waiting]) -> None:
        if waiting:
            self._connection.execute(insert(DigestNoticeRow), [waiting_to_row(each) for each in waiting])

    def take(self, person_id: UUID) -> Sequence[Waiting]:
        # One statement: what another adds meanwhile is not seen, and stays.
        taken = delete(DigestNoticeRow).where(DigestNoticeRow.person_id == person_id)
        rows = self._connection.execute(taken.returning(DigestNoticeRow.__table__))
        return [waiting_from_row(row) for row in sorted(rows, key=lambda row: row.number)]

    def _read(self, statement: Select[*tuple[Any, ...]]) -> DigestPlan | None:
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else plan_from_row(row)


def plan_to_row(plan: DigestPlan) -> dict[str, Any]:
    return {
        "person_id": plan.person_id,
        "zone": plan.zone.key,
        "due_at": plan.due_at,
        "written_at": plan.written_at,
    }


def plan_from_row(row: Row[Any]) -> DigestPlan:
    return DigestPlan(row.person_id, ZoneInfo(row.zone), row.due_at, row.written_at)


def waiting_to_row(waiting: Waiting) -> dict[str, Any]:
    notice = waiting.notice
    return {
        "person_id": waiting.person_id,
        "meeting_id": waiting.meeting_id,
        "kind": notice.kind.value,
        "facts": dict(notice.facts),
        "original_start": notice.original_start,
        "event_id": notice.event_id,
        "about": notice.about,
    }


def waiting_from_row(row: Row[Any]) -> Waiting:
    notice = Notice(Kind(row.kind), row.facts, row.original_start, row.event_id, row.about)
    return Waiting(row.person_id, row.meeting_id, notice)
