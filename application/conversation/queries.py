"""Reads of their own: no aggregate is loaded, one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from domain.conversation.message import Message
from domain.conversation.read_mark import Unread


@dataclass(frozen=True, slots=True)
class Overview:
    """A conversation in a list: the meeting's title, the latest message, and what somebody has not read."""

    title: str
    latest: Message
    unread: Unread


class Overviews(Protocol):
    def of(self, person_id: UUID, *, before: UUID | None = None, limit: int) -> Sequence[Overview]:
        """Conversations about meetings that the person hosts or is a guest of, and may see.

        Ordered by the latest message, the newest first; of those behind the message ``before`` when it is
        given. One in which nobody has said anything is none.
        """
        ...
