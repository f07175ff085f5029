"""A meeting that somebody goes to, but wants to hear little of."""

from dataclasses import dataclass
from uuid import UUID

from domain.notification.kind import Kind
from domain.shared.refusal import InvalidValue

SILENCED = frozenset({Kind.REMINDER, Kind.MESSAGE, Kind.ANSWERED, Kind.CHANGED})
"""What a mute keeps away. Who mutes a meeting still goes to it, so where and whether it takes place is told;
so is what somebody asks of them by name."""
MOST_DATES = 100


class InvalidMute(InvalidValue):
    code = "invalid_mute"


@dataclass(slots=True)
class Mute:
    """Of one person: the ``whole`` meeting, or single ``dates``, by their original starts."""

    person_id: UUID
    meeting_id: UUID
    whole: bool = False
    dates: frozenset[str] = frozenset()

    def mute(self, original_start: str | None) -> None:
        """That date; None: all. Raises InvalidMute."""
        if original_start is None:
            self.whole = True
            return
        dates = self.dates | {original_start}
        if len(dates) > MOST_DATES:
            raise InvalidMute(
                f"{MOST_DATES} dates can be muted one by one; mute the meeting", field=("original_start",)
            )
        self.dates = dates

    def unmute(self, original_start: str | None) -> None:
        """That date; None: everything is told again. No date is heard while the whole meeting is muted."""
        if original_start is None:
            self.whole, self.dates = False, frozenset()
        else:
            self.dates -= {original_start}
