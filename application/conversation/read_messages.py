from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from application.conversation.messages_seen import MessageView, message_to_read, view_of, views_of
from application.conversation.ports import ConversationWork, Wanted
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.seen_by import meeting_to_read
from application.shared.cursor import cursor_at, position_of
from application.shared.ports import Transactions
from domain.conversation.message import search_words
from domain.conversation.read_mark import Unread
from domain.conversation.refusals import MessageNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class ReadMessagesCommand:
    """``beyond``: a message; only those behind it in that order. ``q``: words that stand in them."""

    caller: Caller
    meeting_id: UUID
    original_start: str | None = None
    q: str = ""
    newest_first: bool = True
    beyond: UUID | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class MessagesPage:
    """``unread``: what the caller has not read of the whole conversation."""

    messages: Sequence[MessageView]
    next_cursor: str | None
    unread: Unread


@dataclass(frozen=True, slots=True)
class ReadMessages:
    """What was said about a meeting.

    Raises MeetingNotFound, MessageNotFound, InvalidCursor or InvalidText.
    """

    transactions: Transactions[ConversationWork]
    people: PeopleDirectory

    def __call__(self, command: ReadMessagesCommand) -> MessagesPage:
        caller, limit = command.caller, command.limit
        caller.must(Permission.READ_MESSAGES)
        with self.transactions.begin() as work:
            meeting = meeting_to_read(caller, command.meeting_id, work)
            wanted = Wanted(
                meeting.id,
                command.original_start if meeting.recurrence else None,
                search_words(command.q),
                command.newest_first,
                self._beyond(command, work),
            )
            found = work.messages.page(wanted, limit=limit + 1)
            cursor = cursor_at(found[limit - 1].position) if len(found) > limit else None
            unread = work.read_marks.of(meeting.id, caller.person_id)
            return MessagesPage(views_of(found[:limit], self.people), cursor, unread)

    def one(self, caller: Caller, message_id: UUID) -> MessageView:
        """Raises MessageNotFound."""
        caller.must(Permission.READ_MESSAGES)
        with self.transactions.begin() as work:
            message, _ = message_to_read(caller, message_id, work)
            return view_of(message, self.people)

    def _beyond(self, command: ReadMessagesCommand, work: ConversationWork) -> int | None:
        if command.cursor is not None:
            return position_of(command.cursor)
        if command.beyond is None:
            return None
        message = work.messages.find(command.beyond)
        if message is None or message.meeting_id != command.meeting_id:
            raise MessageNotFound("there is no such message", field=("beyond",))
        return message.position
