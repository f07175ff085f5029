"""How an event repeats (RFC 5545 §3.8.5)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from adapters.icalendar.properties import NotImportable, Properties, Property
from adapters.icalendar.time_zones import Zones
from adapters.icalendar.timings import after, when
from domain.meeting.recurrence import MOST_SINGLE_DATES, Recurrence, parse_recurrence
from domain.meeting.timing import Start, Timing, timing_between
from domain.recurrence.writing import write_moment
from domain.shared.time_slot import Moment

_DAY_IN_UTC = re.compile(r"\d{8}Z", re.ASCII)  # big calendars write it


def repeats(event: Properties) -> bool:
    return any(event.has(name) for name in ("RRULE", "RDATE", "EXDATE", "EXRULE"))


def recurrence_of(
    event: Properties, start: Start, zones: Zones
) -> tuple[Recurrence | None, tuple[Timing, ...]]:
    """Rules and dates, and those added dates that have an end of their own (VALUE=PERIOD).

    Raises NotImportable, InvalidRecurrence or InvalidTimeSlot.
    """
    if event.has("EXRULE"):
        raise NotImportable("recurrence_not_supported", "EXRULE was taken out of iCalendar; list the dates")
    if not repeats(event):
        return None, ()
    lines = [f"RRULE:{each.value.strip()}" for each in event.every("RRULE")]
    added, periods = _single(event.every("RDATE"), start, zones)
    removed, _ = _single(event.every("EXDATE"), start, zones)
    if not lines and not added:
        added = [_reading(start)]
    for name, readings in (("RDATE", added), ("EXDATE", removed)):
        if readings:
            lines.append(f"{name}:{','.join(map(write_moment, readings))}")
    return parse_recurrence(lines, start), tuple(periods)


def _single(written: Sequence[Property], start: Start, zones: Zones) -> tuple[list[date], list[Timing]]:
    """Readings in the zone of ``start``, or instants, and the periods among them."""
    readings: list[date] = []
    periods: list[Timing] = []
    if sum(each.value.count(",") + 1 for each in written) > MOST_SINGLE_DATES:
        raise NotImportable(
            "invalid_recurrence", f"it lists more than {MOST_SINGLE_DATES:,} dates one by one"
        )
    for each in written:
        for text in filter(None, map(str.strip, each.value.split(","))):
            first, slash, last = text.partition("/")
            day_only = _DAY_IN_UTC.fullmatch(first)
            moment = when(replace(each, value=first[:8] if day_only else first), zones, repeats=True)
            readings.append(_reading_in(moment, start))
            if slash and isinstance(moment, Moment) and isinstance(start, Moment):
                end = replace(each, value=last)
                is_length = last[:1] in {"P", "+"}
                until = after(moment, end) if is_length else when(end, zones, repeats=True)
                periods.append(timing_between(moment, until))
    return readings, periods


def _reading(start: Start) -> date:
    return start.local if isinstance(start, Moment) else start


def _reading_in(moment: Start, start: Start) -> date:
    """A mere day in a series with times stays a day, and means that day's date; of elsewhere, an instant."""
    if not isinstance(moment, Moment):
        return moment
    if not isinstance(start, Moment):
        return moment.local.date()
    return moment.local if moment.zone.key == start.zone.key else moment.instant
