"""What one may listen to, and how soon that ends when one may not any more."""

import json
import random
from uuid import uuid4

import pytest

from application.identity.caller import Caller
from application.meeting.change_meeting import ChangeMeetingCommand
from application.meeting.change_occurrences import ChangeOccurrencesCommand
from application.meeting.remove_guest import RemoveGuestCommand
from application.shared.cursor import cursor_at
from application.shared.refusals import StorageUnavailable
from domain.identity.role import Role
from domain.meeting.details import Visibility
from domain.meeting.edit import Scope
from entrypoints.live import frames, topics
from entrypoints.live.connection import Connection
from entrypoints.live.topics import MOST_TOPICS
from tests.entrypoints.live.client import Client
from tests.entrypoints.live.conftest import House


@pytest.fixture(autouse=True)
def no_other_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an event takes away must not wait for the next look at everybody's credentials."""
    monkeypatch.setattr("entrypoints.live.hub.CHECK_CREDENTIALS_EVERY", 3_600.0)


def listening(house: House, caller: Caller, *names: str) -> Client:
    client = house.client(caller)
    client.say({"type": "hello", "topics": names})
    assert client.hear()["type"] == "welcome"
    connection = house.connections[-1]
    house.until(lambda: connection.topics >= set(names))
    return client


def answer_to(client: Client, topic: str) -> object:
    client.say({"type": "subscribe", "topic": topic})
    problem = client.hear()
    assert problem["topic"] == topic
    return problem["code"], problem["detail"]


def lose(client: Client) -> list[dict[str, object]]:
    """What comes until the access is lost."""
    heard: list[dict[str, object]] = []
    while not heard or heard[-1].get("code") != "access_lost":
        heard.append(client.hear())
    return heard


def test_a_topic_that_is_not_for_one_is_answered_as_one_that_does_not_exist(
    house: House, ana: Caller, ben: Caller
) -> None:
    client = house.client(ben)
    client.hello()
    hidden, missing = f"meeting:{house.meeting(ana)}", f"meeting:{uuid4()}"
    answers = {
        answer_to(client, topic)
        for topic in (hidden, missing, f"room:{uuid4()}", "admin", f"person:{uuid4()}", "meeting:x")
    }
    assert len(answers) == 1


def test_a_topic_has_one_spelling(house: House, ana: Caller) -> None:
    client = house.client(ana)
    client.hello()
    meeting = house.meeting(ana)
    assert client.hear()["type"] == "event"
    for spelling in (str(meeting).upper(), meeting.hex, f"{{{meeting}}}", f" {meeting}"):
        assert answer_to(client, f"meeting:{spelling}")[0] == "unknown_topic"  # type: ignore[index]


def test_a_connection_listens_to_so_many_topics_and_no_more(
    house: House, ana: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("entrypoints.live.desk.MOST_TOPICS", 3)
    assert MOST_TOPICS == topics.MOST_TOPICS == 100
    names = [f"meeting:{house.meeting(ana)}" for _ in range(3)]
    client = listening(house, ana, *names[:2])
    assert answer_to(client, names[2])[0] == "too_many_topics"  # type: ignore[index]
    client.say({"type": "unsubscribe", "topic": names[0]})
    client.say({"type": "subscribe", "topic": names[2]})
    house.until(lambda: names[2] in house.connections[0].topics)


def test_a_removed_guest_is_unsubscribed_with_the_event(house: House, ana: Caller, ben: Caller) -> None:
    meeting = house.meeting(ana, ben)
    topic = f"meeting:{meeting}"
    host, guest = listening(house, ana, topic), listening(house, ben, topic)
    with house.container.transactions().begin() as work:
        (invited,) = work.meetings.get(meeting).guests
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, invited.id, None))
    assert lose(guest)[-1]["topic"] == topic
    assert host.hear()["kind"] == "guest.removed"
    house.hub.desk.publish(topic, frames.Changed(topic=topic))
    assert host.hear()["topic"] == topic
    assert guest.is_quiet()
    assert host.is_quiet()


def test_access_that_goes_between_the_look_and_the_listening_is_lost(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = house.meeting(ana, ben)
    with house.container.transactions().begin() as work:
        (invited,) = work.meetings.get(meeting).guests
    host, guest = house.client(ana), house.client(ben)
    for each in (host, guest):
        each.hello()
    add = house.hub.desk.topics.add

    def late(connection: Connection, topic: str) -> None:
        house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, invited.id, None))
        house.meeting(ana)
        while host.hear()["kind"] != "meeting.scheduled":
            pass  # with the second event, all that the first one causes is over
        add(connection, topic)

    monkeypatch.setattr(house.hub.desk.topics, "add", late)
    guest.say({"type": "subscribe", "topic": f"meeting:{meeting}"})
    assert lose(guest)[-1]["topic"] == f"meeting:{meeting}"


def test_a_look_that_failed_is_made_again(
    house: House, ana: Caller, ben: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = house.meeting(ana, ben)
    topic = f"meeting:{meeting}"
    guest = listening(house, ben, topic)
    look, failures = house.hub.desk.topics.may_listen, iter([StorageUnavailable("gone")])

    def sometimes(caller: Caller, topic: str) -> bool:
        for failure in failures:
            raise failure
        return look(caller, topic)

    monkeypatch.setattr(house.hub.desk.topics, "may_listen", sometimes)
    with house.container.transactions().begin() as work:
        (invited,) = work.meetings.get(meeting).guests
    house.container.meetings.remove_guest()(RemoveGuestCommand(ana, meeting, invited.id, None))
    assert lose(guest)[-1]["topic"] == topic
    assert next(failures, None) is None


def test_a_meeting_made_private_is_lost_to_the_organisation(house: House, ana: Caller, ben: Caller) -> None:
    meeting = house.meeting(ana, title="Plan", visibility=Visibility.ORGANISATION)
    topic = f"meeting:{meeting}"
    client = listening(house, ben, topic)
    command = ChangeMeetingCommand(
        ana, meeting, None, details={"visibility": Visibility.PRIVATE, "title": "Secret"}
    )
    house.container.meetings.change_meeting()(command)
    heard = lose(client)
    assert "Secret" not in str(heard)
    command = ChangeMeetingCommand(ana, meeting, None, details={"title": "More secret"})
    house.container.meetings.change_meeting()(command)
    assert client.is_quiet()


def test_a_role_that_is_lost_takes_its_topics_along(house: House, ana: Caller) -> None:
    admin = house.person("Eve", Role.ADMIN)
    meeting = house.meeting(ana, visibility=Visibility.ORGANISATION)
    names = {"admin", f"meeting:{meeting}", f"calendar:{ana.person_id}"}
    client = listening(house, admin, *names)
    with house.container.transactions().begin() as work:
        person = work.people.get(admin.person_id)
        person.role = Role.GUEST
        work.people.save(person)
    house.hub.check_credentials()
    assert {client.hear()["topic"] for _ in names} == names
    assert client.is_quiet()


def test_who_sees_somebody_busy_is_told_that_it_changed_and_not_a_word_more(
    house: House, ana: Caller, ben: Caller
) -> None:
    topic = f"calendar:{ana.person_id}"
    client = listening(house, ben, topic)
    meeting = house.meeting(ana, title="Secret")
    assert client.hear() == {"type": "changed", "topic": topic}
    house.container.meetings.change_meeting()(
        ChangeMeetingCommand(ana, meeting, None, details={"title": "Still secret"})
    )
    assert client.is_quiet()


WORDS = ("Ana", "Ben", "Chloe", "Dan", "Eve", "Finn")
ROLES = (Role.MEMBER, Role.MEMBER, Role.MEMBER, Role.MEMBER, Role.ADMIN, Role.GUEST)


def test_no_frame_says_more_than_its_reader_may_see(house: House) -> None:
    """Random meetings, shared and made private, with a date that has a title of its own: what goes to
    somebody of them, beside that something changed, is in the list of changes that is for them, and every
    title in it belongs to a meeting that they might read when it happened.
    """
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    people = [house.person(name, role) for name, role in zip(WORDS, ROLES, strict=True)]
    members = people[:3]
    start = house.events()[-1].position if house.events() else 0
    clients = {person: house.client(person) for person in people}
    for client in clients.values():
        client.hello()
    titles: dict[str, set[Caller]] = {}
    for number in range(40):
        host, *guests = chance.sample(members, 2)
        names = [f"secret-{number}-{part}" for part in ("series", "changed", "date")]
        visibility = chance.choice(list(Visibility))
        shared = set(people[:5]) if visibility is Visibility.ORGANISATION else set()
        for person in people:
            topic = f"calendar:{host.person_id}"
            clients[person].say({"type": "subscribe", "topic": topic})
        meeting = house.meeting(host, *guests, title=names[0], visibility=visibility)
        titles[names[0]] = shared | {host, *guests}
        if chance.random() < 0.5:
            private = {"visibility": Visibility.PRIVATE, "title": names[1]}
            house.container.meetings.change_meeting()(
                ChangeMeetingCommand(host, meeting, None, details=private)
            )
            titles[names[1]], shared = {host, *guests}, set()
        repeated = ChangeMeetingCommand(host, meeting, None, recurrence=("RRULE:FREQ=WEEKLY;COUNT=3",))
        house.container.meetings.change_meeting()(repeated)
        one_date = ChangeOccurrencesCommand(
            host, meeting, "20261208T083000Z", Scope.THIS, None, details={"title": names[2]}
        )
        house.container.occurrences.change()(one_date)
        titles[names[2]] = shared | {host, *guests}
    for person, client in clients.items():
        viewer = person.viewer
        visible = [e for e in house.events() if e.position > start and e.is_for(viewer)]
        heard: list[dict[str, object]] = []
        while len([frame for frame in heard if frame["type"] == "event"]) < len(visible):
            heard.append(client.hear())
        events = [frame for frame in heard if frame["type"] == "event"]
        assert [frame["cursor"] for frame in events] == [cursor_at(e.position) for e in visible]
        said = {word for word in titles if word in json.dumps(heard)}
        assert all(person in titles[word] for word in said)
        assert said == {word for word, readers in titles.items() if person in readers}
