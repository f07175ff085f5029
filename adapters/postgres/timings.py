"""Timings as they stand in rows: clock readings with zones, or days."""

from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from domain.meeting.timing import AllDay, Timing, Zones
from domain.meeting.timing import Timed as ClockTimes
from domain.shared.time_slot import Moment


class TimingColumns(Protocol):
    """What ``rows.Timed`` gives a row, and what a query selects of it."""

    @property
    def start_local(self) -> datetime | None: ...
    @property
    def start_zone(self) -> str | None: ...
    @property
    def end_local(self) -> datetime | None: ...
    @property
    def end_zone(self) -> str | None: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def until_day(self) -> date | None: ...


def to_columns(timing: Timing) -> dict[str, Any]:
    columns = dict.fromkeys(("start_local", "start_zone", "end_local", "end_zone", "first_day", "until_day"))
    if isinstance(timing, AllDay):
        return columns | {"first_day": timing.first, "until_day": timing.until}
    start, end = timing.start, timing.end
    return columns | {
        "start_local": start.local,
        "start_zone": start.zone.key,
        "end_local": end.local,
        "end_zone": end.zone.key,
    }


def from_columns(row: TimingColumns, zones: Zones = ZoneInfo) -> Timing:
    if row.first_day is not None and row.until_day is not None:
        return AllDay(row.first_day, row.until_day)
    return ClockTimes(
        _moment(row.start_local, row.start_zone, zones), _moment(row.end_local, row.end_zone, zones)
    )


def _moment(local: datetime | None, zone: str | None, zones: Zones) -> Moment:
    if local is None or zone is None:
        raise ValueError("a row has neither clock readings nor days, against its table's own check")
    return Moment(local, zones(zone))
