"""What one wants to hear little of."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from domain.meeting.meeting import Meeting
from domain.notification.mute import Mute
from entrypoints.http.schemas.shapes import Asked, OriginalStart, Sent, Shown

OneDate = Annotated[OriginalStart | None, Field(description="The one date; without it, all of the meeting.")]


class MuteSent(Sent):
    original_start: OneDate = None


class UnmuteQuery(Asked):
    original_start: OneDate = None


class MuteShown(Shown):
    whole: bool
    dates: list[str] = Field(description="Dates that are muted one by one, by their original starts.")

    @classmethod
    def of(cls, mute: Mute) -> "MuteShown":
        return cls(whole=mute.whole, dates=sorted(mute.dates))


class MutedMeetingShown(Shown):
    id: UUID
    title: str


class MutedShown(MuteShown):
    meeting: MutedMeetingShown

    @classmethod
    def about(cls, mute: Mute, meeting: Meeting) -> "MutedShown":
        shown = MutedMeetingShown(id=meeting.id, title=meeting.details.title)
        return cls(whole=mute.whole, dates=sorted(mute.dates), meeting=shown)


class MutesShown(Shown):
    data: list[MutedShown]
    next_cursor: str | None
