"""The report about changed time zone rules."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.read_zone_moves import ZoneMovesPage
from domain.meeting.claim import ResourceKind
from domain.meeting.events import MovedDate
from domain.meeting.zone_change import Collision, ZoneMove
from domain.shared.time_slot import TimeSlot
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, OriginalStart, RecordedAt, Shown

Title = Annotated[str | None, Field(description="null where you may not see the meeting.")]


class ZoneMovesQuery(Asked):
    cursor: Cursor | None = None
    limit: Limit = 50


class StretchShown(Shown):
    start: RecordedAt
    end: RecordedAt

    @classmethod
    def of(cls, slot: TimeSlot) -> "StretchShown":
        return cls(start=slot.start, end=slot.end)


class MovedDateShown(Shown):
    """What the clocks show stays; when that is does not."""

    original_start: OriginalStart
    before: StretchShown
    after: StretchShown

    @classmethod
    def of(cls, date: MovedDate) -> "MovedDateShown":
        before, after = map(StretchShown.of, (date.before, date.after))
        return cls(original_start=date.original_start, before=before, after=after)


class CollisionShown(Shown):
    """What the meeting had on that date, and has no more."""

    original_start: OriginalStart
    kind: ResourceKind
    id: UUID
    wanted: StretchShown
    taken: StretchShown
    taken_by: Annotated[UUID | None, Field(description="The meeting that has it; null for a hold.")]
    title: Title

    @classmethod
    def of(cls, collision: Collision, titles: dict[UUID, str]) -> "CollisionShown":
        claim, other = collision.claim, collision.meeting_id
        return cls(
            original_start=claim.original_start,
            kind=claim.resource.kind,
            id=claim.resource.id,
            wanted=StretchShown.of(claim.slot),
            taken=StretchShown.of(collision.taken),
            taken_by=other,
            title=titles.get(other) if other else None,
        )


class ZoneMoveShown(Shown):
    meeting_id: UUID
    title: Title
    at: RecordedAt
    time_zones: list[str]
    dates: list[MovedDateShown]
    more: Annotated[int, Field(description="How many more dates moved than are listed.")]
    settled: Annotated[
        bool, Field(description="false while it is still to be seen what others leave to the meeting.")
    ]
    collisions: list[CollisionShown]

    @classmethod
    def of(cls, entry: ZoneMove, titles: dict[UUID, str]) -> "ZoneMoveShown":
        return cls(
            meeting_id=entry.meeting_id,
            title=titles.get(entry.meeting_id),
            at=entry.at,
            time_zones=list(entry.zones),
            dates=[MovedDateShown.of(each) for each in entry.dates],
            more=entry.more,
            settled=not entry.due,
            collisions=[CollisionShown.of(each, titles) for each in entry.collisions],
        )


class ZoneMovesShown(Shown):
    data: list[ZoneMoveShown]
    next_cursor: str | None

    @classmethod
    def of(cls, page: ZoneMovesPage) -> "ZoneMovesShown":
        data = [ZoneMoveShown.of(each, page.titles) for each in page.entries]
        return cls(data=data, next_cursor=page.next_cursor)
