"""Which rooms of ours a calendar file names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from application.meeting.calendar_files import EventInFile, PlannedEvent, RoomInFile
from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import booking_of
from domain.meeting.room import Room
from domain.meeting.room_booking import MOST_ROOMS, RoomBooking


@dataclass(frozen=True, slots=True)
class ImportedRooms:
    """The rooms that some events name, by id or by name. Only the organiser's own calendar books any."""

    by_id: Mapping[UUID, Room]
    by_name: Mapping[str, Room]
    organiser: str

    @classmethod
    def named_in(cls, events: Sequence[EventInFile], work: MeetingWork, *, organiser: str) -> "ImportedRooms":
        named = [each for event in events if event.plan for each in event.plan.rooms]
        by_id = work.rooms.among({each.room_id for each in named if each.room_id})
        by_name = work.rooms.called({each.name.casefold() for each in named if each.name})
        return cls({room.id: room for room in by_id}, {room.details.key: room for room in by_name}, organiser)

    def bookings(self, plan: PlannedEvent) -> list[RoomBooking]:
        """What the meeting asks for when it is new here."""
        if plan.organiser != self.organiser:
            return []
        rooms = {room.id: room for each in plan.rooms if (room := self._room(each))}
        return [booking_of(room) for room in rooms.values()][:MOST_ROOMS]

    def note(self, plan: PlannedEvent, refused: str = "") -> str:
        """In words, why a meeting that is new here gets no room although it names one; empty when it does."""
        named = {room.details.name for each in plan.rooms if (room := self._room(each))}
        if named and plan.organiser != self.organiser:
            refused = f"only the organiser's own calendar books {' and '.join(sorted(named))}"
        return f"no room was booked: {refused}" if named and refused else ""

    def without_ours(self, plan: PlannedEvent) -> PlannedEvent:
        """Rooms that are here are booked or not; those of other houses are kept as the file names them."""
        ours = {each.line for each in plan.rooms if self._room(each)}
        if not ours:
            return plan
        lines = tuple(line for line in plan.kept.lines if line not in ours)
        return replace(plan, kept=replace(plan.kept, lines=lines))

    def _room(self, named: RoomInFile) -> Room | None:
        by_id = self.by_id.get(named.room_id) if named.room_id else None
        return by_id or self.by_name.get(named.name.casefold())
