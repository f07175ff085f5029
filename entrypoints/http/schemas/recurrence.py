"""Previews of repeating meetings on the wire."""

from typing import Annotated

from pydantic import Field

from application.meeting.preview_recurrence import PreviewRecurrenceCommand, RecurrencePreview
from domain.recurrence.sentence import say_series
from entrypoints.http.schemas.about import RecurrenceLine
from entrypoints.http.schemas.meeting import recurrence_from
from entrypoints.http.schemas.moment import MomentSent, MomentShown, start_and_end, timing_from
from entrypoints.http.schemas.shapes import Sent, Shown, absent
from entrypoints.http.spoken import asked_book

MOST_PREVIEWED = 1_000


class RecurrencePreviewSent(Sent):
    """A start, an end, and the lines that say how the two repeat."""

    start: MomentSent
    end: MomentSent
    recurrence: Annotated[
        list[RecurrenceLine],
        Field(min_length=1, max_length=100),
        Field(
            description="RRULE, RDATE and EXDATE lines of RFC 5545 §3.8.5.",
            examples=[["RRULE:FREQ=WEEKLY;BYDAY=TU"]],
        ),
    ]
    after: Annotated[
        MomentSent, Field(alias="from", description="Leave out what begins before; a day means its midnight.")
    ] = Field(default_factory=absent)
    limit: Annotated[int, Field(ge=1, le=MOST_PREVIEWED)] = 50

    def command(self) -> PreviewRecurrenceCommand:
        """Raises InvalidTiming, InvalidTimeSlot or InvalidRecurrence."""
        timing = timing_from(self.start, self.end)
        recurrence = recurrence_from(self.recurrence, timing.start)
        assert recurrence is not None  # there is a line at least
        after = self.after.meant() if self.after else None
        return PreviewRecurrenceCommand(timing, recurrence, after, self.limit)


class RecurrencePreviewShown(Shown):
    """``occurrences`` are the starts, in order, and ``ends`` their ends, one for one."""

    occurrences: list[MomentShown]
    ends: list[MomentShown]
    exhausted: bool = Field(description="No date comes after these.")
    sentence: str = Field(
        description="In the language that Accept-Language likes best of en, de and fr.",
        examples=["every second Tuesday and Thursday, until 30 June 2027"],
    )

    @classmethod
    def of(cls, preview: RecurrencePreview) -> "RecurrencePreviewShown":
        both = [start_and_end(timing) for timing in preview.dates]
        return cls(
            occurrences=[start for start, _ in both],
            ends=[end for _, end in both],
            exhausted=preview.exhausted,
            sentence=say_series(preview.series, asked_book()),
        )
