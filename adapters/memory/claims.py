"""What is taken, by whom. One lock guards the whole memory, so looking and writing are one step."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from adapters.memory.tables import Tables
from domain.meeting.claim import (
    MOST_CONFLICTS,
    Claim,
    Conflict,
    Holder,
    HolderKind,
    SlotTaken,
    Taking,
    claims_of,
    takes_time,
)
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.meeting.room import Room
from domain.meeting.zone_change import Collision, Renaming
from domain.shared.time_slot import TimeSlot


@dataclass
class MemoryClaims:
    """``tables.claims`` by holder: a meeting's or a hold's."""

    tables: Tables
    horizon: timedelta

    def save(self, before: Meeting | None, after: Meeting) -> Sequence[Claim]:
        """What dates that came into reach could not have.

        Raises SlotTaken, RoomClosed, RoomInactive or ExclusiveNeedsClockTimes.
        """
        missed: Sequence[Claim] = ()
        if takes_time(after) or (before is not None and takes_time(before)):
            rooms = self._rooms(after, before)
            taking = self._taking(before, after, rooms)
            holder = Holder(HolderKind.MEETING, after.id)
            missed = self._carry_out(taking, rooms, holder, after.updated_at)
        reached = self.tables.claimed_until.get(after.id, after.updated_at)
        self.tables.claimed_until[after.id] = max(after.updated_at + self.horizon, reached)
        return missed

    def follow(self, meeting: Meeting, renamed: Renaming) -> Sequence[Claim]:
        """What the meeting had goes where other zone rules put it; returns what is not free there."""
        held = self.tables.claims.get(meeting.id, ())
        if not held:
            return ()
        wanted = self._wanted(meeting)
        had = {(claim.resource, renamed(claim.original_start)) for claim in held}
        stands = [claim for claim in wanted if claim in held]
        due = [
            claim for claim in wanted if claim not in stands and (claim.resource, claim.original_start) in had
        ]
        self.tables.claims[meeting.id] = tuple(stands)
        return self._take_what_is_free(due, meeting)

    def settle(self, meeting: Meeting, due: Sequence[Claim]) -> Sequence[Collision]:
        """Takes what is free by now of what is ``due``, unless it is needed no more; returns what is not."""
        held, wanted = self.tables.claims.get(meeting.id, ()), self._wanted(meeting)
        missing = [claim for claim in due if claim in wanted and claim not in held]
        return [self._in_the_way(claim) for claim in self._take_what_is_free(missing, meeting)]

    def _wanted(self, meeting: Meeting) -> Sequence[Claim]:
        until = self.tables.claimed_until[meeting.id]
        return list(claims_of(meeting, meeting.dates_until(until), self._rooms(meeting)).values())

    def _take_what_is_free(self, due: Sequence[Claim], meeting: Meeting) -> Sequence[Claim]:
        """Returns what is not."""
        free = [claim for claim in due if not self._clashes([claim], self._rooms(meeting), meeting.id)]
        self.tables.claims[meeting.id] = (*self.tables.claims.get(meeting.id, ()), *free)
        return [claim for claim in due if claim not in free]

    def _in_the_way(self, claim: Claim) -> Collision:
        first, holder = min(
            (
                (other, holder)
                for holder, claims in self.tables.claims.items()
                for other in claims
                if other.resource == claim.resource and other.slot.overlaps(claim.slot)
            ),
            key=lambda each: each[0].slot.start,
        )
        meeting_id = None if holder in self.tables.holds else holder
        return Collision(claim, first.slot, meeting_id, first.original_start if meeting_id else None)

    def clashes(self, meeting: Meeting) -> Sequence[Conflict]:
        if not takes_time(meeting):
            return ()
        before = self.tables.meetings.get(meeting.id)
        rooms = self._rooms(meeting, before)
        taking = self._taking(before, meeting, rooms)
        taking.expect_open(rooms)
        own = taking.clashes_within()
        return (
            self._named(own, rooms)
            if own
            else self._clashes(taking.gained, rooms, meeting.id, meeting.updated_at)
        )

    def hold(self, claims: Sequence[Claim], rooms: Mapping[UUID, Room], hold_id: UUID, now: datetime) -> None:
        self._carry_out(Taking(gained=claims), rooms, Holder(HolderKind.HOLD, hold_id), now)

    def drop(self, holder_id: UUID) -> None:
        self.tables.claims.pop(holder_id, None)

    def taken(
        self, resource_ids: Collection[UUID], slot: TimeSlot, *, by_others_than: UUID, now: datetime
    ) -> Sequence[tuple[UUID, TimeSlot]]:
        found = [
            (claim.resource.id, claim.slot)
            for holder, claims in self.tables.claims.items()
            for claim in claims
            if holder != by_others_than
            and self._is_live(holder, now)
            and claim.resource.id in resource_ids
            and claim.slot.overlaps(slot)
        ]
        return sorted(found, key=lambda each: (each[1].start, each[0]))

    def _is_live(self, holder: UUID, now: datetime) -> bool:
        hold = self.tables.holds.get(holder)
        return hold is None or hold.expires_at > now

    def _rooms(self, *meetings: Meeting | None) -> Mapping[UUID, Room]:
        booked = {
            room_id for each in meetings if each for room_id in booked_rooms(each.rooms, each.overrides)
        }
        return {each: self.tables.rooms[each] for each in booked if each in self.tables.rooms}

    def _taking(self, before: Meeting | None, after: Meeting, rooms: Mapping[UUID, Room]) -> Taking:
        reached = self.tables.claimed_until.get(after.id)
        until = max(after.updated_at + self.horizon, reached or after.updated_at)
        old = claims_of(before, before.dates_until(until), rooms) if before else {}
        new = claims_of(after, after.dates_until(until), rooms)
        return Taking.between(old, new, reached=reached, now=after.updated_at)

    def _carry_out(
        self, taking: Taking, rooms: Mapping[UUID, Room], holder: Holder, now: datetime
    ) -> Sequence[Claim]:
        """What of ``taking.come_into_reach`` is somebody else's."""
        taking.expect_open(rooms)
        if own := taking.clashes_within():
            raise SlotTaken(self._named(own, rooms))
        if taking.gained:
            found = self._clashes(taking.gained, rooms, holder.id)
            if any(each.kind is HolderKind.HOLD for each in found):
                self._drop_expired_holds(taking, now)
                found = self._clashes(taking.gained, rooms, holder.id)
            if found:
                raise SlotTaken(found)
        lost = {(claim.resource, claim.original_start) for claim in taking.lost}
        stays = [
            claim
            for claim in self.tables.claims.get(holder.id, ())
            if (claim.resource, claim.original_start) not in lost
        ]
        held = {(claim.resource, claim.original_start) for claim in stays}
        due = [each for each in taking.come_into_reach if (each.resource, each.original_start) not in held]
        if due:
            self._drop_expired_holds(taking, now)
        free = [claim for claim in due if not self._clashes([claim], rooms, holder.id)]
        self.tables.claims[holder.id] = (*stays, *free, *taking.gained)
        return [claim for claim in due if claim not in free]

    def _drop_expired_holds(self, taking: Taking, now: datetime) -> None:
        contested = set(taking.contested)
        for hold in list(self.tables.holds.values()):
            claims = self.tables.claims.get(hold.id, ())
            if hold.expires_at <= now and any(claim.resource in contested for claim in claims):
                del self.tables.holds[hold.id]
                self.drop(hold.id)

    def _clashes(
        self,
        wanted: Sequence[Claim],
        rooms: Mapping[UUID, Room],
        holder: UUID,
        now: datetime | None = None,
    ) -> Sequence[Conflict]:
        found = []
        for claim in wanted:
            others = [
                (other.slot, HolderKind.HOLD if each in self.tables.holds else HolderKind.MEETING)
                for each, claims in self.tables.claims.items()
                for other in claims
                if each != holder
                and (now is None or self._is_live(each, now))
                and other.resource == claim.resource
                and other.slot.overlaps(claim.slot)
            ]
            for slot, kind in sorted(others, key=lambda other: other[0].start):
                found.append(Conflict(claim.resource, claim.original_start, slot, kind))
        return self._named(found[:MOST_CONFLICTS], rooms)

    def _named(self, conflicts: Sequence[Conflict], rooms: Mapping[UUID, Room]) -> Sequence[Conflict]:
        people = self.tables.people
        return [
            replace(
                each,
                name=rooms[each.resource.id].details.name
                if each.resource.id in rooms
                else people[each.resource.id].name,
            )
            for each in conflicts
        ]
