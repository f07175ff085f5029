"""What people say about their meetings."""

from uuid import UUID

from application.conversation.delete_message import DeleteMessage
from application.conversation.edit_message import EditMessage
from application.conversation.mark_read import MarkRead
from application.conversation.messages_seen import MessageView
from application.conversation.post_message import PostMessage
from application.conversation.react import React
from application.conversation.read_conversations import ReadConversations
from application.conversation.read_messages import ReadMessages
from application.identity.caller import Caller
from application.shared.refusals import InvalidCursor
from domain.conversation.refusals import (
    ClientIdReused,
    InvalidReply,
    MessageIsDeleted,
    MessageNotFound,
    NotAnEmoji,
    OnlyTheAuthorMay,
    StaleMessage,
    TooLateToEdit,
    TooManyReactions,
)
from domain.identity.role import Permission
from domain.meeting.refusals import MeetingNotFound, OccurrenceMovedOn, OccurrenceNotFound
from domain.shared.text import InvalidText
from entrypoints.http.answers import NO_CONTENT, Answer, link_to_next
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.preconditions import Precondition, etag_of
from entrypoints.http.routes import PREFIX, IfMatch
from entrypoints.http.schemas.message import (
    ConversationShown,
    ConversationsQuery,
    ConversationsShown,
    MessageChangeSent,
    MessageSent,
    MessageShown,
    MessagesQuery,
    MessagesShown,
    ReadMarkSent,
    UnreadShown,
)


def messages_blueprint(
    gate: Gate,
    *,
    read_messages: ReadMessages,
    read_conversations: ReadConversations,
    post_message: PostMessage,
    edit_message: EditMessage,
    delete_message: DeleteMessage,
    react: React,
    mark_read: MarkRead,
) -> ApiBlueprint:
    messages = ApiBlueprint("messages", gate)

    def shown(view: MessageView, status: int = 200) -> Answer:
        body = MessageShown.of(view)
        headers = {"ETag": etag_of(body.version)}
        if status == 201:
            headers["Location"] = f"{PREFIX}/messages/{body.id}"
        return Answer(body, status, headers)

    def current(caller: Caller, message_id: UUID) -> MessageShown:
        return MessageShown.of(read_messages.one(caller, message_id))

    def expected(precondition: Precondition, caller: Caller, message_id: UUID) -> int | None:
        return precondition.expected(lambda: current(caller, message_id).version)

    @messages.operation(
        "GET",
        "/conversations",
        Permission.READ_MESSAGES,
        answers={200: ConversationsShown},
        refusals=(InvalidCursor,),
    )
    def list_conversations(caller: Caller, query: ConversationsQuery) -> Answer:
        """What is said about the caller's own meetings: the latest message of each, and how much is unread.

        The one with the newest message comes first.
        """
        page, cursor = read_conversations(caller, cursor=query.cursor, limit=query.limit)
        body = ConversationsShown(data=[ConversationShown.of_view(each) for each in page], next_cursor=cursor)
        following = {"limit": query.limit, "cursor": cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/conversations", following) if cursor else {})

    @messages.operation(
        "GET",
        "/meetings/{meeting_id}/messages",
        Permission.READ_MESSAGES,
        answers={200: MessagesShown},
        refusals=(MeetingNotFound, MessageNotFound, InvalidCursor, InvalidText),
    )
    def list_messages(caller: Caller, meeting_id: UUID, query: MessagesQuery) -> Answer:
        """What was said about a meeting, or about one of its dates; also what of it has certain words."""
        body = MessagesShown.of_page(read_messages(query.command(caller, meeting_id)))
        if body.next_cursor is None:
            return Answer(body)
        asked = query.model_dump(mode="json", exclude_none=True, exclude={"beyond", "cursor"})
        following = {**asked, "cursor": body.next_cursor}
        return Answer(body, headers=link_to_next(f"{PREFIX}/meetings/{meeting_id}/messages", following))

    @messages.operation(
        "POST",
        "/meetings/{meeting_id}/messages",
        Permission.WRITE_MESSAGES,
        answers={201: MessageShown, 200: MessageShown},
        refusals=(
            MeetingNotFound,
            OccurrenceNotFound,
            OccurrenceMovedOn,
            InvalidText,
            InvalidReply,
            ClientIdReused,
        ),
        once=True,
    )
    def post(caller: Caller, meeting_id: UUID, body: MessageSent) -> Answer:
        """Say something about a meeting. Sent again under its ``client_id`` it is the message it was: 200."""
        view, is_new = post_message(body.command(caller, meeting_id))
        return shown(view, 201 if is_new else 200)

    @messages.operation(
        "PUT",
        "/meetings/{meeting_id}/read-mark",
        Permission.READ_MESSAGES,
        answers={200: UnreadShown},
        refusals=(MeetingNotFound, MessageNotFound),
        once=True,
    )
    def move_read_mark(caller: Caller, meeting_id: UUID, body: ReadMarkSent) -> Answer:
        """Say how far one has read. It never goes back; the answer says what is left."""
        return Answer(UnreadShown.of(mark_read(caller, meeting_id, body.message_id)))

    @messages.operation(
        "GET",
        "/messages/{message_id}",
        Permission.READ_MESSAGES,
        answers={200: MessageShown},
        refusals=(MessageNotFound,),
    )
    def message(caller: Caller, message_id: UUID) -> Answer:
        """One message."""
        return shown(read_messages.one(caller, message_id))

    @messages.operation(
        "PATCH",
        "/messages/{message_id}",
        Permission.WRITE_MESSAGES,
        answers={200: MessageShown},
        refusals=(
            MessageNotFound,
            OnlyTheAuthorMay,
            TooLateToEdit,
            MessageIsDeleted,
            StaleMessage,
            InvalidText,
        ),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def edit_a_message(
        caller: Caller, message_id: UUID, body: MessageChangeSent, precondition: Precondition
    ) -> Answer:
        """Say it in other words: its author may, for 15 minutes."""
        version = expected(precondition, caller, message_id)
        return shown(edit_message(caller, message_id, version, body.text))

    @messages.operation(
        "DELETE",
        "/messages/{message_id}",
        Permission.WRITE_MESSAGES,
        answers={204: None},
        refusals=(MessageNotFound, OnlyTheAuthorMay, StaleMessage),
        once=True,
        if_match=IfMatch.REQUIRED,
        current=current,
    )
    def delete_a_message(caller: Caller, message_id: UUID, precondition: Precondition) -> Answer:
        """Take back what was said: its author may, and the host. Its place stays, with nothing in it."""
        delete_message(caller, message_id, expected(precondition, caller, message_id))
        return NO_CONTENT

    @messages.operation(
        "PUT",
        "/messages/{message_id}/reactions/{emoji}",
        Permission.WRITE_MESSAGES,
        answers={200: MessageShown},
        refusals=(MessageNotFound, NotAnEmoji, MessageIsDeleted, TooManyReactions),
        once=True,
    )
    def add_a_reaction(caller: Caller, message_id: UUID, emoji: str) -> Answer:
        """React with one emoji, percent-encoded in the path. Again is no more than once."""
        return shown(react.add(caller, message_id, emoji))

    @messages.operation(
        "DELETE",
        "/messages/{message_id}/reactions/{emoji}",
        Permission.WRITE_MESSAGES,
        answers={204: None},
        refusals=(MessageNotFound, NotAnEmoji, MessageIsDeleted),
        once=True,
    )
    def remove_a_reaction(caller: Caller, message_id: UUID, emoji: str) -> Answer:
        """Take a reaction of one's own back."""
        react.remove(caller, message_id, emoji)
        return NO_CONTENT

    return messages
