"""Devices that ring, and what is on its way to them, kept."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread
from uuid import uuid4

import pytest

from domain.identity.person import Person
from domain.identity.session import LIFETIME, Ending, Session
from domain.notification.push import Push, PushKeys, PushSubscription, Urgency
from domain.shared.ids import new_id
from tests.builders import NOW, a_person
from tests.storage import LONG_ENOUGH, Storage

KEYS = PushKeys(b"\4" + 64 * b"\1", 16 * b"\2")


@pytest.fixture
def ben(storage: Storage) -> Person:
    person = a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def signed_in(storage: Storage, person: Person) -> Session:
    session = Session.start(person.id, uuid4().bytes, device="Firefox", address="", now=NOW)
    with storage.transactions.begin() as work:
        work.sessions.add(session)
    return session


def added(storage: Storage, session: Session, name: str, at: datetime = NOW) -> PushSubscription:
    endpoint = f"https://push.example.org/{name}"
    made = PushSubscription.make(session.person_id, session.id, endpoint, KEYS, now=at)
    with storage.transactions.begin() as work:
        work.push_subscriptions.add(made)
    return made


def of(storage: Storage, person: Person, now: datetime = NOW) -> list[PushSubscription]:
    with storage.transactions.begin() as work:
        found = list(work.push_subscriptions.of(person.id, now=now))
        assert all(work.push_subscriptions.find(each.id, now=now) == each for each in found)
        assert work.push_subscriptions.owners([person.id, uuid4()], now=now) == (
            {person.id} if found else set()
        )
    return found


def message(to: PushSubscription, topic: str = "a", due_at: datetime = NOW) -> Push:
    until, events = NOW + timedelta(days=1), (uuid4(), uuid4())
    return Push(new_id(NOW), to.id, topic, '{"n":1}', Urgency.HIGH, due_at, until, event_ids=events)


def test_devices_are_kept_the_oldest_first(storage: Storage, ben: Person) -> None:
    session = signed_in(storage, ben)
    second = added(storage, session, "b", NOW + timedelta(seconds=1))
    first = added(storage, session, "a")
    assert of(storage, ben) == [first, second]
    with storage.transactions.begin() as work:
        work.push_subscriptions.remove(first.id)
    assert of(storage, ben) == [second]
    assert of(storage, a_person("Cloe")) == []


def test_a_device_belongs_to_whoever_signed_in_on_it_last(storage: Storage, ben: Person) -> None:
    cloe = a_person("Cloe")
    with storage.transactions.begin() as work:
        work.people.add(cloe)
    added(storage, signed_in(storage, ben), "shared")
    hers = added(storage, signed_in(storage, cloe), "shared")
    assert of(storage, ben) == []
    assert of(storage, cloe) == [hers]


def test_it_rings_no_longer_than_its_session_lives(storage: Storage, ben: Person) -> None:
    session = signed_in(storage, ben)
    made = added(storage, session, "a")
    assert of(storage, ben, NOW + LIFETIME - timedelta(seconds=1)) == [made]
    assert of(storage, ben, NOW + LIFETIME) == []
    with storage.transactions.begin() as work:
        (open_,) = work.sessions.living(ben.id, now=NOW)
        open_.end(Ending.SIGNED_OUT, by=ben.id, now=NOW)
        work.sessions.save(open_)
    assert of(storage, ben) == []
    with storage.transactions.begin() as work:
        assert work.push_subscriptions.find(made.id, now=NOW) is None


def test_it_does_not_ring_for_whoever_was_deactivated(storage: Storage, ben: Person) -> None:
    added(storage, signed_in(storage, ben), "a")
    with storage.transactions.begin() as work:
        person = work.people.get(ben.id)
        person.active = False
        work.people.save(person)
    assert of(storage, ben) == []


def test_a_later_message_of_a_topic_takes_the_place_of_the_earlier(storage: Storage, ben: Person) -> None:
    session = signed_in(storage, ben)
    one, other = added(storage, session, "a"), added(storage, session, "b")
    early, beside, late = message(one), message(other), replace(message(one), body='{"n":2}')
    with storage.transactions.begin() as work:
        work.pushes.add([early, beside])
        work.pushes.add([])
    with storage.transactions.begin() as work:
        early.attempt(NOW)
        work.pushes.save(early)
        assert work.pushes.due(NOW) == beside
        work.pushes.add([late])
        early.put_off(NOW)
        work.pushes.save(early)
        work.pushes.remove(early)
        work.pushes.remove(beside)
        assert work.pushes.due(NOW) == late
        work.pushes.remove(late)
        assert work.pushes.due(NOW + timedelta(days=9)) is None


def test_what_is_due_the_longest_comes_first(storage: Storage, ben: Person) -> None:
    device = added(storage, signed_in(storage, ben), "a")
    later, sooner = (message(device, each, NOW + timedelta(seconds=n)) for each, n in (("x", 2), ("y", 1)))
    with storage.transactions.begin() as work:
        work.pushes.add([later, sooner])
        assert work.pushes.due(NOW) is None
        assert work.pushes.due(NOW + timedelta(seconds=2)) == sooner
        work.push_subscriptions.remove(device.id)
        assert work.pushes.due(NOW + timedelta(seconds=2)) is None


def test_two_workers_never_have_the_same_message(storage: Storage, ben: Person) -> None:
    """In memory one transaction follows the other."""
    device = added(storage, signed_in(storage, ben), "a")
    with storage.transactions.begin() as work:
        work.pushes.add([message(device, "x"), message(device, "y")])
    holds, may_go_on, held = Event(), Event(), list[Push | None]()

    def hold() -> None:
        with storage.transactions.begin() as work:
            found = work.pushes.due(NOW)
            assert found is not None
            held.append(found)
            holds.set()
            if storage.engine is not None:
                may_go_on.wait(LONG_ENOUGH)
            work.pushes.remove(found)

    other = Thread(target=hold)
    other.start()
    assert holds.wait(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        held.append(work.pushes.due(NOW))
    may_go_on.set()
    other.join()
    assert {each.topic for each in held if each} == {"x", "y"}
