"""What guests propose, and what the host makes of it."""

from uuid import UUID

from application.identity.caller import Caller
from application.meeting.accept_proposal import AcceptProposal, AcceptProposalCommand
from application.meeting.decline_proposal import DeclineProposal
from application.meeting.read_meeting import ReadMeeting
from application.meeting.read_proposals import ReadProposals
from application.meeting.suggest_times import SuggestTimes
from domain.availability.refusals import InvalidSearch
from domain.identity.role import Permission
from domain.meeting.refusals import (
    InvalidTiming,
    MeetingAlreadyOver,
    MeetingNotFound,
    NotInvited,
    OccurrenceMovedOn,
    OccurrenceNotFound,
    OnlyTheHostMay,
    ProposalClosed,
    ProposalNotFound,
)
from entrypoints.http.answers import Answer
from entrypoints.http.api_blueprint import ApiBlueprint
from entrypoints.http.gate import Gate
from entrypoints.http.meetings import BAD_EXCEPTIONS, BAD_ROOMS, BAD_TIME, TAKEN, meeting_answer
from entrypoints.http.schemas.exceptions import AcceptanceSent, wishes_from
from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.proposal import (
    ProposalShown,
    ProposalsShown,
    SuggestedTimesQuery,
    SuggestedTimesShown,
)


def proposals_blueprint(
    gate: Gate,
    *,
    read_meeting: ReadMeeting,
    read_proposals: ReadProposals,
    accept_proposal: AcceptProposal,
    decline_proposal: DeclineProposal,
    suggest_times: SuggestTimes,
) -> ApiBlueprint:
    proposals = ApiBlueprint("proposals", gate)

    @proposals.operation(
        "GET",
        "/meetings/{meeting_id}/proposals",
        Permission.READ_MEETINGS,
        answers={200: ProposalsShown},
        refusals=(MeetingNotFound,),
    )
    def list_proposals(caller: Caller, meeting_id: UUID) -> Answer:
        """Other times that were proposed, in that order: to the host all, to a guest their own."""
        data = [ProposalShown.of(each) for each in read_proposals(caller, meeting_id)]
        return Answer(ProposalsShown(data=data, next_cursor=None))

    @proposals.operation(
        "GET",
        "/meetings/{meeting_id}/suggested-times",
        Permission.RESPOND_TO_MEETINGS,
        answers={200: SuggestedTimesShown},
        refusals=(
            MeetingNotFound,
            OccurrenceMovedOn,
            OccurrenceNotFound,
            NotInvited,
            MeetingAlreadyOver,
            InvalidTiming,
            InvalidSearch,
        ),
    )
    def suggested_times(caller: Caller, meeting_id: UUID, query: SuggestedTimesQuery) -> Answer:
        """Other times near the present one that suit the host, the required guests and the caller.

        First those in everybody's working hours. Nobody learns who is busy when, or with what.
        """
        found = suggest_times(caller, meeting_id, query.original_start, query.limit)
        return Answer(SuggestedTimesShown.of(found))

    @proposals.operation(
        "POST",
        "/proposals/{proposal_id}/acceptance",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(
            ProposalNotFound,
            OnlyTheHostMay,
            ProposalClosed,
            *TAKEN,
            *BAD_TIME,
            *BAD_ROOMS,
            *BAD_EXCEPTIONS,
        ),
        once=True,
        body_optional=True,
    )
    def accept_a_proposal(caller: Caller, proposal_id: UUID, body: AcceptanceSent) -> Answer:
        """Move the meeting, or the date, to the time that was proposed.

        Guests are asked again but for the proposer, who has accepted. Other proposals for that date lapse.
        """
        rooms = None if body.rooms is None else tuple(body.rooms)
        command = AcceptProposalCommand(caller, proposal_id, rooms, wishes_from(body.exceptions))
        return meeting_answer(read_meeting, caller, accept_proposal(command))

    @proposals.operation(
        "POST",
        "/proposals/{proposal_id}/decline",
        Permission.WRITE_MEETINGS,
        answers={200: MeetingShown},
        refusals=(ProposalNotFound, OnlyTheHostMay, ProposalClosed),
        once=True,
    )
    def decline_a_proposal(caller: Caller, proposal_id: UUID) -> Answer:
        """Leave the meeting when it is. The proposer hears of it, and can propose again."""
        return meeting_answer(read_meeting, caller, decline_proposal(caller, proposal_id))

    return proposals
