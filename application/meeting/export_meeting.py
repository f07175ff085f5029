from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.calendar_files import CalendarFiles
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_to_read
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.guest_rights import guests_seen_by
from domain.meeting.occurrence import booked_rooms


@dataclass(frozen=True, slots=True)
class ExportedMeeting:
    octets: bytes
    version: int


@dataclass(frozen=True, slots=True)
class ExportMeeting:
    """A meeting as a calendar file, with its rooms, and the guests that the caller may know of.

    Raises MeetingNotFound, also when the caller may not see it.
    """

    transactions: Transactions[MeetingWork]
    people: PeopleDirectory
    calendar_files: CalendarFiles

    def __call__(self, caller: Caller, meeting_id: UUID) -> ExportedMeeting:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, meeting_id, work)
            rooms = work.rooms.among(booked_rooms(meeting.rooms, meeting.overrides))
        guests = tuple(guests_seen_by(meeting, caller.person_id))
        people = self.people.named({meeting.host_id})
        octets = self.calendar_files.write(meeting, people=people, guests=guests, rooms=rooms)
        return ExportedMeeting(octets, meeting.version)
