"""Meetings, or dates of them, that one wants to hear little of."""

from uuid import UUID

from application.identity.caller import Caller
from application.notification.muting import MuteMeeting, ReadMute, ReadMutes, UnmuteMeeting
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn, OccurrenceNotFound
from domain.notification.mute import InvalidMute
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.schemas.mute import MutedShown, MuteSent, MuteShown, MutesShown, UnmuteQuery

PATH = "/meetings/{meeting_id}/mute"


def mutes_blueprint(
    gate: Gate,
    *,
    read_mutes: ReadMutes,
    read_mute: ReadMute,
    mute_meeting: MuteMeeting,
    unmute_meeting: UnmuteMeeting,
) -> ApiBlueprint:
    mutes = ApiBlueprint("mutes", gate)

    @mutes.operation("GET", "/mutes", Permission.READ_NOTIFICATIONS, answers={200: MutesShown})
    def all_muted(caller: Caller) -> Answer:
        """Which meetings one has muted, or dates of which."""
        data = [MutedShown.about(mute, meeting) for mute, meeting in read_mutes(caller)]
        return Answer(MutesShown(data=data, next_cursor=None))

    @mutes.operation(
        "GET", PATH, Permission.READ_NOTIFICATIONS, answers={200: MuteShown}, refusals=(MeetingNotFound,)
    )
    def muted(caller: Caller, meeting_id: UUID) -> Answer:
        """Whether one has muted this meeting, or which of its dates. Nobody else sees it."""
        return Answer(MuteShown.of(read_mute(caller, meeting_id)))

    @mutes.operation(
        "PUT",
        PATH,
        Permission.WRITE_NOTIFICATIONS,
        answers={200: MuteShown},
        refusals=(MeetingNotFound, OccurrenceNotFound, OccurrenceMovedOn, InvalidMute),
        once=True,
    )
    def mute(caller: Caller, meeting_id: UUID, body: MuteSent) -> Answer:
        """Hear no reminders of it any more, nor of messages, answers and small changes.

        Whether, when and with whom it takes place is told all the same, and so is a mention of oneself.
        """
        return Answer(MuteShown.of(mute_meeting(caller, meeting_id, body.original_start)))

    @mutes.operation(
        "DELETE",
        PATH,
        Permission.WRITE_NOTIFICATIONS,
        answers={200: MuteShown},
        refusals=(MeetingNotFound, OccurrenceNotFound, OccurrenceMovedOn),
        once=True,
    )
    def unmute(caller: Caller, meeting_id: UUID, query: UnmuteQuery) -> Answer:
        """Hear everything of it again, or of one date."""
        return Answer(MuteShown.of(unmute_meeting(caller, meeting_id, query.original_start)))

    return mutes
