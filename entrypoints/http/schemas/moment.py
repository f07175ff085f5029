"""Moments on the wire: a clock reading with its zone, or a bare date (api.md, Conventions)."""

import re
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import Discriminator, Field, Tag, WithJsonSchema

from domain.meeting.timing import AllDay, Start, Timing, timing_between
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import Moment, check_year
from domain.shared.time_zone import zone_named
from entrypoints.http.schemas.shapes import (
    RecordedAt,
    Sent,
    Shown,
    TimeZoneName,
    absent,
    allowed_by,
)

Day = date  # a member below is called ``date``

# Python reads more spellings than we answer in; years out of range have a refusal of their own.
READING_SHAPE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?"
READING_PATTERN = (
    r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
)
DAY_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


class InvalidReading(InvalidValue):
    code = "invalid_date_time"


class InvalidDate(InvalidValue):
    code = "invalid_date"


def _reading(text: str) -> datetime:
    try:
        reading = datetime.fromisoformat(text)
    except ValueError:
        reading = None
    if reading is None or not re.fullmatch(READING_SHAPE, text):
        raise InvalidReading(
            "must be a date and time of the calendar without an offset, such as 2026-12-01T09:30:00"
        )
    check_year(reading.date())
    return reading


def day_of(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise InvalidDate("must be a date such as 2026-12-01")
    check_year(day)
    return day


class TimedMomentSent(Sent):
    """A clock reading and the zone it is meant in. ``utc`` is ignored: it may be sent back as it came."""

    date_time: Annotated[
        str,
        allowed_by(_reading),
        WithJsonSchema({"type": "string", "pattern": READING_PATTERN, "examples": ["2026-12-01T09:30:00"]}),
    ]
    time_zone: TimeZoneName
    utc: Annotated[
        str | None,
        Field(max_length=64),
        WithJsonSchema({"type": "string", "format": "date-time", "maxLength": 64, "readOnly": True}),
    ] = Field(default_factory=absent)

    def meant(self) -> Moment:
        return Moment(_reading(self.date_time), zone_named(self.time_zone))


class AllDayMomentSent(Sent):
    """A date in no zone. As an end it is exclusive: the day after the last one."""

    date: Annotated[
        str,
        Field(max_length=10),
        allowed_by(day_of),
        WithJsonSchema(
            {"type": "string", "format": "date", "pattern": DAY_PATTERN, "examples": ["2026-12-01"]}
        ),
    ]

    def meant(self) -> Day:
        return day_of(self.date)


def _kind(value: Any) -> str:
    return "<all_day>" if isinstance(value, dict) and "date" in value else "<timed>"


# Tags in brackets stand in pydantic's paths, but are no members: ``validation`` leaves them out.
MomentSent = Annotated[
    Annotated[TimedMomentSent, Tag("<timed>")] | Annotated[AllDayMomentSent, Tag("<all_day>")],
    Discriminator(_kind),
]


class TimedMoment(Shown):
    """A clock reading, its zone, and the instant the two come to by today's rules of the zone."""

    date_time: str
    time_zone: str
    utc: RecordedAt


class AllDayMoment(Shown):
    """A date in no zone. As an end it is exclusive: the day after the last one."""

    date: Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]


MomentShown = TimedMoment | AllDayMoment


def timing_from(start: MomentSent, end: MomentSent) -> Timing:
    """Raises InvalidTiming or InvalidTimeSlot."""
    return timing_between(start.meant(), end.meant())


def told(instant: datetime, zone: ZoneInfo) -> TimedMoment:
    """By the clocks of ``zone``; by UTC in the second pass of an hour that they repeat, as a clock reading
    would name the first."""
    moment = Moment.at(instant, zone)
    return _shown(moment if moment.instant == instant else Moment.at(instant, ZoneInfo("UTC")))


def moment_shown(start: Start) -> MomentShown:
    return _shown(start) if isinstance(start, Moment) else AllDayMoment(date=start.isoformat())


def start_and_end(timing: Timing) -> tuple[MomentShown, MomentShown]:
    if isinstance(timing, AllDay):
        return AllDayMoment(date=timing.first.isoformat()), AllDayMoment(date=timing.until.isoformat())
    return _shown(timing.start), _shown(timing.end)


def _shown(moment: Moment) -> TimedMoment:
    reading = moment.local.isoformat(timespec="seconds")
    return TimedMoment(date_time=reading, time_zone=moment.zone.key, utc=moment.instant)
