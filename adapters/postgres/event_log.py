from collections.abc import Sequence
from datetime import datetime
from typing import Any

from adapters.postgres.database import PostgresDatabase, columns_of, rows_of
from adapters.postgres.rows import EventRow
from application.shared.ports import EventLog, LogBounds, LoggedEvent, Viewer
from application.shared.refusals import ResyncRequired

# The rows and where the log begins, as one moment knows both: a week that is dropped meanwhile is either
# there with all its rows, or known to be gone.
_AFTER = f"""
    SELECT first_position, {columns_of(EventRow)}
    FROM event_sequence LEFT JOIN LATERAL (
        SELECT * FROM event WHERE position > %s {{only}} ORDER BY position LIMIT %s
    ) AS event ON true
    ORDER BY position
"""
AFTER = _AFTER.format(only="")
AFTER_FOR = _AFTER.format(only="AND (%s = ANY (audience) OR (to_organisation AND %s))")
_BOUNDS = "SELECT first_position, last_position FROM event_sequence"
_FORGET = "SELECT forget_history(%s) AS forgotten"
_PREPARE = "SELECT prepare_history()"


class PostgresEventLog(EventLog):
    """Reads only what the sequencer has numbered: its transactions commit in the order of positions.

    Old events go a week at a time, so that some are kept for up to a week longer; none before they are a
    week old, whatever is asked. What holds that up for more than a moment is left for the next time.
    """

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def after(self, position: int, *, limit: int, viewer: Viewer | None = None) -> Sequence[LoggedEvent]:
        with self._database.hot() as connection:
            if viewer is None:
                rows = rows_of(connection, AFTER, position, limit)
            else:
                only = viewer.person_id, viewer.in_organisation
                rows = rows_of(connection, AFTER_FOR, position, *only, limit)
        if position < rows[0].first_position - 1:
            raise ResyncRequired("the history since this cursor is no longer kept; read everything anew")
        return [_logged(row) for row in rows if row.position is not None]

    def bounds(self) -> LogBounds:
        with self._database.hot() as connection:
            (row,) = rows_of(connection, _BOUNDS)
        return LogBounds(oldest=row.first_position, latest=row.last_position)

    def forget_before(self, moment: datetime) -> int:
        with self._database.hot() as connection:
            rows_of(connection, _PREPARE)
            return int(rows_of(connection, _FORGET, moment)[0].forgotten)


def _logged(row: Any) -> LoggedEvent:
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
