"""Where a meeting stands in calendars: a row for each of its dates, and one for each date and person.

Dates get rows up to a horizon that is counted from the meeting's last write.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Connection, Date, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from adapters.postgres import timings
from domain.meeting.keeping_busy import keeps_busy
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import LAST, Occurrence
from domain.meeting.timing import AllDay

# One statement however many there are: a series of two years with twenty guests has two thousand.
_WRITE_OCCURRENCES = text("""
    INSERT INTO occurrence (meeting_id, original_start, starts_at, ends_at, cancelled, own_details,
        start_local, start_zone, end_local, end_zone, first_day, until_day)
    SELECT * FROM unnest(:meeting_id, :original_start, :starts_at, :ends_at, :cancelled, :own_details,
        :start_local, :start_zone, :end_local, :end_zone, :first_day, :until_day)
    ON CONFLICT (meeting_id, original_start) DO UPDATE
    SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, cancelled = excluded.cancelled,
        own_details = excluded.own_details,
        start_local = excluded.start_local, start_zone = excluded.start_zone,
        end_local = excluded.end_local, end_zone = excluded.end_zone,
        first_day = excluded.first_day, until_day = excluded.until_day
""").bindparams(
    bindparam("meeting_id", type_=ARRAY(Uuid)),
    bindparam("original_start", type_=ARRAY(Text)),
    bindparam("starts_at", type_=ARRAY(DateTime(timezone=True))),
    bindparam("ends_at", type_=ARRAY(DateTime(timezone=True))),
    bindparam("cancelled", type_=ARRAY(Boolean)),
    bindparam("own_details", type_=ARRAY(JSONB(none_as_null=True))),
    bindparam("start_local", type_=ARRAY(DateTime(timezone=False))),
    bindparam("start_zone", type_=ARRAY(Text)),
    bindparam("end_local", type_=ARRAY(DateTime(timezone=False))),
    bindparam("end_zone", type_=ARRAY(Text)),
    bindparam("first_day", type_=ARRAY(Date)),
    bindparam("until_day", type_=ARRAY(Date)),
)
_DROP_OCCURRENCES = text(
    "DELETE FROM occurrence WHERE meeting_id = :meeting_id AND original_start = ANY (:names)"
).bindparams(bindparam("names", type_=ARRAY(Text)))

_WRITE_ATTENDANCES = text("""
    INSERT INTO attendance
        (meeting_id, person_id, original_start, starts_at, ends_at, response, keeps_busy, whole_days)
    SELECT * FROM unnest(:meetings, :people, :names, :starts, :ends, :responses, :busy, :whole_days)
    ON CONFLICT (meeting_id, person_id, original_start) DO UPDATE
    SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, response = excluded.response,
        keeps_busy = excluded.keeps_busy, whole_days = excluded.whole_days
""").bindparams(
    bindparam("meetings", type_=ARRAY(Uuid)),
    bindparam("people", type_=ARRAY(Uuid)),
    bindparam("names", type_=ARRAY(Text)),
    bindparam("starts", type_=ARRAY(DateTime(timezone=True))),
    bindparam("ends", type_=ARRAY(DateTime(timezone=True))),
    bindparam("responses", type_=ARRAY(Text)),
    bindparam("busy", type_=ARRAY(Text)),
    bindparam("whole_days", type_=ARRAY(Boolean)),
)
_DROP_ATTENDANCES = text("""
    DELETE FROM attendance USING unnest(:people, :names) AS gone (person_id, original_start)
    WHERE attendance.meeting_id = :meeting_id AND attendance.person_id = gone.person_id
        AND attendance.original_start = gone.original_start
""").bindparams(bindparam("people", type_=ARRAY(Uuid)), bindparam("names", type_=ARRAY(Text)))

_AttendanceRow = tuple[UUID, UUID, str, datetime, datetime, str, str | None, bool]


def reach(meeting: Meeting, until: datetime) -> datetime | None:
    """Up to where its dates have rows when they were written ``until``; None when none comes after."""
    return until if meeting.recurrence and meeting.dates.goes_on_after(until) else None


def add_all(connection: Connection, meetings: Sequence[Meeting], *, horizon: timedelta) -> None:
    dates = [
        (meeting, each) for meeting in meetings for each in _dates(meeting, meeting.updated_at + horizon)
    ]
    if dates:
        _write_occurrences(connection, [_occurrence(*date) for date in dates])
        _write_attendances(connection, [row for date in dates for row in _attendances(*date)])


def save(
    connection: Connection, before: Meeting, reached: datetime | None, after: Meeting, until: datetime
) -> None:
    """Bring the places from what ``before`` says to what ``after`` says ``until`` then, and nothing else.

    ``reached``: up to where ``before`` has rows, as ``reach`` gives it.
    """
    old_dates = _dates(before, reached or LAST)
    new_dates = _dates(after, until)
    old = {each.original_start: _occurrence(before, each) for each in old_dates}
    new = {each.original_start: _occurrence(after, each) for each in new_dates}
    if gone := sorted(old.keys() - new.keys()):
        connection.execute(_DROP_OCCURRENCES, {"meeting_id": after.id, "names": gone})
    if changed := [row for name, row in new.items() if old.get(name) != row]:
        _write_occurrences(connection, changed)
    attended = {row[1:3]: row for each in old_dates for row in _attendances(before, each)}
    attending = {row[1:3]: row for each in new_dates for row in _attendances(after, each)}
    if left := [key for key in attended.keys() - attending.keys() if key[1] in new]:
        people, names = zip(*left, strict=True)
        parameters = {"meeting_id": after.id, "people": list(people), "names": list(names)}
        connection.execute(_DROP_ATTENDANCES, parameters)
    _write_attendances(connection, [row for key, row in attending.items() if attended.get(key) != row])


def _write_occurrences(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(_WRITE_OCCURRENCES, {column: [row[column] for row in rows] for column in rows[0]})


def _write_attendances(connection: Connection, rows: Sequence[_AttendanceRow]) -> None:
    if rows:
        columns = ("meetings", "people", "names", "starts", "ends", "responses", "busy", "whole_days")
        values = map(list, zip(*rows, strict=True))
        connection.execute(_WRITE_ATTENDANCES, dict(zip(columns, values, strict=True)))


def _dates(meeting: Meeting, until: datetime) -> Sequence[Occurrence]:
    """A single meeting has its row however far away it is."""
    dates = meeting.dates
    return dates.until(until) if meeting.recurrence else [dates.only]


def _occurrence(meeting: Meeting, occurrence: Occurrence) -> dict[str, Any]:
    slot = occurrence.timing.slot
    own = meeting.overrides.get(occurrence.original_start)
    return {
        "meeting_id": meeting.id,
        "original_start": occurrence.original_start,
        "starts_at": slot.start,
        "ends_at": slot.end,
        "cancelled": occurrence.cancelled,
        "own_details": dict(own.details) if own and own.details else None,
    } | timings.to_columns(occurrence.timing)


def _attendances(meeting: Meeting, occurrence: Occurrence) -> Iterable[_AttendanceRow]:
    slot, name = occurrence.timing.slot, occurrence.original_start
    whole_days = isinstance(occurrence.timing, AllDay)
    for person_id, response in meeting.attendance(name).items():
        busy = keeps_busy(meeting, occurrence, response)
        yield meeting.id, person_id, name, slot.start, slot.end, response.value, busy, whole_days
