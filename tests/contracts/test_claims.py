"""No double booking, and no false refusal: what every storage keeps when meetings and holds take time."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting.booking import answer_for_room, book
from domain.meeting.claim import Conflict, HolderKind, Resource, ResourceKind, SlotTaken
from domain.meeting.details import Commitment, Details
from domain.meeting.guest import GuestRole, Invitation, ResponseStatus
from domain.meeting.hold import Hold
from domain.meeting.meeting import Meeting
from domain.meeting.occurrence import Override
from domain.meeting.opening_hours import OpeningHours, windows_of
from domain.meeting.recurrence import parse_recurrence
from domain.meeting.refusals import ExclusiveNeedsClockTimes, HoldNotFound, RoomClosed, RoomInactive
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Timing
from domain.shared.time_slot import TimeSlot
from domain.shared.time_zone import zone_named
from tests.builders import NOW, a_person, a_room, timed

MORNING, LATER = timed("2026-12-01 09:00", "2026-12-01 10:00"), timed("2026-12-01 10:00", "2026-12-01 11:00")
Work = Transactions[MeetingWork]


@pytest.fixture
def ana(transactions: Work) -> Person:
    return _person(transactions, "Ana")


@pytest.fixture
def ben(transactions: Work) -> Person:
    return _person(transactions, "Ben")


def _person(transactions: Work, name: str) -> Person:
    person = a_person(name)
    with transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def blue(transactions: Work) -> Room:
    return a_room_kept(transactions, "Blue")


def a_room_kept(transactions: Work, name: str, **about: Any) -> Room:
    room = a_room(name, **about)
    with transactions.begin() as work:
        work.rooms.add(room)
    return room


def planned(
    host: Person,
    *rooms: Room,
    timing: Timing = MORNING,
    repeating: str = "",
    exclusive: bool = False,
    guests: tuple[Invitation, ...] = (),
    status: BookingStatus = BookingStatus.CONFIRMED,
    draft: bool = False,
) -> Meeting:
    return Meeting.schedule(
        host_id=host.id,
        details=Details("Review", commitment=Commitment.EXCLUSIVE if exclusive else Commitment.BUSY),
        timing=timing,
        recurrence=parse_recurrence([repeating] if repeating else [], timing.start),
        invitations=guests,
        rooms=[
            RoomBooking(room.id, status, needs_approval=status is BookingStatus.PENDING) for room in rooms
        ],
        draft=draft,
        now=NOW,
    )


def kept(transactions: Work, meeting: Meeting) -> Meeting:
    with transactions.begin() as work:
        work.meetings.add(meeting)
    return meeting


def changed(transactions: Work, meeting: Meeting, deed: Any) -> None:
    with transactions.begin() as work:
        mine = work.meetings.get(meeting.id)
        deed(mine)
        work.meetings.save(mine)


def refused(transactions: Work, meeting: Meeting, deed: Any = None) -> list[Conflict]:
    """What is in the way, after checking that the refusal left nothing behind."""
    with transactions.begin() as work:
        before = work.meetings.find(meeting.id)
    with pytest.raises(SlotTaken) as refusal:
        changed(transactions, meeting, deed) if deed else kept(transactions, meeting)
    with transactions.begin() as work:
        assert work.meetings.find(meeting.id) == before
    return list(refusal.value.conflicts)


def a_hold(owner: Person, *rooms: Room, people: tuple[Person, ...] = (), minutes: int = 10) -> Hold:
    return Hold.place(
        owner_id=owner.id,
        slot=MORNING.slot,
        people=[person.id for person in people],
        rooms=[room.id for room in rooms],
        ttl=timedelta(minutes=minutes),
        now=NOW,
    )


def test_a_room_is_given_once(transactions: Work, ana: Person, ben: Person, blue: Room) -> None:
    kept(transactions, planned(ana, blue))
    clash = Conflict(
        Resource(ResourceKind.ROOM, blue.id),
        "20261201T080000Z",
        MORNING.slot,
        HolderKind.MEETING,
        "Blue",
    )
    assert refused(transactions, planned(ben, blue)) == [clash]
    green = a_room_kept(transactions, "Green")
    assert refused(transactions, planned(ben, green, blue)) == [clash]
    kept(transactions, planned(ben, green))


def test_neighbours_touch_and_buffers_do_not(transactions: Work, ana: Person, blue: Room) -> None:
    kept(transactions, planned(ana, blue))
    kept(transactions, planned(ana, blue, timing=LATER))
    tidy = a_room_kept(transactions, "Tidy", buffer_after=timedelta(minutes=10))
    kept(transactions, planned(ana, tidy))
    [clash] = refused(transactions, planned(ana, tidy, timing=LATER))
    assert clash.taken.end - MORNING.slot.end == timedelta(minutes=10)
    kept(transactions, planned(ana, tidy, timing=timed("2026-12-01 10:10", "2026-12-01 11:00")))


def test_what_claims_nothing_is_in_nobodys_way(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    kept(transactions, planned(ana, blue, draft=True))
    kept(transactions, planned(ana, blue, status=BookingStatus.PENDING))
    kept(transactions, planned(ana, blue, status=BookingStatus.PENDING))
    kept(transactions, planned(ben, blue))
    kept(transactions, planned(ben))


def test_of_two_requests_one_is_approved(transactions: Work, ana: Person, blue: Room) -> None:
    first, second = (kept(transactions, planned(ana, blue, status=BookingStatus.PENDING)) for _ in range(2))

    def approve(meeting: Meeting) -> None:
        answer_for_room(meeting, blue.id, approved=True, reason="", by=ana.id, now=NOW)

    changed(transactions, first, approve)
    assert len(refused(transactions, second, approve)) == 1
    changed(
        transactions,
        first,
        lambda m: answer_for_room(m, blue.id, approved=False, reason="no", by=ana.id, now=NOW),
    )
    changed(transactions, second, approve)


def test_cancelling_and_moving_free_at_once_and_taking_back_asks_again(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    first = kept(transactions, planned(ana, blue))
    changed(transactions, first, lambda m: m.cancel("", by=ana.id, now=NOW))
    second = kept(transactions, planned(ben, blue))
    assert len(refused(transactions, first, lambda m: m.restore(by=ana.id, now=NOW))) == 1
    changed(transactions, second, lambda m: m.move_to(LATER, by=ben.id, now=NOW))
    changed(transactions, first, lambda m: m.restore(by=ana.id, now=NOW))
    assert len(refused(transactions, first, lambda m: m.move_to(LATER, by=ana.id, now=NOW))) == 1
    changed(transactions, second, lambda m: book(m, [], by=ben.id, now=NOW))
    changed(transactions, first, lambda m: m.move_to(LATER, by=ana.id, now=NOW))
    changed(transactions, second, lambda m: m.move_to(MORNING, by=ben.id, now=NOW))
    changed(transactions, second, lambda m: book(m, [RoomBooking(blue.id)], by=ben.id, now=NOW))


def test_a_meeting_is_never_in_its_own_way(transactions: Work, ana: Person, blue: Room) -> None:
    meeting = kept(transactions, planned(ana, blue, repeating="RRULE:FREQ=DAILY;COUNT=5", exclusive=True))
    half = timed("2026-12-01 09:30", "2026-12-01 10:30")
    changed(transactions, meeting, lambda m: m.move_to(half, by=ana.id, now=NOW))
    changed(transactions, meeting, lambda m: m.describe(Details("Renamed"), by=ana.id, now=NOW))
    next_day = timed("2026-12-02 09:30", "2026-12-02 10:30")
    changed(transactions, meeting, lambda m: m.move_to(next_day, by=ana.id, now=NOW))
    kept(transactions, planned(ana, blue))


def test_every_date_of_a_series_is_looked_at(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    kept(transactions, planned(ana, blue, timing=timed("2026-12-08 09:30", "2026-12-08 11:00")))
    kept(transactions, planned(ana, blue, timing=timed("2027-06-01 08:00", "2027-06-01 09:30")))
    series = planned(ben, blue, repeating="RRULE:FREQ=WEEKLY")
    assert [each.original_start for each in refused(transactions, series)] == [
        "20261208T080000Z",
        "20270601T070000Z",
    ]
    series.overrides["20261208T080000Z"] = Override(cancelled=True)
    series.overrides["20270601T070000Z"] = Override(timing=timed("2027-06-01 10:00", "2027-06-01 11:00"))
    kept(transactions, series)
    kept(transactions, planned(ana, blue, timing=timed("2027-06-01 09:30", "2027-06-01 10:00")))
    assert len(refused(transactions, planned(ana, blue, repeating="RRULE:FREQ=DAILY;COUNT=30"))) == 5


def test_a_date_may_have_other_rooms(transactions: Work, ana: Person, blue: Room) -> None:
    green = a_room_kept(transactions, "Green")
    series = planned(ana, blue, repeating="RRULE:FREQ=DAILY;COUNT=3")
    series.overrides["20261202T080000Z"] = Override(rooms=(RoomBooking(green.id),))
    kept(transactions, series)
    second_day = timed("2026-12-02 09:00", "2026-12-02 10:00")
    kept(transactions, planned(ana, blue, timing=second_day))
    assert len(refused(transactions, planned(ana, green, timing=second_day))) == 1


def test_dates_of_one_series_cannot_share_a_room(transactions: Work, ana: Person, blue: Room) -> None:
    long = timed("2026-12-01 09:00", "2026-12-02 10:00")
    conflicts = refused(transactions, planned(ana, blue, timing=long, repeating="RRULE:FREQ=DAILY;COUNT=3"))
    assert [(each.original_start, each.name) for each in conflicts] == [
        ("20261202T080000Z", "Blue"),
        ("20261203T080000Z", "Blue"),
    ]


def test_who_only_answers_is_not_refused_for_a_date_that_comes_into_reach(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    guests = (Invitation(ben.email, "Ben", ben.id),)
    series = kept(transactions, planned(ana, blue, guests=guests, repeating="RRULE:FREQ=WEEKLY"))
    far = timed("2028-12-05 09:00", "2028-12-05 10:00")  # behind the horizon when the series was made
    kept(transactions, planned(ana, blue, timing=far))
    soon = NOW + timedelta(days=30)

    def accept(meeting: Meeting) -> None:
        meeting.respond(ben.id, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=soon)

    changed(transactions, series, accept)
    between = timed("2028-11-28 09:00", "2028-11-28 10:00")
    assert len(refused(transactions, planned(ana, blue, timing=between))) == 1
    kept(transactions, planned(ana, blue, timing=timed("2029-12-04 09:00", "2029-12-04 10:00")))


def test_past_dates_are_not_fought_over(transactions: Work, ana: Person, blue: Room) -> None:
    past, going_on = (
        timed("2026-11-02 09:00", "2026-11-02 10:00"),
        timed("2026-11-23 08:30", "2026-11-23 09:30"),
    )
    kept(transactions, planned(ana, blue, timing=past))
    kept(transactions, planned(ana, blue, timing=past))
    kept(transactions, planned(ana, blue, timing=going_on))
    assert len(refused(transactions, planned(ana, blue, timing=going_on))) == 1


def test_whole_days_last_from_midnight_to_midnight_where_the_room_is(transactions: Work, ana: Person) -> None:
    far = a_room_kept(transactions, "Far", zone=zone_named("Asia/Tokyo"))
    kept(transactions, planned(ana, far, timing=AllDay(date(2026, 12, 1), date(2026, 12, 2))))
    before = timed("2026-11-30 23:00", "2026-12-01 00:00", "Asia/Tokyo")
    kept(transactions, planned(ana, far, timing=before))
    inside = timed("2026-12-01 23:00", "2026-12-02 00:30", "Asia/Tokyo")
    assert len(refused(transactions, planned(ana, far, timing=inside))) == 1


def test_rooms_keep_their_hours(transactions: Work, ana: Person, blue: Room) -> None:
    hours = OpeningHours({"tuesday": windows_of([(9 * 60, 10 * 60)])})
    office = a_room_kept(transactions, "Office", hours=hours, buffer_before=timedelta(minutes=30))
    meeting = kept(transactions, planned(ana, office))
    with pytest.raises(RoomClosed):
        changed(transactions, meeting, lambda m: m.move_to(LATER, by=ana.id, now=NOW))
    with transactions.begin() as work:
        room = work.rooms.get(office.id)
        room.remove(by=ana.id, now=NOW)
        work.rooms.save(room)
    changed(transactions, meeting, lambda m: m.describe(Details("Still on"), by=ana.id, now=NOW))
    with pytest.raises(RoomInactive):
        kept(transactions, planned(ana, office, timing=timed("2026-12-08 09:00", "2026-12-08 10:00")))


def test_people_have_one_exclusive_meeting_at_a_time(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    with_ben = (Invitation(ben.email, "Ben", ben.id),)
    kept(transactions, planned(ana))
    kept(transactions, planned(ana))
    first = kept(transactions, planned(ana, exclusive=True, guests=with_ben))
    kept(transactions, planned(ana, guests=with_ben))
    [clash] = refused(transactions, planned(ben, exclusive=True))
    assert (clash.resource, clash.name) == (Resource(ResourceKind.PERSON, ben.id), "Ben")
    maybe = (replace(with_ben[0], role=GuestRole.OPTIONAL),)
    second = kept(transactions, planned(_person(transactions, "Chloe"), exclusive=True, guests=maybe))
    changed(
        transactions,
        first,
        lambda m: m.respond(ben.id, ResponseStatus.DECLINED, comment="", seen_version=None, now=NOW),
    )
    kept(transactions, planned(ben, exclusive=True))
    back = lambda m: m.respond(ben.id, ResponseStatus.ACCEPTED, comment="", seen_version=None, now=NOW)  # noqa: E731
    assert len(refused(transactions, first, back)) == 1
    changed(transactions, second, back)


def test_exclusive_meetings_have_clock_times(transactions: Work, ana: Person) -> None:
    with pytest.raises(ExclusiveNeedsClockTimes):
        kept(transactions, planned(ana, timing=AllDay(date(2026, 12, 1), date(2026, 12, 2)), exclusive=True))


def test_a_hold_takes_rooms_and_people_until_it_is_given_back(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    hold = a_hold(ana, blue, people=(ben,))
    with transactions.begin() as work:
        work.holds.add(hold)
        assert work.holds.find(hold.id) == hold
        assert work.holds.of(ana.id, now=NOW) == [hold]
        assert work.holds.of(ana.id, now=hold.expires_at) == []
        assert work.holds.of(ben.id, now=NOW) == []
    assert [(each.kind, each.name) for each in refused(transactions, planned(ben, blue))] == [
        (HolderKind.HOLD, "Blue")
    ]
    assert len(refused(transactions, planned(ben, exclusive=True))) == 1
    with pytest.raises(SlotTaken), transactions.begin() as work:
        work.holds.add(a_hold(ben, blue))
    kept(transactions, planned(ben))
    with transactions.begin() as work:
        hold.release(now=NOW)
        work.holds.remove(hold)
        assert work.holds.find(hold.id) is None
        with pytest.raises(HoldNotFound):
            work.holds.remove(hold)
    kept(transactions, planned(ben, blue, exclusive=True))


def test_a_hold_becomes_a_meeting_in_one_step(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    hold, meeting = a_hold(ana, blue, people=(ana,)), planned(ana, blue, exclusive=True)
    with transactions.begin() as work:
        work.holds.add(hold)
    with pytest.raises(SlotTaken):
        _turned(transactions, hold, planned(ana, blue, exclusive=True), planned(ben, blue))
    assert [each.kind for each in refused(transactions, planned(ben, blue))] == [HolderKind.HOLD]
    _turned(transactions, hold, meeting)
    assert [each.kind for each in refused(transactions, planned(ben, blue))] == [HolderKind.MEETING]


def _turned(transactions: Work, hold: Hold, *meetings: Meeting) -> None:
    with transactions.begin() as work:
        work.holds.remove(hold)
        for meeting in meetings:
            work.meetings.add(meeting)


def test_a_hold_that_has_run_out_is_in_nobodys_way(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    with transactions.begin() as work:
        work.holds.add(a_hold(ana, blue, minutes=1))
    meeting = planned(ben, blue)
    assert len(refused(transactions, meeting)) == 1
    meeting.updated_at = NOW + timedelta(minutes=1)
    with transactions.begin() as work:
        assert list(work.meetings.clashes(meeting)) == []
        assert _taken(work, blue, meeting.id, meeting.updated_at) == []
    kept(transactions, meeting)


def test_clashes_can_be_seen_without_taking_anything(
    transactions: Work, ana: Person, ben: Person, blue: Room
) -> None:
    first, second = planned(ana, blue), planned(ben, blue)
    with transactions.begin() as work:
        assert list(work.meetings.clashes(first)) == []
        work.meetings.add(first)
        assert list(work.meetings.clashes(first)) == []
        assert [each.name for each in work.meetings.clashes(second)] == ["Blue"]
        assert _taken(work, blue, second.id, NOW) == [(blue.id, MORNING.slot)]
        assert _taken(work, blue, first.id, NOW) == []


def _taken(work: MeetingWork, room: Room, by_others_than: UUID, now: datetime) -> list[tuple[UUID, TimeSlot]]:
    day = TimeSlot(MORNING.slot.start - timedelta(hours=9), MORNING.slot.end + timedelta(hours=9))
    return list(work.meetings.taken([room.id], day, by_others_than=by_others_than, now=now))


def test_what_is_removed_takes_nothing(transactions: Work, ana: Person, blue: Room) -> None:
    meeting = kept(transactions, planned(ana, blue))
    with transactions.begin() as work:
        work.meetings.remove(work.meetings.get(meeting.id))
    kept(transactions, planned(ana, blue))
