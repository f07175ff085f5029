"""What became of a meeting, on the wire."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from application.history.read_history import HistoryPage, ReadHistoryCommand
from application.identity.caller import Caller
from domain.history.deed import Deed
from entrypoints.http.schemas.proceedings import PersonNamed
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, OriginalStart, RecordedAt, Shown, absent


class HistoryQuery(Asked):
    original_start: OriginalStart = Field(
        default_factory=absent, description="Only what was done to that date, or to all."
    )
    cursor: Cursor | None = None
    limit: Limit = 50

    def command(self, caller: Caller, meeting_id: UUID) -> ReadHistoryCommand:
        return ReadHistoryCommand(caller, meeting_id, self.original_start, self.cursor, self.limit)


class DeedShown(Shown):
    """``actor`` null: Convene did it by itself. ``meeting_id``: it, or the one it was split from."""

    position: int = Field(description="Later deeds have higher ones.")
    meeting_id: UUID
    original_start: str | None
    kind: str = Field(description="As of events; there will be more.", examples=["meeting.moved"])
    at: RecordedAt
    actor: PersonNamed | None
    on_behalf_of: PersonNamed | None
    facts: Annotated[
        dict[str, Any],
        Field(description="As `data` of the event; of agendas and minutes how the line begins."),
    ]

    @classmethod
    def of(cls, deed: Deed, people: Mapping[UUID, str]) -> "DeedShown":
        return cls(
            position=deed.position,
            meeting_id=deed.meeting_id,
            original_start=deed.original_start,
            kind=deed.kind,
            at=deed.at,
            actor=_named(deed.actor_id, people),
            on_behalf_of=_named(deed.on_behalf_of, people),
            facts=dict(deed.facts),
        )


class HistoryShown(Shown):
    data: list[DeedShown]
    next_cursor: str | None

    @classmethod
    def of(cls, page: HistoryPage) -> "HistoryShown":
        data = [DeedShown.of(each, page.people) for each in page.deeds]
        return cls(data=data, next_cursor=page.next_cursor)


def _named(person_id: UUID | None, people: Mapping[UUID, str]) -> PersonNamed | None:
    if person_id is None or person_id not in people:
        return None
    return PersonNamed(id=person_id, name=people[person_id])
