"""Where a meeting stands in calendars: a row for each of its dates, and one for each date and person.

Dates get rows up to a horizon that is counted from the meeting's last write.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from adapters.postgres import timings
from adapters.postgres.database import OpenTransaction
from adapters.postgres.inserting import as_json, into_or_over
from adapters.postgres.rows import AttendanceRow, OccurrenceRow
from domain.meeting.details import SOUGHT_IN
from domain.meeting.keeping_busy import keeps_busy
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import LAST, Occurrence
from domain.meeting.timing import AllDay

_WRITE_OCCURRENCES = into_or_over(OccurrenceRow)
_DROP_OCCURRENCES = "DELETE FROM occurrence WHERE meeting_id = %s AND original_start = ANY (%s)"

_WRITE_ATTENDANCES = into_or_over(AttendanceRow)
# Most people of a series are on all its dates alike: who they are and which dates say it all. Two years of
# a daily series with five guests are 4,000 rows, and writing those out takes longer than storing them.
_SPREAD_ATTENDANCES = """
    INSERT INTO attendance
        (meeting_id, person_id, original_start, starts_at, ends_at, response, keeps_busy, whole_days)
    SELECT meeting_id, person_id, original_start, starts_at, ends_at, response, keeps_busy,
        first_day IS NOT NULL
    FROM occurrence
    CROSS JOIN unnest(%s::uuid[], %s::text[], %s::text[]) AS person (person_id, response, keeps_busy)
    WHERE meeting_id = %s AND original_start = ANY (%s)
    ON CONFLICT (meeting_id, person_id, original_start) DO UPDATE
    SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, response = excluded.response,
        keeps_busy = excluded.keeps_busy, whole_days = excluded.whole_days
"""
_DROP_ATTENDANCES = """
    DELETE FROM attendance USING unnest(%s::uuid[], %s::text[]) AS gone (person_id, original_start)
    WHERE attendance.meeting_id = %s AND attendance.person_id = gone.person_id
        AND attendance.original_start = gone.original_start
"""

WORTH_A_STATEMENT = 20
"""So many rows take as long to write out as one more statement."""

WRITTEN_OUT = 200
"""Up to so many attendances of new meetings go along with these; more are written by themselves."""

AttendanceValues = tuple[UUID, UUID, str, datetime, datetime, str, str | None, bool]
_ATTENDANCE = (
    "meeting_id",
    "person_id",
    "original_start",
    "starts_at",
    "ends_at",
    "response",
    "keeps_busy",
    "whole_days",
)


def reach(meeting: Meeting, until: datetime) -> datetime | None:
    """Up to where its dates have rows when they were written ``until``; None when none comes after."""
    return until if meeting.recurrence and meeting.dates.goes_on_after(until) else None


def save(
    opened: OpenTransaction, before: Meeting, reached: datetime | None, after: Meeting, until: datetime
) -> None:
    """Bring the places from what ``before`` says to what ``after`` says ``until`` then, and nothing else.

    ``reached``: up to where ``before`` has rows, as ``reach`` gives it.
    """
    old_dates = dates_of(before, reached or LAST)
    new_dates = dates_of(after, until)
    old = {date.original_start: occurrence_row(of, date) for of, date in old_dates}
    new = {date.original_start: occurrence_row(of, date) for of, date in new_dates}
    if gone := sorted(old.keys() - new.keys()):
        opened.write(_DROP_OCCURRENCES, after.id, gone)
    if changed := [row for name, row in new.items() if old.get(name) != row]:
        opened.write(_WRITE_OCCURRENCES, as_json(changed))
    attended = {row[1:3]: row for date in old_dates for row in attendance_rows(*date)}
    attending = {row[1:3]: row for date in new_dates for row in attendance_rows(*date)}
    if left := [key for key in attended.keys() - attending.keys() if key[1] in new]:
        people, names = map(list, zip(*left, strict=True))
        opened.write(_DROP_ATTENDANCES, people, names, after.id)
    write_attendances(opened, [row for key, row in attending.items() if attended.get(key) != row])


def write_attendances(opened: OpenTransaction, rows: Sequence[AttendanceValues]) -> None:
    """The dates that the rows are about have theirs already."""
    alike: dict[tuple[UUID, UUID, str, str | None], list[str]] = {}
    for meeting_id, person_id, name, _, _, response, busy, _ in rows:
        alike.setdefault((meeting_id, person_id, response, busy), []).append(name)
    people: dict[tuple[UUID, tuple[str, ...]], list[tuple[UUID, str, str | None]]] = {}
    for (meeting_id, person_id, response, busy), on in alike.items():
        people.setdefault((meeting_id, tuple(on)), []).append((person_id, response, busy))
    if len(people) * WORTH_A_STATEMENT < len(rows):
        for (meeting_id, names), those in people.items():
            columns = map(list, zip(*those, strict=True))
            opened.write(_SPREAD_ATTENDANCES, *columns, meeting_id, list(names))
    elif rows:
        opened.write(_WRITE_ATTENDANCES, as_json(by_column(rows)))


def by_column(rows: Sequence[AttendanceValues]) -> list[dict[str, Any]]:
    return [dict(zip(_ATTENDANCE, row, strict=True)) for row in rows]


def dates_of(meeting: Meeting, until: datetime) -> list[tuple[Meeting, Occurrence]]:
    """A single meeting has its row however far away it is."""
    return [(meeting, each) for each in meeting.dates_until(until)]


def occurrence_row(meeting: Meeting, occurrence: Occurrence) -> dict[str, Any]:
    slot = occurrence.timing.slot
    own = meeting.overrides.get(occurrence.original_start)
    own_words = own is not None and not own.details.keys().isdisjoint(SOUGHT_IN)
    return {
        "meeting_id": meeting.id,
        "original_start": occurrence.original_start,
        "starts_at": slot.start,
        "ends_at": slot.end,
        "cancelled": occurrence.cancelled,
        "own_details": dict(own.details) if own and own.details else None,
        "own_sought": occurrence.details.sought if own_words else None,
    } | timings.to_columns(occurrence.timing)


def attendance_rows(meeting: Meeting, occurrence: Occurrence) -> Iterable[AttendanceValues]:
    slot, name = occurrence.timing.slot, occurrence.original_start
    whole_days = isinstance(occurrence.timing, AllDay)
    for person_id, response in meeting.attendance(name).items():
        busy = keeps_busy(meeting, occurrence, response)
        yield meeting.id, person_id, name, slot.start, slot.end, response.value, busy, whole_days
