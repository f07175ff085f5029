"""Calendars, written as JSON by PostgreSQL itself: ``CalendarEntry.plain`` says what the shape is."""

import json
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, time
from uuid import UUID

import psycopg

from adapters.postgres import meetings
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.meeting_columns import from_row
from application.meeting.calendar_entries import entries_of
from application.meeting.queries import Calendars, CalendarWindow
from application.shared.ports import Viewer

# Parameters stand in a table of one row, where the planner does not see their values. Then it keeps one plan;
# else it makes a new one for each request, which takes longer than reading a week.
ASKED = """
    WITH asked AS MATERIALIZED (
        SELECT $1::uuid[] AS people, $2::uuid AS viewer, $3::boolean AS in_organisation,
            $4::timestamptz AS starts_at, $5::timestamptz AS ends_at,
            $6::date AS first_day, $7::date AS until_day,
            $8::timestamptz AS earliest, $9::timestamptz AS latest, $10::uuid[] AS rooms
    )
"""
# Each person's occurrences come from two ranges of one index: the short ones that can still reach into the
# window start less than a day before it, the long ones less than 366 days.
PLACES_OF_PEOPLE = """
    CROSS JOIN (VALUES (false, interval '1 day'), (true, interval '366 days')) AS reach (is_long, length)
    JOIN attendance AS place ON place.person_id = ANY (asked.people)
        AND place.is_long = reach.is_long
        AND place.starts_at > asked.earliest - reach.length
        AND place.starts_at < asked.latest
        AND place.ends_at > asked.earliest
"""
# Buffers are taken too, and whole days by the clocks of the room, so its claims are looked at a day around.
PLACES_OF_ROOMS = """
    CROSS JOIN LATERAL (
        SELECT occurrence.meeting_id, occurrence.original_start, NULL::uuid AS person_id,
            claim.resource_id AS room_id, occurrence.starts_at, occurrence.ends_at, 'accepted' AS response
        FROM claim JOIN occurrence USING (meeting_id, original_start)
        WHERE claim.resource_id = ANY (asked.rooms)
            AND claim.starts_at > asked.earliest - interval '368 days'
            AND claim.starts_at < asked.latest + interval '1 day'
            AND claim.ends_at > asked.earliest - interval '1 day'
    ) AS place
"""


def dates_seen(places: str) -> str:
    """Dates in such places with their meetings, and whether the viewer may see them (``seen.visible``)."""
    # OFFSET 0 and LIMIT 1 keep the planner to one look-up by primary key for each: guessing too many rows, it
    # would read whole tables instead.
    return f"""
    FROM asked
    {places}
    CROSS JOIN LATERAL (
        SELECT * FROM occurrence
        WHERE occurrence.meeting_id = place.meeting_id
            AND occurrence.original_start = place.original_start
        OFFSET 0
    ) AS occurrence
    CROSS JOIN LATERAL (SELECT * FROM meeting WHERE id = place.meeting_id OFFSET 0) AS meeting
    CROSS JOIN LATERAL (
        SELECT CASE WHEN meeting.state = 'draft' THEN meeting.host_id = asked.viewer
            WHEN NOT meeting.guests_see_guests
                AND place.person_id NOT IN (asked.viewer, meeting.host_id)
                AND meeting.host_id <> asked.viewer THEN false
            ELSE asked.viewer IN (place.person_id, meeting.host_id)
                OR (asked.in_organisation AND meeting.visibility = 'organisation')
                OR (
                    SELECT true FROM guest
                    WHERE guest.meeting_id = meeting.id AND guest.person_id = asked.viewer LIMIT 1
                ) IS NOT NULL
            END AS visible
    ) AS seen
    """


IN_WINDOW = """
    CASE WHEN occurrence.first_day IS NULL
            THEN place.starts_at < asked.ends_at AND place.ends_at > asked.starts_at
            ELSE occurrence.first_day < asked.until_day AND occurrence.until_day > asked.first_day
        END
"""


def _entries(places: str, room_id: str = "NULL") -> str:
    return f"""
    SELECT CASE WHEN seen.visible THEN json_build_object(
            'meeting_id', meeting.id,
            'original_start', place.original_start,
            'person_id', place.person_id,
            'room_id', {room_id},
            'start', moments.start,
            'end', moments.end,
            'title', coalesce(occurrence.own_details ->> 'title', meeting.title),
            'location', coalesce(occurrence.own_details ->> 'location', meeting.location),
            'conference_url', CASE WHEN occurrence.own_details ? 'conference_url'
                THEN occurrence.own_details ->> 'conference_url' ELSE meeting.conference_url END,
            'state', CASE WHEN occurrence.cancelled THEN 'cancelled' ELSE meeting.state END,
            'visibility', meeting.visibility,
            'busy_only', false,
            'response', place.response,
            'host_id', meeting.host_id,
            'guest_count', CASE WHEN meeting.guests_see_guests OR meeting.host_id = asked.viewer
                THEN meeting.guest_count END,
            'repeats', meeting.recurrence IS NOT NULL,
            'version', meeting.version
        ) ELSE json_build_object(
            'meeting_id', NULL, 'original_start', NULL,
            'person_id', place.person_id,
            'room_id', {room_id},
            'start', moments.start,
            'end', moments.end,
            'title', NULL, 'location', NULL, 'conference_url', NULL,
            'state', 'scheduled',
            'visibility', 'private',
            'busy_only', true,
            'response', 'accepted',
            'host_id', NULL, 'guest_count', NULL, 'repeats', NULL, 'version', NULL
        ) END::text AS entry
    {dates_seen(places)}
    CROSS JOIN LATERAL (
        SELECT CASE WHEN occurrence.first_day IS NULL THEN json_build_object(
                'date_time', occurrence.start_local,
                'time_zone', occurrence.start_zone,
                'utc', to_char(place.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) ELSE json_build_object('date', occurrence.first_day) END AS start,
            CASE WHEN occurrence.first_day IS NULL THEN json_build_object(
                'date_time', occurrence.end_local,
                'time_zone', occurrence.end_zone,
                'utc', to_char(place.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            ) ELSE json_build_object('date', occurrence.until_day) END AS "end"
    ) AS moments
    WHERE {IN_WINDOW}
        AND (seen.visible OR (
            meeting.state = 'scheduled' AND NOT occurrence.cancelled
            AND place.response NOT IN ('declined', 'waiting')
            AND (
                place.person_id IS NULL
                OR coalesce(occurrence.own_details ->> 'commitment', meeting.commitment) <> 'free'
            )
        ))
        AND (meeting.state <> 'draft' OR place.person_id = asked.viewer)
    ORDER BY place.starts_at, place.ends_at, meeting.id, place.person_id,
        place.original_start COLLATE "C"
"""


# Series that have dates in the window which have no rows yet: for most windows, none.
_BEYOND = """
    SELECT id FROM asked JOIN meeting ON materialised_until < asked.latest
    WHERE host_id = ANY (asked.people) OR EXISTS (
        SELECT FROM guest WHERE guest.meeting_id = meeting.id AND guest.person_id = ANY (asked.people)
    )
"""


_OF_PEOPLE, _OF_ROOMS = _entries(PLACES_OF_PEOPLE), _entries(PLACES_OF_ROOMS, "place.room_id")
ENTRIES = f"""
    {ASKED}
    SELECT coalesce((SELECT string_agg(entry, ',') FROM ({_OF_PEOPLE}) AS entries), ''),
        ARRAY({_BEYOND})
"""


def _with_keys(entries: str, subject_id: str) -> str:
    keys = f"place.starts_at, place.ends_at, meeting.id, place.{subject_id}, place.original_start"
    return ASKED + entries.replace("AS entry", f"AS entry, {keys}", 1)


_KEYED_OF_PEOPLE, KEYED_OF_ROOMS = _with_keys(_OF_PEOPLE, "person_id"), _with_keys(_OF_ROOMS, "room_id")


class PostgresCalendars(Calendars):
    """Dates beyond the horizon have no rows; they are computed."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def entries(
        self,
        window: CalendarWindow,
        *,
        people: Collection[UUID],
        rooms: Collection[UUID] = (),
        viewer: Viewer,
    ) -> str:
        asked = parameters(window, people, viewer, rooms)
        # A raw cursor, for the driver would look through so long a text for placeholders each time.
        with self._database.hot() as connection, psycopg.RawCursor(connection) as cursor:
            [(entries, beyond)] = cursor.execute(ENTRIES, asked, prepare=True)
            if not (beyond or rooms):
                return f"[{entries}]"
            rows = cursor.execute(_KEYED_OF_PEOPLE, asked, prepare=True).fetchall()
            rows += cursor.execute(KEYED_OF_ROOMS, asked, prepare=True).fetchall() if rooms else []
        far = self._far_entries(beyond, window, people, viewer)
        every = sorted([*rows, *far], key=lambda row: row[1:])
        return f"[{','.join(row[0] for row in every)}]"

    def _far_entries(
        self, ids: Collection[UUID], window: CalendarWindow, people: Collection[UUID], viewer: Viewer
    ) -> Iterator[tuple[str | datetime | UUID, ...]]:
        """The rows, with keys, that there would be."""
        with self._database.hot() as connection:
            found = meetings.read(connection, list(ids))
        for row, guests in found:
            meeting, reached = from_row(row, guests), row.materialised_until
            for key, entry in entries_of(meeting, window, people, viewer):
                if reached is not None and key[0] >= reached:
                    yield json.dumps(entry.plain()), *key


def parameters(
    window: CalendarWindow, people: Collection[UUID], viewer: Viewer, rooms: Collection[UUID] = ()
) -> list[object]:
    """Of ``ENTRIES`` and of ``KEYED_OF_ROOMS``."""
    first, until = (datetime.combine(day, time(), UTC) for day in (window.first, window.until))
    earliest, latest = min(window.start, first), max(window.end, until)
    in_window = [window.start, window.end, window.first, window.until, earliest, latest]
    return [list(people), viewer.person_id, viewer.in_organisation, *in_window, list(rooms)]
