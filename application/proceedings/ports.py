"""What the use cases of agendas and minutes need from outside."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.entry import Entry, Revision
from domain.proceedings.line import Line
from domain.proceedings.proceedings import Proceedings

AnyLine = TypeVar("AnyLine", bound=Line)


class ProceedingsBook(Protocol):
    """The proceedings of all meetings. What comes back is a copy."""

    def hold(self, meeting_id: UUID) -> Proceedings:
        """Holds off everybody else who writes in them, or takes some of them to another meeting, until the
        transaction ends. Who may write is to be asked of the meeting as it is from then on.

        Raises MeetingNotFound.
        """
        ...

    def save(self, proceedings: Proceedings) -> None:
        """Those that are held, and the events that they recorded."""
        ...


class Lines(Protocol[AnyLine]):
    """Lines of one sort. Whoever changes one holds its proceedings. What comes back is a copy.

    They go where their dates go: when a series goes on as another meeting, the lines of these dates are found
    there; and when the date gets another name, there.
    """

    def find(self, line_id: UUID) -> AnyLine | None:
        """Also one that was removed. Holds nobody off."""
        ...

    def on(self, meeting_id: UUID, original_start: str) -> Sequence[AnyLine]:
        """Those of one date in order, removed ones too."""
        ...

    def written_by(self, author_id: UUID, *, after: UUID | None = None, limit: int) -> Sequence[AnyLine]:
        """Of all meetings, by id, those behind ``after`` when it is given; none that was removed."""
        ...

    def store(self, lines: Iterable[AnyLine]) -> None:
        """New ones and changed ones."""
        ...


@dataclass(frozen=True, slots=True)
class OpenAction:
    """Where a list of somebody's actions goes on: ordered by due day (without one: last), then by id."""

    due: date | None
    id: UUID


class Minutes(Lines[Entry], Protocol):
    """``store`` keeps each revision of each entry."""

    def decisions(self, meeting_id: UUID) -> Sequence[Entry]:
        """Of all dates, in order of date and position."""
        ...

    def actions(
        self, meeting_ids: Collection[UUID], *, before: str | None = None, only_open: bool
    ) -> Sequence[Entry]:
        """Of all dates, or of those whose names sort ``before`` that one; in order of date and position."""
        ...

    def open_actions_of(
        self, owner_id: UUID, *, beyond: OpenAction | None = None, limit: int
    ) -> Sequence[Entry]: ...

    def revisions(self, entry_id: UUID) -> Sequence[Revision]:
        """From the first to the latest."""
        ...


class ProceedingsWork(MeetingWork, Protocol):
    """All that one transaction reaches when an agenda or minutes are written."""

    @property
    def proceedings(self) -> ProceedingsBook: ...
    @property
    def agenda_items(self) -> Lines[AgendaItem]: ...
    @property
    def minutes(self) -> Minutes: ...
