"""An event as the one reads it who has to tell people of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.meeting.meeting import Meeting
from domain.notification.kind import EVEN_WHEN_LOST, Kind


@dataclass(frozen=True, slots=True)
class Happening:
    """``actor_id`` did it, for ``principal_id`` where that is set; None: Convene. ``data`` is the event's."""

    event_id: UUID
    kind: str
    subject_id: UUID
    actor_id: UUID | None
    actor_name: str
    principal_id: UUID | None
    at: datetime
    audience: frozenset[UUID]
    data: Mapping[str, Any]

    @property
    def original_start(self) -> str | None:
        """The one date it is about; None where it is about all, or about it and those that follow."""
        return self.data.get("original_start") if self.data.get("scope") == "this" else None

    @property
    def said_about(self) -> str | None:
        """The one date that it is about, also where it is something that was said."""
        message = self.data.get("message")
        return message.get("original_start") if isinstance(message, Mapping) else self.original_start


@dataclass(frozen=True, slots=True)
class Scene:
    """How things stand when the happening is told, which may be long after.

    ``approvers`` say yes or no to rooms; ``rooms_asked`` are those, by name, that the meeting waits for.
    ``lacking`` must set up a second factor now; ``spared`` need not any more.
    """

    meeting: Meeting | None = None
    approvers: frozenset[UUID] = frozenset()
    rooms_asked: Mapping[UUID, str] | None = None
    room_name: str = ""
    lacking: frozenset[UUID] = frozenset()
    spared: frozenset[UUID] = frozenset()

    def is_over(self, original_start: str | None, now: datetime) -> bool:
        """Whether nobody can come any more to the date, or to any date of the meeting."""
        meeting = self.meeting
        if meeting is None:
            return True
        date = meeting.dates.named(original_start) if original_start is not None else None
        if date is not None:
            return date.timing.slot.end <= now
        if meeting.recurrence is None:
            return meeting.dates.only.timing.slot.end <= now
        return not meeting.dates.end_after(now)

    def may_tell(self, kind: Kind, person_id: UUID, *, in_organisation: bool) -> bool:
        """Whether that person may still hear so of the meeting, which may have become private meanwhile."""
        if self.meeting is None or kind in EVEN_WHEN_LOST:
            return True
        return self.meeting.is_visible_to(person_id, in_organisation=in_organisation)

    def ends_at(self, original_start: str | None) -> datetime | None:
        """When that date, or the only one, is over; None for a series."""
        if self.meeting is None:
            return None
        dates = self.meeting.dates
        if original_start is None:
            return None if self.meeting.recurrence else dates.only.timing.slot.end
        date = dates.named(original_start)
        return date.timing.slot.end if date else None
