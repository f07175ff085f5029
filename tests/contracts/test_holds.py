"""Holds that nobody gave up, or over, in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Thread

import pytest

from domain.identity.person import Person
from domain.meeting.hold import Hold
from domain.meeting.room import Room
from tests.builders import NOW, a_person, a_room
from tests.contracts.test_claims import a_hold
from tests.storage import LONG_ENOUGH, Storage


@pytest.fixture
def ana(storage: Storage) -> Person:
    return _kept(storage, a_person("Ana"))


@pytest.fixture
def ben(storage: Storage) -> Person:
    return _kept(storage, a_person("Ben"))


def _kept(storage: Storage, person: Person) -> Person:
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


@pytest.fixture
def blue(storage: Storage) -> Room:
    room = a_room("Blue")
    with storage.transactions.begin() as work:
        work.rooms.add(room)
    return room


def test_holds_that_have_run_out_are_found_the_longest_ago_first(
    storage: Storage, ana: Person, ben: Person, blue: Room
) -> None:
    second, first, later = (
        a_hold(ana, minutes=2, people=(ben,)),
        a_hold(ben, blue, minutes=1),
        a_hold(ana, people=(ana,)),
    )
    with storage.transactions.begin() as work:
        for each in (second, first, later):
            work.holds.add(each)
    now = NOW + timedelta(minutes=2)
    with storage.transactions.begin() as work:
        assert list(work.holds.run_out(NOW, limit=9)) == []
        assert list(work.holds.run_out(now, limit=1)) == [first]
        assert list(work.holds.run_out(now, limit=9)) == [first, second]
    if storage.engine is None:  # in memory one transaction follows the other
        return
    with storage.transactions.begin() as work:
        work.holds.run_out(now, limit=1)
        others = list[Hold]()
        other = Thread(target=lambda: others.extend(_run_out(storage, now)))
        other.start()
        other.join(LONG_ENOUGH)
    assert others == [second]


def _run_out(storage: Storage, now: datetime) -> Sequence[Hold]:
    with storage.transactions.begin() as work:
        return work.holds.run_out(now, limit=9)
