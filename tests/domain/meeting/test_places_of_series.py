"""Whatever is done to a series, nobody waits where a place is free."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.meeting.edit import Edit, Scope
from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import agree_on
from domain.meeting.meeting import Meeting
from domain.meeting.series import change
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from domain.shared.refusal import Refusal
from domain.shared.time_slot import Moment
from tests.builders import HOST, NOW, a_meeting, an_invitation

PEOPLE = tuple(new_id(NOW) for _ in range(4))
NAMES = ("20261201T083000Z", "20261208T083000Z", "20261215T083000Z")
RULES = ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU;COUNT=2", "FREQ=DAILY;COUNT=9")
SEEN_UNTIL = datetime(2027, 1, 20, tzinfo=UTC)

Deed = Callable[[Meeting, datetime], object]
guests, names = st.integers(0, 3), st.sampled_from(NAMES)


def answered(guest: int, status: ResponseStatus, on: str | None) -> Deed:
    return lambda meeting, now: meeting.respond(
        PEOPLE[guest], status, comment="", seen_version=None, now=now, original_start=on
    )


def moved(name: str, hours: int, scope: Scope) -> Deed:
    def deed(meeting: Meeting, now: datetime) -> object:
        start = meeting.date_named(name).timing.start
        assert isinstance(start, Moment)
        later = Moment(start.local + timedelta(hours=hours), start.zone)
        end = Moment(later.local + timedelta(hours=1), start.zone)
        return change(meeting, Edit(start=later, end=end), scope, name, by=HOST, now=now)

    return deed


def uninvited(guest: int, name: str | None) -> Deed:
    def deed(meeting: Meeting, now: datetime) -> object:
        edit = Edit(uninvited=frozenset(each.id for each in meeting.guests[guest : guest + 1]))
        return change(meeting, edit, Scope.THIS if name else Scope.ALL, name, by=HOST, now=now)

    return deed


def ruled(rule: str) -> Deed:
    edit = Edit(recurrence=(f"RRULE:{rule}",))
    return lambda meeting, now: change(meeting, edit, Scope.ALL, by=HOST, now=now)


def limited(capacity: int | None) -> Deed:
    return lambda meeting, now: agree_on(meeting, Terms(capacity), by=HOST, now=now)


ANSWERS = st.sampled_from([ResponseStatus.ACCEPTED, ResponseStatus.ACCEPTED, ResponseStatus.DECLINED])
DEEDS = st.one_of(
    st.builds(answered, guests, ANSWERS, st.none() | names),
    st.builds(moved, names, st.integers(-2, 2), st.sampled_from(Scope)),
    st.builds(uninvited, guests, st.none() | names),
    st.builds(ruled, st.sampled_from(RULES)),
    st.builds(limited, st.sampled_from([None, 1, 2])),
)


def check(meeting: Meeting) -> None:
    capacity = meeting.terms.capacity
    for date in meeting.dates.until(SEEN_UNTIL):
        there = [guest for guest in meeting.guests if guest.is_invited_on(date.original_start)]
        statuses = [guest.response_on(date.original_start).status for guest in there]
        taken, waiting = (statuses.count(each) for each in (ResponseStatus.ACCEPTED, ResponseStatus.WAITING))
        assert not waiting or (capacity is not None and taken >= capacity), (date.original_start, statuses)


def crowded() -> Meeting:
    """All have accepted, and the first has the only place."""
    invitations = tuple(an_invitation(f"guest{n}", person_id=each) for n, each in enumerate(PEOPLE))
    meeting = a_meeting(guests=invitations, repeats=(f"RRULE:{RULES[0]}",))
    agree_on(meeting, Terms(1), by=HOST, now=NOW)
    for number in range(len(PEOPLE)):
        answered(number, ResponseStatus.ACCEPTED, None)(meeting, NOW + timedelta(seconds=number))
    return meeting


def test_who_is_not_invited_to_one_date_leaves_a_place_there() -> None:
    meeting = crowded()
    uninvited(0, NAMES[1])(meeting, NOW)
    assert meeting.guests[1].response_on(NAMES[1]).status is ResponseStatus.ACCEPTED
    assert meeting.guests[1].response_on(NAMES[0]).status is ResponseStatus.WAITING


@given(st.lists(DEEDS, max_size=8))
def test_nobody_waits_where_a_place_is_free(deeds: list[Deed]) -> None:
    meetings = [crowded()]
    for number, deed in enumerate(deeds):
        meeting = meetings[number % len(meetings)]
        with suppress(Refusal):
            outcome = deed(meeting, NOW + timedelta(minutes=number))
            meetings += [each for each in outcome or () if each not in meetings]  # type: ignore[attr-defined]
        for each in meetings:
            check(each)
