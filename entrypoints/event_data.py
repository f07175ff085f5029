"""What ``data`` of an event holds, by its kind."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class EventData(BaseModel):
    """Members may be added within v1."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class NothingMore(EventData):
    """The kind and the subject say it all."""


class WallMoment(EventData):
    """A moment as it was meant, and when that is."""

    date_time: str
    time_zone: str
    utc: AwareDatetime


class WholeDay(EventData):
    date: str


EventMoment = WallMoment | WholeDay


class Named(EventData):
    id: UUID
    name: str


class Span(EventData):
    start: EventMoment
    end: EventMoment


class Instants(EventData):
    start: AwareDatetime
    end: AwareDatetime


class MeetingData(EventData):
    """The meeting as it is after the change; with ``original_start`` that date of the series."""

    title: str
    start: EventMoment
    end: EventMoment
    changed: Annotated[list[str], Field(description="Names of the members that differ now.")]
    original_start: Annotated[str | None, Field(description="When not every date is meant.")] = None
    scope: Annotated[str | None, Field(description="With it: `this` or `following`.")] = None


class ReminderData(EventData):
    """What is about to begin, for one person alone."""

    meeting_id: UUID
    original_start: str
    title: str
    start: EventMoment
    end: EventMoment
    lead_minutes: Annotated[
        int,
        Field(description="Before the start; for whole days before the midnight that begins the first."),
    ]


class MeetingScheduledData(MeetingData):
    split_from: Annotated[UUID | None, Field(description="The series it was a part of.")] = None
    imported: Annotated[bool, Field(description="Out of a calendar file.")] = False


class MovedDateData(EventData):
    original_start: str
    before: Instants
    after: Instants


class MeetingMovedData(MeetingData):
    """The members from ``cause`` on are there when the rules of time zones moved it."""

    before: Span
    cause: Literal["time_zone_rules"] | None = None
    time_zones: list[str] = []
    dates: list[MovedDateData] = []
    more: int = 0


class RoomAnswer(EventData):
    id: UUID
    status: str
    reason: str


class MeetingRoomData(MeetingData):
    room: RoomAnswer


class PersonTakenData(MeetingData):
    person_id: UUID


class TeamInvitedData(MeetingData):
    team: Named


class GuestsRemindedData(MeetingData):
    waiting: Annotated[int, Field(description="How many had not answered.")]


class GuestNamed(Named):
    person_id: Annotated[UUID | None, Field(description="null for a guest without an account.")]
    email: Annotated[str | None, Field(description="Of a guest without an account.")] = None


class GuestData(MeetingData):
    guest: GuestNamed


class GuestJoinedData(GuestData):
    merged: Annotated[
        UUID | None, Field(description="The id of another guest, who was the same person and is no more.")
    ] = None


class GuestRespondedData(GuestData):
    status: str


class ProposedTime(Span):
    id: UUID


class ProposalData(GuestData):
    proposal: ProposedTime


class HoldData(EventData):
    start: AwareDatetime
    end: AwareDatetime
    expires_at: AwareDatetime
    meeting_id: UUID | None


class NotificationData(EventData):
    kind: str
    needs_you: bool
    meeting_id: UUID | None
    instead_of: Annotated[list[UUID], Field(description="Notifications that it takes the place of.")]


class InboxData(EventData):
    unread: int
    needs_you: int


class ConversationData(EventData):
    meeting_id: UUID


class MessageData(ConversationData):
    message: Annotated[dict[str, object], Field(description="As GET /meetings/{id}/messages shows it.")]
    mentioned: list[UUID]


class ReactionData(ConversationData):
    message_id: UUID
    original_start: str | None
    emoji: str
    person_id: UUID
    count: Annotated[int, Field(description="How many react so by now.")]


class ConversationReadData(ConversationData):
    position: int
    unread: int
    mentions: int


class LineData(EventData):
    meeting_id: UUID
    changed: Annotated[list[str], Field(description="Names of the members that differ now.")]


class AgendaItemData(LineData):
    line: Annotated[dict[str, object], Field(description="As GET /agenda-items/{id} shows it.")]


class EntryData(LineData):
    line: Annotated[dict[str, object], Field(description="As GET /minutes/{id} shows it.")]


class LinesOrderedData(EventData):
    meeting_id: UUID
    original_start: str
    order: Annotated[list[UUID], Field(description="All lines of that date, from first to last.")]


class NameData(EventData):
    name: str


class JoinedData(NameData):
    role: str


class ChangedNameData(NameData):
    changed: list[str]


class RoleChangedData(NameData):
    before: str
    role: str


class TeamMemberData(NameData):
    person: Named


class TokenCreatedData(NameData):
    scopes: list[str]


class DelegateData(EventData):
    delegate: Named


class AccountInvitationData(EventData):
    email: str
    role: str


class FactorData(EventData):
    factor: str


class IdentityLinkedData(EventData):
    issuer: str


class SessionEndedData(EventData):
    because: str


class IpBlockData(EventData):
    network: str
    reason: str
    expires_at: AwareDatetime | None


class SettingsChangedData(EventData):
    changes: dict[str, object]


class FlagChangedData(NameData):
    old: dict[str, object]
    new: dict[str, object]


DATA: dict[str, type[EventData]] = {
    "agenda.ordered": LinesOrderedData,
    "agenda_item.added": AgendaItemData,
    "agenda_item.changed": AgendaItemData,
    "agenda_item.removed": AgendaItemData,
    "agenda_item.restored": AgendaItemData,
    "conversation.read": ConversationReadData,
    "delegate.added": DelegateData,
    "delegate.removed": DelegateData,
    "feature_flag.changed": FlagChangedData,
    "guest.invited": GuestData,
    "guest.joined": GuestJoinedData,
    "guest.promoted": GuestData,
    "guest.removed": GuestData,
    "guest.responded": GuestRespondedData,
    "hold.placed": HoldData,
    "hold.released": HoldData,
    "hold.expired": HoldData,
    "invitation.revoked": AccountInvitationData,
    "ip_block.added": IpBlockData,
    "ip_block.removed": IpBlockData,
    "meeting.cancelled": MeetingData,
    "meeting.changed": MeetingData,
    "meeting.deleted": MeetingData,
    "meeting.drafted": MeetingData,
    "meeting.guests_reminded": GuestsRemindedData,
    "meeting.hidden": NothingMore,
    "meeting.moved": MeetingMovedData,
    "meeting.person_taken": PersonTakenData,
    "meeting.restored": MeetingData,
    "meeting.room_answered": MeetingRoomData,
    "meeting.room_taken": MeetingRoomData,
    "meeting.scheduled": MeetingScheduledData,
    "meeting.team_invited": TeamInvitedData,
    "message.deleted": MessageData,
    "message.edited": MessageData,
    "message.posted": MessageData,
    "minutes.added": EntryData,
    "minutes.changed": EntryData,
    "minutes.ordered": LinesOrderedData,
    "minutes.removed": EntryData,
    "minutes.restored": EntryData,
    "notification.created": NotificationData,
    "notification.read": InboxData,
    "password.changed": NothingMore,
    "password.reset": NothingMore,
    "password.reset_requested": NothingMore,
    "person.changed": ChangedNameData,
    "person.deactivated": JoinedData,
    "person.identity_linked": IdentityLinkedData,
    "person.identity_unlinked": IdentityLinkedData,
    "person.invited": AccountInvitationData,
    "person.joined": JoinedData,
    "person.reactivated": JoinedData,
    "person.role_changed": RoleChangedData,
    "proposal.accepted": ProposalData,
    "proposal.declined": ProposalData,
    "proposal.made": ProposalData,
    "proposal.withdrawn": ProposalData,
    "reaction.added": ReactionData,
    "reaction.removed": ReactionData,
    "reminder.due": ReminderData,
    "room.added": ChangedNameData,
    "room.changed": ChangedNameData,
    "room.removed": ChangedNameData,
    "second_factor.added": FactorData,
    "second_factor.recovery_code_used": FactorData,
    "second_factor.removed": FactorData,
    "session.ended": SessionEndedData,
    "settings.changed": SettingsChangedData,
    "team.changed": NameData,
    "team.created": NameData,
    "team.deleted": NameData,
    "team.member_added": TeamMemberData,
    "team.member_removed": TeamMemberData,
    "token.created": TokenCreatedData,
    "token.revoked": NameData,
    "working_hours.changed": NothingMore,
}
