"""What reading a meeting's history needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.history.deed import Deed


@dataclass(frozen=True, slots=True)
class Former:
    """A meeting that another one was split from at ``until``: what concerned all of it until then was done to
    both."""

    meeting_id: UUID
    until: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """Deeds of a meeting and of those it came from; with ``original_start`` those of that date, or of all.

    ``viewer_id`` is told what is for all, with ``sees_guests`` of the guests, with ``hosts`` everything, and
    what they did themselves or is about them. ``before``: a position; only those before it.
    """

    meeting_id: UUID
    viewer_id: UUID
    former: Sequence[Former] = ()
    original_start: str | None = None
    sees_guests: bool = False
    hosts: bool = False
    before: int | None = None


class History(Protocol):
    """What was done to meetings, kept for as long as each is there.

    Deeds come into being with the events that they tell of (``application.history.keeping``), in the same
    transaction, and are never changed. They go where their dates go: when a series goes on as another
    meeting, what was done to those dates is found there, and when the date gets another name, under that.
    """

    def page(self, wanted: Wanted, *, limit: int) -> Sequence[Deed]:
        """The latest first."""
        ...


class HistoryWork(MeetingWork, Protocol):
    @property
    def history(self) -> History: ...
