from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.meeting.lineage import expect_date
from application.meeting.seen_by import is_shown_to, meeting_to_read
from application.proceedings.lines_seen import date_to_read, line_to_read
from application.proceedings.ports import AnyLine, ProceedingsWork
from application.shared.ports import Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.entry import Entry, Revision
from domain.proceedings.line import Line

FURTHEST_BACK = 20
"""Through so many splits of a series open actions are carried."""


@dataclass(frozen=True, slots=True)
class LinesView(Generic[AnyLine]):
    """``people``: the names of all that the lines name."""

    lines: Sequence[AnyLine]
    people: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class ActionsView:
    """``carried_over``: from earlier dates, and still open."""

    own: Sequence[Entry]
    carried_over: Sequence[Entry]
    people: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class ReadProceedings:
    """Agendas and minutes, for whoever may see the meeting.

    Raises MeetingNotFound, LineNotFound, DateMissing or OccurrenceMovedOn.
    """

    transactions: Transactions[ProceedingsWork]
    people: PeopleDirectory

    def agenda(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> LinesView[AgendaItem]:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = self._meeting(caller, meeting_id, original_start, work)
            found = work.agenda_items.on(meeting.id, date_to_read(meeting, original_start))
            return self._view(found)

    def minutes(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> LinesView[Entry]:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = self._meeting(caller, meeting_id, original_start, work)
            return self._view(work.minutes.on(meeting.id, date_to_read(meeting, original_start)))

    def decisions(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> LinesView[Entry]:
        """Of one date, or of all."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = self._meeting(caller, meeting_id, original_start, work)
            found = work.minutes.decisions(meeting.id)
            return self._view(each for each in found if original_start in (None, each.original_start))

    def actions(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> ActionsView:
        """Of one date, with what earlier ones left open, also before the series was split; or of all."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            meeting = self._meeting(caller, meeting_id, original_start, work)
            own = work.minutes.actions({meeting.id}, only_open=False)
            carried: Sequence[Entry] = ()
            if original_start is not None:
                own = [each for each in own if each.original_start == original_start]
                before = [each.id for each in _lineage(caller, meeting, work)]
                carried = work.minutes.actions(before, before=original_start, only_open=True)
            return ActionsView(own, carried, self._named([*own, *carried]))

    def one_item(self, caller: Caller, item_id: UUID) -> AgendaItem:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            return line_to_read(caller, item_id, work.agenda_items, work)[0]

    def one_entry(self, caller: Caller, entry_id: UUID) -> Entry:
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            return line_to_read(caller, entry_id, work.minutes, work)[0]

    def revisions(self, caller: Caller, entry_id: UUID) -> tuple[Sequence[Revision], Mapping[UUID, str]]:
        """From the first to the latest, and the names of who wrote them."""
        caller.must(Permission.READ_MEETINGS)
        with self.transactions.begin() as work:
            entry, _ = line_to_read(caller, entry_id, work.minutes, work)
            found = work.minutes.revisions(entry.id)
            named = self.people.named({each.author_id for each in found})
            return found, {each: person.name for each, person in named.items()}

    def _meeting(
        self, caller: Caller, meeting_id: UUID, original_start: str | None, work: ProceedingsWork
    ) -> Meeting:
        meeting = meeting_to_read(caller, meeting_id, work)
        expect_date(meeting, original_start, caller, work)
        return meeting

    def _view(self, lines: Iterable[AnyLine]) -> LinesView[AnyLine]:
        there = [each for each in lines if each.removed_at is None]
        return LinesView(there, self._named(there))

    def _named(self, lines: Iterable[Line]) -> Mapping[UUID, str]:
        meant = {person_id for each in lines for person_id in _people_of(each)}
        return {each: person.name for each, person in self.people.named(meant).items()}


def _people_of(line: Line) -> set[UUID]:
    meant: set[UUID | None] = {line.author_id}
    if isinstance(line, AgendaItem):
        meant.add(line.topic.owner_id)
    if isinstance(line, Entry):
        meant |= {line.content.owner_id, line.revision.author_id}
        meant.add(line.done.by if line.done else None)
    return {each for each in meant if each is not None}


def _lineage(caller: Caller, meeting: Meeting, work: ProceedingsWork) -> Iterable[Meeting]:
    """It, and what it was split from, as far as the caller may see that."""
    for _ in range(FURTHEST_BACK):
        yield meeting
        former = work.meetings.find(meeting.lineage.meeting_id) if meeting.lineage else None
        if former is None or not is_shown_to(caller, former):
            return
        meeting = former
