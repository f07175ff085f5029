"""Scheduling, changing, cancelling."""

from uuid import UUID

from flask import Request

from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeeting, CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeeting, ChangeMeetingCommand
from application.meeting.delete_draft import DeleteDraft, DeleteDraftCommand
from application.meeting.export_meeting import ExportMeeting
from application.meeting.list_meetings import ListMeetings
from application.meeting.read_calendar import InvalidWindow
from application.meeting.read_meeting import ReadMeeting
from application.meeting.restore_meeting import RestoreMeeting, RestoreMeetingCommand
from application.meeting.schedule_meeting import ScheduleMeeting, ScheduleMeetingCommand
from application.shared.refusals import InvalidCursor
from domain.identity.role import Permission
from domain.meeting.claim import SlotTaken
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import (
    AlreadyInvited,
    DateMovedOn,
    ExclusiveNeedsClockTimes,
    GuestNotFound,
    HoldExpired,
    HoldNotFound,
    InvalidHold,
    InvalidTiming,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotADraft,
    MeetingIsNotCancelled,
    MeetingNotFound,
    NoSuchRoom,
    OnlyTheHostMay,
    RoomClosed,
    RoomInactive,
    StaleMeeting,
    TooManyGuests,
    TooManyRooms,
    UnknownDate,
    UnknownGuest,
    UnknownRoom,
    UnknownTeam,
)
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.time_slot import InvalidTimeSlot
from entrypoints.http.answers import CALENDAR_TYPE, NO_CONTENT, Answer, CalendarAnswer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.exceptions import MeetingRestorationSent, wishes_from
from entrypoints.http.schemas.meeting import CancellationSent, MeetingChangeSent, MeetingSent, MeetingShown
from entrypoints.http.schemas.meeting_list import ListedMeetingShown, MeetingsPage, MeetingsQuery

NOT_YOURS = (MeetingNotFound, OnlyTheHostMay)
TAKEN = (SlotTaken, RoomClosed, RoomInactive)
BAD_ROOMS = (UnknownRoom, NoSuchRoom, TooManyRooms, ExclusiveNeedsClockTimes)
BAD_GUESTS = (UnknownGuest, UnknownTeam, AlreadyInvited, GuestNotFound, TooManyGuests, MeetingAlreadyOver)
BAD_EXCEPTIONS = (UnknownDate, DateMovedOn, *BAD_GUESTS)
BAD_TIME = (InvalidTiming, InvalidTimeSlot, InvalidRecurrence)


def meeting_answer(
    read_meeting: ReadMeeting, caller: Caller, meeting: UUID | Meeting, status: int = 200
) -> Answer:
    """The meeting as the caller sees it, with its ETag; its Location too when it is new."""
    shown = MeetingShown.of(read_meeting(caller, meeting))
    headers = {"ETag": etag_of(shown.version)}
    if status == 201:
        headers["Location"] = f"{PREFIX}/meetings/{shown.id}"
    return Answer(shown, status, headers)


def meetings_blueprint(
    gate: Gate,
    *,
    schedule_meeting: ScheduleMeeting,
    list_meetings: ListMeetings,
    read_meeting: ReadMeeting,
    export_meeting: ExportMeeting,
    change_meeting: ChangeMeeting,
    delete_draft: DeleteDraft,
    cancel_meeting: CancelMeeting,
    restore_meeting: RestoreMeeting,
) -> ApiBlueprint:
    meetings = ApiBlueprint("meetings", gate)

    def current(caller: Caller, meeting_id: UUID) -> MeetingShown:
        return MeetingShown.of(read_meeting(caller, meeting_id))

    def shown(caller: Caller, meeting: UUID | Meeting) -> Answer:
        return meeting_answer(read_meeting, caller, meeting)

    def calendar_file(caller: Caller, meeting_id: UUID) -> Answer:
        exported = export_meeting(caller, meeting_id)
        name = f'attachment; filename="{meeting_id}.ics"'
        headers = {"ETag": etag_of(exported.version), "Content-Disposition": name}
        return CalendarAnswer(headers=headers, octets=exported.octets)

    def expected(precondition: Precondition, caller: Caller, meeting_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, meeting_id).version)

    @meetings.operation(
        "POST",
        "/meetings",
        Permission.WRITE_MEETINGS,
        answers={201: MeetingShown},
        refusals=(
            *BAD_TIME,
            *TAKEN,
            *BAD_ROOMS,
            *BAD_EXCEPTIONS,
            HoldNotFound,
            HoldExpired,
            InvalidHold,
        ),
        once=True,
    )
    def schedule(caller: Caller, body: MeetingSent) -> Answer:
        """Schedule a meeting, or draft one."""
        command = ScheduleMeetingCommand(
            caller,
            body.details(),
            body.timing(),
            None if body.guests is None else tuple(guest.invitee() for guest in body.guests),
            draft=body.state == "draft",
            recurrence=body.repeats(),
            terms=body.terms(),
            exceptions=wishes_from(body.exceptions),
            rooms=None if body.rooms is None else tuple(body.rooms),
            any_room=None if body.any_room is None else body.any_room.wanted(),
            hold_id=body.hold_id,
        )
        return meeting_answer(read_meeting, caller, schedule_meeting(command), 201)

    @meetings.operation(
        "GET",
        "/meetings",
        Permission.READ_MEETINGS,
        answers={200: MeetingsPage},
        refusals=(InvalidWindow, InvalidCursor),
    )
    def find_meetings(caller: Caller, query: MeetingsQuery) -> Answer:
        """Meetings in a window, each once, by their first date in it; only what the caller may see."""
        page, cursor = list_meetings(query.command(caller=caller))
        body = MeetingsPage(data=[ListedMeetingShown.of(each) for each in page], next_cursor=cursor)
        link = link_to_next(f"{PREFIX}/meetings", query.following(cursor)) if cursor else {}
        return Answer(body, headers=link)

    @meetings.operation(
        "GET",
        "/meetings/{meeting_id}",
        Permission.READ_MEETINGS,
        answers={200: MeetingShown},
        answer_types=("application/json", CALENDAR_TYPE),
        refusals=(MeetingNotFound,),
    )
    def meeting(caller: Caller, meeting_id: UUID, request: Request) -> Answer:
        """One meeting; as a calendar file for those who accept only that."""
        if request.accept_mimetypes.best_match(("application/json", CALENDAR_TYPE)) == CALENDAR_TYPE:
            return calendar_file(caller, meeting_id)
        return shown(caller, meeting_id)

    @meetings.operation(
        "GET",
        "/meetings/{meeting_id}.ics",
        Permission.READ_MEETINGS,
        answers={200: None},
        answer_types=(CALENDAR_TYPE,),
        refusals=(MeetingNotFound,),
    )
    def meeting_file(caller: Caller, meeting_id: UUID) -> Answer:
        """One meeting as a calendar file (RFC 5545): its series, the dates that differ, its zones."""
        return calendar_file(caller, meeting_id)

    @meetings.operation(
        "PATCH",
        "/meetings/{meeting_id}",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(
            *NOT_YOURS,
            StaleMeeting,
            MeetingIsCancelled,
            *BAD_TIME,
            *TAKEN,
            *BAD_ROOMS,
            *BAD_EXCEPTIONS,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def change(
        caller: Caller, meeting_id: UUID, body: MeetingChangeSent, precondition: Precondition
    ) -> Answer:
        """Change what it is about or when it is, or announce a draft; of a series, all dates.

        Guests who had answered are asked again about the dates that move.
        """
        command = ChangeMeetingCommand(
            caller,
            meeting_id,
            expected(precondition, caller, meeting_id),
            details=body.details(),
            start=body.start.meant() if body.start else None,
            end=body.end.meant() if body.end else None,
            zone=body.time_zone.meant() if body.time_zone else None,
            recurrence=body.repeats(),
            publish=body.state == "scheduled",
            terms=body.terms(),
            rooms=None if body.rooms is None else tuple(body.rooms),
            any_room=None if body.any_room is None else body.any_room.wanted(),
            exceptions=wishes_from(body.exceptions),
        )
        return shown(caller, change_meeting(command))

    @meetings.operation(
        "DELETE",
        "/meetings/{meeting_id}",
        Permission.WRITE_MEETINGS,
        answers={204: None},
        refusals=(*NOT_YOURS, StaleMeeting, MeetingIsNotADraft),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def delete(caller: Caller, meeting_id: UUID, precondition: Precondition) -> Answer:
        """Delete a draft. What was announced is cancelled instead."""
        version = expected(precondition, caller, meeting_id)
        delete_draft(DeleteDraftCommand(caller, meeting_id, version))
        return NO_CONTENT

    @meetings.operation(
        "POST",
        "/meetings/{meeting_id}/cancellation",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(*NOT_YOURS, StaleMeeting, MeetingIsCancelled, MeetingIsNotCancelled),
        once=True,
        body_optional=True,
        if_match=IfMatch.OBEYED,
        current=current,
    )
    def cancel(
        caller: Caller, meeting_id: UUID, body: CancellationSent, precondition: Precondition
    ) -> Answer:
        """Call the meeting off, for everybody."""
        version = expected(precondition, caller, meeting_id)
        command = CancelMeetingCommand(caller, meeting_id, body.reason or "", version)
        return shown(caller, cancel_meeting(command))

    @meetings.operation(
        "POST",
        "/meetings/{meeting_id}/restoration",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(
            *NOT_YOURS,
            StaleMeeting,
            MeetingIsNotCancelled,
            *BAD_TIME,
            *TAKEN,
            *BAD_ROOMS,
            *BAD_EXCEPTIONS,
        ),
        once=True,
        body_optional=True,
        if_match=IfMatch.OBEYED,
        current=current,
    )
    def restore(
        caller: Caller, meeting_id: UUID, body: MeetingRestorationSent, precondition: Precondition
    ) -> Answer:
        """Undo a cancellation; answers stand as they were, unless it is to be at another time."""
        version = expected(precondition, caller, meeting_id)
        exceptions = wishes_from(body.exceptions)
        command = RestoreMeetingCommand(caller, meeting_id, version, body.wish(), exceptions)
        return shown(caller, restore_meeting(command))

    return meetings
