from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.caller import Caller
from application.meeting.lineage import expect_date, expect_dates
from application.meeting.other_answers import declining_oneself
from application.meeting.ports import MeetingWork
from application.meeting.seen_by import meeting_for
from application.meeting.take_or_offer import take_or_offer
from application.shared.ports import Clock, Flags, Transactions
from application.shared.refusals import FeatureOff
from domain.identity.role import Permission
from domain.meeting.guest import ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal, ProposalState
from domain.meeting.refusals import UnknownDate
from domain.meeting.timing import Timing
from domain.shared.flag import Flag


@dataclass(frozen=True, slots=True)
class RespondCommand:
    """``seen_version``: the version the caller looked at when they decided; None when they take any.

    ``original_start``: the one date it is about; ``instead_of_all``: it replaces answers to single dates.
    ``declined_on``: dates on which the answer is no in any case. ``proposal``: another time that would suit
    the caller.
    """

    caller: Caller
    meeting_id: UUID
    status: ResponseStatus
    comment: str = ""
    seen_version: int | None = None
    original_start: str | None = None
    instead_of_all: bool = False
    declined_on: tuple[str, ...] = ()
    proposal: Timing | None = None


@dataclass(frozen=True, slots=True)
class Respond:
    """The caller's own answer to an invitation; what they proposed before for the same date is withdrawn.

    Raises NotInvited, OccurrenceMovedOn, FeatureOff, SlotTaken with offers, and others.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock
    flags: Flags

    def __call__(self, command: RespondCommand) -> Meeting:
        caller = command.caller
        caller.must(Permission.RESPOND_TO_MEETINGS)
        if command.proposal is not None:
            self._expect_proposals(caller)
        now, on = self.clock.now(), command.original_start

        def plan(work: MeetingWork) -> Sequence[Meeting]:
            meeting = meeting_for(caller, command.meeting_id, work)
            expect_date(meeting, on, caller, work)
            expect_dates(meeting, command.declined_on, caller, work, field=("declined_on",))
            _answer(meeting, command, now)
            self._propose(meeting, command, work, now)
            return [meeting]

        proposing = self.flags.is_on(Flag.COUNTER_PROPOSALS, person_id=caller.person_id, role=caller.role)
        ways_out = declining_oneself(caller.person_id, on, command.declined_on, proposing=proposing, now=now)
        [meeting] = take_or_offer(self.transactions, plan, ways_out, caller)
        return meeting

    def _propose(self, meeting: Meeting, command: RespondCommand, work: MeetingWork, now: datetime) -> None:
        """What they proposed before is withdrawn."""
        person_id, on = command.caller.person_id, command.original_start if meeting.recurrence else None
        for earlier in work.proposals.of(meeting.id, person_id=person_id):
            replaced = earlier.original_start == on or command.instead_of_all
            if replaced and earlier.state(meeting, now) is ProposalState.OPEN:
                earlier.withdraw(meeting, now=now)
                work.proposals.save(earlier)
        if command.proposal is not None:
            made = Proposal.make(
                meeting, person_id, command.proposal, original_start=on, comment=command.comment, now=now
            )
            work.proposals.add(made)

    def _expect_proposals(self, caller: Caller) -> None:
        """Those made before stay, and can be decided."""
        if not self.flags.is_on(Flag.COUNTER_PROPOSALS, person_id=caller.person_id, role=caller.role):
            raise FeatureOff(
                "other times cannot be proposed here at present; answer without one, and write to the host",
                field=("proposal",),
            )


def _answer(meeting: Meeting, command: RespondCommand, now: datetime) -> None:
    """Raises UnknownDate, and what ``Meeting.respond`` does."""
    meeting.respond(
        command.caller.person_id,
        command.status,
        comment=command.comment,
        seen_version=command.seen_version,
        now=now,
        original_start=command.original_start,
        instead_of_all=command.instead_of_all,
    )
    for place, name in enumerate(command.declined_on):
        if meeting.recurrence is None or meeting.dates.named(name) is None:
            raise UnknownDate(f"the series has no date {name[:40]!r}", field=("declined_on", place))
        meeting.respond(
            command.caller.person_id,
            ResponseStatus.DECLINED,
            comment=command.comment,
            seen_version=command.seen_version,
            now=now,
            original_start=name,
        )
