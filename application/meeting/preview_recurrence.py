from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.meeting.recurrence import Recurrence
from domain.meeting.timing import Start, Timed, Timing, reading_of
from domain.recurrence.recurrence import RecurrenceSet
from domain.shared.time_slot import LARGEST_CLOCK_CHANGE, Moment


@dataclass(frozen=True, slots=True)
class PreviewRecurrenceCommand:
    """``after``: leave out what begins before it. At most ``limit`` dates."""

    timing: Timing
    recurrence: Recurrence
    after: Start | None
    limit: int


@dataclass(frozen=True, slots=True)
class RecurrencePreview:
    """``exhausted``: nothing comes after these dates."""

    dates: Sequence[Timing]
    exhausted: bool
    series: RecurrenceSet


@dataclass(frozen=True, slots=True)
class PreviewRecurrence:
    """What a rule comes to, before anything is planned by it. Raises InvalidRecurrence or InvalidTimeSlot."""

    def __call__(self, command: PreviewRecurrenceCommand) -> RecurrencePreview:
        series = command.recurrence.dates_from(command.timing.start)
        dates: dict[datetime, Timing] = {}
        timed = isinstance(command.timing, Timed)
        earliest = command.after.instant if timed and isinstance(command.after, Moment) else None
        for reading in series.following(_first_reading(command)):
            timing = command.timing.starting(reading)
            if earliest is not None and timing.slot.start < earliest:
                continue
            # Two readings that a clock change makes one instant are one date, as the clocks show it.
            dates[timing.slot.start] = timing
            if len(dates) > command.limit:
                break
        found = [dates[start] for start in sorted(dates)]
        return RecurrencePreview(found[: command.limit], len(found) <= command.limit, series)


def _first_reading(command: PreviewRecurrenceCommand) -> datetime:
    """Where to begin, by the clocks of the series; added dates may precede its start."""
    after, timing = command.after, command.timing
    if after is None:
        return min(map(reading_of, (timing.start, *command.recurrence.added)))
    if isinstance(after, Moment) and isinstance(timing, Timed):
        # A reading that the clocks skip lies before the one they show at its instant.
        return Moment.at(after.instant, timing.start.zone).local - LARGEST_CLOCK_CHANGE
    return reading_of(after)
