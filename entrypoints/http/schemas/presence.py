from typing import Annotated
from uuid import UUID

from pydantic import Field

from application.conversation.read_presence import MOST_PEOPLE, PersonPresence
from domain.conversation.presence import Standing
from entrypoints.http.schemas.shapes import Asked, Id, RecordedAt, Shown, comma_separated


class PresenceQuery(Asked):
    people: Annotated[
        list[Id],
        comma_separated,
        Field(min_length=1, max_length=MOST_PEOPLE, description="Whose: ids, comma-separated."),
    ]


class PersonPresenceShown(Shown):
    """`away`: all their pages are hidden, or nothing was heard from them for ten minutes."""

    person_id: UUID
    state: Standing
    last_seen: Annotated[
        RecordedAt | None,
        Field(description="To the minute; null unless they are offline and were here once."),
    ]

    @classmethod
    def of(cls, presence: PersonPresence) -> "PersonPresenceShown":
        return cls(person_id=presence.person_id, state=presence.standing, last_seen=presence.last_seen)


class PresenceShown(Shown):
    people: list[PersonPresenceShown]
