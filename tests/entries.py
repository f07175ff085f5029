"""What a ``Calendars`` answers, read back into the entries it was made of."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from application.meeting.queries import CalendarEntry, Calendars, CalendarWindow, MeetingSummary
from application.shared.ports import Viewer
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import MeetingState
from domain.meeting.timing import Timing, timing_between
from domain.shared.time_slot import Moment
from domain.shared.time_zone import zone_named


def entries(
    calendars: Calendars,
    window: CalendarWindow,
    *,
    people: Collection[UUID] = (),
    rooms: Collection[UUID] = (),
    viewer: Viewer,
) -> list[CalendarEntry]:
    """Each entry in the public shape to the letter, nothing missing and nothing besides."""
    answered = json.loads(calendars.entries(window, people=people, rooms=rooms, viewer=viewer))
    read = [_entry(shown) for shown in answered]
    assert [entry.plain() for entry in read] == answered
    assert [list(entry.plain()) for entry in read] == [list(shown) for shown in answered]
    return read


def _entry(shown: Mapping[str, Any]) -> CalendarEntry:
    return CalendarEntry(
        person_id=UUID(shown["person_id"]) if shown["person_id"] else None,
        original_start=shown["original_start"] or "",
        timing=_timing(shown),
        response=ResponseStatus(shown["response"]),
        summary=None if shown["busy_only"] else _summary(shown),
        room_id=UUID(shown["room_id"]) if shown["room_id"] else None,
    )


def _timing(shown: Mapping[str, Any]) -> Timing:
    start, end = (_moment(shown[name]) for name in ("start", "end"))
    return timing_between(start, end)


def _moment(shown: Mapping[str, str]) -> Moment | date:
    if "date" in shown:
        return date.fromisoformat(shown["date"])
    return Moment(datetime.fromisoformat(shown["date_time"]), zone_named(shown["time_zone"]))


def _summary(shown: Mapping[str, Any]) -> MeetingSummary:
    return MeetingSummary(
        meeting_id=UUID(shown["meeting_id"]),
        version=shown["version"],
        title=shown["title"],
        location=shown["location"],
        conference_url=shown["conference_url"],
        state=MeetingState(shown["state"]),
        visibility=Visibility(shown["visibility"]),
        host_id=UUID(shown["host_id"]),
        guest_count=shown["guest_count"],
        repeats=shown["repeats"],
    )
