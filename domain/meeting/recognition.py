"""Somebody whom meetings knew by address alone gets an account with that address."""

from dataclasses import replace
from datetime import datetime

from domain.identity.person import Person
from domain.meeting.events import GuestJoined, MeetingChanged
from domain.meeting.guest import Guest, GuestRole, Response, ResponseStatus
from domain.meeting.meeting import Meeting

_STRONGEST_FIRST = list(GuestRole)


def recognise(meeting: Meeting, person: Person, *, now: datetime) -> None:
    """Whoever was invited by the address of ``person`` is that person: all they have here is theirs.

    Who takes part already does so once from then on: in the stronger of the two roles, on the dates of both,
    with their own answer where they gave one. A host has answered. Guests need not think again.
    """
    stranger = next((each for each in meeting.guests if _is_known_by(each, person.email)), None)
    if stranger is None:
        return
    if person.id == meeting.host_id:
        meeting.guests.remove(stranger)
        meeting.events.append(MeetingChanged(**meeting.facts(None, now), changed=("guests",)))
    elif known := next((each for each in meeting.guests if each.person_id == person.id), None):
        _merge(known, stranger)
        meeting.guests.remove(stranger)
        meeting.tell_of(GuestJoined, known, meeting.facts(None, now), merged=stranger.id)
    else:
        stranger.person_id, stranger.name = person.id, person.name
        meeting.tell_of(GuestJoined, stranger, meeting.facts(None, now))
    meeting.fill_places(now=now)


def _is_known_by(guest: Guest, email: str) -> bool:
    return guest.person_id is None and guest.email == email


def _merge(known: Guest, other: Guest) -> None:
    """What ``other`` has becomes a part of what ``known`` has."""
    usual = _answer(_usual_answer(known), _usual_answer(other))
    of_known = usual is None or _has_answered(_usual_answer(known))
    _keep_what_came_of_series(other if of_known else known)
    names = _singled_out(known) | _singled_out(other)
    on_dates = {name: _answer(_answer_on(known, name), _answer_on(other, name)) for name in names}
    invited = {name: each for name, each in on_dates.items() if each is not None}
    known.role = min(known.role, other.role, key=_STRONGEST_FIRST.index)
    known.only_on = frozenset(invited) if usual is None else None
    known.not_on = frozenset() if usual is None else names - invited.keys()
    known.response = usual or known.response
    known.responses = {name: each for name, each in invited.items() if each != known.response}


def _keep_what_came_of_series(guest: Guest) -> None:
    """The answer to the series that it came from will be no more."""
    guest.responses = {name: replace(each, of_series=False) for name, each in guest.responses.items()}


def _singled_out(guest: Guest) -> frozenset[str]:
    return (guest.only_on or frozenset()) | guest.not_on | guest.responses.keys()


def _answer_on(guest: Guest, name: str) -> Response | None:
    """None where they are not invited."""
    return guest.response_on(name) if guest.is_invited_on(name) else None


def _usual_answer(guest: Guest) -> Response | None:
    """To the dates on which nobody was singled out."""
    return guest.response if guest.only_on is None else None


def _has_answered(response: Response | None) -> bool:
    return response is not None and response.status is not ResponseStatus.NEEDS_ACTION


def _answer(own: Response | None, other: Response | None) -> Response | None:
    """Their own, if they gave one; whoever waits for a place has the one, or the earlier one, of the two."""
    if own is None or not _has_answered(own):
        return other if own is None or _has_answered(other) else own
    if other is not None and own.status is ResponseStatus.WAITING:
        if other.status is ResponseStatus.ACCEPTED:
            return replace(own, status=ResponseStatus.ACCEPTED)
        if other.status is ResponseStatus.WAITING and own.at and other.at:
            return replace(own, at=min(own.at, other.at))
    return own
