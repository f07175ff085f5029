from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Row, Uuid, bindparam, text

from adapters.postgres import timings
from adapters.postgres.database import PostgresDatabase
from application.meeting.queries import CalendarEntry, Calendars, CalendarWindow, MeetingSummary
from application.shared.ports import Viewer
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import MeetingState

# Each person's occurrences come from two ranges of one index: the short ones that can still reach into the
# window start less than a day before it, the long ones less than 366 days. OFFSET 0 and LIMIT 1 keep the
# planner to one look-up by primary key for each: guessing too many rows, it would read whole tables instead.
_ENTRIES = text("""
    SELECT attendance.person_id, attendance.original_start, attendance.response,
        occurrence.start_local, occurrence.start_zone, occurrence.end_local, occurrence.end_zone,
        occurrence.first_day, occurrence.until_day, occurrence.cancelled, occurrence.own_details,
        meeting.id AS meeting_id, meeting.version, meeting.title, meeting.location, meeting.conference_url,
        meeting.state, meeting.visibility, meeting.host_id, meeting.guest_count,
        meeting.recurrence IS NOT NULL AS repeats, seen.visible,
        meeting.guests_see_guests OR meeting.host_id = :viewer AS shows_guests
    FROM (VALUES (false, interval '1 day'), (true, interval '366 days')) AS reach (is_long, length)
    JOIN attendance ON attendance.person_id = ANY (:people)
        AND attendance.is_long = reach.is_long
        AND attendance.starts_at > CAST(:earliest AS timestamptz) - reach.length
        AND attendance.starts_at < :latest
        AND attendance.ends_at > :earliest
    CROSS JOIN LATERAL (
        SELECT * FROM occurrence
        WHERE occurrence.meeting_id = attendance.meeting_id
            AND occurrence.original_start = attendance.original_start
        OFFSET 0
    ) AS occurrence
    CROSS JOIN LATERAL (SELECT * FROM meeting WHERE id = attendance.meeting_id OFFSET 0) AS meeting
    CROSS JOIN LATERAL (
        SELECT CASE WHEN meeting.state = 'draft' THEN meeting.host_id = :viewer
            WHEN NOT meeting.guests_see_guests
                AND attendance.person_id NOT IN (:viewer, meeting.host_id)
                AND meeting.host_id <> :viewer THEN false
            ELSE :viewer IN (attendance.person_id, meeting.host_id)
                OR (:in_organisation AND meeting.visibility = 'organisation')
                OR (
                    SELECT true FROM guest
                    WHERE guest.meeting_id = meeting.id AND guest.person_id = :viewer LIMIT 1
                ) IS NOT NULL
            END AS visible
    ) AS seen
    WHERE CASE WHEN occurrence.first_day IS NULL
            THEN attendance.starts_at < :end AND attendance.ends_at > :start
            ELSE occurrence.first_day < :until AND occurrence.until_day > :first
        END
        AND (seen.visible OR (
            meeting.state = 'scheduled' AND NOT occurrence.cancelled
            AND attendance.response NOT IN ('declined', 'waiting')
            AND coalesce(occurrence.own_details ->> 'commitment', meeting.commitment) <> 'free'
        ))
        AND (meeting.state <> 'draft' OR attendance.person_id = :viewer)
    ORDER BY attendance.starts_at, attendance.ends_at, meeting.id, attendance.person_id,
        attendance.original_start COLLATE "C"
""").bindparams(bindparam("people", type_=ARRAY(Uuid)))


class PostgresCalendars(Calendars):
    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def entries(
        self, window: CalendarWindow, *, people: Collection[UUID], viewer: Viewer
    ) -> Sequence[CalendarEntry]:
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
        with self._database.reading() as connection:
            return [_entry(row) for row in connection.execute(_ENTRIES, parameters)]


def _entry(row: Row[*tuple[Any, ...]]) -> CalendarEntry:
    return CalendarEntry(
        person_id=row.person_id,
        original_start=row.original_start,
        timing=timings.from_columns(row),
        response=ResponseStatus(row.response),
        summary=_summary(row) if row.visible else None,
    )


def _summary(row: Row[*tuple[Any, ...]]) -> MeetingSummary:
    own = row.own_details or {}
    return MeetingSummary(
        meeting_id=row.meeting_id,
        version=row.version,
        title=own.get("title", row.title),
        location=own.get("location", row.location),
        conference_url=own.get("conference_url", row.conference_url),
        state=MeetingState.CANCELLED if row.cancelled else MeetingState(row.state),
        visibility=Visibility(row.visibility),
        host_id=row.host_id,
        guest_count=row.guest_count if row.shows_guests else None,
        repeats=row.repeats,
    )
