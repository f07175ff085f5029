"""Pages that list people hear who of them is online, as long as they may know of them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from application.identity.caller import Caller
from application.meeting.remove_guest import RemoveGuestCommand
from domain.conversation.presence import AWAY_AFTER, GRACE, Lease, own_place
from domain.identity.role import Role
from domain.meeting.terms import Terms
from domain.shared.ids import new_id
from entrypoints.live import presence as presence_module
from entrypoints.live.own_leases import OwnLeases
from tests.builders import NOW
from tests.entrypoints.live.client import Client, Frame
from tests.entrypoints.live.conftest import House
from tests.entrypoints.live.test_topics import lose


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other at once, and nobody relies on a ring."""
    monkeypatch.setattr(presence_module, "REST", 0.02)
    monkeypatch.setattr(presence_module, "POLL", 0.1)


def here(house: House, caller: Caller, *watched: Caller) -> Client:
    """Somebody's page that listens to these people."""
    client = house.client(caller)
    client.say({"type": "hello", "topics": [own_place(each.person_id) for each in watched]})
    assert client.hear()["type"] == "welcome"
    return client


def next_list(client: Client) -> Frame:
    while (frame := client.hear())["type"] != "presence":
        pass
    return frame


def state(client: Client) -> tuple[str, str]:
    """Who is next told to be what."""
    (person,) = next_list(client)["people"]
    return person["name"], person["state"]


def test_it_is_told_at_once_and_whenever_it_changes(house: House, ana: Caller, ben: Caller) -> None:
    hers = here(house, ana, ben)
    topic = own_place(ben.person_id)
    assert next_list(hers) == {
        "type": "presence",
        "topic": topic,
        "people": [{"person_id": str(ben.person_id), "name": "Ben", "state": "offline", "detail": None}],
    }
    his = here(house, ben)
    assert state(hers) == ("Ben", "online")
    assert state(here(house, ana, ben)) == ("Ben", "online")
    his.say({"type": "presence", "topic": topic, "state": "idle"})
    assert state(hers) == ("Ben", "away")
    his.say({"type": "presence", "topic": topic, "state": "viewing"})
    assert state(hers) == ("Ben", "online")
    his.cut()
    again = here(house, ben)  # a reload, of which nobody hears
    house.until(lambda: sum(each.ended is not None for each in leases(house, ben)) == 1)
    again.cut()
    house.until(lambda: all(each.ended is not None for each in leases(house, ben)))
    house.clock.advance(GRACE + timedelta(seconds=1))
    assert state(hers) == ("Ben", "offline")


def leases(house: House, who: Caller) -> list[object]:
    return house.container.presence.leases().found_in([own_place(who.person_id)])  # type: ignore[no-any-return]


def test_silence_makes_them_away_without_any_ring(house: House, ana: Caller, ben: Caller) -> None:
    store = house.container.presence.leases()
    holder_id = new_id(NOW)
    store.put(holder_id, [Lease(new_id(NOW), own_place(ben.person_id), ben.person_id)])  # another process
    hers = here(house, ana, ben)
    assert state(hers) == ("Ben", "online")
    house.clock.advance(AWAY_AFTER + timedelta(seconds=1))
    store.renew(holder_id)
    assert state(hers) == ("Ben", "away")


def test_who_asks_again_is_told_again(house: House, ana: Caller, ben: Caller) -> None:
    hers, topic = here(house, ana, ben), own_place(ben.person_id)
    for _ in range(3):
        assert state(hers) == ("Ben", "offline")
        hers.say({"type": "unsubscribe", "topic": topic})
        hers.say({"type": "subscribe", "topic": topic})


def test_of_oneself_one_is_told_nothing(house: House, ana: Caller, ben: Caller) -> None:
    hers = here(house, ana, ana, ben)
    assert state(hers) == ("Ben", "offline")
    hers.say({"type": "presence", "topic": own_place(ana.person_id), "state": "idle"})
    assert hers.is_quiet()


def test_guests_hear_of_the_people_of_their_meetings_alone(house: House, ana: Caller, ben: Caller) -> None:
    vic, wim = house.person("Vic", Role.GUEST), house.person("Wim", Role.GUEST)
    house.meeting(ana, vic)
    client = here(house, vic, ana)
    assert state(client) == ("Ana", "offline")
    answers = set()
    for hidden in (ben.person_id, wim.person_id, uuid4()):
        client.say({"type": "subscribe", "topic": own_place(hidden)})
        problem = client.hear()
        assert problem["topic"] == own_place(hidden)
        answers.add((problem["code"], problem["detail"]))
    assert {code for code, _ in answers} == {"unknown_topic"}
    assert len(answers) == 1, "somebody hidden is answered for as nobody is"


def test_a_guest_who_leaves_the_meeting_loses_its_people_at_once(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entrypoints.live.hub.CHECK_CREDENTIALS_EVERY", 3_600.0)
    vic = house.person("Vic", Role.GUEST)
    meeting_id = house.meeting(ana, ben, vic)
    members = here(house, ana, ben)
    assert state(members) == ("Ben", "offline")
    his = here(house, vic, ana, ben)
    assert {state(his)[0], state(his)[0]} == {"Ana", "Ben"}
    with house.container.transactions().begin() as work:
        guests = work.meetings.get(meeting_id).guests
        invited = next(each.id for each in guests if each.person_id == vic.person_id)
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting_id, invited, None))
    assert {lose(his)[-1]["topic"] for _ in range(2)} == topics(ana, ben)
    here(house, ben)
    assert state(members) == ("Ben", "online")
    his.say({"type": "ping"})
    while (frame := his.hear()) != {"type": "pong"}:
        assert frame["type"] != "presence"


def topics(*people: Caller) -> set[str]:
    return {own_place(each.person_id) for each in people}


def test_guests_who_are_hidden_from_each_other_are_so_here_too(house: House, ana: Caller) -> None:
    vic, wim = house.person("Vic", Role.GUEST), house.person("Wim", Role.GUEST)
    meeting_id = house.meeting(ana, vic, wim)
    his = here(house, vic, wim)
    assert state(his) == ("Wim", "offline")
    with house.container.transactions().begin() as work:
        meeting = work.meetings.get(meeting_id)
        meeting.terms = Terms(guests_see_guests=False)
        work.meetings.save(meeting)
    here(house, wim)
    assert {each.get("type") for each in lose(his)} <= {"event", "problem"}


def test_nobody_hears_of_the_deactivated(house: House, ana: Caller, ben: Caller) -> None:
    hers = here(house, ana, ben)
    assert state(hers) == ("Ben", "offline")
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.active = False
        work.people.save(person)
    assert lose(hers)[-1]["topic"] == own_place(ben.person_id)


def test_a_look_that_failed_is_made_again(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = house.container.presence.standings()
    read, failures = told._read, iter([OSError("gone")])

    def sometimes(asked: object) -> object:
        for failure in failures:
            raise failure
        return read(asked)

    monkeypatch.setattr(told, "_read", sometimes)
    assert state(here(house, ana, ben)) == ("Ben", "offline")


def test_only_news_are_told_to_other_processes(house: House) -> None:
    """A sign of life is none: thousands of pages give one each minute."""
    own = OwnLeases(house.container.presence.leases())
    connection_id, person_id = uuid4(), uuid4()
    lease = Lease(connection_id, own_place(person_id), person_id)

    def carried(*changes: Lease) -> list[UUID | str]:
        for each in changes:
            own.take(each)
        return list(own.carry())

    assert carried(lease) == [lease.place]
    assert carried(lease) == []
    own.end([connection_id])
    assert carried() == [lease.place]
    assert carried(lease) == [lease.place]
