"""When an event takes place (RFC 5545 §3.6.1, §3.3.4 to §3.3.6)."""

import re
from datetime import date, timedelta

from adapters.icalendar.properties import NotImportable, Properties, Property
from adapters.icalendar.time_zones import Zones
from adapters.icalendar.values import read_clock, read_date, read_duration
from domain.meeting.timing import AllDay, Timing, timing_between
from domain.shared.time_slot import Moment, check_year
from domain.shared.time_zone import zone_named

_DATE = re.compile(r"[0-9]{8}")
_DATE_TIME = re.compile(r"[0-9]{8}T[0-9]{6}Z?")
_DURATION = re.compile(r"\+?P(?P<days>[0-9WD]*)(?P<time>T[0-9HMS]+)?", re.IGNORECASE)
_ONE_DAY = timedelta(days=1)


def timing_of(event: Properties, zones: Zones, *, repeats: bool = False) -> Timing:
    """Raises NotImportable, or the refusals of Moment and Timing.

    Whole days without an end, or whose end is their start, last one day. A clock time without an end lasts
    no time at all (§3.6.1): no meeting does, so it is refused rather than given an end that nobody chose.
    """
    dtstart, dtend, duration = event.only("DTSTART"), event.only("DTEND"), event.only("DURATION")
    if dtstart is None:
        raise NotImportable("no_start", "it has no DTSTART, so nobody knows when it begins")
    if dtend and duration:
        raise NotImportable("end_and_duration", "it has both DTEND and DURATION")
    start = when(dtstart, zones, repeats=repeats)
    end = when(dtend, zones, repeats=repeats) if dtend else after(start, duration)
    if isinstance(start, Moment) != isinstance(end, Moment):
        raise NotImportable(
            "mixed_value_types", "it begins on a day and ends at a clock time, or the reverse"
        )
    if isinstance(start, date) and start == end:
        return AllDay(start, start + _ONE_DAY)
    _expect_length(start, end)
    return timing_between(start, end)


def _expect_length(start: Moment | date, end: Moment | date) -> None:
    length = _instant(end) - _instant(start)
    if length < timedelta(0):
        raise NotImportable("end_before_start", "it ends before it begins")
    if not length:
        raise NotImportable("zero_length", "it ends when it begins; a meeting takes time")


def _instant(when: Moment | date) -> date:
    return when.instant if isinstance(when, Moment) else when


def when(written: Property, zones: Zones, *, repeats: bool = False) -> Moment | date:
    """A date, or a clock reading in its zone. Raises NotImportable, or InvalidTimeSlot."""
    value = written.value.strip()
    try:
        if _DATE.fullmatch(value):
            return _in_our_years(read_date(value))
        if _DATE_TIME.fullmatch(value):
            return _moment(value, written.parameters.get("TZID", "").strip(), zones, repeats)
    except ValueError:
        pass
    raise NotImportable("malformed_property", f"{written.name} {value[:40]!r} is no date and no time")


def _in_our_years(day: date) -> date:
    check_year(day)
    return day


def _moment(value: str, tzid: str, zones: Zones, repeats: bool) -> Moment:
    local = read_clock(value.removesuffix("Z"))
    if value.endswith("Z"):
        return Moment(local, zone_named("UTC"))
    return Moment(local, zones.of(tzid, local, repeats=repeats) if tzid else zones.floating)


def after(start: Moment | date, duration: Property | None) -> Moment | date:
    """Days and weeks count on the calendar, hours and less on the clock that never jumps (§3.3.6)."""
    days, rest = _parts(duration.value) if duration else (timedelta(0), timedelta(0))
    try:
        if isinstance(start, date):
            if rest:
                raise NotImportable("mixed_value_types", "it begins on a day and lasts hours")
            return start + (days or _ONE_DAY)
        same_clock = Moment(start.local + days, start.zone)
        return Moment.at(same_clock.instant + rest, start.zone) if rest else same_clock
    except OverflowError:
        raise NotImportable("malformed_property", "its DURATION is longer than time itself") from None


def length_of(value: str) -> timedelta:
    """A duration with its sign, a day taken as 24 hours. Raises NotImportable."""
    days, rest = _parts(value.strip().removeprefix("-"))
    return -(days + rest) if value.strip().startswith("-") else days + rest


def _parts(value: str) -> tuple[timedelta, timedelta]:
    written = value.strip().upper()
    found = _DURATION.fullmatch(written)
    try:
        if found and len(written) <= 40 and (found["days"] or found["time"]):
            days = read_duration(f"P{found['days']}") if found["days"] else timedelta(0)
            return days, read_duration(f"P{found['time']}") if found["time"] else timedelta(0)
    except (ValueError, OverflowError):
        pass
    raise NotImportable("malformed_property", f"DURATION {written[:40]!r} is no length of time")
