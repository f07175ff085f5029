"""What happens in the conversation about a meeting.

The subject is the conversation, whose id is its meeting's; ``version`` grows with every event but those that
only their owner hears of. Nothing here says what the meeting is called: whoever may know that knows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationEvent(DomainEvent):
    subject_type: ClassVar[str] = "conversation"

    def data(self) -> dict[str, object]:
        return {"meeting_id": str(self.subject_id)}


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvent(ConversationEvent):
    """``message``: in its public shape. ``mentioned``: the people it means, those of teams among them."""

    message: Mapping[str, object]
    mentioned: frozenset[UUID]

    def data(self) -> dict[str, object]:
        mentioned = sorted(str(each) for each in self.mentioned)
        return super(MessageEvent, self).data() | {"message": dict(self.message), "mentioned": mentioned}


class MessagePosted(MessageEvent):
    kind = "message.posted"


class MessageEdited(MessageEvent):
    kind = "message.edited"


class MessageDeleted(MessageEvent):
    kind = "message.deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionEvent(ConversationEvent):
    """``count``: how many react so by now."""

    message_id: UUID
    original_start: str | None
    emoji: str
    person_id: UUID
    count: int

    def data(self) -> dict[str, object]:
        return super(ReactionEvent, self).data() | {
            "message_id": str(self.message_id),
            "original_start": self.original_start,
            "emoji": self.emoji,
            "person_id": str(self.person_id),
            "count": self.count,
        }


class ReactionAdded(ReactionEvent):
    kind = "reaction.added"


class ReactionRemoved(ReactionEvent):
    kind = "reaction.removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRead(ConversationEvent):
    """Somebody's own business: on their other devices the badge goes."""

    kind: ClassVar[str] = "conversation.read"
    position: int
    unread: int
    mentions: int

    def data(self) -> dict[str, object]:
        return super(ConversationRead, self).data() | {
            "position": self.position,
            "unread": self.unread,
            "mentions": self.mentions,
        }
