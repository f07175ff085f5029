from collections.abc import Collection, Mapping
from uuid import UUID

from adapters.postgres.database import PostgresDatabase
from application.conversation.presence_ports import MeetingAudiences
from domain.conversation.audience import MeetingAudience

_OF = """
    SELECT id, host_id, guests_see_guests, visibility = 'organisation' AND state <> 'draft',
        CASE WHEN state = 'draft' THEN '{}' ELSE ARRAY(
            SELECT person_id FROM guest WHERE meeting_id = meeting.id AND person_id IS NOT NULL
        ) END
    FROM meeting WHERE id = ANY (%s)
"""
_MET_BY = """
    WITH mine AS (
        SELECT id, host_id, guests_see_guests OR host_id = %(me)s AS shows_guests
        FROM meeting
        WHERE host_id = %(me)s
            OR (state <> 'draft' AND id IN (SELECT meeting_id FROM guest WHERE person_id = %(me)s))
    )
    SELECT host_id FROM mine WHERE host_id = ANY (%(among)s)
    UNION
    SELECT guest.person_id FROM mine JOIN guest ON guest.meeting_id = mine.id
    WHERE mine.shows_guests AND guest.person_id = ANY (%(among)s)
"""


class PostgresMeetingAudiences(MeetingAudiences):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def of(self, meeting_ids: Collection[UUID]) -> Mapping[UUID, MeetingAudience]:
        with self._database.hot() as connection:
            rows = connection.execute(_OF, [list(meeting_ids)], prepare=True).fetchall()
        return {
            meeting_id: MeetingAudience(host_id, frozenset(guest_ids), shown, is_open)
            for meeting_id, host_id, shown, is_open, guest_ids in rows
        }

    def met_by(self, person_id: UUID, among: Collection[UUID]) -> frozenset[UUID]:
        parameters = {"me": person_id, "among": list(among)}
        with self._database.hot() as connection:
            rows = connection.execute(_MET_BY, parameters, prepare=True).fetchall()
        return frozenset(row[0] for row in rows)
