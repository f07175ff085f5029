"""What people say about a meeting."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from domain.conversation.events import (
    ConversationEvent,
    ConversationRead,
    MessageDeleted,
    MessageEdited,
    MessageEvent,
    MessagePosted,
    ReactionAdded,
    ReactionEvent,
    ReactionRemoved,
)
from domain.conversation.message import Draft, Message, Said
from domain.conversation.public_shape import plain
from domain.conversation.read_mark import Unread
from domain.conversation.refusals import OnlyTheAuthorMay
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import OccurrenceNotFound
from domain.shared.ids import new_id


class _Facts(TypedDict):
    subject_id: UUID
    version: int
    actor_id: UUID
    at: datetime
    audience: frozenset[UUID]
    to_organisation: bool


@dataclass(slots=True)
class Conversation:
    """Every meeting has one. Whoever changes anything in it holds it, so all that happens has one order.

    ``last_position``: the highest that a message has. ``version`` counts what happened.
    """

    meeting_id: UUID
    last_position: int = 0
    version: int = 0
    events: list[ConversationEvent] = field(default_factory=list, repr=False, compare=False)

    def post(
        self, draft: Draft, said: Said, meeting: Meeting, *, author_id: UUID, author: str, now: datetime
    ) -> Message:
        """``author``: their name. Raises OccurrenceNotFound."""
        on = draft.original_start if meeting.recurrence else None
        if on is not None and meeting.dates.named(on) is None:
            raise OccurrenceNotFound("this meeting has no date of that name", field=("original_start",))
        self.last_position += 1
        message = Message(
            id=new_id(now),
            meeting_id=self.meeting_id,
            author_id=author_id,
            client_id=draft.client_id,
            position=self.last_position,
            original_start=on,
            reply_to=draft.reply_to,
            said=said,
            created_at=now,
            fingerprint=draft.fingerprint,
        )
        self._tell(MessagePosted, message, author, self._facts(meeting, author_id, now))
        return message

    def edit(self, message: Message, said: Said, meeting: Meeting, *, author: str, now: datetime) -> None:
        """The same words again are no change. Whoever may has been asked before (``expect_editor``)."""
        if message.say(said, now):
            self._tell(MessageEdited, message, author, self._facts(meeting, message.author_id, now))

    def delete(self, message: Message, meeting: Meeting, *, author: str, by: UUID, now: datetime) -> None:
        """Its author may, and the host. What is deleted stays so. Raises OnlyTheAuthorMay."""
        if by not in {message.author_id, meeting.host_id}:
            raise OnlyTheAuthorMay("only its author and the host may delete a message")
        if not message.is_deleted:
            message.erase(now)
            self._tell(MessageDeleted, message, author, self._facts(meeting, by, now))

    def react(self, message: Message, emoji: str, meeting: Meeting, *, by: UUID, now: datetime) -> bool:
        """Whether that is new. Raises NotAnEmoji, MessageIsDeleted or TooManyReactions."""
        kind = message.add_reaction(emoji, by)
        if kind is not None:
            self._tell_of(ReactionAdded, message, kind, self._facts(meeting, by, now))
        return kind is not None

    def unreact(self, message: Message, emoji: str, meeting: Meeting, *, by: UUID, now: datetime) -> bool:
        """Whether anything went. Raises NotAnEmoji or MessageIsDeleted."""
        kind = message.remove_reaction(emoji, by)
        if kind is not None:
            self._tell_of(ReactionRemoved, message, kind, self._facts(meeting, by, now))
        return kind is not None

    def tell_reader(self, person_id: UUID, left: Unread, *, now: datetime) -> None:
        """How far they have read is their own business."""
        self.events.append(
            ConversationRead(
                subject_id=self.meeting_id,
                version=self.version,
                actor_id=person_id,
                at=now,
                audience=frozenset({person_id}),
                position=left.position,
                unread=left.unread,
                mentions=left.mentions,
            )
        )

    def _facts(self, meeting: Meeting, by: UUID, now: datetime) -> _Facts:
        """Whoever may see the meeting just now hears of it."""
        self.version += 1
        return _Facts(
            subject_id=self.meeting_id,
            version=self.version,
            actor_id=by,
            at=now,
            audience=meeting.audience,
            to_organisation=meeting.is_open_to_organisation,
        )

    def _tell(self, kind: type[MessageEvent], message: Message, author: str, facts: _Facts) -> None:
        mentioned = message.said.mentioned
        self.events.append(kind(**facts, message=plain(message, author), mentioned=mentioned))

    def _tell_of(self, kind: type[ReactionEvent], message: Message, emoji: str, facts: _Facts) -> None:
        self.events.append(
            kind(
                **facts,
                message_id=message.id,
                original_start=message.original_start,
                emoji=emoji,
                person_id=facts["actor_id"],
                count=len(message.reactions.get(emoji, ())),
            )
        )
