"""What is found by words, wherever it is."""

from typing import Annotated

from pydantic import Field

from entrypoints.http.schemas.meeting_list import ListedMeetingShown
from entrypoints.http.schemas.person import PersonEntry
from entrypoints.http.schemas.room import RoomShown
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, Shown, line


class SearchQuery(Asked):
    q: Annotated[
        str,
        line(200),
        Field(
            description="Words. Of meetings, each begins a word of title, description or location; of people"
            " and rooms it is part of the name, the address or the place. Case and accents are ignored."
        ),
    ]
    cursor: Annotated[
        Cursor | None,
        Field(description="Goes on with the meetings; people and rooms have lists of their own."),
    ] = None
    limit: Annotated[Limit, Field(description="Of each kind.")] = 10


class FoundShown(Shown):
    """What the caller may see of it. ``people`` and ``rooms`` are empty behind a cursor, and where the caller
    may not look them up.
    """

    people: list[PersonEntry]
    rooms: list[RoomShown]
    meetings: list[ListedMeetingShown] = Field(
        description="Each by the date that is next, or else was last; the nearest of those to come is first."
    )
    next_cursor: str | None = Field(description="Of the meetings.")
