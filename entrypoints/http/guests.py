"""Inviting people, and what they answer."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.invite_guests import InviteGuests, InviteGuestsCommand
from application.meeting.read_meeting import ReadMeeting
from application.meeting.remind_guests import RemindGuests
from application.meeting.remove_guest import RemoveGuest, RemoveGuestCommand
from application.meeting.respond import Respond, RespondCommand
from application.shared.refusals import FeatureOff
from domain.identity.role import Permission
from domain.meeting.claim import SlotTaken
from domain.meeting.guest import ResponseStatus
from domain.meeting.refusals import (
    AlreadyInvited,
    DateMovedOn,
    EverybodyAnswered,
    GuestNotFound,
    GuestsRemindedLately,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingNotFound,
    NotInvited,
    OccurrenceMovedOn,
    OccurrenceNotFound,
    OnlyTheHostMay,
    StaleMeeting,
    TooManyGuests,
    UnknownDate,
    UnknownGuest,
    UnknownTeam,
)
from entrypoints.http.answers import NO_CONTENT, Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.meetings import BAD_TIME, meeting_answer
from entrypoints.http.preconditions import Precondition
from entrypoints.http.routes import IfMatch
from entrypoints.http.schemas.guest import InvitationsSent, ResponseSent
from entrypoints.http.schemas.meeting import MeetingShown


def guests_blueprint(
    gate: Gate,
    *,
    read_meeting: ReadMeeting,
    invite_guests: InviteGuests,
    remove_guest: RemoveGuest,
    remind_guests: RemindGuests,
    respond: Respond,
) -> ApiBlueprint:
    guests = ApiBlueprint("guests", gate)

    def current(caller: Caller, meeting_id: UUID, guest_id: UUID | None = None) -> MeetingShown:
        return MeetingShown.of(read_meeting(caller, meeting_id))

    def expected(precondition: Precondition, caller: Caller, meeting_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, meeting_id).version)

    @guests.operation(
        "POST",
        "/meetings/{meeting_id}/guests",
        Permission.WRITE_MEETINGS,
        answers={201: MeetingShown},
        refusals=(
            MeetingNotFound,
            OnlyTheHostMay,
            MeetingIsCancelled,
            MeetingAlreadyOver,
            AlreadyInvited,
            UnknownGuest,
            UnknownTeam,
            TooManyGuests,
            SlotTaken,
        ),
        once=True,
    )
    def invite(caller: Caller, meeting_id: UUID, body: InvitationsSent) -> Answer:
        """Invite guests, all of them or none."""
        invitees = tuple(invitation.invitee() for invitation in body)
        meeting = invite_guests(InviteGuestsCommand(caller, meeting_id, invitees))
        return meeting_answer(read_meeting, caller, meeting, 201)

    @guests.operation(
        "DELETE",
        "/meetings/{meeting_id}/guests/{guest_id}",
        Permission.WRITE_MEETINGS,
        answers={204: None},
        refusals=(MeetingNotFound, OnlyTheHostMay, GuestNotFound, MeetingIsCancelled, StaleMeeting),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def remove(caller: Caller, meeting_id: UUID, guest_id: UUID, precondition: Precondition) -> Answer:
        """Take an invitation back."""
        version = expected(precondition, caller, meeting_id)
        remove_guest(RemoveGuestCommand(caller, meeting_id, guest_id, version))
        return NO_CONTENT

    @guests.operation(
        "POST",
        "/meetings/{meeting_id}/guests/reminder",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(
            MeetingNotFound,
            OnlyTheHostMay,
            MeetingIsCancelled,
            MeetingAlreadyOver,
            EverybodyAnswered,
            GuestsRemindedLately,
        ),
        once=True,
    )
    def remind(caller: Caller, meeting_id: UUID) -> Answer:
        """Ask those once more who have not answered, once a day at the most."""
        return meeting_answer(read_meeting, caller, remind_guests(caller, meeting_id))

    @guests.operation(
        "PUT",
        "/meetings/{meeting_id}/response",
        Permission.RESPOND_TO_MEETINGS,
        answers={200: MeetingShown},
        refusals=(
            MeetingNotFound,
            NotInvited,
            OccurrenceMovedOn,
            OccurrenceNotFound,
            MeetingIsCancelled,
            StaleMeeting,
            SlotTaken,
            FeatureOff,
            UnknownDate,
            DateMovedOn,
            *BAD_TIME,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def answer(caller: Caller, meeting_id: UUID, body: ResponseSent, precondition: Precondition) -> Answer:
        """Answer an invitation, for one date of a series or for all that were not answered apart.

        The version in If-Match is the one that was looked at: answers of others in the meantime do no harm,
        a move of the meeting does. A proposal goes to the host; the next answer withdraws it.
        """
        command = RespondCommand(
            caller,
            meeting_id,
            ResponseStatus(body.status),
            body.comment or "",
            seen_version=expected(precondition, caller, meeting_id),
            original_start=body.original_start,
            instead_of_all=bool(body.instead_of_all),
            declined_on=tuple(body.declined_on),
            proposal=body.proposal.timing() if body.proposal else None,
        )
        return meeting_answer(read_meeting, caller, respond(command))

    return guests
