from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import bookings, known_rooms
from application.meeting.ways_out import WaysOut
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Commitment, Details
from domain.meeting.guest import Invitation
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Offer
from domain.meeting.refusals import RoomNeedsApproval, UnknownGuest
from domain.meeting.timing import Timed
from domain.shared.time_slot import Moment, TimeSlot
from domain.shared.time_zone import zone_named


@dataclass(frozen=True, slots=True)
class PlaceHoldCommand:
    caller: Caller
    slot: TimeSlot
    people: tuple[UUID, ...]
    rooms: tuple[UUID, ...]
    ttl: timedelta


@dataclass(frozen=True, slots=True)
class PlaceHold:
    """Keeps rooms and people free for a while, for whoever asks.

    Raises SlotTaken with offers, InvalidHold, UnknownGuest, UnknownRoom, RoomClosed, RoomInactive or
    RoomNeedsApproval.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: PlaceHoldCommand) -> UUID:
        caller = command.caller
        caller.must(Permission.WRITE_MEETINGS)
        hold = Hold.place(
            owner_id=caller.person_id,
            slot=command.slot,
            people=command.people,
            rooms=command.rooms,
            ttl=command.ttl,
            now=self.clock.now(),
        )
        try:
            self._place(hold, command)
        except SlotTaken as refusal:
            raise SlotTaken(refusal.conflicts, offers=self._ways_out(hold)) from None
        return hold.id

    def _place(self, hold: Hold, command: PlaceHoldCommand) -> None:
        with self.transactions.begin(mutation_id=command.caller.mutation_id) as work:
            active = {person.id for person in work.people.among(hold.people, ()) if person.active}
            for place, person_id in enumerate(command.people):
                if person_id not in active:
                    raise UnknownGuest("nobody here has this id", field=("people", place))
            for room in known_rooms(command.rooms, work):
                if room.details.approval:
                    raise RoomNeedsApproval(f"{room.details.name} cannot be held: an admin has to approve it")
            work.holds.add(hold)

    def _ways_out(self, hold: Hold) -> Sequence[Offer]:
        """Those of an exclusive meeting that would need the same; it is never stored."""
        host_id, *others = sorted(hold.people) or [hold.owner_id]
        utc = zone_named("UTC")
        with self.transactions.begin() as work:
            known = {person.id: person for person in work.people.among(others, ())}
            needed = Meeting.schedule(
                host_id=host_id,
                details=Details("Held", commitment=Commitment.EXCLUSIVE if hold.people else Commitment.BUSY),
                timing=Timed(Moment.at(hold.slot.start, utc), Moment.at(hold.slot.end, utc)),
                invitations=[Invitation(known[each].email, person_id=each) for each in others],
                rooms=bookings(sorted(hold.rooms), work),
                now=hold.created_at,
            )
            return WaysOut()(needed, work.meetings.clashes(needed), work)
