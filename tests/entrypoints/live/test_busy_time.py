"""Who listens to a room, or to a window of a calendar, hears whenever it is taken otherwise, and not why."""

from datetime import timedelta
from uuid import UUID

import pytest

from application.identity.caller import Caller
from application.meeting.add_room import AddRoomCommand
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.invitations import Invitee
from application.meeting.place_hold import PlaceHoldCommand
from application.meeting.schedule_meeting import ScheduleMeetingCommand
from domain.identity.role import Role
from domain.meeting.details import Details
from domain.meeting.edit import Scope
from domain.meeting.recurrence import parse_recurrence
from domain.shared.time_slot import TimeSlot
from tests.builders import at, timed
from tests.entrypoints.live.client import Client
from tests.entrypoints.live.conftest import House

WEEK = "20261130T000000Z/20261207T000000Z"
NEXT_WEEK = "20261207T000000Z/20261214T000000Z"
IN_NEXT_WEEK = timed("2026-12-08 09:30", "2026-12-08 10:15")


@pytest.fixture
def room(house: House) -> UUID:
    admin = house.person("Eve", Role.ADMIN)
    return house.container.rooms.add()(AddRoomCommand(admin, {"name": "Aquarium", "capacity": 8}))  # type: ignore[no-any-return]


def listening(house: House, caller: Caller, topic: str) -> Client:
    """They have heard that they do."""
    client = house.client(caller)
    client.hello()
    client.say({"type": "subscribe", "topic": topic})
    assert client.hear() == {"type": "changed", "topic": topic}
    return client


def changed(client: Client, topic: str) -> bool:
    """Whether that is the next it hears, and all."""
    return client.hear() == {"type": "changed", "topic": topic} and client.is_quiet()


def settled(house: House, client: Client) -> bool:
    """Whether nothing came when everything had been looked up."""
    (busy_time,) = [each for each in house.hub.desk.watchers if hasattr(each, "_looking")]
    house.until(lambda: house.hub._position == len(house.events()))
    house.until(lambda: not busy_time._doubts and not busy_time._looking._at_work)
    return client.is_quiet()


def plan(house: House, host: Caller, *guests: Caller, **members: object) -> UUID:
    command = ScheduleMeetingCommand(
        host,
        Details("Secret"),
        members.pop("timing", timed()),  # type: ignore[arg-type]
        tuple(Invitee(person_id=guest.person_id) for guest in guests),
        **members,  # type: ignore[arg-type]
    )
    return house.container.meetings.schedule_meeting()(command).id  # type: ignore[no-any-return]


def test_a_window_hears_of_what_lies_in_it_and_of_nothing_else(
    house: House, ana: Caller, ben: Caller
) -> None:
    topic = f"calendar:{ana.person_id}/{WEEK}"
    client = listening(house, ben, topic)
    elsewhere = plan(house, ana, timing=IN_NEXT_WEEK)
    assert settled(house, client)
    meeting = plan(house, ana)
    assert changed(client, topic)
    change = house.container.meetings.change_meeting()
    change(ChangeMeetingCommand(ana, meeting, None, details={"title": "More secret"}))
    assert settled(house, client)
    change(ChangeMeetingCommand(ana, meeting, None, start=IN_NEXT_WEEK.start, end=IN_NEXT_WEEK.end))
    assert changed(client, topic)
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, elsewhere))
    assert settled(house, client)


def test_a_date_of_a_series_counts_where_it_lies(house: House, ana: Caller, ben: Caller) -> None:
    weekly = parse_recurrence(["RRULE:FREQ=WEEKLY;COUNT=3"], timed().start)
    topics = [f"calendar:{ana.person_id}/{window}" for window in (WEEK, NEXT_WEEK)]
    this, following = (listening(house, ben, topic) for topic in topics)
    meeting = plan(house, ana, recurrence=weekly)
    assert changed(this, topics[0])
    assert changed(following, topics[1])
    house.container.occurrences.change()(
        ChangeOccurrencesCommand(
            ana,
            meeting,
            "20261208T083000Z",
            Scope.THIS,
            None,
            start=at("2026-12-09 09:30"),
            end=at("2026-12-09 10:15"),
        )
    )
    assert changed(following, topics[1])
    assert settled(house, this)


def test_a_room_tells_strangers_that_it_is_taken_and_not_by_whom(
    house: House, room: UUID, ana: Caller, ben: Caller
) -> None:
    topic = f"room:{room}"
    client = listening(house, ben, topic)
    meeting = plan(house, ana, rooms=(room,))
    assert changed(client, topic)
    house.meeting(ana, title="Without a room")
    assert settled(house, client)
    house.container.meetings.change_meeting()(ChangeMeetingCommand(ana, meeting, None, rooms=()))
    assert changed(client, topic)
    slot = TimeSlot(timed().start.instant, timed().end.instant)
    command = PlaceHoldCommand(ana, slot, (), (room,), timedelta(minutes=5))
    house.container.availability.place_hold()(command)
    assert changed(client, topic)


def test_a_window_of_a_room(house: House, room: UUID, ana: Caller, ben: Caller) -> None:
    topic = f"room:{room}/{WEEK}"
    client = listening(house, ben, topic)
    plan(house, ana, rooms=(room,), timing=IN_NEXT_WEEK)
    assert settled(house, client)
    plan(house, ana, rooms=(room,))
    assert changed(client, topic)


def test_two_who_listen_hear_the_same_and_who_comes_later_begins_by_themselves(
    house: House, ana: Caller, ben: Caller
) -> None:
    topic = f"calendar:{ana.person_id}/{WEEK}"
    first = listening(house, ben, topic)
    second = listening(house, ben, topic)
    assert settled(house, first)
    plan(house, ana)
    assert changed(first, topic)
    assert changed(second, topic)
    second.say({"type": "unsubscribe", "topic": topic})
    assert second.is_quiet()
    house.until(lambda: topic not in house.connections[1].topics)
    plan(house, ana, timing=timed("2026-12-02 09:30", "2026-12-02 10:15"))
    assert changed(first, topic)
    assert settled(house, second)


@pytest.mark.parametrize(
    "window",
    [
        "20261207T000000Z/20261130T000000Z",
        "20261130T000000Z/20261130T000000Z",
        "20261130T000000Z",
        "20261130T000000Z/20280301T000000Z",
        "20261199T000000Z/20261207T000000Z",
        "2026-11-30/2026-12-07",
        "00010101T000000Z/00010102T000000Z",
        "",
        "٢٠٢٦1130T000000Z/20261207T000000Z",
    ],
)
def test_what_is_no_window_is_no_topic(house: House, ana: Caller, window: str) -> None:
    client = house.client(ana)
    client.hello()
    client.say({"type": "subscribe", "topic": f"calendar:{ana.person_id}/{window}"})
    assert client.hear()["code"] == "unknown_topic"


def test_a_meeting_has_no_window(house: House, ana: Caller) -> None:
    meeting, client = house.meeting(ana), house.client(ana)
    client.hello()
    client.say({"type": "subscribe", "topic": f"meeting:{meeting}/{WEEK}"})
    assert client.hear()["code"] == "unknown_topic"


def test_a_role_that_is_lost_takes_windows_along(house: House, ana: Caller, ben: Caller) -> None:
    topic = f"calendar:{ana.person_id}/{WEEK}"
    client = listening(house, ben, topic)
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    house.hub.check_credentials()
    assert client.hear()["code"] == "access_lost"
    plan(house, ana)
    assert client.is_quiet()
