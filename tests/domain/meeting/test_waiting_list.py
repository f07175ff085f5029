"""Few places: who has one, who waits, who is next."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.meeting.guest import ResponseStatus
from domain.meeting.guest_rights import agree_on, guests_seen_by
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import InvalidCapacity, MeetingIsCancelled
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_meeting, an_invitation, timed

ACCEPTED, WAITING = ResponseStatus.ACCEPTED, ResponseStatus.WAITING
DECLINED, TENTATIVE = ResponseStatus.DECLINED, ResponseStatus.TENTATIVE
PEOPLE = tuple(new_id(NOW) for _ in range(4))
WEEKLY = ("RRULE:FREQ=WEEKLY;BYDAY=TU",)
FIRST, SECOND, THIRD = "20261201T083000Z", "20261208T083000Z", "20261215T083000Z"


def with_places(capacity: int | None, *, repeats: tuple[str, ...] = ()) -> Meeting:
    guests = tuple(an_invitation(f"guest{n}", person_id=each) for n, each in enumerate(PEOPLE))
    meeting = a_meeting(guests=guests, repeats=repeats)
    agree_on(meeting, Terms(capacity), by=HOST, now=NOW)
    meeting.events.clear()
    return meeting


def answer(meeting: Meeting, guest: int, status: ResponseStatus, minute: int = 0) -> None:
    now = NOW + timedelta(minutes=minute)
    meeting.respond(PEOPLE[guest], status, comment="", seen_version=None, now=now)


def answer_for(meeting: Meeting, guest: int, status: ResponseStatus, on: str, minute: int = 0) -> None:
    now = NOW + timedelta(minutes=minute)
    meeting.respond(PEOPLE[guest], status, comment="", seen_version=None, now=now, original_start=on)


def statuses(meeting: Meeting, on: str = FIRST) -> list[ResponseStatus]:
    return [guest.response_on(on).status for guest in meeting.guests]


def promotions(meeting: Meeting) -> list[tuple[object, object]]:
    data = [event.data() for event in meeting.events if event.kind == "guest.promoted"]
    return [(each["guest"]["name"], each.get("original_start")) for each in data]  # type: ignore[index]


def test_who_comes_late_waits_and_the_host_takes_no_place() -> None:
    meeting = with_places(2)
    for minute, guest in enumerate((0, 1, 2, 3)):
        answer(meeting, guest, ACCEPTED, minute)
    assert statuses(meeting) == [ACCEPTED, ACCEPTED, WAITING, WAITING]
    assert meeting.attendance(FIRST)[HOST] is ACCEPTED
    said = [event.data()["status"] for event in meeting.events]
    assert said == ["accepted", "accepted", "waiting", "waiting"]
    assert [guest.person_id for guest in meeting.waiting_list.line()] == [PEOPLE[2], PEOPLE[3]]


def full(meeting: Meeting) -> Meeting:
    """Guests 0 and 1 have the places; 3 was in line before 2."""
    for minute, guest in enumerate((0, 1, 3, 2)):
        answer(meeting, guest, ACCEPTED, minute)
    meeting.events.clear()
    return meeting


FREEING: list[Callable[[Meeting], object]] = [
    lambda meeting: answer(meeting, 0, DECLINED, 9),
    lambda meeting: answer(meeting, 0, TENTATIVE, 9),
    lambda meeting: meeting.remove_guest(meeting.guests[0].id, by=HOST, now=NOW),
    lambda meeting: agree_on(meeting, Terms(3), by=HOST, now=NOW),
]


@pytest.mark.parametrize("free", FREEING)
def test_a_place_that_becomes_free_is_for_the_first_in_line(free: Callable[[Meeting], object]) -> None:
    meeting = full(with_places(2))
    free(meeting)
    assert promotions(meeting) == [("Guest3", None)]
    assert [guest.person_id for guest in meeting.waiting_list.line()] == [PEOPLE[2]]


def test_without_a_limit_nobody_waits() -> None:
    meeting = full(with_places(1))
    agree_on(meeting, Terms(), by=HOST, now=NOW)
    assert promotions(meeting) == [("Guest1", None), ("Guest3", None), ("Guest2", None)]
    assert statuses(meeting) == [ACCEPTED] * 4


def test_fewer_places_take_nobodys_away_but_fill_no_more() -> None:
    meeting = full(with_places(3))
    agree_on(meeting, Terms(1), by=HOST, now=NOW)
    assert statuses(meeting) == [ACCEPTED, ACCEPTED, WAITING, ACCEPTED]
    answer(meeting, 0, ACCEPTED, 10)  # saying it again costs nothing
    assert statuses(meeting)[0] is ACCEPTED
    answer(meeting, 1, DECLINED, 11)
    answer(meeting, 3, DECLINED, 12)
    assert not promotions(meeting)
    answer(meeting, 0, DECLINED, 13)
    assert promotions(meeting) == [("Guest2", None)]


def test_who_waits_keeps_the_place_in_line_when_saying_it_again() -> None:
    meeting = full(with_places(1))
    answer(meeting, 1, ACCEPTED, 30)
    assert [guest.person_id for guest in meeting.waiting_list.line()] == [PEOPLE[1], PEOPLE[3], PEOPLE[2]]
    answer(meeting, 1, DECLINED, 31)
    answer(meeting, 1, ACCEPTED, 32)
    assert [guest.person_id for guest in meeting.waiting_list.line()] == [PEOPLE[3], PEOPLE[2], PEOPLE[1]]


def test_a_move_asks_those_who_wait_too() -> None:
    meeting = full(with_places(2))
    meeting.move_to(timed("2026-12-01 14:00", "2026-12-01 15:00"), by=HOST, now=NOW)
    assert {guest.response.status for guest in meeting.guests} == {ResponseStatus.NEEDS_ACTION}


def test_in_a_series_each_date_has_its_places() -> None:
    meeting = with_places(1, repeats=WEEKLY)
    answer_for(meeting, 0, ACCEPTED, SECOND, 1)
    answer(meeting, 1, ACCEPTED, 2)
    answer(meeting, 2, ACCEPTED, 3)
    assert statuses(meeting, FIRST)[:3] == [ResponseStatus.NEEDS_ACTION, ACCEPTED, WAITING]
    assert statuses(meeting, SECOND)[:3] == [ACCEPTED, WAITING, WAITING]
    meeting.events.clear()
    answer_for(meeting, 0, DECLINED, SECOND, 4)
    assert promotions(meeting) == [("Guest1", SECOND)]
    assert meeting.guests[1].responses == {}  # it says again what the answer to the series says


def test_an_answer_to_the_series_takes_back_what_it_gave_and_nothing_else() -> None:
    meeting = with_places(1, repeats=WEEKLY)
    answer_for(meeting, 0, ACCEPTED, SECOND, 1)
    answer_for(meeting, 1, TENTATIVE, THIRD, 1)
    answer(meeting, 1, ACCEPTED, 2)
    assert statuses(meeting, SECOND)[1] is WAITING
    answer(meeting, 1, DECLINED, 3)
    assert [statuses(meeting, each)[1] for each in (FIRST, SECOND, THIRD)] == [DECLINED, DECLINED, TENTATIVE]


def test_a_date_that_others_left_has_room_for_those_who_wait_in_the_series() -> None:
    meeting = with_places(1, repeats=WEEKLY)
    answer(meeting, 0, ACCEPTED, 1)
    answer(meeting, 1, ACCEPTED, 2)
    meeting.events.clear()
    answer_for(meeting, 0, DECLINED, SECOND, 3)
    assert promotions(meeting) == [("Guest1", SECOND)]
    assert [statuses(meeting, each)[1] for each in (FIRST, SECOND)] == [WAITING, ACCEPTED]
    answer(meeting, 1, DECLINED, 4)
    assert [statuses(meeting, each)[1] for each in (FIRST, SECOND)] == [DECLINED, DECLINED]


def test_a_place_on_one_date_is_for_the_first_in_that_line_whoever_moves_up_in_the_series() -> None:
    meeting = with_places(1, repeats=WEEKLY)
    answer(meeting, 0, ACCEPTED, 1)
    answer_for(meeting, 1, ACCEPTED, SECOND, 2)
    answer(meeting, 2, ACCEPTED, 3)
    meeting.events.clear()
    answer(meeting, 0, DECLINED, 4)
    assert promotions(meeting) == [("Guest1", SECOND), ("Guest2", None)]
    assert statuses(meeting, FIRST)[1:3] == [ResponseStatus.NEEDS_ACTION, ACCEPTED]
    assert statuses(meeting, SECOND)[1:3] == [ACCEPTED, WAITING]


STEPS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([ACCEPTED, ACCEPTED, TENTATIVE, DECLINED]),
        st.none() | st.sampled_from([FIRST, SECOND]),
    ),
    max_size=12,
)


@given(st.integers(1, 3), STEPS, st.booleans())
def test_no_place_is_given_twice_nor_left_free_while_somebody_waits(
    capacity: int, steps: list[tuple[int, ResponseStatus, str | None]], partly: bool
) -> None:
    meeting = with_places(capacity, repeats=WEEKLY)
    if partly:
        meeting.guests[0].not_on = frozenset({FIRST})
        meeting.guests[1].only_on = frozenset({FIRST, THIRD})
    wishes = [ResponseStatus.NEEDS_ACTION] * 4
    for minute, (guest, status, on) in enumerate(steps):
        if on is None:
            answer(meeting, guest, status, minute)
        elif meeting.guests[guest].is_invited_on(on):
            answer_for(meeting, guest, status, on, minute)
        for date in (FIRST, SECOND, THIRD, "20261222T083000Z"):
            there = [each for each in meeting.guests if each.is_invited_on(date)]
            taken = sum(each.response_on(date).status is ACCEPTED for each in there)
            waiting = sum(each.response_on(date).status is WAITING for each in there)
            assert taken <= capacity
            assert not waiting or taken == capacity
        for each, said, where in steps[: minute + 1]:
            wishes[each] = said if where is None else wishes[each]
        meant = [
            ACCEPTED if each.response.status is WAITING else each.response.status for each in meeting.guests
        ]
        assert meant == wishes


@pytest.mark.parametrize("capacity", [0, -1, 501])
def test_places_are_at_least_one(capacity: int) -> None:
    with pytest.raises(InvalidCapacity):
        Terms(capacity)


def test_terms_of_what_is_cancelled_stand() -> None:
    meeting = with_places(1)
    meeting.cancel("", by=HOST, now=datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(MeetingIsCancelled):
        agree_on(meeting, Terms(2), by=HOST, now=NOW)


def test_hidden_guests_are_news_to_host_and_themselves_only() -> None:
    meeting = with_places(2)
    agree_on(meeting, Terms(2, guests_see_guests=False), by=HOST, now=NOW)
    full(meeting)
    answer(meeting, 0, DECLINED, 9)
    assert [(event.kind, event.audience, event.actor_id) for event in meeting.events] == [
        ("guest.responded", {HOST, PEOPLE[0]}, PEOPLE[0]),
        ("guest.promoted", {HOST, PEOPLE[3]}, None),
    ]
    assert [guest.person_id for guest in guests_seen_by(meeting, PEOPLE[1])] == [PEOPLE[1]]
    assert list(guests_seen_by(meeting, HOST)) == meeting.guests
    assert list(guests_seen_by(meeting, UUID(int=1))) == []
