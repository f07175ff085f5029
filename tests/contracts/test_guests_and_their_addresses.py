"""A guest with an account is called, and written to, as the account says by now."""

from uuid import UUID

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.meeting.guest import Guest, Invitation
from tests.builders import NOW, a_meeting, a_person

Store = Transactions[MeetingWork]


@pytest.fixture
def ana(transactions: Store) -> Person:
    return joined(transactions, "Ana")


@pytest.fixture
def ben(transactions: Store) -> Person:
    return joined(transactions, "Ben")


def joined(transactions: Store, name: str) -> Person:
    person = a_person(name)
    with transactions.begin() as work:
        work.people.add(person)
    return person


def moved(transactions: Store, person: Person, email: str, name: str | None = None) -> None:
    with transactions.begin() as work:
        person.move_to_address(email, now=NOW)
        person.describe(name=name, time_zone=None, now=NOW)
        work.people.save(person)


def with_guests(transactions: Store, host: Person, *guests: Person | str) -> UUID:
    invitations = [
        Invitation(each) if isinstance(each, str) else Invitation(each.email, each.name, each.id)
        for each in guests
    ]
    planned = a_meeting(host_id=host.id, guests=tuple(invitations))
    with transactions.begin() as work:
        work.meetings.add(planned)
    return planned.id


def guests_of(transactions: Store, meeting_id: UUID) -> list[Guest]:
    """As every way of reading has them."""
    with transactions.begin() as work:
        held, found = work.meetings.get(meeting_id), work.meetings.find(meeting_id)
        assert found is not None
        assert held.guests == found.guests == work.meetings.among([meeting_id])[0].guests
        return held.guests


def test_who_moves_to_another_address_is_a_guest_by_that_one(
    transactions: Store, ana: Person, ben: Person
) -> None:
    review = with_guests(transactions, ana, ben, "x@example.org")
    moved(transactions, ben, "benedict@example.org", "Benedict")
    first, second = guests_of(transactions, review)
    assert (first.email, first.name, first.person_id) == ("benedict@example.org", "Benedict", ben.id)
    assert (second.email, second.name, second.person_id) == ("x@example.org", "", None)


def test_it_is_no_other_version_of_the_meeting(transactions: Store, ana: Person, ben: Person) -> None:
    review = with_guests(transactions, ana, ben)
    moved(transactions, ben, "benedict@example.org")
    with transactions.begin() as work:
        meeting = work.meetings.get(review)
        assert (meeting.version, meeting.sequence) == (1, 0)
        meeting.cancel("", by=ana.id, now=NOW)
        work.meetings.save(meeting)
    assert guests_of(transactions, review)[0].email == "benedict@example.org"


def test_the_address_that_somebody_left_can_be_invited_beside_them(
    transactions: Store, ana: Person, ben: Person
) -> None:
    review = with_guests(transactions, ana, ben)
    moved(transactions, ben, "benedict@example.org")
    other = joined(transactions, "Ben")
    with transactions.begin() as work:
        meeting = work.meetings.get(review)
        meeting.invite(Invitation(other.email, other.name, other.id), by=ana.id, now=NOW)
        work.meetings.save(meeting)
    emails = [(each.email, each.person_id) for each in guests_of(transactions, review)]
    assert emails == [("benedict@example.org", ben.id), ("ben@example.org", other.id)]
