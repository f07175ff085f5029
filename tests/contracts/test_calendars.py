"""What every ``Calendars`` keeps. Memory is the reference for PostgreSQL's single statement."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.meeting.queries import CalendarEntry, CalendarWindow
from application.shared.ports import Viewer
from domain.identity.person import Person
from domain.meeting.details import Commitment, Details, Visibility
from domain.meeting.guest import Invitation, ResponseStatus
from domain.meeting.meeting import Meeting
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from domain.meeting.timing import AllDay, Timing
from tests.builders import NOW, a_meeting, a_person, a_room, meetings, timed
from tests.entries import entries
from tests.storage import Storage, memory_storage

DAY = date(2026, 12, 1)


def window(start: datetime, end: datetime) -> CalendarWindow:
    return CalendarWindow(start, end, start.date(), max(end.date(), start.date() + timedelta(days=1)))


THE_DAY = window(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC))


@dataclass(frozen=True)
class Cast:
    ana: Person
    ben: Person
    eve: Person

    def viewer(self, person: Person, *, in_organisation: bool = True) -> Viewer:
        return Viewer(person.id, in_organisation)


@pytest.fixture
def cast(storage: Storage) -> Cast:
    people = Cast(a_person("Ana"), a_person("Ben"), a_person("Eve"))
    with storage.transactions.begin() as work:
        for person in (people.ana, people.ben, people.eve):
            work.people.add(person)
    return people


def put(storage: Storage, *meetings: Meeting) -> None:
    with storage.transactions.begin() as work:
        for meeting in meetings:
            work.meetings.add(meeting)


def with_ben(cast: Cast, timing: Timing | None = None, **options: object) -> Meeting:
    invitations = (Invitation(cast.ben.email, "Ben", cast.ben.id), Invitation("x@example.org"))
    return a_meeting(host_id=cast.ana.id, timing=timing, guests=invitations, **options)  # type: ignore[arg-type]


def titles(entries: Iterable[CalendarEntry]) -> list[str | None]:
    return [entry.summary.title if entry.summary else None for entry in entries]


def test_it_stands_in_the_calendars_of_host_and_guests(storage: Storage, cast: Cast) -> None:
    meeting = with_ben(cast)
    put(storage, meeting)
    people = [cast.ben.id, cast.ana.id, cast.eve.id]
    found = entries(storage.calendars, THE_DAY, people=people, viewer=cast.viewer(cast.ana))
    assert [entry.person_id for entry in found] == sorted([cast.ana.id, cast.ben.id])
    ana, ben = sorted(found, key=lambda entry: entry.person_id != cast.ana.id)
    assert (ana.person_id, ana.response) == (cast.ana.id, ResponseStatus.ACCEPTED)
    assert (ben.person_id, ben.response) == (cast.ben.id, ResponseStatus.NEEDS_ACTION)
    assert ana.timing == ben.timing == meeting.timing
    assert ana.original_start == meeting.original_start
    assert ana.summary is not None
    assert (ana.summary.meeting_id, ana.summary.version, ana.summary.guest_count) == (meeting.id, 1, 2)


@pytest.mark.parametrize(
    ("start", "end", "seen"),
    [
        ("2026-12-01T08:30", "2026-12-01T08:31", True),
        ("2026-12-01T08:00", "2026-12-01T08:30", False),  # ends as it begins
        ("2026-12-01T09:15", "2026-12-01T10:00", False),  # begins as it ends
        ("2026-12-01T09:14", "2026-12-01T10:00", True),
        ("2026-11-01T00:00", "2027-01-01T00:00", True),
    ],
)
def test_a_window_is_half_open(storage: Storage, cast: Cast, start: str, end: str, seen: bool) -> None:
    put(storage, with_ben(cast))  # 08:30 to 09:15 UTC
    instants = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (start, end)]
    found = entries(storage.calendars, window(*instants), people=[cast.ana.id], viewer=cast.viewer(cast.ana))
    assert bool(found) is seen


def test_what_began_long_ago_and_lasts_is_there(storage: Storage, cast: Cast) -> None:
    put(
        storage,
        with_ben(cast, timed("2025-12-15 09:00", "2026-12-01 09:00"), title="A long night"),
        with_ben(cast, AllDay(date(2025, 12, 1), date(2026, 12, 2)), title="A year"),
        with_ben(cast, timed("2026-11-30 09:00", "2026-12-01 08:59"), title="Nearly a day"),
        with_ben(cast, timed("2026-11-30 01:00", "2026-12-01 01:00"), title="Just over"),
    )
    found = entries(storage.calendars, THE_DAY, people=[cast.ana.id], viewer=cast.viewer(cast.ana))
    assert titles(found) == ["A year", "A long night", "Nearly a day"]


def test_whole_days_go_by_their_date_and_not_by_the_clock(storage: Storage, cast: Cast) -> None:
    put(storage, with_ben(cast, AllDay(DAY, DAY + timedelta(days=1)), title="Holiday"))
    # The first of December as people in Auckland have it: it begins on the 30th of November in UTC.
    start, end = datetime(2026, 11, 30, 11, tzinfo=UTC), datetime(2026, 12, 1, 11, tzinfo=UTC)
    viewer = cast.viewer(cast.ana)
    that_day = CalendarWindow(start, end, DAY, DAY + timedelta(days=1))
    the_day_before = CalendarWindow(start, end, DAY - timedelta(days=1), DAY)
    assert titles(entries(storage.calendars, that_day, people=[cast.ana.id], viewer=viewer)) == ["Holiday"]
    assert titles(entries(storage.calendars, the_day_before, people=[cast.ana.id], viewer=viewer)) == []


def test_strangers_learn_that_somebody_is_busy_and_no_more(storage: Storage, cast: Cast) -> None:
    put(storage, with_ben(cast))
    (entry,) = entries(storage.calendars, THE_DAY, people=[cast.ben.id], viewer=cast.viewer(cast.eve))
    assert entry.summary is None
    assert entry.timing == timed()


def test_the_organisation_sees_what_is_open_to_it_and_outsiders_do_not(storage: Storage, cast: Cast) -> None:
    put(storage, with_ben(cast, title="All hands", visibility=Visibility.ORGANISATION))
    for inside, expected in ((True, ["All hands"]), (False, [None])):
        viewer = cast.viewer(cast.eve, in_organisation=inside)
        assert titles(entries(storage.calendars, THE_DAY, people=[cast.ben.id], viewer=viewer)) == expected


def test_a_draft_is_its_hosts_alone(storage: Storage, cast: Cast) -> None:
    put(storage, with_ben(cast, title="Secret", draft=True, visibility=Visibility.ORGANISATION))
    everybody = [cast.ana.id, cast.ben.id, cast.eve.id]
    by_viewer = {
        viewer.name: titles(entries(storage.calendars, THE_DAY, people=everybody, viewer=cast.viewer(viewer)))
        for viewer in (cast.ana, cast.ben, cast.eve)
    }
    assert by_viewer == {"Ana": ["Secret"], "Ben": [], "Eve": []}


def test_who_declined_is_not_busy_and_what_is_cancelled_makes_nobody_busy(
    storage: Storage, cast: Cast
) -> None:
    declined, cancelled = with_ben(cast, title="Declined"), with_ben(cast, title="Cancelled")
    put(storage, declined, cancelled)
    declined.respond(cast.ben.id, ResponseStatus.DECLINED, comment="", seen_version=None, now=NOW)
    cancelled.cancel("", by=cast.ana.id, now=NOW)
    with storage.transactions.begin() as work:
        work.meetings.save(declined)
        work.meetings.save(cancelled)

    def seen_by(viewer: Person, whose: Person) -> set[str | None]:
        found = entries(storage.calendars, THE_DAY, people=[whose.id], viewer=cast.viewer(viewer))
        return set(titles(found))

    assert seen_by(cast.ben, cast.ben) == {"Declined", "Cancelled"}
    assert seen_by(cast.ana, cast.ben) == {"Declined", "Cancelled"}
    assert seen_by(cast.eve, cast.ben) == set()
    assert seen_by(cast.eve, cast.ana) == {None}


def test_calendars_follow_every_change(storage: Storage, cast: Cast) -> None:
    meeting = with_ben(cast)
    put(storage, meeting)

    def stands(whose: Person, viewed: CalendarWindow = THE_DAY) -> list[str | None]:
        return titles(entries(storage.calendars, viewed, people=[whose.id], viewer=cast.viewer(cast.ana)))

    def save() -> None:
        with storage.transactions.begin() as work:
            work.meetings.save(meeting)

    meeting.describe(Details("Renamed"), by=cast.ana.id, now=NOW)
    meeting.invite(Invitation(cast.eve.email, "Eve", cast.eve.id), by=cast.ana.id, now=NOW)
    save()
    assert stands(cast.eve) == stands(cast.ben) == ["Renamed"]
    meeting.remove_guest(meeting.guests[0].id, by=cast.ana.id, now=NOW)
    save()
    assert stands(cast.ben) == []
    meeting.move_to(AllDay(date(2027, 1, 4), date(2027, 1, 6)), by=cast.ana.id, now=NOW)
    save()
    moved = window(datetime(2027, 1, 5, tzinfo=UTC), datetime(2027, 1, 6, tzinfo=UTC))
    assert stands(cast.eve) == []
    assert stands(cast.eve, moved) == ["Renamed"]


def test_somebody_invited_under_two_addresses_is_there_once(storage: Storage, cast: Cast) -> None:
    meeting = with_ben(cast)
    meeting.invite(Invitation("ben@old.example.org", "Ben", cast.ben.id), by=cast.ana.id, now=NOW)
    meeting.invite(Invitation("ana@old.example.org", "Ana", cast.ana.id), by=cast.ana.id, now=NOW)
    put(storage, meeting)
    viewer = cast.viewer(cast.ana)
    assert len(entries(storage.calendars, THE_DAY, people=[cast.ana.id, cast.ben.id], viewer=viewer)) == 2


def booked(storage: Storage, cast: Cast, *rooms: Room, **options: object) -> Meeting:
    meeting = with_ben(cast, **options)  # type: ignore[arg-type]
    meeting.rooms = [RoomBooking(room.id) for room in rooms]
    put(storage, meeting)
    return meeting


@pytest.fixture
def blue(storage: Storage) -> Room:
    room = a_room("Blue", buffer_before=timedelta(minutes=15), buffer_after=timedelta(minutes=15))
    with storage.transactions.begin() as work:
        work.rooms.add(room)
    return room


def test_a_room_shows_what_takes_it_as_far_as_one_may_see(storage: Storage, cast: Cast, blue: Room) -> None:
    meeting = booked(storage, cast, blue, repeats=["RRULE:FREQ=DAILY;COUNT=2"])
    for viewer, title in ((cast.ana, meeting.details.title), (cast.ben, meeting.details.title)):
        (entry,) = entries(storage.calendars, THE_DAY, rooms=[blue.id], viewer=cast.viewer(viewer))
        assert titles([entry]) == [title]
        assert (entry.room_id, entry.person_id) == (blue.id, None)
        assert entry.timing == meeting.timing  # and not its buffers
    (entry,) = entries(storage.calendars, THE_DAY, rooms=[blue.id], viewer=cast.viewer(cast.eve))
    assert (entry.summary, entry.timing) == (None, meeting.timing)


def test_people_and_rooms_stand_in_one_order(storage: Storage, cast: Cast, blue: Room) -> None:
    later = timed("2026-12-01 14:00", "2026-12-01 15:00")
    put(storage, with_ben(cast, timed("2026-12-01 12:00", "2026-12-01 13:00"), title="Noon"))
    booked(storage, cast, blue, title="Two", timing=later)
    booked(storage, cast, blue, title="Morning")
    viewer = cast.viewer(cast.ben)
    found = entries(storage.calendars, THE_DAY, people=[cast.ben.id], rooms=[blue.id], viewer=viewer)
    assert titles(found) == ["Morning", "Morning", "Noon", "Two", "Two"]
    assert sorted(each.room_id is None for each in found[:2]) == [False, True]


def test_a_room_shows_nothing_that_does_not_take_it(storage: Storage, cast: Cast, blue: Room) -> None:
    waiting = with_ben(cast)
    waiting.rooms = [RoomBooking(blue.id, BookingStatus.PENDING, needs_approval=True)]
    put(storage, waiting)
    booked(storage, cast, blue, draft=True)
    free = booked(storage, cast, blue, title="Free", commitment=Commitment.FREE)
    viewer = cast.viewer(cast.eve)
    assert titles(entries(storage.calendars, THE_DAY, rooms=[blue.id], viewer=viewer)) == [None]
    free.cancel("", by=cast.ana.id, now=NOW)
    with storage.transactions.begin() as work:
        work.meetings.save(free)
    for person in (cast.ana, cast.eve):
        assert entries(storage.calendars, THE_DAY, rooms=[blue.id], viewer=cast.viewer(person)) == []


def test_whole_days_of_a_room_go_by_their_date(storage: Storage, cast: Cast, blue: Room) -> None:
    booked(storage, cast, blue, timing=AllDay(DAY, DAY + timedelta(days=1)))
    viewer = cast.viewer(cast.ana)
    assert len(entries(storage.calendars, THE_DAY, rooms=[blue.id], viewer=viewer)) == 1
    day_after = window(datetime(2026, 12, 2, tzinfo=UTC), datetime(2026, 12, 3, tzinfo=UTC))
    assert entries(storage.calendars, day_after, rooms=[blue.id], viewer=viewer) == []


@pytest.mark.thorough
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plans=st.lists(st.tuples(meetings(), st.permutations(range(3))), max_size=5),
    days=st.lists(st.tuples(st.integers(0, 1_400), st.integers(1, 400)), min_size=1, max_size=6),
    offset=st.integers(-12, 14),
    in_organisation=st.booleans(),
)
def test_random_calendars_agree_with_the_reference(
    storage: Storage,
    cast: Cast,
    plans: list[tuple[Meeting, list[int]]],
    days: list[tuple[int, int]],
    offset: int,
    in_organisation: bool,
) -> None:
    people = [cast.ana, cast.ben, cast.eve]
    reference = memory_storage()
    for meeting, (host, *others) in plans:
        meeting.host_id = people[host].id
        for guest, other in zip(meeting.guests, others, strict=False):
            guest.person_id = people[other].id
    planned = [meeting for meeting, _ in plans]
    put(reference, *deepcopy(planned))
    put(storage, *planned)
    try:
        for first_day, length in days:
            start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=first_day)
            end = start + timedelta(days=length)
            shifted = timedelta(hours=offset)
            viewed = CalendarWindow(start - shifted, end - shifted, start.date(), end.date())
            for person in people:
                viewer, everybody = Viewer(person.id, in_organisation), [each.id for each in people]
                expected = entries(reference.calendars, viewed, people=everybody, viewer=viewer)
                found = entries(storage.calendars, viewed, people=everybody, viewer=viewer)
                assert list(found) == list(expected)
    finally:
        with storage.transactions.begin() as work:
            for meeting in planned:
                work.meetings.remove(meeting)
