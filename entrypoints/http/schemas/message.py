"""What people say about meetings, on the wire."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from application.conversation.messages_seen import MessageView
from application.conversation.post_message import PostMessageCommand
from application.conversation.read_conversations import ConversationView
from application.conversation.read_messages import MessagesPage, ReadMessagesCommand
from application.identity.caller import Caller
from domain.conversation.message_text import LONGEST
from domain.conversation.public_shape import plain
from domain.conversation.read_mark import Unread
from entrypoints.http.schemas.shapes import (
    Asked,
    Cursor,
    Id,
    Limit,
    OriginalStart,
    RecordedAt,
    Sent,
    Shown,
    absent,
    prose,
)

Text = Annotated[
    str,
    prose(LONGEST),
    Field(
        min_length=1,
        description="Plain text of any script, counted in Unicode code points as it is sent. "
        "``@[Name](person:id)`` and ``@[Name](team:id)`` mention people and teams.",
    ),
]


class MessageSent(Sent):
    client_id: Id = Field(description="The author's name for it: the same again is the same message.")
    text: Text
    reply_to: Id | None = None
    original_start: OriginalStart | None = Field(None, description="The one date it is about; null: all.")

    def command(self, caller: Caller, meeting_id: UUID) -> PostMessageCommand:
        return PostMessageCommand(
            caller, meeting_id, self.client_id, self.text, self.reply_to, self.original_start
        )


class MessageChangeSent(Sent):
    text: Text


class ReadMarkSent(Sent):
    message_id: Id = Field(description="Everything up to it has been read.")


class TextPartShown(Shown):
    type: Literal["text"]
    text: str


class LinkPartShown(Shown):
    """``url`` is http, https or mailto."""

    type: Literal["link"]
    text: str
    url: str


class PersonMentionShown(Shown):
    type: Literal["person_mention"]
    text: str
    person_id: UUID


class TeamMentionShown(Shown):
    type: Literal["team_mention"]
    text: str
    team_id: UUID


PartShown = Annotated[
    TextPartShown | LinkPartShown | PersonMentionShown | TeamMentionShown, Field(discriminator="type")
]


class AuthorShown(Shown):
    id: UUID
    name: str


class ReactionShown(Shown):
    """``people`` by id, in the order in which they came."""

    emoji: str
    people: list[UUID]


class MessageShown(Shown):
    """``text`` is what was sent, to be edited again; ``parts`` is what is read, and never markup."""

    id: UUID
    meeting_id: UUID
    original_start: str | None
    position: int = Field(description="Later messages of a meeting have higher ones.")
    author: AuthorShown
    client_id: UUID
    text: str
    parts: list[PartShown]
    reply_to: UUID | None
    reactions: list[ReactionShown]
    created_at: RecordedAt
    edited_at: RecordedAt | None
    deleted_at: RecordedAt | None = Field(description="When it was; then nothing is left of what it said.")
    version: int

    @classmethod
    def of(cls, view: MessageView) -> "MessageShown":
        return cls.model_validate(plain(view.message, view.author))


class UnreadShown(Shown):
    """Behind the caller's read mark, without their own and deleted messages. Counting ends at 1,000."""

    read_up_to: int = Field(description="The position of the last message that counts as read; 0: none.")
    unread: int
    mentions: int = Field(description="How many of these mention the caller.")

    @classmethod
    def members(cls, unread: Unread) -> dict[str, Any]:
        return {"read_up_to": unread.position, "unread": unread.unread, "mentions": unread.mentions}

    @classmethod
    def of(cls, unread: Unread) -> "UnreadShown":
        return cls(**cls.members(unread))


class MessagesShown(UnreadShown):
    data: list[MessageShown]
    next_cursor: str | None

    @classmethod
    def of_page(cls, page: MessagesPage) -> "MessagesShown":
        data = [MessageShown.of(each) for each in page.messages]
        return cls(data=data, next_cursor=page.next_cursor, **cls.members(page.unread))


class MessagesQuery(Asked):
    original_start: OriginalStart = Field(default_factory=absent)
    q: Annotated[str, prose(200), Field(description="Words that stand in them; case is ignored.")] = ""
    order: Literal["newest", "oldest"] = Field("newest", description="Which come first.")
    beyond: Id = Field(default_factory=absent, description="A message: those behind it in that order.")
    cursor: Cursor | None = None
    limit: Limit = 50

    def command(self, caller: Caller, meeting_id: UUID) -> ReadMessagesCommand:
        newest_first = self.order == "newest"
        return ReadMessagesCommand(
            caller,
            meeting_id,
            self.original_start,
            self.q,
            newest_first,
            self.beyond,
            self.cursor,
            self.limit,
        )


class ConversationShown(UnreadShown):
    meeting_id: UUID
    title: str
    latest: MessageShown

    @classmethod
    def of_view(cls, view: ConversationView) -> "ConversationShown":
        latest = MessageShown.of(view.latest)
        return cls(meeting_id=latest.meeting_id, title=view.title, latest=latest, **cls.members(view.unread))


class ConversationsQuery(Asked):
    cursor: Cursor | None = None
    limit: Limit = 50


class ConversationsShown(Shown):
    data: list[ConversationShown]
    next_cursor: str | None
