from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.read_calendar import MOST_PEOPLE, MOST_ROOMS
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import MeetingState
from entrypoints.http.schemas.moment import MomentShown
from entrypoints.http.schemas.shapes import Asked, Id, Instant, Shown, comma_separated


class CalendarQuery(Asked):
    """A window [from, to) of up to 400 days, of the caller's own calendar or of those named.

    Of people, of rooms, or of both.
    """

    start: Annotated[Instant, Field(alias="from")]
    end: Annotated[Instant, Field(alias="to")]
    people: Annotated[
        list[Id],
        comma_separated,
        Field(json_schema_extra={"minItems": 1, "maxItems": MOST_PEOPLE}),
        Field(description="Whose calendars, as far as the caller may see them: ids, comma-separated."),
    ] = Field(default_factory=list)
    rooms: Annotated[
        list[Id],
        comma_separated,
        Field(json_schema_extra={"minItems": 1, "maxItems": MOST_ROOMS}),
        Field(description="What takes these rooms, as far as the caller may see it: ids, comma-separated."),
    ] = Field(default_factory=list)


class CalendarEntryShown(Shown):
    """One occurrence in one calendar. With ``busy_only`` everything that would say more than when is null."""

    # Only described here: ``Calendars.entries`` has them as JSON already.

    meeting_id: UUID | None
    original_start: str | None = Field(
        description="Names the occurrence: its first start in UTC, or its date."
    )
    person_id: UUID | None = Field(description="Whose calendar it stands in; null: a room's.")
    room_id: UUID | None
    start: MomentShown
    end: MomentShown
    title: str | None
    location: str | None
    conference_url: str | None
    state: MeetingState
    visibility: Visibility
    busy_only: bool
    response: ResponseStatus
    host_id: UUID | None
    guest_count: int | None = Field(description="null where the caller may not know the guests.")
    repeats: bool | None = Field(description="Whether it is one date of a series.")
    version: int | None


class CalendarShown(Shown):
    data: list[CalendarEntryShown]
    next_cursor: str | None
