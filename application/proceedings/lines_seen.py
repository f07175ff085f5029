"""Loading proceedings and their lines on somebody's behalf."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import expect_date
from application.meeting.seen_by import meeting_to_read
from application.proceedings.ports import AnyLine, Lines, ProceedingsWork
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound, OccurrenceNotFound
from domain.proceedings.proceedings import Proceedings, Sheet
from domain.proceedings.refusals import DateMissing, LineNotFound


def proceedings_for(caller: Caller, meeting_id: UUID, work: ProceedingsWork) -> tuple[Proceedings, Meeting]:
    """Ready to be changed, and the meeting as it is as long as the proceedings are held.

    Raises MeetingNotFound, also when the caller may not see it.
    """
    proceedings = work.proceedings.hold(meeting_id)
    return proceedings, meeting_to_read(caller, meeting_id, work)


def line_for(
    caller: Caller, line_id: UUID, lines: Lines[AnyLine], work: ProceedingsWork
) -> tuple[Proceedings, Meeting, AnyLine]:
    """As ``proceedings_for``. Raises LineNotFound, also when the caller may not see its meeting."""
    seen, _ = line_to_read(caller, line_id, lines, work)
    try:
        proceedings, meeting = proceedings_for(caller, seen.meeting_id, work)
    except MeetingNotFound:
        raise LineNotFound("there is no such line") from None
    # Again, now that the proceedings hold off others: somebody may have changed it meanwhile.
    line = lines.find(line_id)
    if line is None:
        raise LineNotFound("there is no such line")
    if line.meeting_id != meeting.id:  # its date went to another meeting just then
        return line_for(caller, line_id, lines, work)
    return proceedings, meeting, line


def line_to_read(
    caller: Caller, line_id: UUID, lines: Lines[AnyLine], work: ProceedingsWork
) -> tuple[AnyLine, Meeting]:
    """Only to be looked at. Raises LineNotFound, also when the caller may not see its meeting."""
    line = lines.find(line_id)
    try:
        if line is not None:
            return line, meeting_to_read(caller, line.meeting_id, work)
    except MeetingNotFound:
        pass
    raise LineNotFound("there is no such line")


def date_to_write(meeting: Meeting, name: str | None, caller: Caller, work: ProceedingsWork) -> str:
    """Which date is meant; without a name the only one. Raises DateMissing, OccurrenceMovedOn or
    OccurrenceNotFound."""
    if name is None:
        return date_to_read(meeting, None)
    expect_date(meeting, name, caller, work)
    if meeting.dates.named(name) is None:
        raise OccurrenceNotFound("this meeting has no date of that name", field=("original_start",))
    return name


def date_to_read(meeting: Meeting, name: str | None) -> str:
    """As ``date_to_write``; what was written about a date that is no more can be read. Raises DateMissing."""
    if name is None and meeting.recurrence is not None:
        raise DateMissing(
            "each date of a series has its own; say which, by its original_start", field=("original_start",)
        )
    return name or meeting.original_start


def sheet_of(meeting_id: UUID, original_start: str, work: ProceedingsWork) -> Sheet:
    return Sheet(
        work.agenda_items.on(meeting_id, original_start), work.minutes.on(meeting_id, original_start)
    )
