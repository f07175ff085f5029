from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.meeting.ports import Meetings
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound, StaleMeeting
from domain.shared.event import DomainEvent


@dataclass
class MemoryMeetings(Meetings):
    tables: Tables
    events: list[DomainEvent]

    def add(self, meeting: Meeting) -> None:
        self._keep(meeting)

    def get(self, meeting_id: UUID) -> Meeting:
        meeting = self.find(meeting_id)
        if meeting is None:
            raise MeetingNotFound("there is no such meeting")
        return meeting

    def find(self, meeting_id: UUID) -> Meeting | None:
        meeting = self.tables.meetings.get(meeting_id)
        return stored(meeting) if meeting else None

    def by_uid(self, host_id: UUID, uid: str) -> Meeting | None:
        everything = self.tables.meetings.values()
        return next((stored(m) for m in everything if m.host_id == host_id and m.uid == uid), None)

    def save(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self._keep(meeting)

    def remove(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self.events += meeting.events
        meeting.events.clear()
        del self.tables.meetings[meeting.id]

    def _expect_current(self, meeting: Meeting) -> None:
        current = self.tables.meetings.get(meeting.id)
        if current is None or current.version != meeting.version:
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")

    def _keep(self, meeting: Meeting) -> None:
        meeting.version += 1
        self.events += meeting.events
        meeting.events.clear()
        self.tables.meetings[meeting.id] = stored(meeting)
