"""Single dates of series and the rooms they ask for, in every storage."""

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting.details import Details
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from tests.builders import NOW, a_person, a_room, timed

MORNING = timed("2026-12-01 09:00", "2026-12-01 10:00")
Work = Transactions[MeetingWork]


@pytest.fixture
def ana(transactions: Work) -> Person:
    person = a_person("Ana")
    with transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def blue(transactions: Work) -> Room:
    room = a_room("Blue")
    with transactions.begin() as work:
        work.rooms.add(room)
    return room


def test_a_date_that_waits_for_a_room_of_its_own_is_found(
    transactions: Work, ana: Person, blue: Room
) -> None:
    daily = parse_recurrence(["RRULE:FREQ=DAILY;COUNT=3"], MORNING.start)
    asking, settled = (
        Meeting.schedule(host_id=ana.id, details=Details("Daily"), timing=MORNING, recurrence=daily, now=NOW)
        for _ in range(2)
    )
    for meeting, status in ((asking, BookingStatus.PENDING), (settled, BookingStatus.DECLINED)):
        rooms = (RoomBooking(blue.id, status, needs_approval=True),)
        meeting.overrides["20261202T080000Z"] = Override(rooms=rooms)
    with transactions.begin() as work:
        work.meetings.add(asking)
        work.meetings.add(settled)
        assert [each.id for each in work.meetings.waiting_for_rooms(limit=9)] == [asking.id]
    with transactions.begin() as work:
        meeting = work.meetings.get(asking.id)
        meeting.cancel("", by=ana.id, now=NOW)
        work.meetings.save(meeting)
        assert list(work.meetings.waiting_for_rooms(limit=9)) == []
