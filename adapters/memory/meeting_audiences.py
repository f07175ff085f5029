from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from application.conversation.presence_ports import MeetingAudiences
from domain.conversation.audience import MeetingAudience
from domain.meeting.guest_rights import guests_seen_by


@dataclass
class MemoryMeetingAudiences(MeetingAudiences):
    database: MemoryDatabase

    def of(self, meeting_ids: Collection[UUID]) -> Mapping[UUID, MeetingAudience]:
        with self.database.lock:
            found = [m for m in self.database.tables.meetings.values() if m.id in meeting_ids]
        return {
            meeting.id: MeetingAudience(
                meeting.host_id,
                meeting.audience - {meeting.host_id},
                meeting.terms.guests_see_guests,
                meeting.is_open_to_organisation,
            )
            for meeting in found
        }

    def met_by(self, person_id: UUID, among: Collection[UUID]) -> frozenset[UUID]:
        with self.database.lock:
            mine = [m for m in self.database.tables.meetings.values() if person_id in m.audience]
        known = {guest.person_id for meeting in mine for guest in guests_seen_by(meeting, person_id)}
        hosts = {meeting.host_id for meeting in mine}
        return frozenset(each for each in among if each in known | hosts)
