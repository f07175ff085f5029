"""What the use cases about meetings need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.availability.ports import AvailabilityWork
from domain.meeting.claim import Conflict
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal
from domain.meeting.room import Room
from domain.meeting.zone_change import ZoneMove
from domain.shared.time_slot import TimeSlot


class Meetings(Protocol):
    """All meetings. What comes back is a copy; changes, and the events they recorded, count once saved.

    Whatever writes a meeting takes the time that it needs for itself alone, and gives back what it needs no
    more: rooms and, while it is exclusive, people, on each date up to the horizon. So ``add``, ``add_all``
    and ``save`` raise SlotTaken, RoomClosed, RoomInactive and ExclusiveNeedsClockTimes as well. Dates that
    come into reach of the horizon with time take what is free.

    What was said about the dates that an added one goes on with (``Lineage``) goes along.
    """

    def add(self, meeting: Meeting) -> None:
        """Saves it as version 1. Raises UidAlreadyTaken when the host has another with that UID."""
        ...

    def add_all(self, meetings: Sequence[Meeting]) -> Collection[UUID]:
        """As ``add``, for many at once. Returns the ids of those it saved; the UIDs of the rest are taken."""
        ...

    def get(self, meeting_id: UUID) -> Meeting:
        """Holds off other writers of this meeting until the transaction ends. Raises MeetingNotFound.

        One that time zone rules have changed for is brought up to date first (``ZoneChanges.follow``).
        Raises StorageUnavailable where others know newer rules than this process.
        """
        ...

    def find(self, meeting_id: UUID) -> Meeting | None:
        """Holds nobody off: for reading. It is read by the rules that it was computed with."""
        ...

    def among(self, meeting_ids: Collection[UUID]) -> Sequence[Meeting]:
        """Those that exist, in any order; holds nobody off."""
        ...

    def with_uids(self, host_id: UUID, uids: Collection[str]) -> Sequence[Meeting]:
        """The host's meetings with one of those iCalendar UIDs, in any order; holds nobody off."""
        ...

    def split_off(self, meeting_id: UUID) -> Sequence[Meeting]:
        """Those that go on from a date of that meeting, ordered by date and id; holds nobody off."""
        ...

    def taken_along(self, meeting_id: UUID, original_start: str) -> Sequence[Meeting]:
        """The meetings that a date of that name went to with each split, one after the other.

        The first that has it still is where it is now, unless the meeting itself does. Holds nobody off.
        """
        ...

    def inviting(self, email: str, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        """Ids of those with a guest whom they know by that address alone, in order; holds nobody off."""
        ...

    def save(self, meeting: Meeting) -> None:
        """Raises StaleMeeting when another version was saved since this one was read."""
        ...

    def waiting_for_rooms(self, *, limit: int) -> Sequence[Meeting]:
        """Scheduled meetings with a room that is pending, if on a single date only, ordered by id.

        Holds nobody off.
        """
        ...

    def clashes(self, meeting: Meeting) -> Sequence[Conflict]:
        """What is in the way of it, were it added or saved just now; takes nothing and holds nobody off.

        What was added before must have been read with ``get`` in the same transaction. Raises RoomClosed,
        RoomInactive or ExclusiveNeedsClockTimes.
        """
        ...

    def taken(
        self, resource_ids: Collection[UUID], slot: TimeSlot, *, by_others_than: UUID, now: datetime
    ) -> Sequence[tuple[UUID, TimeSlot]]:
        """Which of those rooms and people other meetings and holds have taken, and when.

        As far as it touches ``slot``, buffers included, in order of start and id.
        """
        ...

    def remove(self, meeting: Meeting) -> None:
        """For good, with all that hangs on it; its recorded events stay in the log.

        A way that led through it leads on to what was split off from it (``taken_along``).
        """
        ...


class Rooms(Protocol):
    """All rooms. What comes back is a copy; changes, and the events they recorded, count once saved."""

    def add(self, room: Room) -> None:
        """Saves it as version 1. Raises RoomNameTaken; names that differ in case only are the same."""
        ...

    def get(self, room_id: UUID) -> Room:
        """Holds off other writers of this room, and its bookings, until the transaction ends.

        Raises RoomNotFound.
        """
        ...

    def find(self, room_id: UUID) -> Room | None:
        """Holds nobody off: for reading."""
        ...

    def among(self, room_ids: Collection[UUID]) -> Sequence[Room]:
        """Those that exist, ordered by id; holds nobody off."""
        ...

    def called(self, keys: Collection[str]) -> Sequence[Room]:
        """Those with one of these ``details.key``, in use or not, ordered by id; holds nobody off."""
        ...

    def fitting(self, capacity: int, equipment: Collection[str]) -> Sequence[Room]:
        """Those in use that take bookings without approval, with that many seats and all that equipment.

        Smallest first, then by ``details.key``. Holds off others who want to book any of them.
        """
        ...

    def search(
        self,
        *,
        words: str = "",
        capacity: int = 1,
        equipment: Collection[str] = (),
        active: bool | None = True,
        after: str | None = None,
        limit: int | None,
    ) -> Sequence[Room]:
        """Rooms with that part in name or location, ignoring case, that many seats and all that equipment.

        ``active`` None asks for both kinds. Ordered by ``details.key``; those behind the key ``after`` when
        it is given, ``limit`` of them (None: all). Holds nobody off.
        """
        ...

    def save(self, room: Room) -> None:
        """Raises StaleRoom when another version was saved since this one was read, or RoomNameTaken."""
        ...


class Holds(Protocol):
    """Holds that were not released. One that has run out may still be found, and is in nobody's way."""

    def add(self, hold: Hold) -> None:
        """Takes the time that it holds.

        Raises SlotTaken, RoomClosed or RoomInactive. Its rooms and people must exist.
        """
        ...

    def find(self, hold_id: UUID) -> Hold | None: ...

    def of(self, owner_id: UUID, *, now: datetime) -> Sequence[Hold]:
        """The owner's, without those that have run out, ordered by id."""
        ...

    def run_out(self, now: datetime, *, limit: int) -> Sequence[Hold]:
        """The first that have run out and are still kept; they are the caller's until it commits.

        Passes over those that others have, without waiting.
        """
        ...

    def remove(self, hold: Hold) -> None:
        """Gives its time back at once, to others with the commit and to this transaction before.

        Raises HoldNotFound when somebody was quicker.
        """
        ...


class Proposals(Protocol):
    """Other times that guests proposed. Whoever changes one holds its meeting (``Meetings.get``)."""

    def add(self, proposal: Proposal) -> None: ...

    def find(self, proposal_id: UUID) -> Proposal | None: ...

    def of(self, meeting_id: UUID, *, person_id: UUID | None = None) -> Sequence[Proposal]:
        """Those of the meeting, or of that person for it, ordered by when they were made, then by id."""
        ...

    def save(self, proposal: Proposal) -> None: ...


class ZoneChanges(Protocol):
    """Meetings remember by which time zone rules they were computed; here they follow the present ones.

    The present rules are those of this process, which read them when it first needed them.
    """

    def declare(self) -> None:
        """From now on the rules of this process count, even where others were known later."""
        ...

    def outdated(self, *, after: UUID | None = None, limit: int) -> Sequence[UUID]:
        """Meetings that were computed by other rules than the present ones, in order of id."""
        ...

    def follow(self, meeting_id: UUID, *, now: datetime) -> None:
        """Recompute that meeting (``domain.meeting.zone_change``), unless it is up to date, or gone.

        What it claims and others have by now is left to ``settle``. Holds off other writers of it.
        """
        ...

    def unsettled(self, *, limit: int) -> Sequence[UUID]:
        """Entries of the report, by id, of meetings that still lack something that they had."""
        ...

    def settle(self, move_id: UUID, *, now: datetime) -> None:
        """Take what has become free; what has not is a collision. Only once no meeting is outdated."""
        ...

    def report(self, *, before: UUID | None = None, limit: int) -> Sequence[ZoneMove]:
        """What moved, the latest first; of those behind the entry ``before`` when it is given."""
        ...


@dataclass(frozen=True, slots=True)
class Newcomer:
    """``since``: when the person came to their address. Who comes to a second one is another newcomer."""

    id: UUID
    person_id: UUID
    since: datetime


class Newcomers(Protocol):
    """People who have come to a proven address, whom meetings may still know by that alone.

    ``People`` notes everybody who joins, moves to an address or is active again, in the same transaction.
    """

    def take(self, now: datetime, *, again_at: datetime) -> Newcomer | None:
        """The one due the longest, who is due again then; passes over whom others are taking."""
        ...

    def remove(self, newcomer: Newcomer) -> None: ...


class SaidAboutDates(Protocol):
    """What people say about single dates, of which here only counts how much it is."""

    def count_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        """How many messages there are about each date, by its name; deleted ones are none."""
        ...


class WrittenAboutDates(Protocol):
    """Agendas and minutes of single dates, of which here only counts how much they are."""

    def count_lines_by_date(self, meeting_id: UUID) -> Mapping[str, int]:
        """How many lines there are of each date, by its name; removed ones are none."""
        ...


class MeetingWork(AvailabilityWork, Protocol):
    @property
    def meetings(self) -> Meetings: ...
    @property
    def rooms(self) -> Rooms: ...
    @property
    def proposals(self) -> Proposals: ...
    @property
    def holds(self) -> Holds: ...
    @property
    def newcomers(self) -> Newcomers: ...
    @property
    def zone_changes(self) -> ZoneChanges: ...
    @property
    def said_about_dates(self) -> SaidAboutDates: ...
    @property
    def written_about_dates(self) -> WrittenAboutDates: ...
