from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import conversation_for
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.shared.ports import Clock, Transactions
from domain.conversation.read_mark import ReadMark, Unread
from domain.conversation.refusals import MessageNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class MarkRead:
    """The caller has read everything up to that message; what they had read before stays read.

    Raises MeetingNotFound, or MessageNotFound for a message about something else.
    """

    transactions: Transactions[ConversationWork]
    clock: Clock

    def __call__(self, caller: Caller, meeting_id: UUID, message_id: UUID) -> Unread:
        """What is left."""
        caller.must(Permission.READ_MESSAGES)
        person_id = caller.person_id
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            conversation, meeting = conversation_for(caller, meeting_id, work)
            message = work.messages.find(message_id)
            if message is None or message.meeting_id != meeting.id:
                raise MessageNotFound("there is no such message", field=("message_id",))
            advanced = work.read_marks.advance(ReadMark(meeting.id, person_id, message.position))
            left = work.read_marks.of(meeting.id, person_id)
            if advanced:
                conversation.tell_reader(person_id, left, now=self.clock.now())
                work.conversations.save(conversation)
            return left
