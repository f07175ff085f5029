"""Whoever looks after a room answers just what was asked; a room is free when it is given back."""

import pytest

from domain.meeting.booking import answer_for_room, dates_waiting, rooms_waited_for
from domain.meeting.claim import Claim, Resource, ResourceKind, clashes_among
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.refusals import RoomNotBooked, UnknownDate
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.series import change
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_meeting, at, timed

HALL = new_id(NOW)
FIRST, SECOND, THIRD = "20261201T083000Z", "20261208T083000Z", "20261215T083000Z"
ASKED = RoomBooking(HALL, BookingStatus.PENDING, needs_approval=True)


def a_series(status: BookingStatus = BookingStatus.CONFIRMED) -> Meeting:
    meeting = a_meeting(repeats=["RRULE:FREQ=WEEKLY;COUNT=4"])
    meeting.rooms = [RoomBooking(HALL, status, needs_approval=True)]
    meeting.events.clear()
    return meeting


def moved(meeting: Meeting) -> Meeting:
    edit = Edit(start=at("2026-12-08 15:00"), end=at("2026-12-08 16:00"))
    change(meeting, edit, Scope.THIS, SECOND, by=HOST, now=NOW)
    meeting.events.clear()
    return meeting


def answer(meeting: Meeting, approved: bool, **which: tuple[str, ...]) -> list[tuple[str | None, str]]:
    """The dates that the events are about, and what was said."""
    answer_for_room(meeting, HALL, approved=approved, reason="so", by=HOST, now=NOW, **which)
    return [(event.original_start, event.status) for event in meeting.events]  # type: ignore[attr-defined]


def statuses(meeting: Meeting) -> list[str]:
    return [meeting.rooms_on(name)[0].status for name in (FIRST, SECOND, THIRD)]


def test_only_what_waits_is_answered() -> None:
    meeting = moved(a_series())
    assert (dates_waiting(meeting, HALL), rooms_waited_for(meeting)) == ([SECOND], [HALL])
    assert answer(meeting, False) == [(SECOND, "declined")]
    assert statuses(meeting) == ["confirmed", "declined", "confirmed"]
    assert rooms_waited_for(meeting) == []


def test_a_yes_makes_the_date_like_its_series_again() -> None:
    meeting = moved(a_series())
    answer_for_room(meeting, HALL, approved=True, reason="", by=HOST, now=NOW)
    assert meeting.overrides[SECOND].rooms is None


def test_where_all_waits_all_is_answered_but_what_was_settled_apart() -> None:
    meeting = moved(a_series())
    answer(meeting, False)
    meeting.rooms = [ASKED]
    assert dates_waiting(meeting, HALL) is None
    answer(meeting, True)
    assert statuses(meeting) == ["confirmed", "declined", "confirmed"]


def test_where_nothing_waits_the_answer_is_for_all() -> None:
    meeting = moved(a_series())
    answer(meeting, False)
    answer(meeting, True)
    assert statuses(meeting) == ["confirmed"] * 3


def test_a_yes_may_leave_dates_out() -> None:
    meeting = a_series(BookingStatus.PENDING)
    assert answer(meeting, True, declined_on=(SECOND,)) == [(None, "confirmed"), (SECOND, "declined")]
    assert statuses(meeting) == ["confirmed", "declined", "confirmed"]


def test_dates_can_be_answered_by_name() -> None:
    meeting = a_series(BookingStatus.PENDING)
    assert answer(meeting, True, only_on=(THIRD,)) == [(THIRD, "confirmed")]
    assert statuses(meeting) == ["pending", "pending", "confirmed"]


def test_what_was_not_asked_cannot_be_answered() -> None:
    meeting = a_series()
    change(meeting, Edit(rooms=[]), Scope.THIS, SECOND, by=HOST, now=NOW)
    for name in (SECOND, "20261209T083000Z", "x"):
        with pytest.raises(UnknownDate) as refused:
            answer(meeting, True, declined_on=(FIRST, name))
        assert refused.value.field == ("declined_on", 1)
    with pytest.raises(RoomNotBooked):
        answer_for_room(meeting, new_id(NOW), approved=True, reason="", by=HOST, now=NOW)


def test_dates_that_follow_each_other_are_not_in_each_others_way() -> None:
    room = Resource(ResourceKind.ROOM, new_id(NOW))
    nine, ten, half_past = (
        Claim(room, timed(f"2026-12-01 {start}", f"2026-12-01 {end}").slot, start)
        for start, end in (("09:00", "10:00"), ("10:00", "11:00"), ("09:30", "10:00"))
    )
    assert clashes_among([ten, nine]) == []
    assert [each.original_start for each in clashes_among([ten, nine, half_past])] == ["09:30"]
