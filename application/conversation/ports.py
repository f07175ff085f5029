"""What the use cases of conversations need from outside."""

from typing import Protocol

from application.meeting.ports import MeetingWork


class ConversationWork(MeetingWork, Protocol):
    """All that one transaction reaches when people talk with each other."""
