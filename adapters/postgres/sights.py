from collections.abc import Collection
from uuid import UUID

from adapters.postgres.database import PostgresDatabase, rows_of
from application.meeting.queries import Sights
from application.shared.ports import Viewer

_LOST = """
    SELECT id FROM meeting WHERE id = ANY (%s) AND host_id <> %s AND (
        state = 'draft' OR NOT (
            (visibility = 'organisation' AND %s)
            OR EXISTS (SELECT FROM guest WHERE meeting_id = meeting.id AND person_id = %s)
        )
    )
"""


class PostgresSights(Sights):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def lost(self, viewer: Viewer, meeting_ids: Collection[UUID]) -> frozenset[UUID]:
        me = viewer.person_id
        with self._database.hot() as connection:
            rows = rows_of(connection, _LOST, list(meeting_ids), me, viewer.in_organisation, me)
        return frozenset(row.id for row in rows)
