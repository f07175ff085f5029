"""An address that was invited turns out to be somebody: once, with what both said."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identity.person import Person
from domain.meeting.guest import Guest, GuestRole, Invitation, Response, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.recognition import recognise
from domain.meeting.terms import Terms
from tests.builders import HOST, NOW, a_meeting, a_person, an_invitation

YES, MAYBE, NO = ResponseStatus.ACCEPTED, ResponseStatus.TENTATIVE, ResponseStatus.DECLINED
OPEN, WAITING = ResponseStatus.NEEDS_ACTION, ResponseStatus.WAITING
FIRST, SECOND, THIRD = "20261201T083000Z", "20261202T083000Z", "20261203T083000Z"
NAMES = (FIRST, SECOND, THIRD)
BEN = a_person("Ben")
KNOWN, ADDRESS = UUID(int=1), UUID(int=2)


def review(*guests: Guest, capacity: int | None = None) -> Meeting:
    meeting = a_meeting(repeats=["RRULE:FREQ=DAILY;COUNT=5"])
    meeting.guests, meeting.terms = list(guests), Terms(capacity=capacity)
    meeting.events.clear()
    return meeting


def ben(status: ResponseStatus = OPEN, role: GuestRole = GuestRole.REQUIRED) -> Guest:
    return Guest(KNOWN, "earlier@example.org", "Ben", role, BEN.id, said(status))


def address(status: ResponseStatus = OPEN, role: GuestRole = GuestRole.REQUIRED) -> Guest:
    return Guest(ADDRESS, BEN.email, "", role, None, said(status))


def said(status: ResponseStatus, *, later: int = 0) -> Response:
    return Response() if status is OPEN else Response(status, f"{status}", NOW + timedelta(minutes=later))


def test_the_guest_becomes_the_person_with_all_that_it_said() -> None:
    guest = address(YES, GuestRole.OPTIONAL)
    guest.responses, guest.not_on = {FIRST: said(NO)}, frozenset({SECOND})
    expected = replace(deepcopy(guest), person_id=BEN.id, name="Ben")
    meeting = review(guest)
    recognise(meeting, BEN, now=NOW)
    assert meeting.guests == [expected]
    (event,) = meeting.events
    assert (event.kind, event.actor_id) == ("guest.joined", None)
    assert event.audience == {HOST, BEN.id}
    assert event.data()["guest"] == {"id": str(ADDRESS), "name": "Ben", "person_id": str(BEN.id)}
    assert "merged" not in event.data()
    assert (meeting.sequence, meeting.revised_in) == (0, 1)


def test_whoever_hides_guests_from_each_other_hides_this_too() -> None:
    meeting = review(address(), Guest(KNOWN, "cy@example.org", "Cy", GuestRole.REQUIRED, UUID(int=9)))
    meeting.terms = Terms(guests_see_guests=False)
    recognise(meeting, BEN, now=NOW)
    assert meeting.events[0].audience == {HOST, BEN.id}


@pytest.mark.parametrize(
    "guests", [(), (ben(),), (Guest(ADDRESS, "other@example.org", "", GuestRole.REQUIRED),)]
)
def test_where_nobody_was_invited_by_that_address_nothing_happens(guests: tuple[Guest, ...]) -> None:
    meeting = review(*guests)
    before = deepcopy(meeting)
    recognise(meeting, BEN, now=NOW)
    assert (meeting, meeting.events) == (before, [])


def test_a_host_who_was_invited_by_another_address_is_no_guest() -> None:
    host = a_person("Ben")
    host.id = HOST
    meeting = review(address(YES), Guest(KNOWN, "cy@example.org", "Cy", GuestRole.REQUIRED), capacity=1)
    meeting.guests[1].response = said(WAITING)
    recognise(meeting, host, now=NOW)
    assert [(each.id, each.response.status) for each in meeting.guests] == [(KNOWN, YES)]
    assert [event.kind for event in meeting.events] == ["meeting.changed", "guest.promoted"]


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        (OPEN, OPEN, OPEN),
        (OPEN, YES, YES),
        (OPEN, NO, NO),
        (OPEN, WAITING, WAITING),
        (NO, YES, NO),
        (MAYBE, YES, MAYBE),
        (YES, NO, YES),
        (YES, OPEN, YES),
        (WAITING, YES, YES),
        (WAITING, NO, WAITING),
    ],
)
def test_their_own_answer_wins_if_they_gave_one(
    own: ResponseStatus, other: ResponseStatus, expected: ResponseStatus
) -> None:
    full = Guest(UUID(int=3), "cy@example.org", "Cy", GuestRole.REQUIRED, response=said(YES))
    meeting = review(full, ben(own), address(other), capacity=2 if YES in (own, other) else 1)
    recognise(meeting, BEN, now=NOW)
    _, guest = meeting.guests
    assert (guest.id, guest.person_id) == (KNOWN, BEN.id)
    assert guest.response.status is expected
    assert guest.response.comment == (str(own) if own is not OPEN else "" if other is OPEN else str(other))
    assert meeting.events[0].data()["merged"] == str(ADDRESS)


@pytest.mark.parametrize("roles", [(a, b) for a in GuestRole for b in GuestRole])
def test_the_stronger_role_stays(roles: tuple[GuestRole, GuestRole]) -> None:
    meeting = review(ben(role=roles[0]), address(role=roles[1]))
    recognise(meeting, BEN, now=NOW)
    strongest = next(
        role for role in (GuestRole.CHAIR, GuestRole.REQUIRED, GuestRole.OPTIONAL) if role in roles
    )
    assert meeting.guests[0].role is strongest


def test_whoever_waits_twice_has_the_earlier_place_in_the_line() -> None:
    seated = Guest(UUID(int=3), "cy@example.org", "Cy", GuestRole.REQUIRED, response=said(YES))
    between = Guest(UUID(int=4), "di@example.org", "Di", GuestRole.REQUIRED, response=said(WAITING, later=1))
    late, early = ben(), address(WAITING)
    late.response = said(WAITING, later=2)
    meeting = review(seated, between, late, early, capacity=1)
    recognise(meeting, BEN, now=NOW)
    assert [each.id for each in meeting.waiting_list.line()] == [KNOWN, between.id]


def test_two_places_become_one_and_the_other_goes_to_who_is_next() -> None:
    waiting = Guest(UUID(int=3), "cy@example.org", "Cy", GuestRole.REQUIRED, response=said(WAITING))
    meeting = review(ben(YES), address(YES), waiting, capacity=2)
    recognise(meeting, BEN, now=NOW)
    assert [each.response.status for each in meeting.guests] == [YES, YES]
    assert [event.kind for event in meeting.events] == ["guest.joined", "guest.promoted"]


def test_who_is_asked_to_one_date_and_by_address_to_all_is_asked_to_all() -> None:
    known, other = ben(YES), address(MAYBE)
    known.only_on, other.responses = frozenset({FIRST}), {SECOND: said(NO)}
    meeting = review(known, other)
    recognise(meeting, BEN, now=NOW)
    (guest,) = meeting.guests
    assert (guest.only_on, guest.not_on) == (None, frozenset())
    assert [guest.response_on(name).status for name in NAMES] == [YES, NO, MAYBE]


STATUSES = st.sampled_from([OPEN, YES, MAYBE, NO, WAITING])


@st.composite
def guests(draw: st.DrawFn, number: int, person: Person | None, email: str) -> Guest:
    some = st.frozensets(st.sampled_from(NAMES))
    answers = st.dictionaries(st.sampled_from(NAMES), STATUSES.map(said))
    return Guest(
        UUID(int=number),
        email,
        "",
        draw(st.sampled_from(GuestRole)),
        person and person.id,
        said(draw(STATUSES), later=number),
        draw(answers),
        draw(st.none() | some),
        draw(some),
    )


def seated(meeting: Meeting) -> Counter[str]:
    """How many have a place, by date; the last stands for all on which nobody was singled out."""
    far = "20261205T083000Z"
    return Counter(
        name
        for guest in meeting.guests
        for name in (*NAMES, far)
        if guest.is_invited_on(name) and guest.response_on(name).status is YES
    )


@given(
    known=guests(1, BEN, "earlier@example.org"),
    other=guests(2, None, BEN.email),
    third=guests(3, None, "x@x.org"),
)
def test_they_take_part_when_either_did_and_nobody_loses_a_place(
    known: Guest, other: Guest, third: Guest
) -> None:
    meeting = review(known, other, third)
    before = deepcopy(meeting)
    most = max(seated(before).values(), default=0)
    meeting.terms = Terms(capacity=max(most, 1))
    recognise(meeting, BEN, now=NOW)
    mine, theirs, _ = before.guests
    merged, rest = meeting.guests
    assert rest.id == third.id
    assert max(seated(meeting).values(), default=0) <= max(most, 1)
    for name in (*NAMES, "20261205T083000Z"):
        asked = [each for each in (mine, theirs) if each.is_invited_on(name)]
        assert merged.is_invited_on(name) == bool(asked)
        answers = [
            each.response_on(name).status for each in asked if each.response_on(name).status is not OPEN
        ]
        expected = answers[0] if answers else OPEN
        if asked and expected is not WAITING:
            assert merged.response_on(name).status is expected
        elif asked:  # A place that the address had, or that became free, is theirs.
            assert merged.response_on(name).status in (WAITING, YES)


def test_an_invitation_by_person_says_so() -> None:
    meeting = a_meeting(guests=(Invitation(BEN.email), an_invitation("cy", person_id=UUID(int=7))))
    recognise(meeting, BEN, now=NOW)
    assert meeting.participants == {HOST, BEN.id, UUID(int=7)}
    assert meeting.guests[0].has_to_answer
