"""What is found by words, wherever it is."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.meeting.find_passages import FoundPassage
from domain.meeting.passage import Place
from entrypoints.http.schemas.meeting_list import ListedMeetingShown
from entrypoints.http.schemas.moment import MomentShown, start_and_end
from entrypoints.http.schemas.person import PersonEntry
from entrypoints.http.schemas.room import RoomShown
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, RecordedAt, Shown, line


class SearchQuery(Asked):
    q: Annotated[
        str,
        line(200),
        Field(
            description="Words. Of meetings, each begins a word of title, description or location; of what"
            " was written, a word of it; of people and rooms it is part of the name, the address or the"
            " place. Case and accents are ignored."
        ),
    ]
    cursor: Annotated[
        Cursor | None,
        Field(description="Goes on with the meetings alone."),
    ] = None
    limit: Annotated[Limit, Field(description="Of each kind.")] = 10


class PassageShown(Shown):
    """What somebody wrote about a meeting. Title and times are those of the date that it is about."""

    id: UUID
    place: Place = Field(description="Where on the page of the meeting it stands.")
    excerpt: str = Field(description="One line, from a little before the first of the words on.")
    written_at: RecordedAt
    meeting_id: UUID
    title: str
    original_start: str | None = Field(description="Null: it is about no date in particular.")
    repeats: bool
    start: MomentShown | None
    end: MomentShown | None

    @classmethod
    def of(cls, found: FoundPassage) -> "PassageShown":
        passage, date = found.passage, found.date
        start, end = start_and_end(date.timing) if date else (None, None)
        return cls(
            id=passage.id,
            place=passage.place,
            excerpt=found.excerpt,
            written_at=passage.written_at,
            meeting_id=passage.meeting_id,
            title=found.title,
            original_start=passage.original_start,
            repeats=found.meeting.recurrence is not None,
            start=start,
            end=end,
        )


class FoundShown(Shown):
    """What the caller may see of it. All but ``meetings`` is empty behind a cursor, as are ``people`` and
    ``rooms`` where the caller may not look them up.
    """

    people: list[PersonEntry]
    rooms: list[RoomShown]
    meetings: list[ListedMeetingShown] = Field(
        description="Each by the date that is next, or else was last; the nearest of those to come is first."
    )
    passages: list[PassageShown] = Field(description="The latest first.")
    next_cursor: str | None = Field(description="Of the meetings.")
