"""Loading a proposal on somebody's behalf."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.ports import MeetingWork
from domain.meeting.meeting import Meeting
from domain.meeting.proposal import Proposal
from domain.meeting.refusals import MeetingNotFound, ProposalNotFound


def proposal_for_host(caller: Caller, proposal_id: UUID, work: MeetingWork) -> tuple[Meeting, Proposal]:
    """The proposal and its meeting, ready to be changed.

    Raises ProposalNotFound, also for whoever is neither the host nor its maker, who gets OnlyTheHostMay.
    """
    seen = work.proposals.find(proposal_id)
    if seen is None:
        raise ProposalNotFound("there is no such proposal")
    try:
        meeting = work.meetings.get(seen.meeting_id)
    except MeetingNotFound:
        raise ProposalNotFound("there is no such proposal") from None
    # Again, now that the meeting holds off others: somebody may have decided about it meanwhile.
    proposal = work.proposals.find(proposal_id)
    if proposal is None or caller.person_id not in meeting.audience & {meeting.host_id, proposal.person_id}:
        raise ProposalNotFound("there is no such proposal")
    meeting.expect_host(caller.person_id, "decide about a proposal")
    return meeting, proposal
