"""What a letter tells the calendar of a guest without an account (RFC 5546, RFC 6047)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from application.identity.ports import KnownPerson
from application.meeting.calendar_files import CalendarFiles, Method
from application.notification.ports import NotificationWork
from domain.meeting.details import Details
from domain.meeting.guest import Guest, GuestRole
from domain.meeting.kept import KeptProperties
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import booked_rooms
from domain.notification.bundle import Notice
from domain.notification.kind import Kind
from domain.notification.telling import Addressee
from domain.shared.ids import new_id
from domain.shared.letter import CalendarPart

OFF = frozenset({Kind.CANCELLED, Kind.UNINVITED})


def calendar_part(
    to: Addressee,
    meeting: Meeting,
    notices: Sequence[Notice],
    people: Mapping[UUID, KnownPerson],
    work: NotificationWork,
    calendar_files: CalendarFiles,
) -> CalendarPart:
    """The meeting as it is by now; CANCEL where all that there is to tell is that it, or a date, is off.

    Who is no more invited gets it with the title that they knew, and nothing else of what it is about.
    """
    off = all(each.kind in OFF for each in notices)
    whole = any(each.original_start is None for each in notices)
    mine = [guest for guest in meeting.guests if guest.email == to.email]
    octets = calendar_files.write(
        meeting if mine else _as_they_knew_it(meeting, notices[-1]),
        people=people,
        guests=_guests(to, mine, meeting),
        rooms=work.rooms.among(booked_rooms(meeting.rooms, meeting.overrides)),
        method=Method.CANCEL if off else Method.REQUEST,
        only={each.original_start for each in notices if each.original_start} if off and not whole else None,
    )
    return CalendarPart(Method.CANCEL.value if off else Method.REQUEST.value, octets.decode())


def _as_they_knew_it(meeting: Meeting, notice: Notice) -> Meeting:
    details = Details(notice.facts["title"], visibility=meeting.details.visibility)
    return replace(meeting, details=details, overrides={}, kept=KeptProperties())


def _guests(to: Addressee, mine: Sequence[Guest], meeting: Meeting) -> Sequence[Guest]:
    """Whom the reader may know of; themselves alone once they are no more invited."""
    if not mine:
        return [Guest(new_id(meeting.updated_at), to.email, to.name, GuestRole.REQUIRED)]
    return meeting.guests if meeting.terms.guests_see_guests else mine
