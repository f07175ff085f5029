"""Devices ring for what their owners want to hear of at once."""

import json
from collections.abc import Callable
from datetime import time, timedelta
from uuid import uuid4

import pytest

from application.identity.caller import Caller
from application.meeting.cancel_meeting import CancelMeetingCommand
from application.notification.mark_read import MarkReadCommand
from application.notification.push_ports import DeviceGone, PushRefused, PushUnavailable
from application.notification.set_preferences import SetPreferencesCommand
from domain.identity.session import Session
from domain.meeting.details import Visibility
from domain.notification.bundle import Bundle, Notice
from domain.notification.kind import Channel, Kind
from domain.notification.notification import HOLD
from domain.notification.preferences import QuietHours, Wishes
from domain.notification.push import LIVES, MOST_DEVICES, PushKeys, PushSubscription
from domain.notification.telling import Addressee
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes
from tests.application.notification.test_digests import meet
from tests.application.notification.test_inboxes import move
from tests.application.notification.test_mail import mentioned, rename

KEYS = PushKeys(b"\4" + 64 * b"\1", 16 * b"\2")
Rings = Callable[..., list[dict[str, str]]]


def device(house: House, person: Caller, name: str = "phone") -> PushSubscription:
    now = house.clock.now()
    session = Session.start(person.person_id, uuid4().bytes, device=name, address="", now=now)
    with house.container.transactions().begin() as work:
        work.sessions.add(session)
    on_it = Caller(person.person_id, person.role, session.id)
    add = house.container.pushing.add_push_subscription()
    return add(on_it, f"https://push.example.org/{name}", KEYS)  # type: ignore[no-any-return]


def choose(house: House, person: Caller, **wishes: object) -> None:
    command = SetPreferencesCommand(person, Wishes(**wishes), None)  # type: ignore[arg-type]
    house.container.notification.set_preferences()(command)


def read_all(house: House, person: Caller) -> None:
    house.container.notification.mark_read()(MarkReadCommand(person))


@pytest.fixture
def rings(house: House, inboxes: Inboxes) -> Rings:
    """What has reached devices since it was last looked at."""

    def heard(after: timedelta = HOLD) -> list[dict[str, str]]:
        inboxes.tell()
        house.clock.advance(after)
        for job in (house.container.pushing.write_pushes(), house.container.pushing.send_pushes()):
            while job():
                pass
        service = house.container.pushing.push_service()
        messages = [json.loads(push.body) for push, _ in service.sent]
        service.sent.clear()
        return messages

    return heard


@pytest.fixture
def ana(house: House) -> Caller:
    return house.person("Ana")


@pytest.fixture
def ben(house: House) -> Caller:
    return house.person("Ben")


def test_no_device_rings_for_what_its_owner_may_not_see_any_more(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meeting = house.meeting(ana, visibility=Visibility.ORGANISATION)
    mentioned(house, ana, meeting, ben)
    assert [each["kind"] for each in rings()] == ["mentioned"]
    mentioned(house, ana, meeting, ben)
    assert rings(timedelta()) == []
    rename(house, ana, meeting, "Layoffs", visibility=Visibility.PRIVATE)
    assert rings() == []


def test_each_device_rings_and_says_nothing_private(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    for name in ("phone", "laptop"):
        device(house, ben, name)
    meeting = meet(house, ana, ben, title="Secret")
    first, second = rings()
    assert first == second
    assert (first["body"], first["path"]) == ("You are invited to a meeting.", f"/meetings/{meeting}")
    assert "Secret" not in str(first)


def test_who_has_no_device_or_wants_no_ringing_hears_nothing(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    meet(house, ana, ben)
    assert rings() == []
    with house.container.transactions().begin() as work:
        assert work.bundles.due(Channel.PUSH, house.clock.now() + timedelta(days=1)) is None
    device(house, ben)
    choose(house, ben, channels={Kind.INVITED: frozenset({Channel.IN_APP})})
    meet(house, ana, ben)
    assert rings() == []


def test_what_is_undone_in_time_rings_nowhere(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    device(house, ben)
    meeting = meet(house, ana, ben)
    assert rings(timedelta(seconds=2)) == []
    house.container.meetings.cancel_meeting()(CancelMeetingCommand(ana, meeting))
    assert rings(timedelta(minutes=1)) == []


def test_what_was_read_meanwhile_rings_nowhere(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    """On another device, or in the app."""
    device(house, ben)
    meeting = meet(house, ana, ben)
    assert rings(timedelta(seconds=2)) == []
    read_all(house, ben)
    assert rings() == []
    move(house, ana, meeting, "2026-12-17 11:00")
    assert [message["kind"] for message in rings()] == ["moved"]


def test_of_several_things_those_ring_that_were_not_read(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meeting = meet(house, ana, ben)
    assert rings(timedelta(seconds=2)) == []
    read_all(house, ben)
    move(house, ana, meeting, "2026-12-17 11:00")
    (message,) = rings()
    assert message["body"] == "A meeting has moved."


def test_what_is_in_no_inbox_rings_all_the_same(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    device(house, ben)
    choose(house, ben, channels={Kind.INVITED: frozenset({Channel.PUSH})})
    meet(house, ana, ben)
    read_all(house, ben)
    assert len(rings()) == 1


def test_what_was_read_while_the_service_was_away_is_not_sent_afterwards(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    service = house.container.pushing.push_service()
    for reading in (False, True):
        meet(house, ana, ben)
        service.trouble = PushUnavailable("503")
        assert rings() == []
        service.trouble = None
        if reading:
            read_all(house, ben)
        assert len(rings(timedelta(hours=1))) == (not reading)


def test_devices_do_not_ring_in_quiet_hours(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    device(house, ben)
    choose(house, ben, quiet_hours=QuietHours(time(0), time(12)))  # it is 09:00
    meet(house, ana, ben)
    assert rings() == []
    assert len(rings(timedelta(hours=3))) == 1


def test_a_reminder_of_what_has_begun_rings_nowhere(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meeting = house.meeting(ana, ben)  # today, from 09:30 to 10:15
    rings()
    with house.container.transactions().begin() as work:
        bundle = Bundle.open(Addressee(ben.person_id), meeting, Channel.PUSH, now=house.clock.now())
        bundle.add(Notice(Kind.REMINDER, {}), now=house.clock.now())
        work.bundles.save([bundle])
    assert rings(timedelta(hours=2)) == []


def test_a_later_message_about_a_meeting_takes_the_place_of_one_that_waits(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meeting = meet(house, ana, ben)
    service = house.container.pushing.push_service()
    service.trouble = PushUnavailable("503")
    assert rings() == []
    move(house, ana, meeting, "2026-12-17 11:00")
    assert rings() == []
    service.trouble = None
    (message,) = rings(timedelta(hours=1))
    assert message["kind"] == "moved"


def test_a_device_that_is_gone_is_forgotten(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    device(house, ben)
    meet(house, ana, ben)
    house.container.pushing.push_service().trouble = DeviceGone("410")
    assert rings() == []
    assert house.container.pushing.read_push_subscriptions()(ben).subscriptions == []


def test_the_service_is_asked_again_when_it_says(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meet(house, ana, ben)
    service = house.container.pushing.push_service()
    service.trouble = PushUnavailable("429", timedelta(minutes=10))
    assert rings() == []
    service.trouble = None
    assert rings(timedelta(minutes=9)) == []
    assert len(rings(timedelta(minutes=1))) == 1
    assert rings(timedelta(hours=1)) == []


def test_what_the_service_refuses_or_comes_too_late_is_dropped(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    service = house.container.pushing.push_service()
    for trouble, later in ((PushRefused("403"), HOLD), (PushUnavailable("503"), LIVES)):
        meet(house, ana, ben)
        service.trouble = trouble
        rings()
        service.trouble = None
        assert rings(later) == []
    assert len(house.container.pushing.read_push_subscriptions()(ben).subscriptions) == 1


def test_who_dies_while_sending_leaves_it_to_another(
    house: House, ana: Caller, ben: Caller, rings: Rings
) -> None:
    device(house, ben)
    meet(house, ana, ben)
    service = house.container.pushing.push_service()
    service.trouble = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        rings()
    service.trouble = None
    assert rings(timedelta(minutes=1)) == []  # its lease still holds
    assert len(rings(timedelta(minutes=1))) == 1


def test_a_signed_out_device_is_silent(house: House, ana: Caller, ben: Caller, rings: Rings) -> None:
    kept = device(house, ben)
    meet(house, ana, ben)
    rings(timedelta(seconds=1))
    with house.container.transactions().begin() as work:
        session = work.sessions.get(kept.session_id)
        session.ended_at = house.clock.now()
        work.sessions.save(session)
    assert rings() == []


def test_of_very_many_devices_the_oldest_goes(house: House, ben: Caller) -> None:
    made = []
    for number in range(MOST_DEVICES + 1):
        house.clock.advance(timedelta(seconds=1))
        made.append(device(house, ben, f"{number}"))
    assert house.container.pushing.read_push_subscriptions()(ben).subscriptions == made[1:]
