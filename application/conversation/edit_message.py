from dataclasses import dataclass
from uuid import UUID

from application.conversation.mentioning import Mentioning
from application.conversation.messages_seen import MessageView, message_for, view_of
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class EditMessage:
    """Raises MessageNotFound, OnlyTheAuthorMay, TooLateToEdit, MessageIsDeleted, StaleMessage or InvalidText.

    Whom it mentions is asked anew.
    """

    transactions: Transactions[ConversationWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(
        self, caller: Caller, message_id: UUID, expected_version: int | None, text: str
    ) -> MessageView:
        caller.must(Permission.WRITE_MESSAGES)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            conversation, meeting, message = message_for(caller, message_id, work)
            message.expect_editor(caller.person_id, now)
            message.expect_version(expected_version)
            said = Mentioning(caller, meeting, work, self.people).said(text)
            view = view_of(message, self.people)
            conversation.edit(message, said, meeting, author=view.author, now=now)
            work.messages.save(message)
            work.conversations.save(conversation)
            return view
