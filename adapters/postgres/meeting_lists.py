"""Lists of meetings: the window of somebody's calendar, or of a room's, and of each meeting its first date.

So the window bounds what is read; words and states only leave some of that out. They need no index of their
own, and so no extension for one (``pg_trgm``), and writing costs no more.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import psycopg

from adapters.postgres import meetings
from adapters.postgres.calendars import (
    ASKED,
    IN_WINDOW,
    PLACES_OF_PEOPLE,
    PLACES_OF_ROOMS,
    dates_seen,
    parameters,
)
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_columns import from_row
from application.meeting.calendar_entries import first_date
from application.meeting.queries import CalendarWindow, FoundDate, MeetingLists, Wanted
from application.shared.ports import Viewer
from domain.shared.text import folded

_SOUGHT = """, sought AS MATERIALIZED (
        SELECT $11::text AS words, $12::text AS state, $13::timestamptz AS after_at, $14::uuid AS after_id,
            $15::integer AS most, $16::uuid[] AS apart
    )
"""
# Buffers are taken too, and whole days by the clocks of the room: a claim begins about when its date does.
_HAS_ROOM = """
    AND (
        SELECT true FROM claim
        WHERE claim.resource_id = ANY (asked.rooms)
            AND claim.starts_at BETWEEN place.starts_at - interval '2 days'
                AND place.starts_at + interval '2 days'
            AND claim.meeting_id = place.meeting_id AND claim.original_start = place.original_start
        LIMIT 1
    ) IS NOT NULL
"""


def _first_dates(places: str, condition: str = "") -> str:
    return f"""
    {ASKED}{_SOUGHT}
    SELECT first.starts_at, first.meeting_id, first.original_start FROM sought, LATERAL (
        SELECT DISTINCT ON (meeting.id) place.starts_at, meeting.id AS meeting_id, place.original_start
        {dates_seen(places)}
        WHERE {IN_WINDOW} AND seen.visible AND (meeting.state <> 'draft' OR place.person_id = asked.viewer)
            AND (sought.words = ''
                OR strpos(coalesce(occurrence.own_sought, meeting.sought), sought.words) > 0)
            AND (sought.state IS NULL
                OR sought.state = CASE WHEN occurrence.cancelled THEN 'cancelled' ELSE meeting.state END)
            AND meeting.id <> ALL (sought.apart)
            {condition}
        ORDER BY meeting.id, place.starts_at, place.original_start COLLATE "C"
    ) AS first
    WHERE sought.after_at IS NULL OR (first.starts_at, first.meeting_id) > (sought.after_at, sought.after_id)
    ORDER BY first.starts_at, first.meeting_id
    LIMIT (SELECT most FROM sought)
"""


OF_PEOPLE = _first_dates(PLACES_OF_PEOPLE)
OF_ROOM = _first_dates(PLACES_OF_ROOMS)
OF_PEOPLE_IN_ROOM = _first_dates(PLACES_OF_PEOPLE, _HAS_ROOM)

# Series of these people with dates in the window that have no rows yet. For most windows nobody has any, and
# then nothing else is read.
BEYOND = f"""
    {ASKED}
    SELECT id FROM meeting JOIN (
        SELECT id FROM meeting, asked WHERE host_id = ANY (asked.people)
        UNION SELECT meeting_id FROM guest, asked WHERE person_id = ANY (asked.people)
    ) AS theirs USING (id)
    WHERE materialised_until < (SELECT latest FROM asked)
        AND EXISTS (SELECT FROM meeting WHERE materialised_until < (SELECT latest FROM asked))
"""


OF_ONE_PERSON = """
    SELECT id FROM (
        SELECT id FROM meeting WHERE host_id = $1
        UNION SELECT meeting_id FROM guest WHERE person_id = $1
    ) AS own
    WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $3
"""


class PostgresMeetingLists(MeetingLists):
    """Series that go on in the window beyond the horizon are computed; a room has nothing there."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def first_dates(
        self,
        window: CalendarWindow,
        wanted: Wanted,
        *,
        viewer: Viewer,
        after: tuple[datetime, UUID] | None = None,
        limit: int,
    ) -> Sequence[FoundDate]:
        rooms = () if wanted.room_id is None else (wanted.room_id,)
        asked = parameters(window, wanted.people or (), viewer, rooms)
        statement = OF_ROOM if wanted.people is None else OF_PEOPLE_IN_ROOM if rooms else OF_PEOPLE
        with self._database.hot() as connection, psycopg.RawCursor(connection) as cursor:
            beyond = []
            if wanted.people and not rooms:
                beyond = [id for (id,) in cursor.execute(BEYOND, asked, prepare=True)]
            sought = [folded(wanted.words), wanted.state, *(after or (None, None)), limit, beyond]
            found = [FoundDate(*row) for row in cursor.execute(statement, [*asked, *sought], prepare=True)]
        far = self._far(beyond, window, wanted, viewer) if beyond else []
        found += [each for each in far if after is None or (each.starts_at, each.meeting_id) > after]
        return sorted(found)[:limit]

    def of_person(self, person_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        with self._database.hot() as connection, psycopg.RawCursor(connection) as cursor:
            return [id for (id,) in cursor.execute(OF_ONE_PERSON, [person_id, after, limit])]

    def _far(
        self, ids: Collection[UUID], window: CalendarWindow, wanted: Wanted, viewer: Viewer
    ) -> list[FoundDate]:
        with self._database.hot() as connection:
            read = meetings.read(connection, list(ids))
        found = [first_date(from_row(row, guests), window, wanted, viewer) for row, guests in read]
        return [each for each in found if each is not None]
