"""What waits for digests, and when each is due, kept."""

from datetime import timedelta
from threading import Event, Thread
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from domain.identity.person import Person
from domain.identity.refusals import PersonNotFound
from domain.notification.bundle import Notice
from domain.notification.digest import DigestPlan, Waiting
from domain.notification.kind import Kind
from tests.builders import NOW, a_person
from tests.storage import LONG_ENOUGH, Storage

PARIS, APIA = ZoneInfo("Europe/Paris"), ZoneInfo("Pacific/Apia")
A_DAY = timedelta(days=1)


@pytest.fixture
def people(storage: Storage) -> tuple[Person, Person]:
    ben, cloe = a_person("Ben"), a_person("Cloe")
    with storage.transactions.begin() as work:
        work.people.add(ben)
        work.people.add(cloe)
    return ben, cloe


def test_a_plan_is_begun_once_and_then_changed(storage: Storage, people: tuple[Person, Person]) -> None:
    ben, cloe = people
    mine = DigestPlan(ben.id, PARIS, NOW + A_DAY)
    with storage.transactions.begin() as work:
        assert work.digests.plan(ben.id) is None
        work.digests.begin([mine])
        work.digests.begin([DigestPlan(ben.id, APIA, NOW), DigestPlan(cloe.id, APIA, NOW)])
        work.digests.begin([])
        assert work.digests.plan(ben.id) == mine
    mine.zone, mine.due_at, mine.written_at = APIA, NOW + timedelta(hours=1), NOW
    with storage.transactions.begin() as work:
        work.digests.save(mine)
    with storage.transactions.begin() as work:
        assert work.digests.plan(ben.id) == mine
        work.digests.end(ben.id)
        assert work.digests.plan(ben.id) is None
        assert work.digests.due(NOW) == DigestPlan(cloe.id, APIA, NOW)


def test_what_was_due_first_comes_first(storage: Storage, people: tuple[Person, Person]) -> None:
    ben, cloe = people
    first, second = DigestPlan(cloe.id, PARIS, NOW - A_DAY), DigestPlan(ben.id, PARIS, NOW)
    with storage.transactions.begin() as work:
        work.digests.begin([first, second])
        assert work.digests.due(NOW) == first
        assert work.digests.due(NOW - 2 * A_DAY) is None


def test_two_workers_never_write_the_same_digest(storage: Storage, people: tuple[Person, Person]) -> None:
    """In memory one transaction follows the other."""
    with storage.transactions.begin() as work:
        work.digests.begin([DigestPlan(each.id, PARIS, NOW) for each in people])
    holds, may_go_on, held = Event(), Event(), list[DigestPlan | None]()

    def hold() -> None:
        with storage.transactions.begin() as work:
            held.append(work.digests.due(NOW))
            holds.set()
            if storage.engine is not None:
                may_go_on.wait(LONG_ENOUGH)
            work.digests.end(held[0].person_id if held[0] else uuid4())

    other = Thread(target=hold)
    other.start()
    assert holds.wait(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        held.append(work.digests.due(NOW))
    may_go_on.set()
    other.join()
    assert {each.person_id for each in held if each} == {each.id for each in people}


def test_what_waits_is_taken_in_its_order_and_once(storage: Storage, people: tuple[Person, Person]) -> None:
    ben, cloe = people
    notices = [
        Notice(Kind.MOVED, {"title": "Review", "n": [each, {}]}, "20261201", uuid4(), "room")
        for each in range(3)
    ]
    mine = [Waiting(ben.id, uuid4(), each) for each in notices]
    of_account = Waiting(ben.id, None, Notice(Kind.ROLE_CHANGED, {}))
    other = Waiting(cloe.id, None, notices[0])
    with storage.transactions.begin() as work:
        work.digests.add([*mine, other])
        work.digests.add([of_account])
        work.digests.add([])
    with pytest.raises(PersonNotFound), storage.transactions.begin() as work:
        work.people.get(work.digests.take(ben.id)[0].notice.event_id or ben.id)
    with storage.transactions.begin() as work:
        assert list(work.digests.take(ben.id)) == [*mine, of_account]
        assert list(work.digests.take(ben.id)) == []
        assert list(work.digests.take(cloe.id)) == [other]


def test_what_comes_while_a_digest_is_written_waits_for_the_next(
    storage: Storage, people: tuple[Person, Person]
) -> None:
    ben, _ = people
    early, late = (Waiting(ben.id, None, Notice(Kind.ROLE_CHANGED, {"n": each})) for each in (1, 2))
    with storage.transactions.begin() as work:
        work.digests.add([early])
    with storage.transactions.begin() as work:
        assert list(work.digests.take(ben.id)) == [early]
        if storage.engine is not None:
            adding = Thread(target=_add, args=[storage, late])
            adding.start()
            adding.join(LONG_ENOUGH)
    if storage.engine is None:
        _add(storage, late)
    with storage.transactions.begin() as work:
        assert list(work.digests.take(ben.id)) == [late]


def _add(storage: Storage, waiting: Waiting) -> None:
    with storage.transactions.begin() as work:
        work.digests.add([waiting])
