from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, any_, func, literal, or_, select, text

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.rows import EventRow, EventSequenceRow
from application.shared.ports import EventLog, LogBounds, LoggedEvent, Viewer

FORGOTTEN_AT_ONCE = 10_000

# Dropped from the front only, so that the positions that are kept stay without a gap.
_FORGET = text("""
    WITH kept AS (SELECT position FROM event WHERE at >= :moment ORDER BY position LIMIT 1),
    doomed AS (
        SELECT position FROM event
        WHERE position < COALESCE((SELECT position FROM kept), 9223372036854775807)
        ORDER BY position LIMIT :at_once
    ),
    dropped AS (DELETE FROM event WHERE position IN (SELECT position FROM doomed) RETURNING position)
    SELECT count(*) FROM dropped
""")


class PostgresEventLog(EventLog):
    """Reads only what the sequencer has numbered: its transactions commit in the order of positions."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def after(self, position: int, *, limit: int, viewer: Viewer | None = None) -> Sequence[LoggedEvent]:
        behind = (
            select(EventRow.__table__)
            .where(EventRow.position > position)
            .order_by(EventRow.position)
            .limit(limit)
        )
        if viewer is not None:
            named = literal(viewer.person_id) == any_(EventRow.audience)
            behind = behind.where(or_(named, and_(EventRow.to_organisation, literal(viewer.in_organisation))))
        with self._database.reading() as connection:
            return [_logged(row) for row in connection.execute(behind)]

    def bounds(self) -> LogBounds:
        oldest = select(func.min(EventRow.position)).scalar_subquery()
        with self._database.reading() as connection:
            row = connection.execute(select(oldest.label("oldest"), EventSequenceRow.last_position)).one()
        return LogBounds(oldest=row.oldest or row.last_position + 1, latest=row.last_position)

    def forget_before(self, moment: datetime) -> int:
        forgotten = 0
        while True:
            with self._database.alone() as connection:
                parameters = {"moment": moment, "at_once": FORGOTTEN_AT_ONCE}
                dropped = int(connection.execute(_FORGET, parameters).scalar_one())
            forgotten += dropped
            if dropped < FORGOTTEN_AT_ONCE:
                return forgotten


def _logged(row: Row[*tuple[Any, ...]]) -> LoggedEvent:
    return LoggedEvent(
        position=row.position,
        id=row.id,
        kind=row.kind,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        version=row.version,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        at=row.at,
        mutation_id=row.mutation_id,
        audience=frozenset(row.audience),
        to_organisation=row.to_organisation,
        data=row.data,
        on_behalf_of=row.on_behalf_of,
        on_behalf_of_name=row.on_behalf_of_name,
    )
