"""Other times that guests propose."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, WithJsonSchema

from application.meeting.read_proposals import ProposalView
from application.meeting.suggest_times import SuggestedTimes
from domain.meeting.proposal import ProposalState
from domain.meeting.timing import Timing
from domain.shared.refusal import InvalidValue
from entrypoints.http.schemas.moment import MomentSent, MomentShown, start_and_end, timing_from, told
from entrypoints.http.schemas.person import PersonShown
from entrypoints.http.schemas.shapes import Asked, OriginalStart, RecordedAt, Sent, Shown, matching

MOST_SUGGESTIONS = 20


class ProposalSent(Sent):
    """Another time, in the place of the one that is answered."""

    start: MomentSent
    end: MomentSent

    def timing(self) -> Timing:
        """Raises InvalidTiming or InvalidTimeSlot."""
        try:
            return timing_from(self.start, self.end)
        except InvalidValue as refusal:
            refusal.field = ("proposal", *refusal.field)
            raise


class ProposalShown(Shown):
    """Another time for one date of a meeting, or for all of it."""

    id: UUID
    meeting_id: UUID
    original_start: str | None = Field(description="The date it is about; null: the meeting.")
    person: PersonShown
    start: MomentShown
    end: MomentShown
    comment: str
    state: ProposalState = Field(
        description="``lapsed``: the date takes place at another time by now, or not at all."
    )
    made_at: RecordedAt
    decided_at: RecordedAt | None

    @classmethod
    def of(cls, view: ProposalView) -> "ProposalShown":
        proposal = view.proposal
        start, end = start_and_end(proposal.timing)
        return cls(
            id=proposal.id,
            meeting_id=proposal.meeting_id,
            original_start=proposal.original_start,
            person=PersonShown.of(view.person),
            start=start,
            end=end,
            comment=proposal.comment,
            state=view.state,
            made_at=proposal.made_at,
            decided_at=proposal.decided_at,
        )


class SuggestedTimesQuery(Asked):
    original_start: OriginalStart | None = None
    limit: Annotated[
        int,
        Field(ge=1, le=MOST_SUGGESTIONS),
        matching(r"^[0-9]{1,9}$", "must be a whole number"),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": MOST_SUGGESTIONS, "default": 5}),
    ] = 5


class SuggestedTimeShown(Shown):
    """Everybody who has to be there is free then, and so is whoever asked."""

    start: MomentShown
    end: MomentShown
    in_working_hours: bool = Field(description="Of all those people.")


class SuggestedTimesShown(Shown):
    data: list[SuggestedTimeShown]
    next_cursor: str | None

    @classmethod
    def of(cls, suggested: SuggestedTimes) -> "SuggestedTimesShown":
        data = [
            SuggestedTimeShown(
                start=told(each.start, suggested.zone),
                end=told(each.end, suggested.zone),
                in_working_hours=each.in_working_hours,
            )
            for each in suggested.times
        ]
        return cls(data=data, next_cursor=None)


class ProposalsShown(Shown):
    data: list[ProposalShown]
    next_cursor: str | None
