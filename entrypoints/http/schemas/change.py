from pydantic import Field

from application.shared.read_changes import Changes
from entrypoints.event_json import ChangeEvent, change_event
from entrypoints.http.schemas.shapes import Asked, Cursor, Limit, Shown


class ChangesQuery(Asked):
    since: Cursor | None = Field(
        None, description="Without it the answer has no events, and the cursor of now."
    )
    limit: Limit = 50


class ChangesShown(Shown):
    events: list[ChangeEvent]
    next_cursor: str
    more: bool = Field(description="Whether another page is ready right now.")

    @classmethod
    def of(cls, changes: Changes) -> "ChangesShown":
        events = [change_event(event) for event in changes.events]
        return cls(events=events, next_cursor=changes.next_cursor, more=changes.more)
