"""What became of one event of a calendar file."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from application.meeting.calendar_files import EventInFile, Unusable
from domain.meeting.meeting import Meeting
from domain.shared.refusal import Refusal


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """``code`` and ``reason`` say why an event was refused; ``reason`` may also note what stayed out."""

    outcome: Outcome
    code: str | None = None
    reason: str = ""
    meeting_id: UUID | None = None


Results = dict[int, Result]
"""By the number of the event in its file."""

OUT_OF_TIME = Result(
    Outcome.REFUSED, "out_of_time", "the import took too long; import the file again to go on from here"
)
TAKEN = Result(Outcome.REFUSED, "uid_taken", "somebody else imported it at this very moment; import again")
NEVER_HERE = Result(Outcome.REFUSED, "cancelled_unknown", "it is cancelled, and was never here")
SERIES_REFUSED = Result(Outcome.REFUSED, "series_refused", "the series that it belongs to was refused")


def refused(refusal: Refusal) -> Result:
    """Raises the refusal when it is worth a retry."""
    if refusal.retryable:
        raise refusal
    return Result(Outcome.REFUSED, refusal.code, refusal.message)


class OutOfTime(Exception):
    """Nobody waits any longer; what is half done is left."""


def joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))


def unusable(event: EventInFile) -> Result:
    assert isinstance(event.content, Unusable)
    return Result(Outcome.REFUSED, event.content.code, event.content.reason)


def stale(sequence: int, meeting: Meeting) -> Result:
    reason = f"it is revision {sequence}; revision {meeting.sequence} is here already"
    return Result(Outcome.REFUSED, "stale", reason, meeting.id)
