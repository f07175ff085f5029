"""What the use cases about meetings need from outside."""

from typing import Protocol
from uuid import UUID

from application.identity.ports import IdentityWork
from domain.meeting.meeting import Meeting


class Meetings(Protocol):
    """All meetings. What comes back is a copy; changes, and the events they recorded, count once saved."""

    def add(self, meeting: Meeting) -> None:
        """Saves it as version 1. Raises UidAlreadyTaken when the host has another with that UID."""
        ...

    def get(self, meeting_id: UUID) -> Meeting:
        """Holds off other writers of this meeting until the transaction ends. Raises MeetingNotFound."""
        ...

    def find(self, meeting_id: UUID) -> Meeting | None:
        """Holds nobody off: for reading."""
        ...

    def by_uid(self, host_id: UUID, uid: str) -> Meeting | None:
        """The host's meeting with that iCalendar UID; holds nobody off."""
        ...

    def save(self, meeting: Meeting) -> None:
        """Raises StaleMeeting when another version was saved since this one was read."""
        ...

    def remove(self, meeting: Meeting) -> None:
        """For good, with all that hangs on it; its recorded events stay in the log."""
        ...


class MeetingWork(IdentityWork, Protocol):
    @property
    def meetings(self) -> Meetings: ...
