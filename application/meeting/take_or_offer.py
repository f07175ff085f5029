"""Writing meetings that may need what somebody else has; who is refused hears what they can have instead."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from application.meeting.ports import MeetingWork
from application.meeting.wanted_rooms import NoRoomFree
from application.shared.ports import Transactions
from domain.meeting.claim import Conflict, SlotTaken
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
    mutation_id: str | None,
    *,
    dry_run: bool = False,
) -> Sequence[Meeting]:
    """Carries the plan out; ``dry_run`` takes everything back in the end, so it cannot differ.

    Raises SlotTaken with offers, and whatever the plan raises. A plan that was refused is made a second time.
    """
    planned: Sequence[Meeting] = ()
    try:
        with transactions.begin(mutation_id=mutation_id) as work:
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
        raise SlotTaken(refusal.conflicts, offers=offers) from None
    return planned


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
