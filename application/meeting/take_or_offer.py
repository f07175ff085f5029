"""Writing meetings that may need what somebody else has; who is refused hears what they can have instead."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import NoRoomFree
from application.shared.ports import Transactions
from domain.meeting.claim import Conflict, SlotTaken
from domain.meeting.guest_rights import knows_of
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Offer

Plan = Callable[[MeetingWork], Sequence[Meeting]]
"""Does everything but store the meetings that come of it. They are stored in that order."""
WaysOut = Callable[[Meeting, Sequence[Conflict], MeetingWork], Sequence[Offer]]
"""Offers for the last meeting of a plan; what the others give back is free by then."""


class _TakenBack(Exception):
    """Nothing of it was meant to stay."""


def take_or_offer(
    transactions: Transactions[MeetingWork],
    plan: Plan,
    ways_out: WaysOut,
    caller: Caller,
    *,
    dry_run: bool = False,
) -> Sequence[Meeting]:
    """Carries the plan out; ``dry_run`` takes everything back in the end, so it cannot differ.

    Raises SlotTaken with offers, and whatever the plan raises. A plan that was refused is made a second time.
    Of a guest whom the caller may not know it says only that somebody is taken.
    """
    planned: Sequence[Meeting] = ()
    try:
        with transactions.begin(mutation_id=caller.mutation_id) as work:
            planned = plan(work)
            for each in planned:
                _store(each, work)
            if dry_run:
                raise _TakenBack
    except _TakenBack:
        pass
    except SlotTaken as refusal:
        if not planned and not isinstance(refusal, NoRoomFree):
            raise
        offers = _offers(transactions, plan, ways_out, refusal.conflicts)
        raise SlotTaken(_told(refusal.conflicts, planned, caller), offers=offers) from None
    return planned


def _told(conflicts: Sequence[Conflict], planned: Sequence[Meeting], caller: Caller) -> list[Conflict]:
    hidden = {
        guest.person_id
        for meeting in planned
        for guest in meeting.guests
        if not knows_of(meeting, caller.person_id, guest)
    }
    return [replace(each, name="") if each.resource.id in hidden else each for each in conflicts]


def _offers(
    transactions: Transactions[MeetingWork], plan: Plan, ways_out: WaysOut, conflicts: Sequence[Conflict]
) -> Sequence[Offer]:
    """Looking for ways out takes a while, and by now nobody waits for our locks on rooms and people."""
    offers: Sequence[Offer] = ()
    with suppress(_TakenBack), transactions.begin() as work:
        try:
            *others, last = plan(work)
        except NoRoomFree as refusal:
            others, last = [], refusal.nearest
            conflicts = work.meetings.clashes(last)
        for each in others:
            _store(each, work)
        offers = ways_out(last, conflicts, work)
        raise _TakenBack
    return offers


def _store(meeting: Meeting, work: MeetingWork) -> None:
    if meeting.version == 0:
        work.meetings.add(meeting)
    elif meeting.events:
        work.meetings.save(meeting)
