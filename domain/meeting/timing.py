"""When a meeting takes place: at clock times, or on whole days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.meeting.refusals import InvalidTiming
from domain.shared.time_slot import Moment, TimeSlot, check_year

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Timed:
    """From one clock reading to another; the two may lie in different zones, like a flight."""

    start: Moment
    end: Moment

    def __post_init__(self) -> None:
        _check_length(self.slot)

    @property
    def slot(self) -> TimeSlot:
        return TimeSlot(self.start.instant, self.end.instant)

    @property
    def original_start(self) -> str:
        return self.start.instant.strftime("%Y%m%dT%H%M%SZ")


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
    def original_start(self) -> str:
        return self.first.strftime("%Y%m%d")


Timing = Timed | AllDay


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
        "utc": moment.instant.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
