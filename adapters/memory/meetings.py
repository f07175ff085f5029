from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from uuid import UUID

from adapters.memory import conversations, history, proceedings
from adapters.memory.claims import MemoryClaims
from adapters.memory.tables import Tables, stored
from application.meeting.ports import Meetings
from domain.meeting.booking import rooms_waited_for
from domain.meeting.claim import Claim, Conflict
from domain.meeting.coming_into_reach import do_without
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import MeetingNotFound, StaleMeeting, UidAlreadyTaken
from domain.meeting.zone_change import Followed, is_outdated, read_by, zones_of
from domain.shared.event import DomainEvent
from domain.shared.time_slot import TimeSlot


@dataclass
class MemoryMeetings(Meetings):
    tables: Tables
    events: list[DomainEvent]
    claims: MemoryClaims
    follow: Callable[[UUID], None]

    def add(self, meeting: Meeting) -> None:
        if not self.add_all([meeting]):
            raise UidAlreadyTaken("the host already has a meeting with this UID; look again")

    def add_all(self, meetings: Sequence[Meeting]) -> Collection[UUID]:
        taken = {(each.host_id, each.uid) for each in self.tables.meetings.values()}
        added = set()
        for meeting in meetings:
            if (meeting.host_id, meeting.uid) not in taken:
                self._keep(meeting)
                conversations.lead_on(self.tables, meeting)
                proceedings.lead_on(self.tables, meeting)
                history.lead_on(self.tables, meeting)
                taken.add((meeting.host_id, meeting.uid))
                added.add(meeting.id)
        return added

    def get(self, meeting_id: UUID) -> Meeting:
        if meeting_id not in self.tables.meetings:
            raise MeetingNotFound("there is no such meeting")
        if is_outdated(self.tables.meetings[meeting_id]):
            self.follow(meeting_id)
        return self._read(self.tables.meetings[meeting_id])

    def find(self, meeting_id: UUID) -> Meeting | None:
        meeting = self.tables.meetings.get(meeting_id)
        return self._read(meeting) if meeting else None

    def among(self, meeting_ids: Collection[UUID]) -> Sequence[Meeting]:
        return [
            self._read(self.tables.meetings[each]) for each in meeting_ids if each in self.tables.meetings
        ]

    def with_uids(self, host_id: UUID, uids: Collection[str]) -> Sequence[Meeting]:
        everything = self.tables.meetings.values()
        return [self._read(each) for each in everything if each.host_id == host_id and each.uid in uids]

    def split_off(self, meeting_id: UUID) -> Sequence[Meeting]:
        found = [(each.lineage, each) for each in self.tables.meetings.values()]
        onward = [
            (lineage.original_start, each.id, self._read(each))
            for lineage, each in found
            if lineage is not None and lineage.meeting_id == meeting_id
        ]
        return [each for _, _, each in sorted(onward, key=itemgetter(0, 1))]

    def taken_along(self, meeting_id: UUID, original_start: str) -> Sequence[Meeting]:
        kin = self.tables.gone_drafts | {
            each.id: each.lineage for each in self.tables.meetings.values() if each.lineage
        }
        way = [meeting_id]
        while onward := [
            each
            for each, lineage in kin.items()
            if lineage.meeting_id == way[-1] and lineage.took_along(original_start)
        ]:
            # Of two the newer: by then the series had been prolonged.
            way.append(max(onward))
        return self.among(way[1:])

    def inviting(self, email: str, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        found = [
            each.id
            for each in self.tables.meetings.values()
            if any(guest.person_id is None and guest.email == email for guest in each.guests)
        ]
        return [each for each in sorted(found) if after is None or each > after][:limit]

    def save(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self._keep(meeting)

    def save_followed(self, followed: Followed, *, told: bool) -> Sequence[Claim]:
        """``told``: it is another version of the meeting. Returns what it had, and others have by now."""
        meeting = followed.meeting
        due = self.claims.follow(meeting, followed.renamed)
        meeting.version += told
        self.events += meeting.events
        meeting.events.clear()
        self.tables.meetings[meeting.id] = stored(meeting)
        return due

    def remove(self, meeting: Meeting) -> None:
        self._expect_current(meeting)
        self.events += meeting.events
        meeting.events.clear()
        del self.tables.meetings[meeting.id]
        if meeting.lineage:
            self.tables.gone_drafts[meeting.id] = meeting.lineage
        self.claims.drop(meeting.id)
        conversations.forget(self.tables, meeting.id)
        proceedings.forget(self.tables, meeting.id)
        history.forget(self.tables, meeting.id)

    def waiting_for_rooms(self, *, limit: int) -> Sequence[Meeting]:
        waiting = [
            self._read(each)
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

    def _read(self, kept: Meeting) -> Meeting:
        """Who has an account is called, and written to, as the account says by now."""
        meeting = as_computed(kept)
        for guest in meeting.guests:
            if person := self.tables.people.get(guest.person_id) if guest.person_id else None:
                guest.email, guest.name = person.email, person.name
        return meeting

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


def as_computed(meeting: Meeting) -> Meeting:
    """A copy that is read by the same rules as the one that is stored."""
    copied = stored(meeting)
    if is_outdated(meeting):
        zones = {zone.key: zone for zone in zones_of(meeting)}
        copied = read_by(copied, zones.__getitem__)
    return copied
