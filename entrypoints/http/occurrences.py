"""Single dates of a meeting: reading them, and changing or cancelling one, the following ones, or all."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.cancel_occurrences import CancelOccurrences, CancelOccurrencesCommand
from application.meeting.change_occurrences import ChangeOccurrences
from application.meeting.read_calendar import InvalidWindow
from application.meeting.read_meeting import ReadMeeting
from application.meeting.read_occurrence import ReadOccurrence
from application.meeting.read_occurrences import ReadOccurrences
from application.meeting.restore_occurrence import RestoreOccurrence, RestoreOccurrenceCommand
from application.meeting.series_edit import SeriesEdit
from domain.identity.role import Permission
from domain.meeting.refusals import (
    MeetingIsCancelled,
    MeetingIsNotCancelled,
    MeetingNotFound,
    NotForOneDate,
    OccurrenceMovedOn,
    OccurrenceNotFound,
    OnlyTheHostMay,
    StaleMeeting,
)
from domain.recurrence.recurrence import TooManyOccurrences
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.meetings import BAD_EXCEPTIONS, BAD_ROOMS, BAD_TIME, TAKEN
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.exceptions import RestorationSent
from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.series import (
    DryRunQuery,
    OccurrenceCancellationSent,
    OccurrenceChangeSent,
    OccurrenceShown,
    OccurrencesQuery,
    OccurrencesShown,
    ScopeQuery,
    SeriesEditShown,
)
from entrypoints.http.schemas.shapes import OriginalStart

ONE_DATE = "/meetings/{meeting_id}/occurrences/{original_start}"
NOT_SO = (NotForOneDate, TooManyOccurrences)
NO_SUCH_DATE = (MeetingNotFound, OccurrenceNotFound, OccurrenceMovedOn)
NOT_YOURS = (*NO_SUCH_DATE, OnlyTheHostMay, StaleMeeting, MeetingIsCancelled)


def occurrences_blueprint(
    gate: Gate,
    *,
    read_meeting: ReadMeeting,
    read_occurrence: ReadOccurrence,
    read_occurrences: ReadOccurrences,
    change_occurrences: ChangeOccurrences,
    cancel_occurrences: CancelOccurrences,
    restore_occurrence: RestoreOccurrence,
) -> ApiBlueprint:
    occurrences = ApiBlueprint("occurrences", gate)

    def current(caller: Caller, meeting_id: UUID, original_start: str) -> MeetingShown:
        return MeetingShown.of(read_meeting(caller, meeting_id))

    def expected(precondition: Precondition, caller: Caller, meeting_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, meeting_id, "").version)

    @occurrences.operation(
        "GET",
        "/meetings/{meeting_id}/occurrences",
        Permission.READ_MEETINGS,
        answers={200: OccurrencesShown},
        refusals=(MeetingNotFound, InvalidWindow, TooManyOccurrences),
    )
    def dates(caller: Caller, meeting_id: UUID, query: OccurrencesQuery) -> Answer:
        """The dates of a meeting, ordered by start; cancelled ones too."""
        found = read_occurrences(caller, meeting_id, query.start, query.end, query.limit)
        data = [OccurrenceShown.of(found, date) for date in found.dates]
        return Answer(OccurrencesShown(data=data, next_cursor=None))

    @occurrences.operation(
        "GET",
        ONE_DATE,
        Permission.READ_MEETINGS,
        answers={200: OccurrenceShown},
        refusals=NO_SUCH_DATE,
    )
    def one_date(caller: Caller, meeting_id: UUID, original_start: OriginalStart) -> Answer:
        """One date of a meeting, cancelled or not; the ETag is the meeting's.

        Where the series was split before that date, the problem says as what it goes on.
        """
        found = read_occurrence(caller, meeting_id, original_start)
        headers = {"ETag": etag_of(found.view.meeting.version)}
        return Answer(OccurrenceShown.of(found, found.dates[0]), headers=headers)

    @occurrences.operation(
        "PATCH",
        ONE_DATE,
        Permission.WRITE_MEETINGS,
        answers={200: SeriesEditShown},
        refusals=(
            *NOT_YOURS,
            NotForOneDate,
            *BAD_TIME,
            *TAKEN,
            *BAD_ROOMS,
            *BAD_EXCEPTIONS,
            TooManyOccurrences,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change_dates(
        caller: Caller,
        meeting_id: UUID,
        original_start: OriginalStart,
        body: OccurrenceChangeSent,
        query: ScopeQuery,
        precondition: Precondition,
    ) -> Answer:
        """Change one date of a series, it and the following ones, or all.

        The version in If-Match is that of the meeting. Where the following ones change, the series ends and
        another meeting goes on from there. With ``dry_run`` everything is answered and nothing done.
        """
        command = body.command(
            caller=caller,
            meeting_id=meeting_id,
            original_start=original_start,
            scope=query.scope,
            expected_version=expected(precondition, caller, meeting_id),
            dry_run=query.dry_run,
        )
        return _answer(change_occurrences(command))

    @occurrences.operation(
        "POST",
        f"{ONE_DATE}/cancellation",
        Permission.WRITE_MEETINGS,
        answers={200: SeriesEditShown},
        refusals=(*NOT_YOURS, MeetingIsNotCancelled, *BAD_TIME),
        once=True,
        body_optional=True,
        if_match=IfMatch.OBEYED,
        current=current,
    )
    def cancel_dates(
        caller: Caller,
        meeting_id: UUID,
        original_start: OriginalStart,
        body: OccurrenceCancellationSent,
        query: ScopeQuery,
        precondition: Precondition,
    ) -> Answer:
        """Call off one date of a series, it and the following ones, or all."""
        command = CancelOccurrencesCommand(
            caller,
            meeting_id,
            original_start,
            query.scope,
            body.reason or "",
            expected(precondition, caller, meeting_id),
            query.dry_run,
        )
        return _answer(cancel_occurrences(command))

    @occurrences.operation(
        "POST",
        f"{ONE_DATE}/restoration",
        Permission.WRITE_MEETINGS,
        answers={200: SeriesEditShown},
        refusals=(*NOT_YOURS, MeetingIsNotCancelled, *BAD_TIME, *TAKEN, *BAD_ROOMS),
        once=True,
        body_optional=True,
        if_match=IfMatch.OBEYED,
        current=current,
    )
    def restore_date(
        caller: Caller,
        meeting_id: UUID,
        original_start: OriginalStart,
        body: RestorationSent,
        query: DryRunQuery,
        precondition: Precondition,
    ) -> Answer:
        """Take the cancellation of one date back; answers stand, unless it is to be at another time."""
        version = expected(precondition, caller, meeting_id)
        command = RestoreOccurrenceCommand(
            caller, meeting_id, original_start, version, query.dry_run, body.wish()
        )
        return _answer(restore_occurrence(command))

    return occurrences


def _answer(edit: SeriesEdit) -> Answer:
    """With the ETag of the meeting that holds the date, and where to find it."""
    shown = SeriesEditShown.of(edit)
    if edit.dry_run:
        return Answer(shown)
    headers = {"ETag": etag_of(shown.meeting.version), "Location": f"{PREFIX}/meetings/{shown.meeting.id}"}
    return Answer(shown, headers=headers)
