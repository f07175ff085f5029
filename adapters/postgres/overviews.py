from collections.abc import Sequence
from uuid import UUID

from adapters.postgres.conversation_rows import MessageRow
from adapters.postgres.conversations import UNREAD
from adapters.postgres.database import PostgresDatabase, columns_of, rows_of
from adapters.postgres.messages import from_row
from application.conversation.queries import Overview, Overviews
from domain.conversation.read_mark import Unread

_OF = f"""
    WITH own AS (
        SELECT id, title FROM meeting WHERE host_id = %s
        UNION
        SELECT meeting.id, meeting.title FROM guest JOIN meeting ON meeting.id = guest.meeting_id
        WHERE guest.person_id = %s AND meeting.state <> 'draft'
    ), latest AS (
        SELECT own.title, newest.* FROM own CROSS JOIN LATERAL (
            SELECT {columns_of(MessageRow)} FROM message WHERE message.meeting_id = own.id
            ORDER BY message.position DESC LIMIT 1
        ) AS newest
        WHERE %s::uuid IS NULL OR newest.id < %s
        ORDER BY newest.id DESC LIMIT %s
    )
    SELECT latest.*, counted.position AS read_up_to, counted.unread, counted.mentions AS mentions_unread
    FROM latest CROSS JOIN LATERAL (
        WITH mark AS (
            SELECT latest.meeting_id, asked.person_id, coalesce(read_mark.position, 0) AS position
            FROM (SELECT %s::uuid AS person_id) AS asked LEFT JOIN read_mark
                ON read_mark.person_id = asked.person_id AND read_mark.meeting_id = latest.meeting_id
        ) {UNREAD}
    ) AS counted
    ORDER BY latest.id DESC
"""


class PostgresOverviews(Overviews):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def of(self, person_id: UUID, *, before: UUID | None = None, limit: int) -> Sequence[Overview]:
        values = (person_id, person_id, before, before, limit, person_id)
        with self._database.hot() as connection:
            rows = rows_of(connection, _OF, *values)
        return [
            Overview(row.title, from_row(row), Unread(row.read_up_to, row.unread, row.mentions_unread))
            for row in rows
        ]
