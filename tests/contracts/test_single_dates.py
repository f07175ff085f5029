"""Single dates of series and the rooms they ask for, in every storage."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting.booking import booked_on
from domain.meeting.claim import SlotTaken
from domain.meeting.details import Details
from domain.meeting.edit import Edit, Scope
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.series import change
from domain.shared.ids import new_id
from tests.builders import NOW, a_person, a_room, timed

MORNING = timed("2026-12-01 09:00", "2026-12-01 10:00")
REACH = timedelta(days=730)
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


def test_a_date_that_comes_into_reach_does_without_what_is_taken(
    transactions: Work, ana: Person, blue: Room
) -> None:
    series = Meeting.schedule(
        host_id=ana.id,
        details=Details("Weekly"),
        timing=MORNING,
        recurrence=parse_recurrence(["RRULE:FREQ=WEEKLY"], MORNING.start),
        rooms=[RoomBooking(blue.id)],
        now=NOW,
    )
    far = series.dates.between(NOW + REACH, NOW + REACH + timedelta(days=7))[0]
    other = Meeting.schedule(
        host_id=ana.id,
        details=Details("Quicker"),
        timing=far.timing,
        rooms=[RoomBooking(blue.id)],
        now=NOW,
    )
    with transactions.begin() as work:
        work.meetings.add(series)
        work.meetings.add(other)
    later = NOW + timedelta(days=30)
    described(transactions, series.id, "Renamed", later)
    with transactions.begin() as work:
        kept = work.meetings.get(series.id)
        assert {name: own.lacks for name, own in kept.overrides.items()} == {far.original_start: {blue.id}}
        assert [each.status for each in booked_on(kept, far.original_start)] == [BookingStatus.TAKEN]
        assert kept.version == 2
    described(transactions, series.id, "Again", later)
    with pytest.raises(SlotTaken):
        booked_again(transactions, series.id, far.original_start, blue, later)
    with transactions.begin() as work:
        gone = work.meetings.get(other.id)
        gone.cancel("", by=ana.id, now=later)
        work.meetings.save(gone)
    booked_again(transactions, series.id, far.original_start, blue, later)
    with transactions.begin() as work:
        kept = work.meetings.get(series.id)
        taken = work.meetings.taken([blue.id], far.timing.slot, by_others_than=new_id(NOW), now=later)
    assert (kept.overrides, len(taken)) == ({}, 1)


def described(transactions: Work, meeting_id: UUID, title: str, now: datetime) -> None:
    with transactions.begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.describe(replace(meeting.details, title=title), by=meeting.host_id, now=now)
        work.meetings.save(meeting)


def booked_again(transactions: Work, meeting_id: UUID, name: str, room: Room, now: datetime) -> None:
    with transactions.begin() as work:
        meeting = work.meetings.get(meeting_id)
        change(meeting, Edit(rooms=[RoomBooking(room.id)]), Scope.THIS, name, by=meeting.host_id, now=now)
        work.meetings.save(meeting)
