"""What guests may do in a meeting, and whom of each other they see; the host may all, and sees all."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from domain.meeting.events import MeetingChanged
from domain.meeting.guest import Guest
from domain.meeting.meeting import Meeting
from domain.meeting.terms import Terms


def agree_on(meeting: Meeting, terms: Terms, *, by: UUID, now: datetime) -> None:
    """Nobody loses the place they have; more places go to those who wait."""
    changed = meeting.terms.differences(terms)
    if changed:
        meeting.expect_alive()
        meeting.terms = terms
        meeting.events.append(MeetingChanged(**meeting.facts(by, now), changed=changed))
        meeting.fill_places(now=now)


def expect_editor(meeting: Meeting, person_id: UUID, deed: str) -> None:
    """The host, or a guest where guests may modify. Raises OnlyTheHostMay."""
    if not (meeting.terms.guests_modify and person_id in meeting.participants):
        meeting.expect_host(person_id, deed)


def expect_inviter(meeting: Meeting, person_id: UUID) -> None:
    """The host, or a guest where guests may invite. Raises OnlyTheHostMay."""
    if not (meeting.terms.guests_invite and person_id in meeting.participants):
        meeting.expect_host(person_id, "invite guests")


def shows_guests(meeting: Meeting, person_id: UUID) -> bool:
    """Whether this person may know of all its guests."""
    return meeting.terms.guests_see_guests or person_id == meeting.host_id


def knows_of(meeting: Meeting, person_id: UUID, guest: Guest) -> bool:
    """Whether this person may know that guest to be one, if they see the meeting at all."""
    return shows_guests(meeting, person_id) or guest.person_id == person_id


def guests_seen_by(meeting: Meeting, person_id: UUID) -> Sequence[Guest]:
    """Whom this person may know to be invited, of those who see the meeting at all."""
    return [guest for guest in meeting.guests if knows_of(meeting, person_id, guest)]
