from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import message_for, view_of
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class DeleteMessage:
    """Its author may, and the host of the meeting. Raises MessageNotFound, OnlyTheAuthorMay or StaleMessage.

    Its place stays, with nothing in it. What is deleted already stays as it is.
    """

    transactions: Transactions[ConversationWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(self, caller: Caller, message_id: UUID, expected_version: int | None) -> None:
        caller.must(Permission.WRITE_MESSAGES)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            conversation, meeting, message = message_for(caller, message_id, work)
            message.expect_version(expected_version)
            author = view_of(message, self.people).author
            conversation.delete(message, meeting, author=author, by=caller.person_id, now=self.clock.now())
            work.messages.save(message)
            work.conversations.save(conversation)
