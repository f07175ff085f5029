"""Editing meetings that repeat: one date, it and the following ones, or all.

A date that differs has an override, a patch over what its series says. Where only the following dates are to
differ, the series ends and another one goes on from there: the same dates, names, answers and overrides.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from domain.meeting.booking import book
from domain.meeting.edit import Edit, Scope
from domain.meeting.events import (
    Facts,
    MeetingChanged,
    SeriesContinued,
)
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Dates, Lineage
from domain.meeting.one_date import call_off, change_one, except_dates, override, put_back
from domain.meeting.recurrence import Recurrence, parse_recurrence
from domain.meeting.refusals import NotForOneDate
from domain.meeting.rescheduling import reschedule
from domain.meeting.reshaping import continued, ended, moved, starts_to_continue_from
from domain.meeting.timing import Start, Timing, reading_of
from domain.recurrence.rule import InvalidRecurrence
from domain.shared.ids import new_id
from domain.shared.refusal import InvalidValue
from domain.shared.time_slot import Moment

Value = TypeVar("Value")
NO_EDIT = Edit()


def change(
    meeting: Meeting, edit: Edit, scope: Scope, original_start: str | None = None, *, by: UUID, now: datetime
) -> list[Meeting]:
    """The meetings as they are then, all to be stored in that order; the last one holds the named date.

    Raises OccurrenceNotFound, MeetingIsCancelled, InvalidRecurrence, NotForOneDate, or what values break.
    """
    if original_start is not None and meeting.recurrence is not None:
        if scope is Scope.THIS:
            if edit.exceptions:
                raise NotForOneDate("one date has no exceptions; change it", field=("exceptions",))
            if edit.from_series:
                raise NotForOneDate("one date moves by itself; change all", field=("from_series",))
            change_one(meeting, edit, original_start, by=by, now=now)
            return [meeting]
        if scope is Scope.FOLLOWING and not _begins_with(meeting, original_start):
            before = meeting.dates
            onward = _split(meeting, original_start, anew=edit.recurrence is not None, by=by, now=now)
            _change_all(onward, edit, original_start, before, by=by, now=now)
            return [meeting, onward]
    _change_all(meeting, edit, original_start, by=by, now=now)
    return [meeting]


def cancel(
    meeting: Meeting, reason: str, scope: Scope, original_start: str, *, by: UUID, now: datetime
) -> list[Meeting]:
    """As ``change``. What is cancelled can be restored as it was: the following dates become a meeting."""
    meeting.expect_alive()
    meeting.date_named(original_start)
    repeats = meeting.recurrence is not None
    if repeats and scope is Scope.THIS:
        call_off(meeting, original_start, reason, by=by, now=now)
        return [meeting]
    if repeats and scope is Scope.FOLLOWING and not _begins_with(meeting, original_start):
        onward = _split(meeting, original_start, by=by, now=now)
        onward.cancel(reason, by=by, now=now)
        return [meeting, onward]
    meeting.cancel(reason, by=by, now=now)
    return [meeting]


def restore(
    meeting: Meeting, original_start: str, edit: Edit = NO_EDIT, *, by: UUID, now: datetime
) -> list[Meeting]:
    """Take the cancellation of one date back, as it was or as ``edit`` says; answers stand as they were."""
    put_back(meeting, original_start, by=by, now=now)
    return change(meeting, edit, Scope.THIS, original_start, by=by, now=now)


def _change_all(
    meeting: Meeting,
    edit: Edit,
    name: str | None,
    split_from: Dates | None = None,
    *,
    by: UUID,
    now: datetime,
) -> None:
    """``name``: the date through which it is edited; by as much as that one moves, all do."""
    meeting.expect_alive()
    before = split_from or meeting.dates
    base = _moved_from(meeting, edit, name)
    timing, start = edit.timing_from(base), meeting.timing.start
    target = meeting.timing
    if timing != base:
        target = timing.starting(reading_of(start) + (reading_of(timing.start) - reading_of(base.start)))
    if edit.recurrence is not None:
        recurrence = _parsed(edit.recurrence, target.start)
    else:
        recurrence = meeting.recurrence and moved(meeting.recurrence, start, target.start)
    meeting.describe(replace(meeting.details, **edit.details), by=by, now=now)
    own = None if name is None else meeting.overrides.get(name)
    if name is not None and own is not None:
        # What is said about all is said about this one too.
        own = own.following_series(edit.details, rooms=edit.rooms is not None)
        meeting.overrides = meeting.overrides | {name: replace(own, timing=own.timing and timing)}
    anew = split_from is not None and edit.recurrence is not None
    if anew or (target, recurrence) != (meeting.timing, meeting.recurrence):
        reschedule(meeting, target, recurrence, before=before, by=by, now=now)
    if name is not None and name in meeting.overrides and (timing != base or edit.from_series):
        _tidy(meeting, name)
    if edit.rooms is not None:
        book(meeting, edit.rooms, by=by, now=now)
    for invitation in edit.invitations:
        meeting.invite(invitation, by=by, now=now)
    for guest_id in sorted(edit.uninvited):
        meeting.remove_guest(guest_id, by=by, now=now)
    except_dates(meeting, edit.exceptions, by=by, now=now)


def _moved_from(meeting: Meeting, edit: Edit, name: str | None) -> Timing:
    """Where the date stands, or its series has it, through which the others are moved."""
    if name is None:
        return meeting.timing
    date = meeting.date_named(name)
    nominal = meeting.dates.nominal(name) if edit.from_series else None
    return (nominal or date).timing


def _split(meeting: Meeting, name: str, *, anew: bool = False, by: UUID, now: datetime) -> Meeting:
    """Ends the series before that date. Returns the meeting that goes on from it, still to be stored.

    ``anew``: how it repeats is still to be said, so for now it does not.
    """
    meeting.expect_alive()
    nominal, start = meeting.dates.nominal(name), meeting.timing.start
    assert nominal is not None
    assert meeting.recurrence is not None
    cut = reading_of(nominal.timing.start)
    begin, rest, last = nominal.timing.start, None, meeting.dates.last
    if not anew:
        begin, rest = _continuation(meeting.recurrence, start, cut)
    identity = new_id(now)
    shift = reading_of(start) - reading_of(meeting.anchor)
    anchor_reading = reading_of(begin) - shift
    onward = replace(
        deepcopy(meeting),
        id=identity,
        uid=f"{identity}@convene",
        timing=meeting.timing.starting(reading_of(begin)),
        anchor=_like(meeting.anchor, anchor_reading),
        recurrence=rest,
        overrides={each: own for each, own in meeting.overrides.items() if each >= name},
        guests=[replace(guest, id=new_id(now)) for guest in _guests_on(meeting, lambda each: each >= name)],
        lineage=Lineage(meeting.id, name, last.original_start if last else None),
        created_at=now,
        sequence=0,
        revised_in=1,
        version=0,
        events=[],
    )
    meeting.recurrence = ended(meeting.recurrence, start, cut)
    meeting.overrides = {each: own for each, own in meeting.overrides.items() if each < name}
    meeting.guests = _guests_on(meeting, lambda each: each < name)
    meeting.revise()
    about = _following(meeting.facts(by, now), name)
    meeting.events.append(MeetingChanged(**about, changed=("recurrence",)))
    if onward.state is not MeetingState.DRAFT:
        onward.events.append(
            SeriesContinued(**_following(onward.facts(by, now), name), split_from=meeting.id)
        )
    return onward


def _continuation(recurrence: Recurrence, start: Start, cut: datetime) -> tuple[Start, Recurrence | None]:
    """From where, and how, the series goes on at ``cut``. Raises InvalidRecurrence where it cannot."""
    *others, last = starts_to_continue_from(recurrence, start, cut)
    for begin in others:
        try:
            return begin, continued(recurrence, start, cut, begin)
        except InvalidRecurrence:
            continue
    return last, continued(recurrence, start, cut, last)


def _guests_on(meeting: Meeting, belongs: Callable[[str], bool]) -> list[Guest]:
    """Those who are invited to dates of such names, with what they have of their own on them."""
    found = []
    for guest in meeting.guests:
        only_on = guest.only_on and frozenset(filter(belongs, guest.only_on))
        if only_on or guest.only_on is None:
            not_on = frozenset(filter(belongs, guest.not_on))
            responses = _only(guest.responses, belongs)
            found.append(replace(guest, only_on=only_on, not_on=not_on, responses=responses))
    return found


def _tidy(meeting: Meeting, name: str) -> None:
    """An own time that is the series' is none."""
    own, nominal = meeting.overrides[name], meeting.dates.nominal(name)
    same = nominal is not None and own.timing == nominal.timing
    override(meeting, name, timing=None if same else own.timing)


def _begins_with(meeting: Meeting, name: str) -> bool:
    """Raises OccurrenceNotFound."""
    meeting.date_named(name)
    first = meeting.dates.first
    return first is not None and first.original_start == name


def _parsed(lines: Sequence[str], start: Start) -> Recurrence | None:
    """Raises InvalidRecurrence, naming the line."""
    try:
        return parse_recurrence(lines, start)
    except InvalidValue as refusal:
        refusal.field = ("recurrence", *refusal.field)
        raise


def _following(facts: Facts, name: str) -> Facts:
    facts["original_start"], facts["scope"] = name, Scope.FOLLOWING.value
    return facts


def _like(anchor: Start, reading: datetime) -> Start:
    return Moment(reading, anchor.zone) if isinstance(anchor, Moment) else reading.date()


def _only(named: Mapping[str, Value], belongs: Callable[[str], bool]) -> dict[str, Value]:
    return {name: value for name, value in named.items() if belongs(name)}
