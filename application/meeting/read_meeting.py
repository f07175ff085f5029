from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import KnownPerson, PeopleDirectory
from application.meeting.lineage import Kinship, kinship_of
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import shown_to
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.room import Room


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting, and the people and rooms it names; ``viewer_id`` may know only some of its guests.

    ``kinship``: of a view of the whole meeting, as of one date alone it is nobody's question.
    """

    meeting: Meeting
    viewer_id: UUID
    people: Mapping[UUID, KnownPerson]
    rooms: Mapping[UUID, Room] = field(default_factory=dict)
    kinship: Kinship = field(default_factory=Kinship)


@dataclass(frozen=True, slots=True)
class ReadMeeting:
    """Raises MeetingNotFound, also when the caller may not see it."""

    transactions: Transactions[MeetingWork]
    people: PeopleDirectory

    def __call__(self, caller: Caller, wanted: UUID | Meeting) -> MeetingView:
        """``wanted``: its id, or the meeting itself as a use case has stored it just now."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            found = wanted if isinstance(wanted, Meeting) else work.meetings.find(wanted)
            return whole_view_of(shown_to(caller, found), caller, work, self.people)


def whole_view_of(
    meeting: Meeting, caller: Caller, work: MeetingWork, people: PeopleDirectory
) -> MeetingView:
    view = view_of(meeting, caller, work, people)
    return replace(view, kinship=kinship_of(meeting, caller, work))


def view_of(meeting: Meeting, caller: Caller, work: MeetingWork, people: PeopleDirectory) -> MeetingView:
    rooms = work.rooms.among(booked_rooms(meeting.rooms, meeting.overrides))
    named = people.named(meeting.participants)
    return MeetingView(meeting, caller.person_id, named, {room.id: room for room in rooms})
