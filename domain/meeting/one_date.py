"""Single dates of a series: what one has of its own, without the others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from domain.meeting.asking_again import ask_again_on
from domain.meeting.edit import Edit
from domain.meeting.events import (
    GuestInvited,
    GuestRemoved,
    MeetingCancelled,
    MeetingChanged,
    MeetingMoved,
    MeetingRestored,
)
from domain.meeting.guest import Invitation
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Occurrence, Override
from domain.meeting.refusals import (
    AlreadyInvited,
    GuestNotFound,
    InvalidTiming,
    MeetingAlreadyOver,
    MeetingIsCancelled,
    MeetingIsNotCancelled,
    NotForOneDate,
    UnknownDate,
)
from domain.shared.refusal import InvalidValue
from domain.shared.text import prose


def change_one(meeting: Meeting, edit: Edit, name: str, *, by: UUID, now: datetime) -> None:
    """Raises OccurrenceNotFound, MeetingIsCancelled, NotForOneDate, or what values break."""
    meeting.expect_alive()
    before, nominal = meeting.date_named(name), meeting.dates.nominal(name)
    assert nominal is not None
    if before.cancelled:
        raise MeetingIsCancelled("that date is cancelled; restore it first")
    if edit.recurrence is not None:
        raise NotForOneDate("one date does not repeat; change all, or the following", field=("recurrence",))
    if "visibility" in edit.details:
        raise NotForOneDate("who may see it is the same for all dates; change all", field=("visibility",))
    timing, details = edit.timing_from(before.timing), replace(before.details, **edit.details)
    if type(timing) is not type(meeting.timing):
        raise InvalidTiming("a date has clock times, or whole days, just as its series", field=("start",))
    had = meeting.overrides.get(name, Override())
    # What the edit says nothing of stays the date's own, even where the series has come to say the same.
    own = {*nominal.details.differences(details), *(had.details.keys() - edit.details.keys())}
    own_timing = had.timing
    if timing != before.timing:
        own_timing = None if timing == nominal.timing else timing
    override(meeting, name, timing=own_timing, details={each: getattr(details, each) for each in own})
    changed = before.details.differences(details)
    if edit.rooms is not None:
        changed += _book_on(meeting, name, edit)
    if meeting.lacks_on(name) and (timing != before.timing or edit.rooms is not None or "commitment" in own):
        override(meeting, name, lacks=frozenset())
        changed = tuple(dict.fromkeys((*changed, "rooms")))
    date = meeting.date_named(name)
    if timing != before.timing:
        if timing.slot != before.timing.slot:
            ask_again_on(meeting.guests, name)
            _ask_rooms_again_on(meeting, name)
        meeting.revise()
        meeting.events.append(MeetingMoved(**meeting.facts_of(date, by, now), before=before.timing))
    if changed:
        meeting.events.append(MeetingChanged(**meeting.facts_of(date, by, now), changed=changed))
    for invitation in edit.invitations:
        _invite_on(meeting, date, invitation, by=by, now=now)
    for guest_id in sorted(edit.uninvited):
        _uninvite_on(meeting, date, guest_id, by=by, now=now)
    meeting.fill_places(now=now)


def call_off(meeting: Meeting, name: str, reason: str, *, by: UUID, now: datetime) -> None:
    """Raises OccurrenceNotFound or MeetingIsCancelled."""
    meeting.expect_alive()
    date = meeting.date_named(name)
    if date.cancelled:
        raise MeetingIsCancelled("that date is cancelled already")
    text = prose(reason, name="reason", longest=1_000)
    override(meeting, name, cancelled=True, cancellation_reason=text)
    meeting.revise()
    meeting.events.append(MeetingCancelled(**meeting.facts_of(date, by, now)))


def put_back(meeting: Meeting, name: str, *, by: UUID, now: datetime) -> None:
    """Take the cancellation back; answers stand as they were. Raises MeetingIsNotCancelled."""
    meeting.expect_alive()
    date = meeting.date_named(name)
    if not date.cancelled:
        raise MeetingIsNotCancelled("that date is not cancelled")
    override(meeting, name, cancelled=False, cancellation_reason="")
    meeting.revise()
    meeting.events.append(MeetingRestored(**meeting.facts_of(date, by, now)))


def except_dates(meeting: Meeting, exceptions: Mapping[str, Edit], *, by: UUID, now: datetime) -> None:
    """Change single dates besides what is done to all. Raises UnknownDate, or what ``change_one`` does.

    Where values break something, the refusal names the place among the exceptions.
    """
    for place, (name, edit) in enumerate(exceptions.items()):
        date = meeting.dates.named(name) if meeting.recurrence else None
        if date is None:
            field = ("exceptions", place, "original_start")
            raise UnknownDate(f"the series has no date {name[:40]!r}", field=field)
        if edit.cancelled and date.cancelled:
            continue
        try:
            change_one(meeting, edit, name, by=by, now=now)
        except InvalidValue as refusal:
            refusal.field = ("exceptions", place, *refusal.field)
            raise
        if edit.cancelled:
            call_off(meeting, name, "", by=by, now=now)


def begin_with(meeting: Meeting, exceptions: Mapping[str, Edit], *, now: datetime) -> None:
    """A new meeting whose dates differ from the beginning is announced once, as it then is."""
    if exceptions:
        (announcement,) = meeting.events
        except_dates(meeting, exceptions, by=meeting.host_id, now=now)
        meeting.sequence, meeting.revised_in = 0, 1
        meeting.events = [replace(announcement, audience=meeting.audience)]


def _invite_on(
    meeting: Meeting, date: Occurrence, invitation: Invitation, *, by: UUID, now: datetime
) -> None:
    name = date.original_start
    if date.timing.slot.end <= now:
        raise MeetingAlreadyOver("that date is over; nobody can be invited any more")
    guest = next((each for each in meeting.guests if each.email == invitation.email), None)
    if guest is None:
        guest = meeting.add_guest(invitation, now)
        guest.only_on = frozenset({name})
    elif guest.is_invited_on(name):
        raise AlreadyInvited(f"{invitation.email} is already invited", field=("guests",))
    else:
        guest.not_on -= {name}
        guest.only_on = None if guest.only_on is None else guest.only_on | {name}
    meeting.tell_of(GuestInvited, guest, meeting.facts_of(date, by, now))


def _uninvite_on(meeting: Meeting, date: Occurrence, guest_id: UUID, *, by: UUID, now: datetime) -> None:
    name = date.original_start
    guest = next((each for each in meeting.guests if each.id == guest_id and each.is_invited_on(name)), None)
    if guest is None:
        raise GuestNotFound("no such guest on that date")
    facts = meeting.facts_of(date, by, now)
    if guest.only_on == frozenset({name}):
        meeting.guests.remove(guest)
    elif guest.only_on is not None:
        guest.only_on -= {name}
    else:
        guest.not_on |= {name}
    guest.responses.pop(name, None)
    meeting.tell_of(GuestRemoved, guest, facts)


def _book_on(meeting: Meeting, name: str, edit: Edit) -> tuple[str, ...]:
    had = {booking.room_id: booking for booking in meeting.rooms_on(name)}
    wanted = tuple(had.get(booking.room_id, booking) for booking in edit.rooms or ())
    if wanted == tuple(had.values()):
        return ()
    override(meeting, name, rooms=None if wanted == tuple(meeting.rooms) else wanted)
    return ("rooms",)


def _ask_rooms_again_on(meeting: Meeting, name: str) -> None:
    rooms = tuple(meeting.rooms_on(name))
    asked = tuple(booking.asked_again() for booking in rooms)
    if asked != rooms:
        override(meeting, name, rooms=asked)


def override(meeting: Meeting, name: str, **members: object) -> None:
    """Change that date's override; ``dates`` that were computed before must not see it."""
    own = replace(meeting.overrides.get(name, Override()), **members)  # type: ignore[arg-type]
    others = {each: kept for each, kept in meeting.overrides.items() if each != name}
    meeting.overrides = others if own.says_nothing else others | {name: own}
