from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from adapters.memory.claims import MemoryClaims
from adapters.memory.tables import Tables, stored
from application.meeting.ports import Meetings
from domain.meeting.booking import rooms_waited_for
from domain.meeting.claim import Conflict
from domain.meeting.coming_into_reach import do_without
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import MeetingNotFound, StaleMeeting, UidAlreadyTaken
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot


@dataclass
class MemoryMeetings(Meetings):
    tables: Tables
    events: list[DomainEvent]
    claims: MemoryClaims

    def add(self, meeting: Meeting) -> None:
        if not self.add_all([meeting]):
            raise UidAlreadyTaken("the host already has a meeting with this UID; look again")

    def add_all(self, meetings: Sequence[Meeting]) -> Collection[UUID]:
        taken = {(each.host_id, each.uid) for each in self.tables.meetings.values()}
        added = set()
        for meeting in meetings:
            if (meeting.host_id, meeting.uid) not in taken:
                self._keep(meeting)
                taken.add((meeting.host_id, meeting.uid))
                added.add(meeting.id)
        return added

    def get(self, meeting_id: UUID) -> Meeting:
        meeting = self.find(meeting_id)
        if meeting is None:
            raise MeetingNotFound("there is no such meeting")
        return meeting

    def find(self, meeting_id: UUID) -> Meeting | None:
        meeting = self.tables.meetings.get(meeting_id)
        return stored(meeting) if meeting else None

    def with_uids(self, host_id: UUID, uids: Collection[str]) -> Sequence[Meeting]:
        everything = self.tables.meetings.values()
        return [stored(each) for each in everything if each.host_id == host_id and each.uid in uids]

    def save(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self._keep(meeting)

    def remove(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self.events += meeting.events
        meeting.events.clear()
        del self.tables.meetings[meeting.id]
        self.claims.drop(meeting.id)

    def waiting_for_rooms(self, *, limit: int) -> Sequence[Meeting]:
        waiting = [
            stored(each)
            for each in self.tables.meetings.values()
            if each.state is MeetingState.SCHEDULED and rooms_waited_for(each)
        ]
        return sorted(waiting, key=lambda meeting: meeting.id)[:limit]

    def clashes(self, meeting: Meeting) -> Sequence[Conflict]:
        return self.claims.clashes(meeting)

    def taken(
        self, resource_ids: Collection[UUID], slot: TimeSlot, *, by_others_than: UUID, now: datetime
    ) -> Sequence[tuple[UUID, TimeSlot]]:
        return self.claims.taken(resource_ids, slot, by_others_than=by_others_than, now=now)

    def _expect_current(self, meeting: Meeting) -> None:
        current = self.tables.meetings.get(meeting.id)
        if current is None or current.version != meeting.version:
            raise StaleMeeting("somebody changed this meeting since you read it; look again and retry")

    def _keep(self, meeting: Meeting) -> None:
        missed = self.claims.save(self.tables.meetings.get(meeting.id), meeting)
        do_without(meeting, missed, now=meeting.updated_at)
        meeting.version += 1
        self.events += meeting.events
        meeting.events.clear()
        self.tables.meetings[meeting.id] = stored(meeting)
