"""When a meeting takes place: at clock times, or on whole days."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.meeting.refusals import InvalidTiming
from domain.shared.time_slot import Moment, TimeSlot, check_year

Start = Moment | date
Zones = Callable[[str], ZoneInfo]
"""Zones by name: those of present rules, or of former ones."""

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Timed:
    """From one clock reading to another; the two may lie in different zones, like a flight."""

    start: Moment
    end: Moment
    slot: TimeSlot = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once: each date of a series is asked for it several times over.
        object.__setattr__(self, "slot", TimeSlot(self.start.instant, self.end.instant))
        _check_length(self.slot)

    def starting(self, local: date) -> "Timed":
        """The same at another clock reading: the same zones, and exactly as long (RFC 5545 §3.8.5.3)."""
        assert isinstance(local, datetime)
        return self._lasting_from(Moment(local, self.start.zone), self.end.zone)

    def read_by(self, zones: Zones) -> "Timed":
        """The same clock readings by the rules of those zones; as long as before where the end gives way.

        As it does where only the start falls into a gap, or between a zone and another that moves towards it.
        """
        start, end = (Moment(each.local, zones(each.zone.key)) for each in (self.start, self.end))
        if timedelta() < end.instant - start.instant <= LONGEST:
            return Timed(start, end)
        return self._lasting_from(start, end.zone)

    def _lasting_from(self, start: Moment, ends_in: ZoneInfo) -> "Timed":
        end_at = start.instant + self.slot.length
        end = Moment.at(end_at, ends_in)
        # A reading in a repeated hour names its first pass; an end in the second is told in UTC instead.
        return Timed(start, end if end.instant == end_at else Moment.at(end_at, ZoneInfo("UTC")))


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days [first, until) in no zone, never converted; ``until`` is exclusive (RFC 5545 §3.6.1)."""

    first: date
    until: date

    def __post_init__(self) -> None:
        check_year(self.first)
        check_year(self.until)
        _check_length(self.slot)

    @property
    def slot(self) -> TimeSlot:
        """The days as if they were UTC's: for ordering and for overlap with other dates, not for clocks."""
        return TimeSlot(_midnight(self.first), _midnight(self.until))

    @property
    def start(self) -> date:
        return self.first

    def starting(self, local: date) -> "AllDay":
        """The same on other days."""
        first = date.fromordinal(local.toordinal())
        return AllDay(first, first + (self.until - self.first))

    def read_by(self, zones: Zones) -> "AllDay":
        """Days are in no zone."""
        return self


Timing = Timed | AllDay


def reading_of(start: Start) -> datetime:
    """The clock reading of a start; midnight for whole days."""
    return start.local if isinstance(start, Moment) else datetime.combine(start, time())


def name_of(reading: datetime, like: Start) -> str:
    """What a date starting at ``reading`` is called: its UTC instant in the zone of ``like``, or its day."""
    if isinstance(like, Moment):
        return Moment(reading, like.zone).instant.strftime("%Y%m%dT%H%M%SZ")
    return reading.strftime("%Y%m%d")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _check_length(slot: TimeSlot) -> None:
    if slot.length > LONGEST:
        raise InvalidTiming(f"a meeting lasts {LONGEST.days} days at the most", field=("end",))


def timing_between(start: Moment | date, end: Moment | date) -> Timing:
    """The timing from ``start`` to ``end``; both clock readings or both dates.

    Raises InvalidTiming for a mixture, InvalidTimeSlot when the end does not come after the start.
    """
    if isinstance(start, Moment) and isinstance(end, Moment):
        return Timed(start, end)
    if isinstance(start, Moment) or isinstance(end, Moment):
        raise InvalidTiming("start and end must both be moments or both be dates", field=("end",))
    return AllDay(start, end)


def plain(timing: Timing) -> dict[str, object]:
    """Start and end in the public shape of a moment: local time, zone and UTC, or a bare date."""
    if isinstance(timing, AllDay):
        return {"start": {"date": timing.first.isoformat()}, "end": {"date": timing.until.isoformat()}}
    return {"start": _plain_moment(timing.start), "end": _plain_moment(timing.end)}


def _plain_moment(moment: Moment) -> dict[str, object]:
    return {
        "date_time": moment.local.isoformat(timespec="seconds"),
        "time_zone": moment.zone.key,
        "utc": plain_instant(moment.instant),
    }


def plain_instant(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
