"""Reminders on the wire."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Annotated

from pydantic import Field

from domain.meeting.kept import MOST_REMINDERS
from domain.notification.reminder import A_DAY, InvalidReminder, ReminderChoice
from entrypoints.http.schemas.duration import Duration, DurationShown, duration_of, written
from entrypoints.http.schemas.shapes import Sent, Shown

A_MINUTE = timedelta(minutes=1)
TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["17:00"])]


class WholeDayReminderSent(Sent):
    """A time of day, by one's own clocks, so many days before the first day; 0 is that day itself."""

    days_before: Annotated[int, Field(ge=0, le=28)]
    at: TimeOfDay

    @property
    def lead(self) -> int:
        at = time.fromisoformat(self.at)
        return self.days_before * A_DAY - at.hour * 60 - at.minute


class WholeDayReminderShown(Shown):
    days_before: int
    at: str

    @classmethod
    def of(cls, lead: int) -> "WholeDayReminderShown":
        days = -(-lead // A_DAY)
        hours, minutes = divmod(days * A_DAY - lead, 60)
        return cls(days_before=days, at=f"{hours:02}:{minutes:02}")


class RemindersSent(Sent):
    """All of them; an empty list asks for none."""

    timed: Annotated[list[Duration], Field(max_length=MOST_REMINDERS, examples=[["PT10M"]])]
    whole_days: Annotated[list[WholeDayReminderSent], Field(max_length=MOST_REMINDERS)]

    @property
    def minutes(self) -> Sequence[int]:
        """How long before the start. Raises InvalidReminder, naming the member."""
        found = []
        for place, text in enumerate(self.timed):
            lead, rest = divmod(duration_of(text), A_MINUTE)
            if rest:
                raise InvalidReminder("is whole minutes, such as PT10M", field=("timed", place))
            found.append(lead)
        return found


class RemindersShown(Shown):
    """When one is reminded. ``own``: chosen for this meeting; else it is as usual, or as it was imported."""

    version: int = Field(description="Grows with each change; the ETag is made of it.")
    own: bool
    timed: list[DurationShown]
    whole_days: list[WholeDayReminderShown]

    @classmethod
    def of(cls, choice: ReminderChoice, *, own: bool) -> "RemindersShown":
        return cls(
            version=choice.version,
            own=own,
            timed=[written(lead * A_MINUTE) for lead in choice.timed],
            whole_days=[WholeDayReminderShown.of(lead) for lead in choice.whole_days],
        )
