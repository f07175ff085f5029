"""Calendars, written as JSON by PostgreSQL itself: ``CalendarEntry.plain`` says what the shape is."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from uuid import UUID

from adapters.postgres import meetings
from adapters.postgres.database import PostgresDatabase
from application.meeting.calendar_entries import entries_of
from application.meeting.queries import Calendars, CalendarWindow
from application.shared.ports import Viewer

# Each person's occurrences come from two ranges of one index: the short ones that can still reach into the
# window start less than a day before it, the long ones less than 366 days. OFFSET 0 and LIMIT 1 keep the
# planner to one look-up by primary key for each: guessing too many rows, it would read whole tables instead.
ENTRIES = """
    SELECT CASE WHEN seen.visible THEN json_build_object(
            'meeting_id', meeting.id,
            'original_start', attendance.original_start,
            'person_id', attendance.person_id,
            'start', moments.start,
            'end', moments.end,
            'title', coalesce(occurrence.own_details ->> 'title', meeting.title),
            'location', coalesce(occurrence.own_details ->> 'location', meeting.location),
            'conference_url', CASE WHEN occurrence.own_details ? 'conference_url'
                THEN occurrence.own_details ->> 'conference_url' ELSE meeting.conference_url END,
            'state', CASE WHEN occurrence.cancelled THEN 'cancelled' ELSE meeting.state END,
            'visibility', meeting.visibility,
            'busy_only', false,
            'response', attendance.response,
            'host_id', meeting.host_id,
            'guest_count', CASE WHEN meeting.guests_see_guests OR meeting.host_id = %(viewer)s
                THEN meeting.guest_count END,
            'repeats', meeting.recurrence IS NOT NULL,
            'version', meeting.version
        ) ELSE json_build_object(
            'meeting_id', NULL, 'original_start', NULL,
            'person_id', attendance.person_id,
            'start', moments.start,
            'end', moments.end,
            'title', NULL, 'location', NULL, 'conference_url', NULL,
            'state', 'scheduled',
            'visibility', 'private',
            'busy_only', true,
            'response', 'accepted',
            'host_id', NULL, 'guest_count', NULL, 'repeats', NULL, 'version', NULL
        ) END::text AS entry
    FROM (VALUES (false, interval '1 day'), (true, interval '366 days')) AS reach (is_long, length)
    JOIN attendance ON attendance.person_id = ANY (%(people)s)
        AND attendance.is_long = reach.is_long
        AND attendance.starts_at > %(earliest)s::timestamptz - reach.length
        AND attendance.starts_at < %(latest)s
        AND attendance.ends_at > %(earliest)s
    CROSS JOIN LATERAL (
        SELECT * FROM occurrence
        WHERE occurrence.meeting_id = attendance.meeting_id
            AND occurrence.original_start = attendance.original_start
        OFFSET 0
    ) AS occurrence
    CROSS JOIN LATERAL (SELECT * FROM meeting WHERE id = attendance.meeting_id OFFSET 0) AS meeting
    CROSS JOIN LATERAL (
        SELECT CASE WHEN occurrence.first_day IS NULL THEN json_build_object(
                'date_time', occurrence.start_local,
                'time_zone', occurrence.start_zone,
                'utc', to_char(attendance.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) ELSE json_build_object('date', occurrence.first_day) END AS start,
            CASE WHEN occurrence.first_day IS NULL THEN json_build_object(
                'date_time', occurrence.end_local,
                'time_zone', occurrence.end_zone,
                'utc', to_char(attendance.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) ELSE json_build_object('date', occurrence.until_day) END AS "end"
    ) AS moments
    CROSS JOIN LATERAL (
        SELECT CASE WHEN meeting.state = 'draft' THEN meeting.host_id = %(viewer)s
            WHEN NOT meeting.guests_see_guests
                AND attendance.person_id NOT IN (%(viewer)s, meeting.host_id)
                AND meeting.host_id <> %(viewer)s THEN false
            ELSE %(viewer)s IN (attendance.person_id, meeting.host_id)
                OR (%(in_organisation)s AND meeting.visibility = 'organisation')
                OR (
                    SELECT true FROM guest
                    WHERE guest.meeting_id = meeting.id AND guest.person_id = %(viewer)s LIMIT 1
                ) IS NOT NULL
            END AS visible
    ) AS seen
    WHERE CASE WHEN occurrence.first_day IS NULL
            THEN attendance.starts_at < %(end)s AND attendance.ends_at > %(start)s
            ELSE occurrence.first_day < %(until)s AND occurrence.until_day > %(first)s
        END
        AND (seen.visible OR (
            meeting.state = 'scheduled' AND NOT occurrence.cancelled
            AND attendance.response NOT IN ('declined', 'waiting')
            AND coalesce(occurrence.own_details ->> 'commitment', meeting.commitment) <> 'free'
        ))
        AND (meeting.state <> 'draft' OR attendance.person_id = %(viewer)s)
    ORDER BY attendance.starts_at, attendance.ends_at, meeting.id, attendance.person_id,
        attendance.original_start COLLATE "C"
"""

_WITH_KEYS = ENTRIES.replace(
    "AS entry",
    "AS entry, attendance.starts_at, attendance.ends_at, meeting.id, attendance.person_id, "
    "attendance.original_start",
    1,
)
# Series that have dates in the window which have no rows yet: for most windows, none.
_BEYOND = """
    SELECT id FROM meeting
    WHERE materialised_until < %(latest)s AND (host_id = ANY (%(people)s) OR EXISTS (
        SELECT FROM guest WHERE guest.meeting_id = meeting.id AND guest.person_id = ANY (%(people)s)
    ))
"""


class PostgresCalendars(Calendars):
    """Dates beyond the horizon have no rows; they are computed."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def entries(self, window: CalendarWindow, *, people: Collection[UUID], viewer: Viewer) -> str:
        first, until = (datetime.combine(day, time(), UTC) for day in (window.first, window.until))
        parameters = {
            "people": list(people),
            "viewer": viewer.person_id,
            "in_organisation": viewer.in_organisation,
            "start": window.start,
            "end": window.end,
            "first": window.first,
            "until": window.until,
            "earliest": min(window.start, first),
            "latest": max(window.end, until),
        }
        with self._database.hot() as connection:
            beyond = connection.execute(_BEYOND, parameters, prepare=True).fetchall()
            statement = _WITH_KEYS if beyond else ENTRIES
            rows = connection.execute(statement, parameters, prepare=True).fetchall()
        if beyond:
            far = self._far_entries([identity for (identity,) in beyond], window, people, viewer)
            rows = sorted([*rows, *far], key=lambda row: row[1:])
        return f"[{','.join(row[0] for row in rows)}]"

    def _far_entries(
        self, ids: Collection[UUID], window: CalendarWindow, people: Collection[UUID], viewer: Viewer
    ) -> Iterator[tuple[str | datetime | UUID, ...]]:
        """The rows, with keys, that there would be."""
        with self._database.hot() as connection:
            found = meetings.read(connection, list(ids))
        for row, guests in found:
            meeting, reached = meetings.from_row(row, guests), row.materialised_until
            for key, entry in entries_of(meeting, window, people, viewer):
                if reached is not None and key[0] >= reached:
                    yield json.dumps(entry.plain()), *key
