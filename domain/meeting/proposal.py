"""A guest proposes another time (RFC 5546 §3.2.7, COUNTER); the host takes it, or does not."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.meeting.edit import Edit, Scope
from domain.meeting.events import (
    ProposalAccepted,
    ProposalDeclined,
    ProposalEvent,
    ProposalMade,
    ProposalWithdrawn,
    named,
)
from domain.meeting.guest import Guest, Response, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import InvalidTiming, NotInvited, ProposalClosed
from domain.meeting.series import change
from domain.meeting.timing import AllDay, Start, Timing
from domain.shared.ids import new_id
from domain.shared.text import prose


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


@dataclass(slots=True)
class Proposal:
    """Another time for one date of a meeting, or for all of it (``original_start`` None).

    It stands against one time, ``instead_of``. Once that is no longer when the date takes place, whoever
    moved or cancelled it, or once its own time has come, or its guest is gone, it has lapsed: nobody need
    close it, so nobody can forget to.
    """

    id: UUID
    meeting_id: UUID
    person_id: UUID
    original_start: str | None
    timing: Timing
    instead_of: Timing
    comment: str
    made_at: datetime
    decided: ProposalState = ProposalState.OPEN
    decided_at: datetime | None = None

    @classmethod
    def make(
        cls,
        meeting: Meeting,
        person_id: UUID,
        timing: Timing,
        *,
        original_start: str | None,
        comment: str,
        now: datetime,
    ) -> "Proposal":
        """Raises NotInvited, or InvalidTiming for a time that is past, or that it has already."""
        on = original_start if meeting.recurrence else None
        present = _timing_of(meeting, on)
        if present is None or _guest(meeting, person_id) is None:
            raise NotInvited("only guests of a date can propose another time for it")
        if timing.slot.start <= now:
            raise InvalidTiming("propose a time that is to come", field=("proposal", "start"))
        if timing == present:
            raise InvalidTiming("it takes place then already", field=("proposal", "start"))
        text = prose(comment, name="comment", longest=1_000)
        proposal = cls(new_id(now), meeting.id, person_id, on, timing, present, text, now)
        proposal._record(ProposalMade, meeting, by=person_id, now=now)
        return proposal

    def state(self, meeting: Meeting, now: datetime) -> ProposalState:
        if self.decided is not ProposalState.OPEN:
            return self.decided
        stands = (
            meeting.state is not MeetingState.CANCELLED
            and _timing_of(meeting, self.original_start) == self.instead_of
            and _guest(meeting, self.person_id) is not None
            and self.timing.slot.start > now
        )
        return ProposalState.OPEN if stands else ProposalState.LAPSED

    def accept(self, meeting: Meeting, besides: Edit | None = None, *, by: UUID, now: datetime) -> None:
        """The date takes place then. Everybody is asked again but the proposer, who has said so already.

        ``besides``: what else is to change with it. Raises ProposalClosed.
        """
        self._expect_open(meeting, now)
        self._decide(ProposalState.ACCEPTED, now)
        scope = Scope.ALL if self.original_start is None else Scope.THIS
        start, end = _ends(self.timing)
        edit = replace(besides or Edit(), start=start, end=end)
        change(meeting, edit, scope, self.original_start, by=by, now=now)
        proposer = _guest(meeting, self.person_id)
        assert proposer is not None
        answer = Response(ResponseStatus.ACCEPTED, self.comment, now)
        meeting.waiting_list.answer(proposer, answer, self.original_start)
        self._record(ProposalAccepted, meeting, by=by, now=now)

    def decline(self, meeting: Meeting, *, by: UUID, now: datetime) -> None:
        """The date stays when it is. Raises ProposalClosed."""
        self._expect_open(meeting, now)
        self._decide(ProposalState.DECLINED, now)
        self._record(ProposalDeclined, meeting, by=by, now=now)

    def withdraw(self, meeting: Meeting, *, now: datetime) -> None:
        """Its guest has another answer now. Raises ProposalClosed."""
        self._expect_open(meeting, now)
        self._decide(ProposalState.WITHDRAWN, now)
        self._record(ProposalWithdrawn, meeting, by=self.person_id, now=now)

    def _decide(self, state: ProposalState, now: datetime) -> None:
        self.decided, self.decided_at = state, now

    def _expect_open(self, meeting: Meeting, now: datetime) -> None:
        state = self.state(meeting, now)
        if state is not ProposalState.OPEN:
            raise ProposalClosed(f"this proposal is {state} already; nothing can be done about it any more")

    def _record(self, happening: type[ProposalEvent], meeting: Meeting, *, by: UUID, now: datetime) -> None:
        """Between the host and the proposer."""
        date = self.original_start and meeting.dates.named(self.original_start)
        facts = meeting.facts_of(date, by, now) if date else meeting.facts(by, now)
        facts["audience"], facts["to_organisation"] = frozenset({meeting.host_id, self.person_id}), False
        guest = _guest(meeting, self.person_id)
        assert guest is not None
        meeting.events.append(
            happening(
                **facts,
                **named(guest),
                proposal_id=self.id,
                proposed=self.timing,
            )
        )


def _guest(meeting: Meeting, person_id: UUID) -> Guest | None:
    return next((guest for guest in meeting.guests if guest.person_id == person_id), None)


def _timing_of(meeting: Meeting, original_start: str | None) -> Timing | None:
    if original_start is None:
        return meeting.timing
    date = meeting.dates.named(original_start)
    return date.timing if date and not date.cancelled else None


def _ends(timing: Timing) -> tuple[Start, Start]:
    return (timing.first, timing.until) if isinstance(timing, AllDay) else (timing.start, timing.end)
