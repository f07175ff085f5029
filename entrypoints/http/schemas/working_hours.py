"""Working hours on the wire."""

from datetime import UTC, date
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import ConfigDict, Field, WithJsonSchema

from domain.availability.refusals import InvalidWorkingHours
from domain.availability.working_hours import (
    MIDNIGHT,
    MOST_ABSENCES,
    MOST_EXCEPTIONS,
    MOST_MOVES,
    MOST_WINDOWS,
    Day,
    Hours,
    Move,
    Week,
    Window,
    WorkingHours,
    ordered,
)
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from entrypoints.http.schemas.moment import DAY_PATTERN, day_of
from entrypoints.http.schemas.room import WindowSent, WindowShown
from entrypoints.http.schemas.shapes import Instant, RecordedAt, Sent, Shown, TimeZoneName, absent, allowed_by

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Date = Annotated[
    str,
    Field(max_length=10),
    allowed_by(day_of),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DAY_PATTERN, "examples": ["2026-12-01"]}),
]
Windows = Annotated[list[WindowSent], Field(max_length=MOST_WINDOWS)]


class WeekSent(Sent):
    """Windows by weekday; one that ends before it starts reaches into the next day. A day left out is off."""

    monday: Windows = Field(default_factory=list)
    tuesday: Windows = Field(default_factory=list)
    wednesday: Windows = Field(default_factory=list)
    thursday: Windows = Field(default_factory=list)
    friday: Windows = Field(default_factory=list)
    saturday: Windows = Field(default_factory=list)
    sunday: Windows = Field(default_factory=list)


class WeekShown(Shown):
    monday: list[WindowShown]
    tuesday: list[WindowShown]
    wednesday: list[WindowShown]
    thursday: list[WindowShown]
    friday: list[WindowShown]
    saturday: list[WindowShown]
    sunday: list[WindowShown]


class HoursExceptionSent(Sent):
    """One date that differs from its weekday; without windows it is a day off."""

    date: Date
    windows: Windows = Field(default_factory=list)


class HoursExceptionShown(Shown):
    date: str
    windows: list[WindowShown]


class MoveSent(Sent):
    """From that date on, everything is by the clocks of another zone."""

    since: Annotated[Date, Field(alias="from")]
    time_zone: TimeZoneName


class MoveShown(Shown):
    model_config = ConfigDict(serialize_by_alias=True, populate_by_name=True)

    since: Annotated[str, Field(alias="from")]
    time_zone: str


class AbsenceSent(Sent):
    start: Instant
    end: Instant


class AbsenceShown(Shown):
    start: RecordedAt
    end: RecordedAt


Exceptions = Annotated[list[HoursExceptionSent], Field(max_length=MOST_EXCEPTIONS)]


class WorkingHoursSent(Sent):
    """All of somebody's working hours; what is left out is empty. Without ``time_zone`` it stays as it is."""

    weekly: WeekSent
    time_zone: TimeZoneName = Field(default_factory=absent)
    exceptions: Annotated[list[HoursExceptionSent], Field(max_length=MOST_EXCEPTIONS)] = Field(
        default_factory=list
    )
    out_of_office: Annotated[list[AbsenceSent], Field(max_length=MOST_ABSENCES)] = Field(default_factory=list)
    moves: Annotated[list[MoveSent], Field(max_length=MOST_MOVES)] = Field(default_factory=list)

    def hours(self, present: ZoneInfo) -> Hours:
        """Raises InvalidWorkingHours, naming the member."""
        zone = zone_named(self.time_zone) if self.time_zone else present
        week: Week = tuple(_day(getattr(self.weekly, name), ("weekly", name)) for name in WEEKDAYS)  # type: ignore[assignment]
        exceptions: dict[date, Day] = {}
        for place, each in enumerate(self.exceptions):
            if day_of(each.date) in exceptions:
                raise InvalidWorkingHours("is listed already", field=("exceptions", place, "date"))
            exceptions[day_of(each.date)] = _day(each.windows, ("exceptions", place, "windows"))
        moves = tuple(Move(day_of(move.since), zone_named(move.time_zone)) for move in self.moves)
        away = tuple(_absence(each, place) for place, each in enumerate(self.out_of_office))
        return Hours(zone, week, exceptions, moves, away)


class WorkingHoursShown(Shown):
    """When somebody works, by the clocks of where they live."""

    person_id: UUID
    version: int = Field(description="Grows with each change; the ETag is made of it.")
    time_zone: str
    weekly: WeekShown
    exceptions: list[HoursExceptionShown]
    out_of_office: list[AbsenceShown]
    moves: list[MoveShown]

    @classmethod
    def of(cls, working: WorkingHours) -> "WorkingHoursShown":
        hours = working.hours
        return cls(
            person_id=working.person_id,
            version=working.version,
            time_zone=hours.zone.key,
            weekly=WeekShown(**{name: _shown(day) for name, day in zip(WEEKDAYS, hours.week, strict=True)}),
            exceptions=[
                HoursExceptionShown(date=day.isoformat(), windows=_shown(windows))
                for day, windows in hours.exceptions.items()
            ],
            out_of_office=[
                AbsenceShown(start=slot.start.astimezone(UTC), end=slot.end.astimezone(UTC))
                for slot in hours.out_of_office
            ],
            moves=[MoveShown(since=move.since.isoformat(), time_zone=move.zone.key) for move in hours.moves],
        )


def _day(sent: list[WindowSent], place: tuple[str | int, ...]) -> Day:
    windows = []
    for number, each in enumerate(sent):
        start, end = _minutes(each.start), _minutes(each.end)
        try:
            windows.append(Window(start, end if end > start else end + MIDNIGHT))
        except InvalidWorkingHours as refusal:
            raise InvalidWorkingHours(refusal.message, field=(*place, number, "start")) from None
    return ordered(tuple(windows), place)


def _absence(sent: AbsenceSent, place: int) -> TimeSlot:
    try:
        return TimeSlot(sent.start, sent.end)
    except InvalidValue as refusal:
        raise InvalidWorkingHours(refusal.message, field=("out_of_office", place, "end")) from None


def _shown(day: Day) -> list[WindowShown]:
    return [WindowShown(start=_clock(window.start), end=_clock(window.end)) for window in day]


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _clock(minutes: int) -> str:
    within = minutes - MIDNIGHT if minutes > MIDNIGHT else minutes
    return f"{within // 60:02}:{within % 60:02}"
