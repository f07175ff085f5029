"""A meeting follows what a calendar file says of it: the whole, and its single dates."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.meeting.bounds import expect_bearable
from domain.meeting.details import Details
from domain.meeting.events import MeetingChanged, MeetingMoved
from domain.meeting.guest import Invitation, Response, ResponseStatus
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import MOST_GUESTS, Meeting
from domain.meeting.occurrence import Dates, Occurrence, Override, still_lacking
from domain.meeting.recurrence import Recurrence
from domain.meeting.refusals import NoSuchDate, TooManyExceptions, TooManyGuests
from domain.meeting.room_booking import RoomBooking
from domain.meeting.timing import AllDay, Start, Timing, reading_of

MOST_EXCEPTIONS = 1_000
MOST_SINGLED_OUT = 50_000


@dataclass(slots=True)
class Revision:
    """How the meeting is to be. ``overrides`` grows as the file's single dates are read."""

    details: Details
    timing: Timing
    anchor: Start
    recurrence: Recurrence | None
    kept: KeptProperties
    overrides: dict[str, Override] = field(default_factory=dict)
    dates: Dates = field(init=False)

    def __post_init__(self) -> None:
        self.dates = self._computed()

    @classmethod
    def of_dates(cls, meeting: Meeting) -> "Revision":
        """The meeting as it is, of which the file changes single dates."""
        return cls(
            meeting.details,
            meeting.timing,
            meeting.anchor,
            meeting.recurrence,
            meeting.kept,
            dict(meeting.overrides),
        )

    @classmethod
    def of_whole(
        cls,
        meeting: Meeting,
        *,
        details: Details,
        timing: Timing,
        recurrence: Recurrence | None,
        kept: KeptProperties,
    ) -> "Revision":
        """The meeting as the file has it. Of its single dates only the rooms stay: no file knows of them."""
        anchor = meeting.anchor
        if anchor == meeting.timing.start:
            # Dates that are there already, as when the start of a series becomes known after one of its
            # dates, keep their names if they are named by the new start; so they do not count as moved.
            renamed = Dates(timing, details, timing.start, recurrence, {})
            if renamed.nominal(meeting.original_start) is not None:
                anchor = timing.start
        rooms = {
            name: Override(rooms=own.rooms)
            for name, own in meeting.overrides.items()
            if own.rooms is not None
        }
        return cls(details, timing, anchor, recurrence, kept, rooms)

    def lengthen(self, periods: Iterable[Timing]) -> None:
        """Added dates that have an end of their own."""
        for timing in periods:
            name = self.dates.name_at(timing.start)
            nominal = self.dates.nominal(name)
            if nominal is not None and nominal.timing != timing:
                self._set(name, Override(timing=timing))

    def change(self, start: Start, *, timing: Timing, details: Details, kept: KeptProperties) -> str:
        """The date that begins at ``start`` by the rule is to be like this; returns its name.

        A date that the rule does not hit is added: whoever wrote the file has it. Raises NoSuchDate.
        """
        nominal = self._nominal(start)
        own = Override(
            timing=None if timing == nominal.timing else timing,
            details=_own(nominal.details, details),
            kept=None if kept == self.kept else kept,
        )
        return self._set(nominal.original_start, own)

    def cancel(self, start: Start, reason: str) -> str | None:
        """The date that begins at ``start`` by the rule is cancelled; None when there is no such date."""
        name = self.dates.name_at(start)
        if self.dates.nominal(name) is None:
            return None
        own = self.overrides.get(name, Override())
        return self._set(name, replace(own, cancelled=True, cancellation_reason=reason))

    def book(self, name: str, rooms: Sequence[RoomBooking]) -> None:
        """That date asks for rooms of its own."""
        self.overrides[name] = replace(self.overrides.get(name, Override()), rooms=tuple(rooms))

    def _computed(self) -> Dates:
        return Dates(self.timing, self.details, self.anchor, self.recurrence, {})

    def _nominal(self, start: Start) -> Occurrence:
        name = self.dates.name_at(start)
        nominal = self.dates.nominal(name)
        if nominal is None:
            self._add(self.dates.reading_at(start))
            nominal = self.dates.nominal(name)
        if nominal is None:
            raise NoSuchDate("its series can have no such date")
        return nominal

    def _add(self, reading: datetime) -> None:
        whole_days = isinstance(self.timing, AllDay)
        day, first = (
            each.date() if whole_days else each for each in (reading, reading_of(self.timing.start))
        )
        recurrence = self.recurrence or Recurrence(added=(first,))
        removed = tuple(each for each in recurrence.removed if each != day)
        self.recurrence = Recurrence(recurrence.rules, (*recurrence.added, day), removed)
        self.dates = self._computed()

    def _set(self, name: str, own: Override) -> str:
        rooms = self.overrides[name].rooms if name in self.overrides else None
        own = replace(own, rooms=rooms)
        if own.says_nothing:
            self.overrides.pop(name, None)
        else:
            self.overrides[name] = own
        if len(self.overrides) > MOST_EXCEPTIONS:
            del self.overrides[name]
            raise TooManyExceptions(f"a series has {MOST_EXCEPTIONS:,} changed dates at the most")
        return name

    def copied(self) -> "Revision":
        """To try something on."""
        other = copy(self)
        other.overrides = dict(self.overrides)
        return other

    def describes(self, meeting: Meeting) -> bool:
        """Whether the meeting is like this already."""
        return (
            meeting.details == self.details
            and meeting.timing == self.timing
            and meeting.recurrence == self.recurrence
            and meeting.kept == self.kept
            and _wishes(meeting) == self.overrides
        )


def follow(meeting: Meeting, revision: Revision, *, by: UUID, now: datetime) -> None:
    """Make the meeting what the revision says; whoever had answered to a time that moves is asked again.

    Raises MeetingIsCancelled or TooManyDates, which leaves the meeting as it must not be saved.
    """
    meeting.describe(revision.details, by=by, now=now)
    before, starts = meeting.timing, _starts(meeting, revision.overrides)
    cancelled = _cancelled(meeting.overrides)
    changed = [
        name
        for name, differs in (
            ("recurrence", meeting.recurrence != revision.recurrence),
            ("exceptions", _wishes(meeting) != revision.overrides),
            ("kept", meeting.kept != revision.kept),
        )
        if differs
    ]
    dates = meeting.dates
    meeting.anchor, meeting.timing = revision.anchor, revision.timing
    meeting.recurrence, meeting.overrides = revision.recurrence, dict(revision.overrides)
    meeting.kept = revision.kept
    meeting.overrides = still_lacking(dates, meeting.dates)
    expect_bearable(meeting, now=now)
    if meeting.timing != before:
        _ask_again(meeting)
        meeting.revise()
        meeting.events.append(MeetingMoved(**meeting.facts(by, now), before=before))
    else:
        moved = [name for name, start in _starts(meeting, starts).items() if starts[name] != start]
        _ask_again_on(meeting, moved)
        if moved or "recurrence" in changed or cancelled != _cancelled(meeting.overrides):
            meeting.revise()
    if changed:
        meeting.events.append(MeetingChanged(**meeting.facts(by, now), changed=tuple(changed)))


def invite_all(
    meeting: Meeting,
    invitations: Sequence[Invitation],
    *,
    only_on: str | None = None,
    by: UUID,
    now: datetime,
) -> None:
    """All or none. Raises MeetingAlreadyOver, TooManyGuests or AlreadyInvited."""
    if len(meeting.guests) + len(invitations) > MOST_GUESTS:
        raise TooManyGuests(f"a meeting has {MOST_GUESTS} guests at the most")
    for invitation in invitations:
        guest = meeting.invite(invitation, by=by, now=now)
        if only_on is not None:
            guest.only_on = frozenset({only_on})


def list_guests(
    meeting: Meeting, original_start: str, emails: Collection[str], *, by: UUID, now: datetime
) -> None:
    """Of those invited, only these take part on that date. Raises TooManyExceptions."""
    changed = [
        guest for guest in meeting.guests if guest.is_invited_on(original_start) != (guest.email in emails)
    ]
    apart = sum(len(guest.not_on) + len(guest.only_on or ()) for guest in meeting.guests)
    if apart + len(changed) > MOST_SINGLED_OUT:
        raise TooManyExceptions(
            f"guests of a series are invited apart {MOST_SINGLED_OUT:,} times at the most, guests by dates"
        )
    for guest in changed:
        wanted = guest.email in emails
        if guest.only_on is not None:
            guest.only_on = guest.only_on | {original_start} if wanted else guest.only_on - {original_start}
        if wanted:
            guest.not_on -= {original_start}
        elif guest.only_on is None:
            guest.not_on |= {original_start}
    if changed:
        meeting.events.append(MeetingChanged(**meeting.facts(by, now), changed=("guests",)))


def _wishes(meeting: Meeting) -> dict[str, Override]:
    """What its dates are to have of their own; what they lack is nobody's wish."""
    wishes = {name: replace(own, lacks=frozenset()) for name, own in meeting.overrides.items()}
    return {name: own for name, own in wishes.items() if not own.says_nothing}


def _starts(meeting: Meeting, names: Iterable[str]) -> dict[str, Timing | None]:
    """When the dates take place that are, or are to be, something of their own."""
    dates = meeting.dates
    found = {name: dates.named(name) for name in {*names, *meeting.overrides}}
    return {name: each.timing if each else None for name, each in found.items()}


def _cancelled(overrides: Mapping[str, Override]) -> set[str]:
    return {name for name, own in overrides.items() if own.cancelled}


def _ask_again(meeting: Meeting) -> None:
    for guest in meeting.guests:
        guest.response = Response()
        guest.responses = {}
    meeting.rooms = [booking.asked_again() for booking in meeting.rooms]


def _ask_again_on(meeting: Meeting, names: Iterable[str]) -> None:
    for name in names:
        for guest in meeting.guests:
            if guest.response_on(name).status is not ResponseStatus.NEEDS_ACTION:
                guest.responses[name] = Response()


def _own(details: Details, of_date: Details) -> Mapping[str, Any]:
    """What the date says otherwise; who may see it is up to the series."""
    return {name: getattr(of_date, name) for name in details.differences(of_date) if name != "visibility"}
