from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import MessageView, views_of
from application.conversation.queries import Overviews
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.cursor import cursor_after, key_of
from application.shared.refusals import InvalidCursor
from domain.conversation.read_mark import Unread
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ConversationView:
    title: str
    latest: MessageView
    unread: Unread


@dataclass(frozen=True, slots=True)
class ReadConversations:
    """The conversations about the caller's own meetings, the liveliest first. Raises InvalidCursor."""

    overviews: Overviews
    people: PeopleDirectory

    def __call__(
        self, caller: Caller, *, cursor: str | None, limit: int
    ) -> tuple[Sequence[ConversationView], str | None]:
        """A page, and the cursor of the next."""
        caller.must(Permission.READ_MESSAGES)
        found = self.overviews.of(
            caller.person_id, before=_id_of(cursor) if cursor else None, limit=limit + 1
        )
        page = found[:limit]
        latest = views_of([each.latest for each in page], self.people)
        views = [
            ConversationView(each.title, view, each.unread) for each, view in zip(page, latest, strict=True)
        ]
        return views, cursor_after(str(page[-1].latest.id)) if len(found) > limit else None


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(key_of(cursor))
    except ValueError:
        raise InvalidCursor("this cursor is not one of ours; start again without one") from None
