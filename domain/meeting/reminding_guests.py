"""Who has not answered is asked once more, by the host and not too often."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from domain.meeting.events import MeetingEvent
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.refusals import EverybodyAnswered, GuestsRemindedLately, MeetingAlreadyOver

BETWEEN_REMINDERS = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestsReminded(MeetingEvent):
    """``waiting``: how many had not answered."""

    kind: ClassVar[str] = "meeting.guests_reminded"
    waiting: int

    def data(self) -> dict[str, object]:
        told = {"changed": ["guests_reminded_at"], "waiting": self.waiting}
        return super(GuestsReminded, self).data() | told


def not_yet_answered(meeting: Meeting) -> Sequence[Guest]:
    """Without the host, who comes anyway; of a draft, which has asked nobody yet, none."""
    if meeting.state is not MeetingState.SCHEDULED:
        return ()
    return [each for each in meeting.guests if each.has_to_answer and each.person_id != meeting.host_id]


def remind_guests(meeting: Meeting, *, by: UUID, now: datetime) -> None:
    """Raises OnlyTheHostMay, MeetingIsCancelled, MeetingAlreadyOver, EverybodyAnswered or, within
    BETWEEN_REMINDERS, GuestsRemindedLately."""
    meeting.expect_host(by, "remind guests")
    meeting.expect_alive()
    if not meeting.dates.end_after(now):
        raise MeetingAlreadyOver(f"{meeting.details.title!r} is over; an answer would come too late")
    waiting = not_yet_answered(meeting)
    if not waiting:
        raise EverybodyAnswered("nobody's answer is missing, so there is nobody to remind")
    before = meeting.guests_reminded_at
    if before is not None and now - before < BETWEEN_REMINDERS:
        wait = before + BETWEEN_REMINDERS - now
        raise GuestsRemindedLately(
            "you reminded them less than a day ago; give them time to answer", wait=wait
        )
    meeting.guests_reminded_at = now
    facts = meeting.for_who_knows_guests(meeting.facts(by, now))
    meeting.events.append(GuestsReminded(**facts, waiting=len(waiting)))
