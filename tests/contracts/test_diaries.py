"""What every ``Diaries`` keeps. Memory is the reference for PostgreSQL's statements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from domain.availability.busy_time import BusyKind
from domain.availability.working_hours import Hours, Window
from domain.availability.world import Place
from domain.identity.person import Person
from domain.meeting.details import Commitment, Details
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Timing
from domain.shared.time_slot import Moment, TimeSlot
from tests.builders import NOW, a_person, a_room, timed
from tests.storage import Storage

SPAN = TimeSlot(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC))
MORNING = ("2026-12-01T08:30:00", "2026-12-01T09:15:00")
"""When ``timed()`` is, in UTC."""

Seen = list[tuple[BusyKind, bool, str, str]]


@pytest.fixture
def people(storage: Storage) -> tuple[Person, Person]:
    ana, ben = a_person("Ana"), a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.people.add(ben)
    return ana, ben


def a_date(people: tuple[Person, Person], timing: Timing | None = None, **about: Any) -> Meeting:
    ana, ben = people
    commitment = about.pop("commitment", Commitment.BUSY)
    return Meeting.schedule(
        host_id=ana.id,
        details=Details("Secret", commitment=commitment),
        timing=timing or timed(),
        invitations=[Invitation(ben.email, "Ben", ben.id)],
        now=NOW,
        **about,
    )


def put(storage: Storage, *meetings: Meeting) -> None:
    with storage.transactions.begin() as work:
        for meeting in meetings:
            work.meetings.add(meeting)


def taken(storage: Storage, person: Person, span: TimeSlot = SPAN, now: datetime = NOW) -> Seen:
    attendee = storage.diaries.people([person.id], span, now=now)[person.id]
    return sorted(
        {
            (every.kind, every.whole_days, utc(start), utc(end))
            for every in attendee.taken
            for start, end in zip(every.starts, every.ends, strict=True)
        }
    )


def utc(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")


BUSY, TENTATIVE = (BusyKind.BUSY, False, *MORNING), (BusyKind.TENTATIVE, False, *MORNING)


def test_an_answer_says_how_one_is_taken(storage: Storage, people: tuple[Person, Person]) -> None:
    ana, ben = people
    meeting = a_date(people)
    put(storage, meeting)
    assert (taken(storage, ana), taken(storage, ben)) == ([BUSY], [TENTATIVE])
    expected = {
        ResponseStatus.ACCEPTED: [BUSY],
        ResponseStatus.TENTATIVE: [TENTATIVE],
        ResponseStatus.DECLINED: [],
    }
    for status, seen in expected.items():
        with storage.transactions.begin() as work:
            mine = work.meetings.get(meeting.id)
            mine.respond(ben.id, status, comment="", seen_version=None, now=NOW)
            work.meetings.save(mine)
        assert taken(storage, ben) == seen
    assert taken(storage, ana) == [BUSY]


def _cancel(meeting: Meeting) -> None:
    meeting.cancel("", by=meeting.host_id, now=NOW)


def _free(meeting: Meeting) -> None:
    meeting.describe(replace(meeting.details, commitment=Commitment.FREE), by=meeting.host_id, now=NOW)


@pytest.mark.parametrize("change", [_cancel, _free])
def test_what_stops_to_count_leaves_the_diary(
    storage: Storage, people: tuple[Person, Person], change: Callable[[Meeting], None]
) -> None:
    meeting = a_date(people)
    put(storage, meeting)
    with storage.transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        change(mine)
        work.meetings.save(mine)
    assert (taken(storage, people[0]), taken(storage, people[1])) == ([], [])


def test_drafts_and_transparent_meetings_take_nothing(
    storage: Storage, people: tuple[Person, Person]
) -> None:
    put(storage, a_date(people, draft=True), a_date(people, commitment=Commitment.FREE))
    assert taken(storage, people[0]) == []


def test_whole_days_are_told_as_days(storage: Storage, people: tuple[Person, Person]) -> None:
    put(storage, a_date(people, AllDay(date(2026, 12, 2), date(2026, 12, 4))))
    days = (BusyKind.BUSY, True, "2026-12-02T00:00:00", "2026-12-04T00:00:00")
    assert taken(storage, people[0]) == [days]  # a day around the span is seen too
    later = TimeSlot(SPAN.end + timedelta(days=4), SPAN.end + timedelta(days=5))
    assert taken(storage, people[0], later) == []


def test_each_date_of_a_series_counts_as_it_is(storage: Storage, people: tuple[Person, Person]) -> None:
    timing = timed("2026-11-24 09:30", "2026-11-24 10:15")
    series = a_date(people, timing, recurrence=parse_recurrence(["RRULE:FREQ=WEEKLY"], timing.start))
    series.overrides = {
        "20261208T083000Z": Override(cancelled=True),
        "20261215T083000Z": Override(timing=timed("2026-12-15 12:00", "2026-12-15 13:00")),
        "20261222T083000Z": Override(details={"commitment": Commitment.FREE}),
    }
    put(storage, series)
    month = TimeSlot(SPAN.start, datetime(2026, 12, 31, tzinfo=UTC))
    assert [start for _, _, start, _ in taken(storage, people[0], month)] == [
        "2026-12-01T08:30:00",
        "2026-12-15T11:00:00",
        "2026-12-29T08:30:00",
    ]


def test_dates_beyond_the_horizon_count_too(storage: Storage, people: tuple[Person, Person]) -> None:
    timing = timed()
    put(storage, a_date(people, timing, recurrence=parse_recurrence(["RRULE:FREQ=YEARLY"], timing.start)))
    for year in (2027, 2028, 2029, 2050):
        then = TimeSlot(SPAN.start.replace(year=year), SPAN.end.replace(year=year))
        for person, kind in zip(people, (BusyKind.BUSY, BusyKind.TENTATIVE), strict=True):
            assert taken(storage, person, then) == [(kind, False, *(f"{year}{each[4:]}" for each in MORNING))]


def test_long_meetings_reach_into_the_span(storage: Storage, people: tuple[Person, Person]) -> None:
    put(storage, a_date(people, timed("2026-02-01 09:00", "2027-01-15 09:00")))
    assert len(taken(storage, people[0])) == 1


def test_only_active_people_have_a_diary(storage: Storage, people: tuple[Person, Person]) -> None:
    with storage.transactions.begin() as work:
        ben = work.people.get(people[1].id)
        ben.active = False
        work.people.save(ben)
        mine = work.working_hours.get(people[0].id)
        mine.become(Hours(people[0].zone, ((Window(0, 60),), (), (), (), (), (), ())), by=ben.id, now=NOW)
        work.working_hours.save(mine)
    found = storage.diaries.people([people[0].id, people[1].id, uuid4()], SPAN, now=NOW)
    assert list(found) == [people[0].id]
    assert found[people[0].id].hours == mine.hours
    assert storage.diaries.people([], SPAN, now=NOW) == {}


def rooms_seen(rooms: Any) -> dict[UUID, Seen]:
    return {
        each.id: sorted(
            (every.kind, False, utc(start), utc(end))
            for every in each.taken
            for start, end in zip(every.starts, every.ends, strict=True)
        )
        for each in rooms
    }


def test_rooms_and_holds(storage: Storage, people: tuple[Person, Person]) -> None:
    hours = OpeningHours({"tuesday": windows_of([(480, 720)])})
    equipment = frozenset({"screen"})
    large = a_room("Large", capacity=9, equipment=equipment, buffer_after=timedelta(minutes=15))
    small, closed = a_room("Small", capacity=2, hours=hours), a_room("Closed", capacity=2)
    closed.remove(by=people[0].id, now=NOW)
    with storage.transactions.begin() as work:
        for room in (large, small, closed):
            work.rooms.add(room)
    waiting = RoomBooking(small.id, BookingStatus.PENDING)
    put(storage, a_date(people, rooms=[RoomBooking(large.id, BookingStatus.CONFIRMED), waiting]))
    eleven = Moment(datetime(2026, 12, 1, 11), people[0].zone).instant
    hold = Hold.place(
        owner_id=people[0].id,
        slot=TimeSlot(eleven, eleven + timedelta(hours=1)),
        people=[people[1].id],
        rooms=[small.id],
        ttl=timedelta(minutes=10),
        now=NOW,
    )
    with storage.transactions.begin() as work:
        work.holds.add(hold)
    held = (BusyKind.HELD, False, "2026-12-01T10:00:00", "2026-12-01T11:00:00")
    booked = (BusyKind.BUSY, False, MORNING[0], "2026-12-01T09:30:00")

    def listed(now: datetime = NOW, **wanted: Any) -> dict[UUID, Seen]:
        return rooms_seen(storage.diaries.all_rooms(SPAN, now=now, **wanted))

    assert listed() == {small.id: [held], large.id: [booked]}
    assert list(listed()) == [small.id, large.id]
    assert listed(now=hold.expires_at) == {small.id: [], large.id: [booked]}
    assert list(listed(capacity=3)) == list(listed(equipment=["screen"])) == [large.id]
    some = storage.diaries.rooms([closed.id, large.id, uuid4()], SPAN, now=NOW)
    assert rooms_seen(some) == {large.id: [booked]}
    assert storage.diaries.rooms([], SPAN, now=NOW) == []
    [first, second] = storage.diaries.all_rooms(SPAN, now=NOW)
    plain = Place(small.id, 2, hours=Hours(people[0].zone, ((), (Window(480, 720),), (), (), (), (), ())))
    assert replace(first, taken=()) == plain
    assert (second.equipment, second.after, second.hours) == (equipment, timedelta(minutes=15), None)
    assert taken(storage, people[1]) == [held, TENTATIVE]
    assert taken(storage, people[1], now=hold.expires_at) == [TENTATIVE]
