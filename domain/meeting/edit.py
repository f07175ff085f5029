"""What somebody wants to be different about a meeting, or about some of its dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.guest import Invitation
from domain.meeting.refusals import InvalidTiming
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import AllDay, Start, Timed, Timing, timing_between
from domain.shared.time_slot import Moment


class Scope(StrEnum):
    """Which dates of a series are meant: ``this`` one, it and the ``following`` ones, or ``all``."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


class Keep(StrEnum):
    """What stays when the time zone changes: the instant, or what the clocks show."""

    MOMENT = "moment"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class NewZone:
    zone: ZoneInfo
    keep: Keep

    def applied_to(self, timing: Timing) -> Timing:
        """As long as before; an end in a zone of its own stays there. Raises InvalidTiming for whole days."""
        if isinstance(timing, AllDay):
            raise InvalidTiming("whole days are in no time zone", field=("time_zone",))
        start, end = timing.start, timing.end
        ends_in = self.zone if end.zone.key == start.zone.key else end.zone
        if self.keep is Keep.MOMENT:
            return Timed(Moment.at(start.instant, self.zone), Moment.at(end.instant, ends_in))
        moved = Moment(start.local, self.zone)
        return Timed(moved, Moment.at(moved.instant + timing.slot.length, ends_in))


@dataclass(frozen=True, slots=True)
class Edit:
    """Only what is given changes: ``details`` by member name, ``start`` and ``end`` each alone if wished.

    ``recurrence``: RRULE, RDATE and EXDATE lines, none for a meeting that repeats no more; None keeps it.
    ``exceptions``: what is to be different on single dates besides, by name; there ``cancelled`` calls the
    date off. ``from_series``: how far dates move counts from where the series has the named one, not from
    where it stands by itself, so that all can follow a date that was moved before.
    """

    details: Mapping[str, Any] = field(default_factory=dict)
    start: Start | None = None
    end: Start | None = None
    zone: NewZone | None = None
    recurrence: Sequence[str] | None = None
    rooms: Sequence[RoomBooking] | None = None
    invitations: Sequence[Invitation] = ()
    uninvited: frozenset[UUID] = frozenset()
    exceptions: Mapping[str, "Edit"] = field(default_factory=dict)
    cancelled: bool = False
    from_series: bool = False

    def timing_from(self, timing: Timing) -> Timing:
        """Raises InvalidTiming or InvalidTimeSlot."""
        if self.zone is not None:
            if self.start is not None or self.end is not None:
                raise InvalidTiming("give either time_zone, or start and end", field=("time_zone",))
            return self.zone.applied_to(timing)
        if self.start is None and self.end is None:
            return timing
        start, end = (
            (timing.first, timing.until) if isinstance(timing, AllDay) else (timing.start, timing.end)
        )
        return timing_between(self.start or start, self.end or end)
