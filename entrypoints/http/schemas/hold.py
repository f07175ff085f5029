"""Holds on the wire."""

from datetime import UTC, timedelta
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from domain.meeting.hold import MOST_HELD, Hold
from domain.meeting.refusals import InvalidHold
from domain.meeting.timing import AllDay, Timed
from domain.shared.time_slot import Moment, TimeSlot
from entrypoints.http.schemas.duration import Duration, duration_of
from entrypoints.http.schemas.moment import MomentSent, MomentShown, start_and_end, timing_from
from entrypoints.http.schemas.shapes import Id, RecordedAt, Sent, Shown

Held = Annotated[list[Id], Field(max_length=MOST_HELD)]


class HoldSent(Sent):
    """Rooms and people to be kept free from ``start`` to ``end``, for up to half an hour from now."""

    people: Held = Field(default_factory=list)
    rooms: Held = Field(default_factory=list)
    start: MomentSent
    end: MomentSent
    ttl: Duration = Field("PT10M", description="PT30M at the most.")

    def slot(self) -> TimeSlot:
        """Raises InvalidTiming, InvalidTimeSlot or InvalidHold."""
        timing = timing_from(self.start, self.end)
        if isinstance(timing, AllDay):
            raise InvalidHold("a hold has clock times, not whole days", field=("start",))
        return timing.slot

    def lasts(self) -> timedelta:
        return duration_of(self.ttl)


class HoldShown(Shown):
    """Only its owner sees it. From ``expires_at`` on it stands in nobody's way."""

    id: UUID
    version: int = Field(description="Always 1: a hold is placed and given back, never changed.")
    people: list[UUID]
    rooms: list[UUID]
    start: MomentShown
    end: MomentShown
    created_at: RecordedAt
    expires_at: RecordedAt

    @classmethod
    def of(cls, hold: Hold) -> "HoldShown":
        utc = ZoneInfo("UTC")
        start, end = start_and_end(Timed(Moment.at(hold.slot.start, utc), Moment.at(hold.slot.end, utc)))
        return cls(
            id=hold.id,
            version=1,
            people=sorted(hold.people),
            rooms=sorted(hold.rooms),
            start=start,
            end=end,
            created_at=hold.created_at.astimezone(UTC),
            expires_at=hold.expires_at.astimezone(UTC),
        )


class HoldsShown(Shown):
    data: list[HoldShown]
    next_cursor: None
