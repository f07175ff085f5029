"""Stretches of real time, and the moments people mean."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.shared.refusal import InvalidValue

EARLIEST = date(1900, 1, 1)
LATEST = date(2199, 12, 31)
# No zone has ever moved its clocks by more than a day (Samoa left out 30 December 2011).
LARGEST_CLOCK_CHANGE = timedelta(days=1)


class InvalidTimeSlot(InvalidValue):
    code = "invalid_time_slot"


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A stretch of real time, [start, end), both ends timezone-aware."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None:
            raise InvalidTimeSlot("a slot needs a time zone")
        if self.end <= self.start:
            raise InvalidTimeSlot("the end must come after the start", field=("end",))

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: "TimeSlot") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Moment:
    """A clock reading at a place: what somebody meant when they said "half past nine in Paris".

    ``local`` is naive, ``zone`` an IANA zone. The instant is computed, never stored as the truth: when the
    zone's rules change, the clock reading stays. A reading that a clock change skips counts from the offset
    before the change, a repeated one means its first pass (RFC 5545 §3.3.5). Those that say the same are
    equal, by whichever rules their zones go.
    """

    local: datetime
    zone: ZoneInfo
    instant: datetime = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            raise InvalidTimeSlot("a moment's clock reading carries no offset; its zone says it")
        check_year(self.local.date())
        # Once: whoever handles a moment asks for it several times over.
        instant = self.local.replace(tzinfo=self.zone, fold=0).astimezone(UTC)
        object.__setattr__(self, "instant", instant)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Moment):
            return NotImplemented
        return self.local == other.local and self.zone.key == other.zone.key

    def __hash__(self) -> int:
        return hash((self.local, self.zone.key))

    @classmethod
    def at(cls, instant: datetime, zone: ZoneInfo) -> "Moment":
        """What the clocks of ``zone`` show at ``instant``."""
        return cls(instant.astimezone(zone).replace(tzinfo=None), zone)


def readings_of(instant: datetime, zone: ZoneInfo) -> list[datetime]:
    """The clock readings that name ``instant``: what the clocks of ``zone`` show, and, where a clock change
    skipped a reading that means the same (RFC 5545 §3.3.5), that one too.
    """
    before_the_change = (instant - LARGEST_CLOCK_CHANGE).astimezone(zone).utcoffset() or timedelta()
    shown = instant.astimezone(zone).replace(tzinfo=None, fold=0)
    other = (instant.astimezone(UTC) + before_the_change).replace(tzinfo=None)
    is_skipped = other != shown and other.replace(tzinfo=zone).astimezone(UTC) == instant
    return [shown, other] if is_skipped else [shown]


def check_year(day: date) -> None:
    """Raises InvalidTimeSlot outside the years in which we promise correct arithmetic."""
    if not EARLIEST <= day <= LATEST:
        raise InvalidTimeSlot(f"dates run from {EARLIEST.year} to {LATEST.year}")
