"""Lists of meetings."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.list_meetings import USUAL, ListedMeeting, ListMeetingsCommand
from domain.meeting.details import Visibility
from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import shows_guests
from domain.meeting.meeting import MeetingState
from entrypoints.http.schemas.moment import MomentShown, start_and_end
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import Asked, Cursor, Id, Instant, Limit, Shown, prose


class MeetingsQuery(Asked):
    """Meetings with a date in [from, to), a window of up to 400 days."""

    start: Annotated[Instant | None, Field(alias="from", description="By default, now.")] = None
    end: Annotated[Instant | None, Field(alias="to", description=f"By default, {USUAL.days} days later.")] = (
        None
    )
    person: Annotated[
        Id | None, Field(description="That this person takes part in; by default the caller, if no room.")
    ] = None
    team: Annotated[Id | None, Field(description="That somebody of this team takes part in.")] = None
    room: Annotated[Id | None, Field(description="That have this room for themselves.")] = None
    q: Annotated[
        str,
        prose(200),
        Field(description="Part of title, description or location; case and accents are ignored."),
    ] = ""
    state: Annotated[MeetingState | None, Field(description="Of the date.")] = None
    cursor: Annotated[
        Cursor | None,
        Field(description="Goes on in the window of the page before, whatever from and to say."),
    ] = None
    limit: Limit = 50

    def following(self, cursor: str) -> dict[str, object]:
        """The query of the next page."""
        asked = self.model_dump(mode="json", include={"person", "team", "room", "q", "state", "limit"})
        return {name: value for name, value in asked.items() if value not in (None, "")} | {"cursor": cursor}

    def command(self, **others: object) -> ListMeetingsCommand:
        return ListMeetingsCommand(
            start=self.start,
            end=self.end,
            person_id=self.person,
            team_id=self.team,
            room_id=self.room,
            words=self.q,
            state=self.state,
            cursor=self.cursor,
            limit=self.limit,
            **others,  # type: ignore[arg-type]
        )


class ListedMeetingShown(Shown):
    """A meeting by its first date that is as was asked; title, times and state are the date's."""

    id: UUID
    version: int
    original_start: str
    start: MomentShown
    end: MomentShown
    state: MeetingState
    title: str
    location: str
    conference_url: str | None
    visibility: Visibility
    host: PersonShown
    guest_count: int | None = Field(description="null where the caller may not know the guests.")
    repeats: bool = Field(description="Whether it is a series.")
    response: ResponseStatus | None = Field(description="The caller's answer; null: they are not invited.")

    @classmethod
    def of(cls, listed: ListedMeeting) -> "ListedMeetingShown":
        view, date = listed.view, listed.date
        meeting, details = view.meeting, date.details
        start, end = start_and_end(date.timing)
        return cls(
            id=meeting.id,
            version=meeting.version,
            original_start=date.original_start,
            start=start,
            end=end,
            state=MeetingState.CANCELLED if date.cancelled else meeting.state,
            title=details.title,
            location=details.location,
            conference_url=details.conference_url,
            visibility=details.visibility,
            host=PersonShown.of(view.people[meeting.host_id]),
            guest_count=len(meeting.guests) if shows_guests(meeting, view.viewer_id) else None,
            repeats=meeting.recurrence is not None,
            response=meeting.attendance(date.original_start).get(view.viewer_id),
        )


class MeetingsPage(Shown):
    data: list[ListedMeetingShown]
    next_cursor: str | None
