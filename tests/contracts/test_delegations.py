"""Who may act for whom, and how the log tells of it."""

from contextlib import suppress
from datetime import timedelta

import pytest

from domain.identity.delegation import Delegation
from domain.identity.person import Person
from tests.builders import NOW, a_meeting, a_person
from tests.storage import Storage


@pytest.fixture
def people(storage: Storage) -> dict[str, Person]:
    """Ana, Ben and Eve."""
    everybody = {name: a_person(name) for name in ("Ana", "Ben", "Eve")}
    with storage.transactions.begin() as work:
        for person in everybody.values():
            work.people.add(person)
    return everybody


def grant(storage: Storage, principal: Person, delegate: Person, *, days: int = 0) -> Delegation:
    granted = Delegation.grant(principal, delegate, by=principal.id, now=NOW + timedelta(days=days))
    with storage.transactions.begin() as work:
        work.delegations.add(granted)
    return granted


def test_they_are_found_by_principal_in_the_order_they_were_granted(
    storage: Storage, people: dict[str, Person]
) -> None:
    ana, ben, eve = people.values()
    later, sooner = grant(storage, ana, ben, days=1), grant(storage, ana, eve)
    with storage.transactions.begin() as work:
        assert list(work.delegations.of(ana.id)) == [sooner, later]
        assert list(work.delegations.of(ben.id)) == []
        assert work.delegations.find(ana.id, ben.id) == later
        assert work.delegations.find(ben.id, ana.id) is None


def test_it_goes_one_way_and_ends_when_revoked(storage: Storage, people: dict[str, Person]) -> None:
    ana, ben, _ = people.values()
    granted = grant(storage, ana, ben)
    principal = storage.directory.principal(ana.id, delegate_id=ben.id)
    assert principal is not None
    assert principal.name == "Ana"
    assert storage.directory.principal(ben.id, delegate_id=ana.id) is None
    granted.revoke(ana, ben, by=ana.id, now=NOW)
    with storage.transactions.begin() as work:
        work.delegations.remove(granted)
    assert storage.directory.principal(ana.id, delegate_id=ben.id) is None
    told = [(event.kind, event.audience) for event in storage.events() if event.kind.startswith("delegate")]
    assert told == [("delegate.added", {ana.id, ben.id}), ("delegate.removed", {ana.id, ben.id})]


def test_nobody_acts_for_somebody_deactivated(storage: Storage, people: dict[str, Person]) -> None:
    ana, ben, _ = people.values()
    grant(storage, ana, ben)
    with storage.transactions.begin() as work:
        found = work.people.get(ana.id)
        found.active = False
        work.people.save(found)
    assert storage.directory.principal(ana.id, delegate_id=ben.id) is None


def test_what_a_delegate_does_is_told_as_theirs(storage: Storage, people: dict[str, Person]) -> None:
    ana, ben, _ = people.values()
    planned, other, later = (a_meeting(host_id=ana.id) for _ in range(3))
    with storage.transactions.begin(delegate_id=ben.id), storage.transactions.begin(mutation_id="m") as work:
        work.meetings.add(planned)
    with storage.transactions.begin() as outer:
        with suppress(LookupError), storage.transactions.begin(delegate_id=ben.id) as inner:
            inner.meetings.add(other)
            raise LookupError
        with storage.transactions.begin(delegate_id=ben.id):
            pass
        outer.meetings.add(later)
    events = {event.subject_id: event for event in storage.events()}
    one = events[planned.id]
    assert (one.actor_id, one.actor_name) == (ben.id, "Ben")
    assert (one.on_behalf_of, one.on_behalf_of_name, one.mutation_id) == (ana.id, "Ana", "m")
    assert other.id not in events
    assert (events[later.id].actor_id, events[later.id].on_behalf_of) == (ana.id, None)
    assert (events[ana.id].actor_id, events[ana.id].on_behalf_of) == (None, None)
