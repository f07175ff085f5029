"""What the use cases of conversations need from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.conversation.conversation import Conversation
from domain.conversation.message import Message
from domain.conversation.read_mark import ReadMark, Unread


class Conversations(Protocol):
    """One for each meeting, from its first message on. What comes back is a copy."""

    def hold(self, meeting_id: UUID) -> Conversation:
        """Holds off everybody else who writes in it, or takes some of it to another meeting, until the
        transaction ends. Who may write is to be asked of the meeting as it is from then on.

        Raises MeetingNotFound.
        """
        ...

    def save(self, conversation: Conversation) -> None:
        """The one that is held, and the events that it recorded.

        What a message said that is deleted is taken out of the events before, with the commit.
        """
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages: those about one date, those with these words (``domain.conversation.searchable``).

    Behind the position ``beyond``, in that order.
    """

    meeting_id: UUID
    original_start: str | None = None
    words: str = ""
    newest_first: bool = True
    beyond: int | None = None


class Messages(Protocol):
    """Whoever changes one holds its conversation. What comes back is a copy.

    They go where their dates go: when a series goes on as another meeting, what was said about those dates,
    and how far everybody has read, is found there, with the same positions; and when the date gets another
    name, there.
    """

    def add(self, message: Message) -> None:
        """Raises ClientIdReused when its author has another of that ``client_id``."""
        ...

    def find(self, message_id: UUID) -> Message | None:
        """Holds nobody off."""
        ...

    def sent_as(self, author_id: UUID, client_id: UUID) -> Message | None: ...

    def save(self, message: Message) -> None: ...

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Message]: ...

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[Message]:
        """Of all meetings, by id, those behind ``after`` when it is given; none that was taken back."""
        ...


class ReadMarks(Protocol):
    def of(self, meeting_id: UUID, person_id: UUID) -> Unread: ...

    def advance(self, mark: ReadMark) -> bool:
        """Whether it went on: a mark never goes back. The conversation must exist."""
        ...


class ConversationWork(MeetingWork, Protocol):
    """All that one transaction reaches when people talk with each other."""

    @property
    def conversations(self) -> Conversations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def read_marks(self) -> ReadMarks: ...
