"""Where a meeting stands in calendars: its occurrence, and one attendance for each person it concerns."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, orm, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres import timings
from adapters.postgres.rows import AttendanceRow, OccurrenceRow
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting

_ADD_OCCURRENCES = insert(OccurrenceRow)
_ADD_ATTENDANCES = insert(AttendanceRow)


def add_all(connection: Connection, meetings: Sequence[Meeting]) -> None:
    connection.execute(_ADD_OCCURRENCES, [_occurrence(meeting) for meeting in meetings])
    connection.execute(
        _ADD_ATTENDANCES, [row for meeting in meetings for row in _attendances(meeting).values()]
    )


def save(session: orm.Session, before: Meeting, after: Meeting) -> None:
    """Bring the places from what ``before`` says to what ``after`` says, touching nothing else."""
    if before.timing != after.timing:
        _move(session, after)
    old, new = _attendances(before), _attendances(after)
    gone = old.keys() - new.keys()
    if gone:
        removed = delete(AttendanceRow).where(
            AttendanceRow.meeting_id == after.id, AttendanceRow.person_id.in_(gone)
        )
        session.execute(removed.execution_options(synchronize_session=False))
    changed = [row for person_id, row in new.items() if old.get(person_id) != row]
    if changed:
        written = insert(AttendanceRow)
        key = ["meeting_id", "person_id", "original_start"]
        columns = {name: written.excluded[name] for name in changed[0] if name not in key}
        session.execute(written.on_conflict_do_update(index_elements=key, set_=columns), changed)


def _move(session: orm.Session, meeting: Meeting) -> None:
    slot = meeting.timing.slot
    session.execute(
        update(OccurrenceRow)
        .where(OccurrenceRow.meeting_id == meeting.id, OccurrenceRow.original_start == meeting.original_start)
        .values(starts_at=slot.start, ends_at=slot.end, **timings.to_columns(meeting.timing))
        .execution_options(synchronize_session=False)
    )


def _occurrence(meeting: Meeting) -> dict[str, Any]:
    slot = meeting.timing.slot
    named = {"meeting_id": meeting.id, "original_start": meeting.original_start}
    return named | {"starts_at": slot.start, "ends_at": slot.end} | timings.to_columns(meeting.timing)


def _attendances(meeting: Meeting) -> dict[UUID, dict[str, Any]]:
    """By person. The host comes first and has accepted; somebody invited twice counts once."""
    responses = {meeting.host_id: ResponseStatus.ACCEPTED}
    for guest in meeting.guests:
        if guest.person_id is not None:
            responses.setdefault(guest.person_id, guest.response.status)
    slot = meeting.timing.slot
    return {
        person_id: {
            "meeting_id": meeting.id,
            "person_id": person_id,
            "original_start": meeting.original_start,
            "starts_at": slot.start,
            "ends_at": slot.end,
            "response": response.value,
        }
        for person_id, response in responses.items()
    }
