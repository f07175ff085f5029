"""Rooms that calendar files name: booked in PostgreSQL as in memory."""

from pathlib import Path

import pytest
from dependency_injector import providers

from adapters.memory.clock import SettableClock
from application.meeting.import_results import Outcome, Result
from domain.meeting.room import Room
from domain.meeting.room_booking import BookingStatus, RoomBooking
from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.application.conftest import House
from tests.application.meeting.test_importing import Desk
from tests.application.meeting.test_importing_series import SECOND_NAME, one_date, series
from tests.application.meeting.test_round_trip import exported
from tests.builders import a_room
from tests.calendars import an_event
from tests.storage import Storage

OURS = "ORGANIZER:mailto:ana@example.org"
BLUE = "ATTENDEE;CUTYPE=ROOM;CN=blue:mailto:blue@rooms.example.net"
TAKEN = "Blue is taken at that time; choose another time or another room"


@pytest.fixture
def house(tmp_path: Path, storage: Storage) -> House:
    container = Container(settings=Settings.from_environment({"CONVENE_DATA_DIR": str(tmp_path)}))
    clock = SettableClock()
    container.clock.override(providers.Object(clock))
    container.transactions.override(providers.Object(storage.transactions))
    container.people.override(providers.Object(storage.directory))
    return House(container, clock)


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house, house.person("Ana"))


@pytest.fixture
def blue(house: House) -> Room:
    return added(house, a_room("Blue"))


def added(house: House, room: Room) -> Room:
    with house.container.transactions().begin() as work:
        work.rooms.add(room)
    return room


def test_the_organisers_own_calendar_books_a_room_of_that_name(desk: Desk, blue: Room) -> None:
    assert desk.one(OURS, BLUE).reason == ""
    assert (desk.meeting().rooms, desk.meeting().kept.lines) == ([RoomBooking(blue.id)], ())
    assert desk.one(OURS, BLUE).outcome is Outcome.UNCHANGED


def test_a_room_by_its_id_whatever_its_name(desk: Desk, blue: Room) -> None:
    desk.one(OURS, f"ATTENDEE;CUTYPE=ROOM;CN=Old name:urn:uuid:{blue.id}")
    assert desk.meeting().rooms == [RoomBooking(blue.id)]


def test_a_room_that_somebody_has_to_say_yes_for(desk: Desk) -> None:
    room = added(desk.house, a_room("Blue", approval=True))
    desk.one(OURS, BLUE)
    assert desk.meeting().rooms == [RoomBooking(room.id, BookingStatus.PENDING, needs_approval=True)]


def test_a_room_that_is_taken_is_not_booked_and_the_line_says_so(desk: Desk, blue: Room) -> None:
    """R1: the event is in all the same, and so is the rest of the file."""
    report = desk.bring(*(an_event(OURS, BLUE, uid=uid) for uid in "abc"))
    assert [result for _, result in report.lines] == [
        Result(Outcome.IMPORTED, reason=reason, meeting_id=desk.meeting(uid).id)
        for uid, reason in zip("abc", ["", *[f"no room was booked: {TAKEN}"] * 2], strict=True)
    ]
    assert [desk.meeting(uid).rooms for uid in "abc"] == [[RoomBooking(blue.id)], [], []]


def test_an_event_that_somebody_else_organises_books_nothing(desk: Desk, blue: Room) -> None:
    for organiser in ("ORGANIZER:mailto:boss@example.net", "X-A:1"):
        result = desk.one(organiser, BLUE, uid=organiser)
        assert desk.meeting(organiser).rooms == []
        assert result.reason == "no room was booked: only the organiser's own calendar books Blue"


@pytest.mark.usefixtures("blue")
def test_a_location_is_text(desk: Desk) -> None:
    desk.one(OURS, "LOCATION:Blue")
    assert (desk.meeting().rooms, desk.meeting().details.location) == ([], "Blue")


def test_rooms_of_other_houses_are_kept_for_the_way_back(desk: Desk) -> None:
    red = "ATTENDEE;CUTYPE=RESOURCE;CN=Projector;PARTSTAT=ACCEPTED:mailto:p@rooms.example.net"
    desk.one(OURS, BLUE, red)
    assert (desk.meeting().rooms, desk.meeting().guests) == ([], [])
    octets = exported(desk.house, desk.ana, desk.meeting().id)
    assert {BLUE, red} <= set(octets.decode().replace("\r\n ", "").split("\r\n"))


def test_a_later_file_leaves_the_rooms_alone(desk: Desk, blue: Room) -> None:
    desk.one(OURS, BLUE)
    later = desk.one(OURS, "SUMMARY:Other", "DTSTART:20261202T093000Z", "SEQUENCE:1")
    assert later.outcome is Outcome.UPDATED
    assert desk.meeting().rooms == [RoomBooking(blue.id)]


def test_our_own_file_again_loses_no_room(desk: Desk, blue: Room) -> None:
    red = added(desk.house, a_room("Red"))
    desk.bring(series(OURS, BLUE), one_date(OURS, BLUE.replace("blue", "red")))
    meeting = desk.meeting()
    assert meeting.overrides[SECOND_NAME].rooms == (RoomBooking(red.id),)
    octets = exported(desk.house, desk.ana, meeting.id)
    assert f'ATTENDEE;CUTYPE=ROOM;CN="Blue";ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:urn:uuid:{blue.id}' in (
        octets.decode().replace("\r\n ", "")
    )
    report = desk.house.container.meetings.import_calendar()(desk.ana, octets)
    assert {result.outcome for _, result in report.lines} == {Outcome.UNCHANGED}
    assert desk.meeting() == meeting
    with desk.house.container.transactions().begin() as work:
        work.meetings.remove(work.meetings.get(meeting.id))
    desk.house.container.meetings.import_calendar()(desk.ana, octets)
    again = desk.meeting()
    assert (again.rooms, again.overrides) == (meeting.rooms, meeting.overrides)
