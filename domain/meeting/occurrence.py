"""The dates of a meeting: one, or those of its rule, each with what was changed for it alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cached_property
from typing import Any
from uuid import UUID

from domain.meeting.details import Details
from domain.meeting.kept import KeptProperties
from domain.meeting.recurrence import Recurrence
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import LONGEST, Start, Timed, Timing, name_of, reading_of
from domain.recurrence.recurrence import RecurrenceSet, TooManyOccurrences
from domain.shared.time_slot import EARLIEST, LATEST, Moment

# A name is an instant in one zone and a date a reading in another: the two are at most this far apart.
REACH = timedelta(days=2)
# What the window of a query is cut to, a day inside the years we promise.
FIRST, LAST = (datetime.combine(day, time(), UTC) for day in (EARLIEST + timedelta(days=1), LATEST))


@dataclass(frozen=True, slots=True)
class Override:
    """What one date of a series has of its own; None and missing names: as the series has it.

    ``details`` holds members of ``Details`` by name; who may see a date is not up to the date. A cancelled
    one keeps the rest, to be restored. ``lacks``: rooms and people that the date asks for and does without,
    since they were somebody else's when it came into reach.
    """

    timing: Timing | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    cancelled: bool = False
    cancellation_reason: str = ""
    rooms: tuple[RoomBooking, ...] | None = None
    kept: KeptProperties | None = None
    lacks: frozenset[UUID] = frozenset()

    @property
    def says_nothing(self) -> bool:
        return self == Override()

    def following_series(self, members: Iterable[str], *, rooms: bool) -> "Override":
        """Without its own details of those names, and without its own rooms if told so."""
        gone = set(members)
        details = {name: value for name, value in self.details.items() if name not in gone}
        if rooms:
            return replace(self, details=details, rooms=None, lacks=frozenset())
        return replace(self, details=details)


def booked_rooms(rooms: Iterable[RoomBooking], overrides: Mapping[str, Override]) -> frozenset[UUID]:
    """Every room that some date asks for."""
    own = (booking for each in overrides.values() for booking in each.rooms or ())
    return frozenset(booking.room_id for booking in (*rooms, *own))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date. ``original_start`` names it for life, wherever it is moved and however its series changes."""

    original_start: str
    timing: Timing
    details: Details
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a series was split off: it goes on from the date ``original_start`` of ``meeting_id``.

    ``until``: the last date that it took along; None where there was no end to them.
    """

    meeting_id: UUID
    original_start: str
    until: str | None = None

    def took_along(self, original_start: str) -> bool:
        """Whether a date of that name went from the one to the other, if there was one."""
        return self.original_start <= original_start and (self.until is None or original_start <= self.until)


@dataclass(frozen=True)
class Dates:
    """Computes occurrences. ``anchor``: the start the meeting was first given, which names its dates.

    A date's name is what its start would have been without all later moves of the series: its clock reading
    minus the shift from anchor to present start, read in the anchor's zone.
    """

    timing: Timing
    details: Details
    anchor: Start
    recurrence: Recurrence | None
    overrides: Mapping[str, Override]

    def between(self, start: datetime, end: datetime) -> list[Occurrence]:
        """Those that overlap [start, end), cancelled ones too, ordered by start. Whole days count as UTC's.

        Raises TooManyOccurrences.
        """
        found = [
            each
            for each in self._nominal(start - self._length, end)
            if each.original_start not in self.overrides
        ]
        found += self._overridden
        within = [each for each in found if each.timing.slot.start < end and start < each.timing.slot.end]
        return sorted(within, key=lambda each: (each.timing.slot.start, each.original_start))

    def until(self, end: datetime) -> list[Occurrence]:
        """All that begin before ``end``."""
        return [each for each in self.between(self._beginning, end) if each.timing.slot.start < end]

    def count(self, start: datetime, end: datetime) -> int:
        """How many begin in [start, end) by the rule alone. Raises TooManyOccurrences."""
        if self._set is None:
            return int(start <= self.timing.slot.start < end)
        first, last = (
            min(max(each, FIRST), LAST).astimezone(self._zone).replace(tzinfo=None) for each in (start, end)
        )
        return len(self._set.between(first, last))

    def named(self, original_start: str) -> Occurrence | None:
        """The date of that name, or None where the series has none."""
        nominal = self.nominal(original_start)
        return nominal and self._as_overridden(nominal)

    def nominal(self, original_start: str) -> Occurrence | None:
        """As ``named``, before what was changed for this date alone."""
        about = _instant_of(original_start)
        if about is None:
            return None
        about += self._shift
        around = self._nominal(about - REACH, about + REACH)
        return next((each for each in around if each.original_start == original_start), None)

    def reading_at(self, start: Start) -> datetime:
        """``start`` as the clocks of the series show it; a mere day means that day at the usual time."""
        usual = self.timing.start
        if not isinstance(start, Moment):
            return datetime.combine(start, usual.local.time() if isinstance(usual, Moment) else time())
        if not isinstance(usual, Moment):
            return datetime.combine(start.local.date(), time())
        return start.local if start.zone.key == usual.zone.key else Moment.at(start.instant, usual.zone).local

    def name_at(self, start: Start) -> str:
        """What a date that begins at ``start`` by the rule is called, whether or not the rule has it."""
        return name_of(self.reading_at(start) - self._shift, self.anchor)

    @property
    def only(self) -> Occurrence:
        """The one date of a meeting that does not repeat."""
        return self._as_overridden(self._occurrence(reading_of(self.timing.start)))

    def end_after(self, now: datetime) -> bool:
        """Whether a date is still to end, by the rule alone."""
        return self.goes_on_after(now - self._length + timedelta(microseconds=1))

    def goes_on_after(self, moment: datetime) -> bool:
        """Whether a date begins at or after ``moment``, by the rule alone."""
        if self._set is None:
            return self.timing.slot.start >= moment
        reading = moment.astimezone(self._zone).replace(tzinfo=None)
        return next(self._set.following(reading), None) is not None

    @property
    def first(self) -> Occurrence | None:
        """The earliest date by the rule; None when it has none at all."""
        if self._set is None:
            return self._occurrence(reading_of(self.timing.start))
        reading = next(self._set.following(self._earliest), None)
        return None if reading is None else self._occurrence(_as_reading(reading))

    @property
    def last(self) -> Occurrence | None:
        """The latest date by the rule; None where there is no end to them, or none that one could count to.

        A series without any date has none either.
        """
        if self._set is None:
            return self._occurrence(reading_of(self.timing.start))
        if any(rule.count is None and rule.until is None for rule in self._set.rules):
            return None
        try:
            readings = self._set.between(self._earliest, LAST.replace(tzinfo=None))
        except TooManyOccurrences:
            return None
        return self._occurrence(_as_reading(readings[-1])) if readings else None

    def _nominal(self, start: datetime, end: datetime) -> Iterator[Occurrence]:
        """By the rule alone, those that may begin in [start, end); a day more on either side does no harm."""
        if self._set is None:
            yield self.only
            return
        first, last = (
            min(max(each, FIRST), LAST).astimezone(self._zone).replace(tzinfo=None) for each in (start, end)
        )
        named: set[str] = set()
        for reading in self._set.between(first - timedelta(days=1), last + timedelta(days=1)):
            occurrence = self._occurrence(_as_reading(reading))
            if occurrence.original_start not in named:
                named.add(occurrence.original_start)
                yield occurrence

    def _occurrence(self, reading: datetime) -> Occurrence:
        name = name_of(reading - self._shift, self.anchor)
        return Occurrence(name, self.timing.starting(reading), self.details)

    def _as_overridden(self, nominal: Occurrence) -> Occurrence:
        own = self.overrides.get(nominal.original_start)
        if own is None:
            return nominal
        return replace(
            nominal,
            timing=own.timing or nominal.timing,
            details=replace(nominal.details, **own.details) if own.details else nominal.details,
            cancelled=own.cancelled,
        )

    @cached_property
    def _overridden(self) -> list[Occurrence]:
        found = (self.named(name) for name in self.overrides)
        return [each for each in found if each is not None]

    @cached_property
    def _set(self) -> RecurrenceSet | None:
        return self.recurrence.dates_from(self.timing.start) if self.recurrence else None

    @cached_property
    def _shift(self) -> timedelta:
        return reading_of(self.timing.start) - reading_of(self.anchor)

    @property
    def _zone(self) -> tzinfo:
        return self.timing.start.zone if isinstance(self.timing, Timed) else UTC

    @property
    def _length(self) -> timedelta:
        return self.timing.slot.length

    @property
    def _beginning(self) -> datetime:
        starts = [each.timing.slot.start for each in self._overridden]
        return min([self._earliest.replace(tzinfo=UTC) - LONGEST, *starts])

    @property
    def _earliest(self) -> datetime:
        """No date begins before it by the rule; dates that were added may precede the start."""
        added = self.recurrence.added if self.recurrence else ()
        return min([reading_of(self.timing.start), *map(_as_reading, added)])


def still_lacking(before: Dates, after: Dates) -> dict[str, Override]:
    """The overrides of ``after``, where dates that did not move go on without what they lacked ``before``."""
    overrides = {name: replace(own, lacks=frozenset()) for name, own in after.overrides.items()}
    for name, own in before.overrides.items():
        if own.lacks:
            old, new = before.named(name), after.named(name)
            if old is not None and new is not None and old.timing.slot == new.timing.slot:
                overrides[name] = replace(overrides.get(name, Override()), lacks=own.lacks)
    return {name: own for name, own in overrides.items() if not own.says_nothing}


def _as_reading(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _instant_of(original_start: str) -> datetime | None:
    for pattern in ("%Y%m%dT%H%M%SZ", "%Y%m%d"):
        try:
            moment = datetime.strptime(original_start, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
        return moment if EARLIEST < moment.date() <= LATEST else None
    return None
