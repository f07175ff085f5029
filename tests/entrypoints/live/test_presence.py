"""Who is told who is there, and when."""

from dataclasses import replace
from datetime import timedelta
from time import monotonic
from uuid import UUID

import pytest

from application.conversation.read_meeting_presence import place_of_meeting
from application.identity.caller import Caller
from domain.conversation.presence import (
    AWAY_AFTER,
    GRACE,
    LEASE_LASTS,
    TYPING_LASTS,
    Activity,
    Lease,
    Sighting,
    own_place,
)
from domain.identity.role import Role
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from entrypoints.live import presence as presence_module
from entrypoints.live.connection import State
from entrypoints.live.presence import MOST_PLACES
from tests.builders import NOW
from tests.entrypoints.live.client import Client, Frame
from tests.entrypoints.live.conftest import House

People = dict[str, str]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other at once, and nobody relies on a ring."""
    monkeypatch.setattr(presence_module, "REST", 0.02)
    monkeypatch.setattr(presence_module, "POLL", 0.1)


def looking(house: House, caller: Caller, *meetings: UUID) -> Client:
    """Somebody's page that listens to those meetings."""
    client = house.client(caller)
    client.hello()
    for meeting_id in meetings:
        client.say({"type": "subscribe", "topic": place_of_meeting(meeting_id)})
    return client


def say(client: Client, meeting_id: UUID, state: str = "viewing", **more: object) -> None:
    client.say({"type": "presence", "topic": place_of_meeting(meeting_id), "state": state, **more})


def next_list(client: Client) -> Frame:
    """The next word about presence, whatever else happens."""
    while True:
        frame = client.hear()
        if frame["type"] == "presence":
            return frame


def people(frame: Frame) -> People:
    return {each["name"]: each["state"] for each in frame["people"]}


def until(client: Client, expected: People) -> Frame:
    """The list comes to be that; what is told on the way may be coalesced or not."""
    while True:
        frame = next_list(client)
        if people(frame) == expected:
            return frame


def standing(house: House, asking: Caller, who: Caller) -> str:
    (found,) = house.container.presence.read_presence()(asking, [who.person_id])
    return str(found.standing)


def test_who_looks_types_and_edits_is_told_to_those_who_listen(
    house: House, ana: Caller, ben: Caller
) -> None:
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    say(his, meeting_id)
    frame = until(hers, {"Ben": "viewing"})
    assert frame == {
        "type": "presence",
        "topic": place_of_meeting(meeting_id),
        "people": [{"person_id": str(ben.person_id), "name": "Ben", "state": "viewing", "detail": None}],
    }
    say(his, meeting_id, "editing", detail="agenda:1")
    assert until(hers, {"Ben": "editing"})["people"][0]["detail"] == "agenda:1"
    say(hers, meeting_id, "typing")
    until(his, {"Ana": "typing", "Ben": "editing"})
    his.say({"type": "unsubscribe", "topic": place_of_meeting(meeting_id)})
    until(hers, {"Ana": "typing"})


def test_who_comes_later_is_told_who_is_there_already(house: House, ana: Caller, ben: Caller) -> None:
    meeting_id = house.meeting(ana, ben)
    hers = looking(house, ana, meeting_id)
    say(hers, meeting_id)
    until(hers, {"Ana": "viewing"})
    assert people(next_list(looking(house, ben, meeting_id))) == {"Ana": "viewing"}


def test_typing_ends_by_itself(house: House, ana: Caller, ben: Caller) -> None:
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    say(his, meeting_id, "typing")
    until(hers, {"Ben": "typing"})
    house.clock.advance(TYPING_LASTS + timedelta(seconds=1))
    until(hers, {"Ben": "viewing"})


def test_a_reload_is_seen_by_nobody_and_leaving_is(house: House, ana: Caller, ben: Caller) -> None:
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    say(his, meeting_id)
    until(hers, {"Ben": "viewing"})
    his.close()
    his.goodbye()
    house.until(lambda: _ended(house, meeting_id))
    house.clock.advance(GRACE - timedelta(seconds=1))
    again = looking(house, ben, meeting_id)
    say(again, meeting_id)
    until(again, {"Ben": "viewing"})
    house.clock.advance(timedelta(seconds=5))
    say(hers, meeting_id, "idle")
    assert people(next_list(hers)) == {"Ana": "idle", "Ben": "viewing"}  # without a word in between
    assert standing(house, ana, ben) == "online"
    again.cut()
    house.until(lambda: _ended(house, meeting_id))
    house.clock.advance(GRACE + timedelta(seconds=1))
    until(hers, {"Ana": "idle"})
    house.until(lambda: standing(house, ana, ben) == "offline")


def _ended(house: House, meeting_id: UUID) -> bool:
    """Whether a page that looked at it has ended just now."""
    found = house.container.presence.leases().found_in([place_of_meeting(meeting_id)])
    return any(sighting.ended is not None and sighting.ended < GRACE for sighting in found)


def test_a_process_that_dies_takes_its_people_along(house: House, ana: Caller, ben: Caller) -> None:
    meeting_id = house.meeting(ana, ben)
    lease = Lease(new_id(NOW), place_of_meeting(meeting_id), ben.person_id)
    house.container.presence.leases().put(new_id(NOW), [lease])  # by another process
    hers = looking(house, ana, meeting_id)
    until(hers, {"Ben": "viewing"})
    house.clock.advance(LEASE_LASTS + timedelta(seconds=1))
    until(hers, {})


def test_who_is_removed_hears_nothing_more_and_is_gone_at_once(
    house: House, ana: Caller, ben: Caller
) -> None:
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    say(his, meeting_id)
    until(hers, {"Ben": "viewing"})
    until(his, {"Ben": "viewing"})
    with house.container.transactions().begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.remove_guest(meeting.guests[0].id, by=ana.person_id, now=NOW)
        work.meetings.save(meeting)
    until(hers, {})
    say(hers, meeting_id, "typing")
    until(hers, {"Ana": "typing"})
    his.say({"type": "ping"})
    heard = []
    while (frame := his.hear()) != {"type": "pong"}:
        heard.append(frame["type"])
    assert "presence" not in heard


def test_each_look_asks_who_may_see_and_waits_for_nobody_to_be_unsubscribed(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.hub.desk, "doubt", lambda topics: None)
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    say(hers, meeting_id)
    until(hers, {"Ana": "viewing"})
    until(his, {"Ana": "viewing"})
    with house.container.transactions().begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.remove_guest(meeting.guests[0].id, by=ana.person_id, now=NOW)
        work.meetings.save(meeting)
    say(hers, meeting_id, "typing")
    until(hers, {"Ana": "typing"})
    assert place_of_meeting(meeting_id) in house.connections[-1].topics
    his.say({"type": "ping"})
    heard = []
    while (frame := his.hear()) != {"type": "pong"}:
        heard.append(frame["type"])
    assert "presence" not in heard


def test_hidden_guests_stay_hidden(house: House, ana: Caller, ben: Caller) -> None:
    vic = house.person("Vic", Role.GUEST)
    meeting_id = house.meeting(ana, ben, vic)
    with house.container.transactions().begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.terms = Terms(guests_see_guests=False)
        work.meetings.save(meeting)
    hers, his, visitors = (looking(house, each, meeting_id) for each in (ana, ben, vic))
    for page in (his, visitors):
        say(page, meeting_id)
    until(hers, {"Ben": "viewing", "Vic": "viewing"})
    say(hers, meeting_id)
    until(his, {"Ana": "viewing", "Ben": "viewing"})
    until(visitors, {"Ana": "viewing", "Vic": "viewing"})


def test_people_are_online_by_being_here_and_away_when_they_say_so(
    house: House, ana: Caller, ben: Caller
) -> None:
    page = house.client(ben)
    page.hello()
    house.until(lambda: standing(house, ana, ben) == "online")
    page.say({"type": "presence", "topic": own_place(ben.person_id), "state": "idle"})
    house.until(lambda: standing(house, ana, ben) == "away")
    page.say({"type": "presence", "topic": own_place(ben.person_id), "state": "viewing"})
    house.until(lambda: standing(house, ana, ben) == "online")
    house.clock.advance(AWAY_AFTER + timedelta(seconds=1))
    house.container.presence.leases().renew(_holder(house))
    assert standing(house, ana, ben) == "away"


def test_one_renewal_may_be_lost_and_nobody_flickers() -> None:
    assert LEASE_LASTS.total_seconds() > 2 * presence_module.RENEW_EVERY


def test_a_program_that_listens_makes_nobody_online(house: House, ana: Caller, ben: Caller) -> None:
    house.client(replace(ben, session_id=None, token_id=new_id(NOW))).hello()
    house.client(ana).hello()
    house.until(lambda: standing(house, ben, ana) == "online")
    assert standing(house, ana, ben) == "offline"


def test_whoever_does_not_answer_any_more_is_gone_before_the_connection_is(house: House, ben: Caller) -> None:
    """A stopped client says no goodbye either, and its connection waits for one: that is not to count."""
    leases = house.container.presence.leases()

    def his() -> list[Sighting]:
        return list(leases.found_in([own_place(ben.person_id)]))

    house.client(ben).hello()
    house.until(lambda: bool(his()))
    (connection,) = house.connections
    connection.close(1002, "no answer to a ping")
    house.until(lambda: his()[0].ended is not None)
    assert connection.state is State.CLOSING


def _holder(house: House) -> UUID:
    return house.container.presence.live()._own._holder_id  # type: ignore[no-any-return]


def test_a_store_that_forgot_is_told_anew(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence_module, "RENEW_EVERY", 0.1)
    page = house.client(ben)
    page.hello()
    house.until(lambda: standing(house, ana, ben) == "online")
    leases = house.container.presence.leases()
    leases.drop([each.lease.key for each in leases.found_in([own_place(ben.person_id)])])
    assert standing(house, ana, ben) == "offline"
    page.say({"type": "presence", "topic": "meeting:1", "state": "viewing"})  # it wakes at once
    house.until(lambda: standing(house, ana, ben) == "online")


def test_frames_come_twice_a_second_at_the_most(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presence_module, "REST", 0.5)
    meeting_id = house.meeting(ana, ben)
    hers, his = looking(house, ana, meeting_id), looking(house, ben, meeting_id)
    began, heard = monotonic(), 0
    for number in range(30):
        say(his, meeting_id, "editing", detail=f"agenda:{number}")
    while True:
        heard += 1
        if next_list(hers)["people"][0]["detail"] == "agenda:29":
            break
    assert heard <= 2 + 2 * (monotonic() - began)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"topic": "person:{ben}", "state": "viewing"}, "unknown_topic"),
        ({"topic": "meeting:{meeting}", "state": "viewing"}, "unknown_topic"),
        ({"topic": "nowhere", "state": "viewing"}, "unknown_topic"),
        ({"topic": "meeting:{own}", "state": "editing", "detail": "<b>"}, "invalid_detail"),
        ({"topic": "meeting:{own}", "state": "dancing"}, "invalid_frame"),
    ],
)
def test_what_makes_no_sense_is_a_problem(
    house: House, ana: Caller, ben: Caller, frame: dict[str, str], code: str
) -> None:
    own, others = house.meeting(ana), house.meeting(ben)
    page = looking(house, ana, own)
    topic = frame["topic"].format(ben=ben.person_id, meeting=others, own=own)
    page.say({"type": "presence", **frame, "topic": topic})
    problem = page.hear()
    assert (problem["type"], problem["code"]) == ("problem", code)


def test_one_connection_cannot_be_everywhere(house: House, ana: Caller) -> None:
    meetings = [house.meeting(ana, title=str(number)) for number in range(MOST_PLACES + 1)]
    page = looking(house, ana, *meetings)
    house.until(lambda: len(house.connections[0].topics) == MOST_PLACES + 2)
    house.until(lambda: standing(house, ana, ana) == "online")
    for meeting_id in meetings:
        say(page, meeting_id, Activity.VIEWING)
    while (frame := page.hear())["type"] != "problem":
        assert frame["type"] == "presence"
    assert (frame["code"], frame["topic"]) == ("too_many_topics", place_of_meeting(meetings[-1]))
