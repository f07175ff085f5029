"""What an event says that means nothing here, and its alarms: kept for the way back."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from adapters.icalendar.components import MOST_ALARMS, RawEvent
from adapters.icalendar.properties import NotImportable, Properties, Property, properties
from adapters.icalendar.timings import length_of
from adapters.icalendar.values import parts_of, read_clock
from domain.meeting.kept import (
    EARLIEST_REMINDER,
    MOST_OCTETS_KEPT,
    MOST_REMINDERS,
    CannotBeKept,
    KeptProperties,
)
from domain.meeting.timing import Timed, Timing
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named

_MINUTE = timedelta(minutes=1)
_INSTANT = re.compile(r"\d{8}T\d{6}Z", re.ASCII)


def kept_of(
    raw: RawEvent, rooms: Sequence[str], also: Sequence[Property], timing: Timing, *, repeats: bool
) -> tuple[KeptProperties, str]:
    """What is kept, and a note about what could not be.

    ``rooms``: their lines, ``also``: wanted properties that found no place.
    """
    lines, left_out = _lines(raw, rooms, also)
    reminders, mute = _reminders(raw.alarms, timing, repeats=repeats)
    parts = [
        f"{count} {what if count == 1 else plural}"
        for count, what, plural in (
            (left_out, "property that cannot be kept", "properties that cannot be kept"),
            (
                mute,
                "alarm that is no reminder before the start",
                "alarms that are no reminder before the start",
            ),
        )
        if count
    ]
    return KeptProperties(reminders, tuple(lines)), f"left out: {', '.join(parts)}" if parts else ""


def _lines(raw: RawEvent, rooms: Iterable[str], also: Iterable[Property]) -> tuple[list[str], int]:
    kept: list[str] = []
    left_out, room = raw.others_left_out, MOST_OCTETS_KEPT
    decoded = [line.decode(errors="replace") for line in raw.others]
    for line in (*rooms, *decoded, *(each.line for each in also)):
        octets = len(line.encode())
        if octets <= room and _can_be_kept(line):
            kept.append(line)
            room -= octets
        else:
            left_out += 1
    return kept, left_out


def _can_be_kept(line: str) -> bool:
    """A readable property that needs nothing else of its file, as a zone of its own would be."""
    try:
        _, parameters, _ = parts_of(line)
        KeptProperties(lines=(line,))
    except (ValueError, CannotBeKept):
        return False
    return "TZID" not in parameters and "\ufffd" not in line


def _reminders(
    alarms: Sequence[Sequence[bytes]], timing: Timing, *, repeats: bool
) -> tuple[tuple[int, ...], int]:
    """Minutes before the start, and how many alarms are none of that kind."""
    found: set[int] = set()
    mute = 0
    for lines in alarms[:MOST_ALARMS]:
        try:
            alarm = properties(lines)
            if alarm.first_text("ACTION").strip().upper() == "NONE":
                continue  # the way to say: no alarm by default
            minutes = _minutes(alarm, timing, repeats=repeats)
        except (NotImportable, ValueError, OverflowError):
            minutes = None
        if minutes is None or not 0 <= minutes <= EARLIEST_REMINDER:
            mute += 1
        elif len(found) < MOST_REMINDERS or minutes in found:
            found.add(minutes)
        else:
            mute += 1
    return tuple(found), mute + max(0, len(alarms) - MOST_ALARMS)


def _minutes(alarm: Properties, timing: Timing, *, repeats: bool) -> int | None:
    """Before the start, begun minutes counted whole. An instant says nothing about the dates of a series."""
    trigger = alarm.only("TRIGGER")
    if trigger is None:
        return None
    value = trigger.value.strip()
    if _INSTANT.fullmatch(value):
        if repeats or not isinstance(timing, Timed):
            return None
        instant = Moment(read_clock(value.removesuffix("Z")), zone_named("UTC")).instant
        before = timing.slot.start - instant
    else:
        before = -length_of(value)
        if trigger.parameters.get("RELATED", "").upper() == "END":
            before -= timing.slot.length
    return -(-before // _MINUTE)
