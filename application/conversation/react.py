from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import MessageView, message_for, view_of
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class React:
    """The caller's own reaction; the same again is no change.

    Raises MessageNotFound, NotAnEmoji, MessageIsDeleted or TooManyReactions.
    """

    transactions: Transactions[ConversationWork]
    clock: Clock
    people: PeopleDirectory

    def add(self, caller: Caller, message_id: UUID, emoji: str) -> MessageView:
        return self._change(caller, message_id, emoji, add=True)

    def remove(self, caller: Caller, message_id: UUID, emoji: str) -> MessageView:
        return self._change(caller, message_id, emoji, add=False)

    def _change(self, caller: Caller, message_id: UUID, emoji: str, *, add: bool) -> MessageView:
        caller.must(Permission.WRITE_MESSAGES)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            conversation, meeting, message = message_for(caller, message_id, work)
            change = conversation.react if add else conversation.unreact
            if change(message, emoji, meeting, by=caller.person_id, now=now):
                work.messages.save(message)
                work.conversations.save(conversation)
            return view_of(message, self.people)
