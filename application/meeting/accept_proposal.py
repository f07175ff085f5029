from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import EXCEPTIONS, expect_dates
from application.meeting.ports import MeetingWork
from application.meeting.proposals_seen import proposal_for_host
from application.meeting.take_or_offer import take_or_offer
from application.meeting.wanted_rooms import bookings
from application.meeting.ways_out import WaysOut
from application.meeting.wished_dates import DateWish, edits_of
from application.shared.ports import Clock, Transactions
from domain.identity.role import Permission
from domain.meeting.claim import Conflict
from domain.meeting.edit import Edit
from domain.meeting.meeting import Meeting
from domain.meeting.offer import Offer


@dataclass(frozen=True, slots=True)
class AcceptProposalCommand:
    """``rooms`` and ``exceptions``: where not all can be at the new time as it was at the old one."""

    caller: Caller
    proposal_id: UUID
    rooms: tuple[UUID, ...] | None = None
    exceptions: Mapping[str, DateWish] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AcceptProposal:
    """Moves the date, or the meeting, to when a guest proposed; other proposals for it lapse.

    Raises ProposalNotFound, OnlyTheHostMay, ProposalClosed, or SlotTaken with offers.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, command: AcceptProposalCommand) -> Meeting:
        caller, now, on, exceptions = command.caller, self.clock.now(), None, dict[str, Edit]()
        caller.must(Permission.WRITE_MEETINGS)

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            nonlocal on
            meeting, proposal = proposal_for_host(caller, command.proposal_id, work)
            on = proposal.original_start
            expect_dates(meeting, command.exceptions, caller, work, field=EXCEPTIONS)
            exceptions.update(edits_of(command.exceptions, work, host_id=meeting.host_id))
            rooms = None if command.rooms is None else bookings(command.rooms, work)
            besides = Edit(rooms=rooms, exceptions=exceptions)
            proposal.accept(meeting, besides, by=caller.person_id, now=now)
            work.proposals.save(proposal)
            return [meeting]

        def ways_out(meeting: Meeting, conflicts: Sequence[Conflict], work: MeetingWork) -> list[Offer]:
            return WaysOut(exceptions, on, fixed=True)(meeting, conflicts, work)

        [meeting] = take_or_offer(self.transactions, plan, ways_out, caller)
        return meeting
