from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.seen_by import is_shown_to
from application.proceedings.lines_seen import date_to_write, proceedings_for
from application.proceedings.ports import ProceedingsWork
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence
from domain.proceedings.agenda_item import AgendaItem
from domain.proceedings.refusals import NoLaterDate

_REACHES = (timedelta(days=62), timedelta(days=800), timedelta(days=366 * 20))
"""How far ahead to look, one after the other: most series come again within two months."""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """``items``: the new ones, in order."""

    meeting_id: UUID
    original_start: str
    items: Sequence[AgendaItem]


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What was not dealt with on one date goes to the end of the agenda of the next that takes place.

    Where the series goes on as another meeting, there. What was carried over stays where it was, and says so;
    done twice it carries nothing again. Raises MeetingNotFound, NotAParticipant, DateMissing,
    OccurrenceNotFound, OccurrenceMovedOn, NoLaterDate or TooManyLines.
    """

    transactions: Transactions[ProceedingsWork]
    clock: Clock

    def __call__(self, caller: Caller, meeting_id: UUID, original_start: str | None) -> CarriedOver:
        caller.must(Permission.WRITE_MINUTES)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            proceedings, meeting = proceedings_for(caller, meeting_id, work)
            on = date_to_write(meeting, original_start, caller, work)
            later, date = _next_date(caller, meeting, on, work)
            # The later one is the younger one, so everybody holds the two in this order.
            onward = proceedings if later.id == meeting.id else work.proceedings.hold(later.id)
            agenda = list(work.agenda_items.on(later.id, date.original_start))
            unfinished = [each for each in work.agenda_items.on(meeting.id, on) if each.is_unfinished]
            made, by = [], caller.person_id
            for item in unfinished:
                onward_item = onward.carry_in(later, date.original_start, item, agenda, by=by, now=now)
                proceedings.hand_on(meeting, item, onward_item.id, by=by, now=now)
                agenda.append(onward_item)
                made.append(onward_item)
            work.agenda_items.store([*unfinished, *made])
            for each in {proceedings.meeting_id: proceedings, onward.meeting_id: onward}.values():
                work.proceedings.save(each)
            return CarriedOver(later.id, date.original_start, made)


def _next_date(
    caller: Caller, meeting: Meeting, name: str, work: ProceedingsWork
) -> tuple[Meeting, Occurrence]:
    """Raises NoLaterDate."""
    after = meeting.date_named(name)
    onward = work.meetings.split_off(meeting.id)
    candidates = [meeting, *(each for each in onward if is_shown_to(caller, each))]
    found = (
        (each, date)
        for each in candidates
        if each.state is not MeetingState.CANCELLED
        for date in _dates_after(each, after)
    )
    first = min(found, key=lambda each: each[1].timing.slot.start, default=None)
    if first is None:
        raise NoLaterDate("there is no later date to carry this over to; schedule one first")
    return first


def _dates_after(meeting: Meeting, after: Occurrence) -> Iterator[Occurrence]:
    """The next one that takes place, if there is any."""
    begin = after.timing.slot.start
    for reach in _REACHES:
        for date in meeting.dates.between(begin, begin + reach):
            takes_place = date.timing.slot.start > begin and not date.cancelled
            if takes_place and date.original_start != after.original_start:
                yield date
                return
