"""Loading conversations and messages on somebody's behalf."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from application.conversation.ports import ConversationWork
from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.seen_by import meeting_to_read
from domain.conversation.conversation import Conversation
from domain.conversation.message import Message
from domain.conversation.refusals import MessageNotFound
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import MeetingNotFound


@dataclass(frozen=True, slots=True)
class MessageView:
    """``author``: their name as it is now."""

    message: Message
    author: str


def view_of(message: Message, people: PeopleDirectory) -> MessageView:
    return views_of([message], people)[0]


def views_of(messages: Iterable[Message], people: PeopleDirectory) -> list[MessageView]:
    found = list(messages)
    named = people.named({each.author_id for each in found})
    return [MessageView(each, named[each.author_id].name) for each in found]


def conversation_for(
    caller: Caller, meeting_id: UUID, work: ConversationWork
) -> tuple[Conversation, Meeting]:
    """Ready to be changed, and the meeting as it is as long as the conversation is held.

    Raises MeetingNotFound, also when the caller may not see it.
    """
    conversation = work.conversations.hold(meeting_id)
    return conversation, meeting_to_read(caller, meeting_id, work)


def message_for(
    caller: Caller, message_id: UUID, work: ConversationWork
) -> tuple[Conversation, Meeting, Message]:
    """As ``conversation_for``. Raises MessageNotFound, also when the caller may not see its meeting."""
    seen, _ = message_to_read(caller, message_id, work)
    try:
        conversation, meeting = conversation_for(caller, seen.meeting_id, work)
    except MeetingNotFound:
        raise MessageNotFound("there is no such message") from None
    # Again, now that the conversation holds off others: somebody may have changed it meanwhile.
    message = work.messages.find(message_id)
    if message is None:
        raise MessageNotFound("there is no such message")
    if message.meeting_id != meeting.id:  # its date went to another meeting just then
        return message_for(caller, message_id, work)
    return conversation, meeting, message


def message_to_read(caller: Caller, message_id: UUID, work: ConversationWork) -> tuple[Message, Meeting]:
    """Only to be looked at. Raises MessageNotFound, also when the caller may not see its meeting."""
    message = work.messages.find(message_id)
    try:
        if message is not None:
            return message, meeting_to_read(caller, message.meeting_id, work)
    except MeetingNotFound:
        pass
    raise MessageNotFound("there is no such message")
