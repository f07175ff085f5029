"""Where a meeting stands in calendars: a row for each of its dates, and one for each date and person.

Dates get rows up to a horizon that is counted from the meeting's last write.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, Connection, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres import timings
from adapters.postgres.rows import OccurrenceRow
from domain.meeting.keeping_busy import keeps_busy
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import LAST, Occurrence
from domain.meeting.timing import AllDay

_WRITTEN = insert(OccurrenceRow)
_KEY = ("meeting_id", "original_start")
_WRITE_OCCURRENCES = _WRITTEN.on_conflict_do_update(
    index_elements=_KEY,
    set_={column.name: column for column in _WRITTEN.excluded if column.name not in _KEY},
)
_DROP_OCCURRENCES = text(
    "DELETE FROM occurrence WHERE meeting_id = :meeting_id AND original_start = ANY (:names)"
).bindparams(bindparam("names", type_=ARRAY(Text)))

_INTO_ATTENDANCE = """
    INSERT INTO attendance
        (meeting_id, person_id, original_start, starts_at, ends_at, response, keeps_busy, whole_days)
"""
_OR_UPDATE = """
    ON CONFLICT (meeting_id, person_id, original_start) DO UPDATE
    SET starts_at = excluded.starts_at, ends_at = excluded.ends_at, response = excluded.response,
        keeps_busy = excluded.keeps_busy, whole_days = excluded.whole_days
"""
_WRITE_ATTENDANCES = text(f"""
    {_INTO_ATTENDANCE}
    SELECT * FROM unnest(:meetings, :people, :names, :starts, :ends, :responses, :busy, :whole_days)
    {_OR_UPDATE}
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
# Most people of a series are on all its dates alike: who they are and which dates say it all. Two years of
# a daily series with five guests are 4,000 rows, and writing those out takes longer than storing them.
_SPREAD_ATTENDANCES = text(f"""
    {_INTO_ATTENDANCE}
    SELECT meeting_id, person_id, original_start, starts_at, ends_at, response, keeps_busy,
        first_day IS NOT NULL
    FROM occurrence
    CROSS JOIN unnest(:people, :responses, :busy) AS person (person_id, response, keeps_busy)
    WHERE meeting_id = :meeting_id AND original_start = ANY (:names)
    {_OR_UPDATE}
""").bindparams(
    bindparam("people", type_=ARRAY(Uuid)),
    bindparam("responses", type_=ARRAY(Text)),
    bindparam("busy", type_=ARRAY(Text)),
    bindparam("names", type_=ARRAY(Text)),
)
_DROP_ATTENDANCES = text("""
    DELETE FROM attendance USING unnest(:people, :names) AS gone (person_id, original_start)
    WHERE attendance.meeting_id = :meeting_id AND attendance.person_id = gone.person_id
        AND attendance.original_start = gone.original_start
""").bindparams(bindparam("people", type_=ARRAY(Uuid)), bindparam("names", type_=ARRAY(Text)))

WORTH_A_STATEMENT = 20
"""So many rows take as long to write out as one more statement."""

_AttendanceRow = tuple[UUID, UUID, str, datetime, datetime, str, str | None, bool]


def reach(meeting: Meeting, until: datetime) -> datetime | None:
    """Up to where its dates have rows when they were written ``until``; None when none comes after."""
    return until if meeting.recurrence and meeting.dates.goes_on_after(until) else None


def add_all(connection: Connection, meetings: Sequence[Meeting], *, horizon: timedelta) -> None:
    dates = [
        (meeting, each) for meeting in meetings for each in _dates(meeting, meeting.updated_at + horizon)
    ]
    if dates:
        connection.execute(_WRITE_OCCURRENCES, [_occurrence(*date) for date in dates])
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
        connection.execute(_WRITE_OCCURRENCES, changed)
    attended = {row[1:3]: row for each in old_dates for row in _attendances(before, each)}
    attending = {row[1:3]: row for each in new_dates for row in _attendances(after, each)}
    if left := [key for key in attended.keys() - attending.keys() if key[1] in new]:
        people, names = zip(*left, strict=True)
        parameters = {"meeting_id": after.id, "people": list(people), "names": list(names)}
        connection.execute(_DROP_ATTENDANCES, parameters)
    _write_attendances(connection, [row for key, row in attending.items() if attended.get(key) != row])


def _write_attendances(connection: Connection, rows: Sequence[_AttendanceRow]) -> None:
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
            who = dict(zip(("people", "responses", "busy"), columns, strict=True))
            connection.execute(_SPREAD_ATTENDANCES, who | {"meeting_id": meeting_id, "names": list(names)})
    elif rows:
        parameters = ("meetings", "people", "names", "starts", "ends", "responses", "busy", "whole_days")
        values = map(list, zip(*rows, strict=True))
        connection.execute(_WRITE_ATTENDANCES, dict(zip(parameters, values, strict=True)))


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
