from dataclasses import dataclass
from uuid import UUID

from application.conversation.mentioning import Mentioning
from application.conversation.messages_seen import MessageView, conversation_for, message_to_read, view_of
from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.lineage import expect_date
from application.shared.ports import Clock, Transactions
from domain.conversation.message import Draft
from domain.conversation.message_text import message_text
from domain.conversation.refusals import ClientIdReused, InvalidReply
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class PostMessageCommand:
    """``client_id``: the author's name for it, so that sending it again does not say it twice."""

    caller: Caller
    meeting_id: UUID
    client_id: UUID
    text: str
    reply_to: UUID | None = None
    original_start: str | None = None


@dataclass(frozen=True, slots=True)
class PostMessage:
    """Whoever may see a meeting may speak about it, cancelled or not, over or not.

    Raises MeetingNotFound, OccurrenceNotFound, OccurrenceMovedOn, InvalidText, InvalidReply or
    ClientIdReused.
    """

    transactions: Transactions[ConversationWork]
    clock: Clock
    people: PeopleDirectory

    def __call__(self, command: PostMessageCommand) -> tuple[MessageView, bool]:
        """The message as it stands, and whether it is new."""
        caller = command.caller
        caller.must(Permission.WRITE_MESSAGES)
        text = message_text(command.text)
        draft = Draft(command.meeting_id, command.client_id, text, command.reply_to, command.original_start)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            conversation, meeting = conversation_for(caller, command.meeting_id, work)
            sent = work.messages.sent_as(caller.person_id, draft.client_id)
            if sent is not None:
                if not sent.is_what_was_sent(draft):
                    raise ClientIdReused(
                        "you have sent another message with this client_id; choose a new one for each",
                        field=("client_id",),
                    )
                # Its date may have gone to another meeting since.
                return view_of(message_to_read(caller, sent.id, work)[0], self.people), False
            if meeting.recurrence is not None:
                expect_date(meeting, draft.original_start, caller, work)
            self._expect_answerable(draft, meeting.id, work)
            said = Mentioning(caller, meeting, work, self.people).said(text)
            author = self.people.named({caller.person_id})[caller.person_id].name
            message = conversation.post(
                draft, said, meeting, author_id=caller.person_id, author=author, now=self.clock.now()
            )
            work.messages.add(message)
            work.conversations.save(conversation)
            return MessageView(message, author), True

    def _expect_answerable(self, draft: Draft, meeting_id: UUID, work: ConversationWork) -> None:
        answered = None if draft.reply_to is None else work.messages.find(draft.reply_to)
        if draft.reply_to is not None and (answered is None or answered.meeting_id != meeting_id):
            raise InvalidReply("what this answers to is no message about this meeting", field=("reply_to",))
