"""What the use cases of notifications need from outside."""

from typing import Protocol

from application.meeting.ports import MeetingWork


class NotificationWork(MeetingWork, Protocol):
    """All that one transaction reaches when somebody is told of something."""
