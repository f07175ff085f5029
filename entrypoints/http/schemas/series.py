"""Single dates of a series, and what an edit of them comes to."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.read_calendar import LONGEST
from application.meeting.read_occurrences import Occurrences
from application.meeting.series_edit import SeriesEdit
from domain.meeting.booking import booked_on
from domain.meeting.details import Commitment, Visibility
from domain.meeting.edit import Scope
from domain.meeting.guest import Guest, ResponseStatus
from domain.meeting.meeting import Meeting, MeetingState
from domain.meeting.occurrence import Occurrence, Override
from domain.meeting.series_change import AffectedDate, Change, SeriesChange, Why
from entrypoints.http.schemas.about import RecurrenceLines
from entrypoints.http.schemas.booking import BookedRoomShown, LacksShown, lacks_shown
from entrypoints.http.schemas.exceptions import DateChangeSent, ExceptionsSent, offer_shown, wishes_from
from entrypoints.http.schemas.meeting import MeetingShown
from entrypoints.http.schemas.moment import MomentShown, start_and_end
from entrypoints.http.schemas.problem import ConflictShown
from entrypoints.http.schemas.shapes import Asked, Instant, Limit, Sent, Shown, absent, matching, prose

Flag = Annotated[bool, matching(r"^(true|false)$", "must be true or false")]
DryRun = Annotated[Flag, Field(description="Only say what would happen.")]


_AT_MOST = f"At most {LONGEST.days} days later."


class ScopeQuery(Asked):
    """Which dates are meant: ``this`` one, it and the ``following`` ones, or ``all``."""

    scope: Scope = Scope.THIS
    dry_run: DryRun = False


class DryRunQuery(Asked):
    dry_run: DryRun = False


class OccurrencesQuery(Asked):
    """A window [from, to) of up to 400 days; without ``to``, the next ``limit`` dates."""

    start: Annotated[Instant | None, Field(alias="from", description="By default, now.")] = None
    end: Annotated[Instant | None, Field(alias="to", description=f"At most {LONGEST.days} days later.")] = (
        None
    )
    limit: Limit = 50


class OccurrenceChangeSent(DateChangeSent):
    """Only members that are sent change anything.

    With ``scope`` all or following, the other dates move by as much as the named one does. ``visibility``,
    ``recurrence``, ``exceptions`` and ``from_series`` cannot be for one date alone.
    """

    visibility: Visibility = Field(default_factory=absent)
    recurrence: RecurrenceLines = Field(default_factory=absent)
    exceptions: ExceptionsSent = Field(default_factory=list)
    from_series: bool = Field(
        False,
        description="Dates move by as much as the named one differs from its series, not from where it stands"
        " by itself: all can follow a date that was moved before.",
    )

    def command(self, **others: Any) -> ChangeOccurrencesCommand:
        """Raises InvalidText, InvalidConferenceUrl or others."""
        recurrence = tuple(self.recurrence or ()) if "recurrence" in self.model_fields_set else None
        exceptions = wishes_from(self.exceptions)
        return ChangeOccurrencesCommand(
            **self.asked(),
            recurrence=recurrence,
            exceptions=exceptions,
            from_series=self.from_series,
            **others,
        )


class OccurrenceCancellationSent(Sent):
    reason: Annotated[str, prose(1_000)] | None = None


class DateShown(Shown):
    """How one date stood, or stands."""

    start: MomentShown
    end: MomentShown
    title: str
    location: str
    cancelled: bool

    @classmethod
    def of(cls, date: Occurrence) -> "DateShown":
        start, end = start_and_end(date.timing)
        details = date.details
        return cls(
            start=start, end=end, title=details.title, location=details.location, cancelled=date.cancelled
        )


class AffectedShown(Shown):
    """``before`` is null for a date that is new, ``after`` for one that is no more."""

    meeting_id: UUID
    original_start: str
    change: Change
    before: DateShown | None
    after: DateShown | None

    @classmethod
    def of(cls, affected: AffectedDate) -> "AffectedShown":
        return cls(
            meeting_id=affected.meeting_id,
            original_start=affected.original_start,
            change=affected.change,
            before=affected.before and DateShown.of(affected.before),
            after=affected.after and DateShown.of(affected.after),
        )


class AskedAgainShown(Shown):
    guest_id: UUID
    name: str
    dates: int


class AnswersShown(Shown):
    """By guest and date, two years ahead. ``lost``: those to dates that are no more."""

    kept: int
    asked_again: list[AskedAgainShown]
    lost: int


class ExceptionsShown(Shown):
    """Dates that differ from their series; ``lost`` are those that are no more."""

    kept: int
    lost: list[str]


class DateMessagesShown(Shown):
    original_start: str
    count: int


class DateLinesShown(Shown):
    original_start: str
    count: int


class MessagesKeptShown(Shown):
    """Those about single dates. ``lost``: their date is no more; they stand among all that was said."""

    kept: int
    lost: list[DateMessagesShown]


class LinesKeptShown(Shown):
    """Lines of agendas and minutes. ``lost``: their date is no more; its name still finds them."""

    kept: int
    lost: list[DateLinesShown]


class ToldShown(Shown):
    guest_id: UUID
    name: str
    why: Why


class SeriesEditShown(Shown):
    """What an edit did or, with ``dry_run``, would do."""

    dry_run: bool
    meeting: MeetingShown = Field(description="The meeting that now holds the date that was named.")
    affected: list[AffectedShown]
    more: int = Field(description="How many affected dates are not listed.")
    answers: AnswersShown
    exceptions: ExceptionsShown
    messages: MessagesKeptShown
    agendas_and_minutes: LinesKeptShown
    told: list[ToldShown]
    conflicts: list[ConflictShown] = Field(description="Why it cannot be; without ``dry_run`` that is a 409.")
    offers: list[dict[str, Any]] = Field(description="What can be instead; as with the 409.")

    @classmethod
    def of(cls, edit: SeriesEdit) -> "SeriesEditShown":
        change, view = edit.change, edit.meeting
        return cls(
            dry_run=edit.dry_run,
            meeting=MeetingShown.of(view),
            affected=[AffectedShown.of(each) for each in change.affected],
            more=change.more,
            answers=_answers(change),
            exceptions=ExceptionsShown(kept=change.exceptions_kept, lost=list(change.exceptions_lost)),
            messages=MessagesKeptShown(
                kept=change.messages_kept,
                lost=[
                    DateMessagesShown(original_start=name, count=count)
                    for name, count in change.messages_lost.items()
                ],
            ),
            agendas_and_minutes=LinesKeptShown(
                kept=change.lines_kept,
                lost=[
                    DateLinesShown(original_start=name, count=count)
                    for name, count in change.lines_lost.items()
                ],
            ),
            told=[
                ToldShown(guest_id=told.guest.id, name=_called(told.guest), why=told.why)
                for told in change.told
            ],
            conflicts=[ConflictShown.of(each) for each in edit.conflicts],
            offers=[offer_shown(each) for each in edit.offers],
        )


class OccurrenceShown(Shown):
    """One date as it takes place. ``own`` names the members in which it differs from its series."""

    meeting_id: UUID
    original_start: str
    start: MomentShown
    end: MomentShown
    state: MeetingState
    title: str
    description: str
    location: str
    conference_url: str | None
    exclusive: bool
    transparent: bool
    cancellation_reason: str
    own: list[str]
    rooms: list[BookedRoomShown]
    lacks: LacksShown
    response: ResponseStatus | None = Field(description="The caller's answer; null: they are not invited.")

    @classmethod
    def of(cls, found: Occurrences, date: Occurrence) -> "OccurrenceShown":
        view, meeting, details = found.view, found.view.meeting, date.details
        own = meeting.overrides.get(date.original_start, Override())
        start, end = start_and_end(date.timing)
        return cls(
            meeting_id=meeting.id,
            original_start=date.original_start,
            start=start,
            end=end,
            state=MeetingState.CANCELLED if date.cancelled else meeting.state,
            title=details.title,
            description=details.description,
            location=details.location,
            conference_url=details.conference_url,
            exclusive=details.commitment is Commitment.EXCLUSIVE,
            transparent=details.commitment is Commitment.FREE,
            cancellation_reason=own.cancellation_reason or meeting.cancellation_reason,
            own=_own(own, meeting),
            rooms=[BookedRoomShown.of(each, view.rooms) for each in booked_on(meeting, date.original_start)],
            lacks=lacks_shown(view, own),
            response=meeting.attendance(date.original_start).get(view.viewer_id),
        )


class OccurrencesShown(Shown):
    data: list[OccurrenceShown]
    next_cursor: None


def _own(own: Override, meeting: Meeting) -> list[str]:
    commitment = ["exclusive", "transparent"] if "commitment" in own.details else []
    times = ["start", "end"] if own.timing else []
    rooms = [] if own.rooms is None else ["rooms"]
    return sorted([*times, *commitment, *rooms, *(own.details.keys() - {"commitment"})])


def _answers(change: SeriesChange) -> AnswersShown:
    again = [
        AskedAgainShown(guest_id=each.guest.id, name=_called(each.guest), dates=each.dates)
        for each in change.asked_again
    ]
    return AnswersShown(kept=change.answers_kept, asked_again=again, lost=change.answers_lost)


def _called(guest: Guest) -> str:
    return guest.name or guest.email
