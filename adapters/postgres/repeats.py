"""What makes a meeting repeat, and what single dates have of their own, as JSON in rows."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.meeting.details import Commitment
from domain.meeting.guest import Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.occurrence import Override
from domain.meeting.recurrence import Recurrence
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Start, Timed, Timing, Zones
from domain.recurrence.parsing import parse_rule
from domain.recurrence.writing import write_rule
from domain.shared.time_slot import Moment


def recurrence_to_json(recurrence: Recurrence | None) -> dict[str, Any] | None:
    if recurrence is None:
        return None
    return {
        "rules": [write_rule(rule) for rule in recurrence.rules],
        "added": [each.isoformat() for each in recurrence.added],
        "removed": [each.isoformat() for each in recurrence.removed],
    }


def recurrence_from_json(kept: Mapping[str, Any] | None) -> Recurrence | None:
    if kept is None:
        return None
    rules = tuple(parse_rule(rule) for rule in kept["rules"])
    return Recurrence(rules, tuple(map(_date, kept["added"])), tuple(map(_date, kept["removed"])))


def overrides_to_json(overrides: Mapping[str, Override]) -> dict[str, Any]:
    return {name: _override(each) for name, each in overrides.items()}


def overrides_from_json(kept: Mapping[str, Any], zones: Zones = ZoneInfo) -> dict[str, Override]:
    return {
        name: Override(
            timing=timing_from_json(each["timing"], zones) if each["timing"] else None,
            details=details_from_json(each["details"]),
            cancelled=each["cancelled"],
            cancellation_reason=each["cancellation_reason"],
            rooms=None if each.get("rooms") is None else tuple(rooms_from_json(each["rooms"])),
            kept=None if each.get("kept") is None else kept_from_json(each["kept"]),
            lacks=frozenset(map(UUID, each.get("lacks", ()))),
        )
        for name, each in kept.items()
    }


def details_from_json(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Members of ``Details`` by name."""
    return {name: Commitment(value) if name == "commitment" else value for name, value in kept.items()}


def responses_to_json(responses: Mapping[str, Response]) -> dict[str, Any]:
    return {
        name: {
            "status": each.status,
            "comment": each.comment,
            "at": each.at and each.at.isoformat(),
            "of_series": each.of_series,
        }
        for name, each in responses.items()
    }


def responses_from_json(kept: Mapping[str, Any]) -> dict[str, Response]:
    return {
        name: Response(
            ResponseStatus(each["status"]),
            each["comment"],
            each["at"] and datetime.fromisoformat(each["at"]),
            each["of_series"],
        )
        for name, each in kept.items()
    }


def kept_to_json(kept: KeptProperties) -> dict[str, Any]:
    return {"reminders": list(kept.reminders), "lines": list(kept.lines)}


def kept_from_json(kept: Mapping[str, Any] | None) -> KeptProperties:
    return KeptProperties(tuple(kept["reminders"]), tuple(kept["lines"])) if kept else KeptProperties()


def rooms_to_json(rooms: Iterable[RoomBooking]) -> list[dict[str, Any]]:
    return [
        {
            "room_id": str(each.room_id),
            "status": each.status,
            "needs_approval": each.needs_approval,
            "reason": each.reason,
        }
        for each in rooms
    ]


def rooms_from_json(kept: Iterable[Mapping[str, Any]]) -> list[RoomBooking]:
    return [
        RoomBooking(
            UUID(each["room_id"]), BookingStatus(each["status"]), each["needs_approval"], each["reason"]
        )
        for each in kept
    ]


def anchor_to_columns(anchor: Start) -> dict[str, Any]:
    if isinstance(anchor, Moment):
        return {"anchor_local": anchor.local, "anchor_zone": anchor.zone.key}
    return {"anchor_local": datetime.combine(anchor, datetime.min.time()), "anchor_zone": None}


def anchor_from_columns(local: datetime, zone: str | None, zones: Zones = ZoneInfo) -> Start:
    return local.date() if zone is None else Moment(local, zones(zone))


def timing_to_json(timing: Timing) -> list[list[str]]:
    if isinstance(timing, AllDay):
        return [[timing.first.isoformat()], [timing.until.isoformat()]]
    return [[moment.local.isoformat(), moment.zone.key] for moment in (timing.start, timing.end)]


def timing_from_json(kept: list[list[str]], zones: Zones = ZoneInfo) -> Timing:
    first, last = kept
    if len(first) == 1:
        return AllDay(date.fromisoformat(first[0]), date.fromisoformat(last[0]))
    start, end = (Moment(datetime.fromisoformat(local), zones(zone)) for local, zone in kept)
    return Timed(start, end)


def _override(own: Override) -> dict[str, Any]:
    return {
        "timing": timing_to_json(own.timing) if own.timing else None,
        "details": dict(own.details),
        "cancelled": own.cancelled,
        "cancellation_reason": own.cancellation_reason,
        "rooms": None if own.rooms is None else rooms_to_json(own.rooms),
        "kept": None if own.kept is None else kept_to_json(own.kept),
        "lacks": sorted(map(str, own.lacks)),
    }


def _date(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
