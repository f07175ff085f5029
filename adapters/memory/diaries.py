from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from adapters.memory.tables import Tables
from adapters.memory.working_hours import hours_of
from application.availability.ports import Diaries
from domain.availability.busy_time import BusyKind, Taken
from domain.availability.world import Attendee, Place
from domain.meeting.keeping_busy import place_of, taken_by_dates
from domain.meeting.room import Room
from domain.shared.time_slot import TimeSlot

AROUND = timedelta(days=1)


@dataclass
class MemoryDiaries(Diaries):
    database: MemoryDatabase

    def people(
        self, person_ids: Collection[UUID], span: TimeSlot, *, now: datetime
    ) -> Mapping[UUID, Attendee]:
        with self.database.lock:
            tables = self.database.tables
            taken = {each: _claimed(tables, each, now, by_meetings=False) for each in person_ids}
            for meeting in tables.meetings.values():
                for person_id, every in taken_by_dates(meeting, _around(span)).items():
                    if person_id in taken:
                        taken[person_id] += every
            hours = {each: hours_of(tables, each) for each in person_ids}
        return {each: Attendee(working.hours, taken[each]) for each, working in hours.items() if working}

    def rooms(self, room_ids: Collection[UUID], span: TimeSlot, *, now: datetime) -> Sequence[Place]:
        return self._places(lambda room: room.active and room.id in room_ids, now)

    def all_rooms(
        self,
        span: TimeSlot,
        *,
        capacity: int = 1,
        equipment: Collection[str] = (),
        now: datetime,
    ) -> Sequence[Place]:
        return self._places(lambda room: room.fits(capacity, frozenset(equipment)), now)

    def _places(self, wanted: Callable[[Room], bool], now: datetime) -> list[Place]:
        with self.database.lock:
            tables = self.database.tables
            found = [room for room in tables.rooms.values() if wanted(room)]
            found.sort(key=lambda room: (room.details.capacity, room.details.key))
            return [place_of(room, _claimed(tables, room.id, now, by_meetings=True)) for room in found]


def _around(span: TimeSlot) -> TimeSlot:
    return TimeSlot(span.start - AROUND, span.end + AROUND)


def _claimed(tables: Tables, resource_id: UUID, now: datetime, *, by_meetings: bool) -> list[Taken]:
    """What holds, and meetings if asked, have of a room or a person."""
    found = []
    for holder, claims in tables.claims.items():
        hold = tables.holds.get(holder)
        if by_meetings if hold is None else hold.expires_at > now:
            kind = BusyKind.BUSY if hold is None else BusyKind.HELD
            slots = [claim.slot for claim in claims if claim.resource.id == resource_id]
            starts = [floor(slot.start.timestamp()) for slot in slots]
            found.append(Taken(kind, starts, [ceil(slot.end.timestamp()) for slot in slots]))
    return found
