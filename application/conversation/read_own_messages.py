from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import MessageView, views_of
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadOwnMessages:
    """What the caller wrote, about whichever meetings, and did not take back."""

    transactions: Transactions[ConversationWork]
    people: PeopleDirectory

    def __call__(
        self, caller: Caller, *, after: UUID | None, limit: int
    ) -> tuple[Sequence[MessageView], UUID | None]:
        """Ordered by id, those behind ``after``; and behind which it goes on, None at the end."""
        caller.must(Permission.READ_MESSAGES)
        with self.transactions.begin() as work:
            found = work.messages.written_by(caller.person_id, after=after, limit=limit)
        return views_of(found, self.people), found[-1].id if len(found) == limit else None
