"""What every ``People`` keeps."""

from threading import Event, Thread
from uuid import uuid4

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.language import Language
from domain.identity.person import Person
from domain.identity.refusals import EmailAlreadyTaken, PersonNotFound, StalePerson
from domain.identity.role import Role
from domain.shared.time_zone import zone_named
from tests.builders import a_person
from tests.storage import LONG_ENOUGH


@pytest.fixture
def ana(transactions: Transactions[MeetingWork]) -> Person:
    person = a_person("Ana", role=Role.ADMIN, password_hash="secret")
    with transactions.begin() as work:
        work.people.add(person)
    return person


def test_a_person_comes_back_as_they_went_in(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        assert work.people.get(ana.id) == ana
        assert work.people.by_email(ana.email) == ana
        assert ana.version == 1
        assert ana.events == []


def test_an_address_belongs_to_one_person(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        with pytest.raises(EmailAlreadyTaken):
            work.people.add(a_person("Ana"))
        # The refusal has spoilt nothing: the transaction goes on.
        work.people.add(a_person("Ben"))
    with transactions.begin() as work:
        assert work.people.by_email("ben@example.org") is not None


def test_two_newcomers_with_one_address_are_told_apart(transactions: Transactions[MeetingWork]) -> None:
    outcomes: list[str] = []

    def join() -> None:
        try:
            with transactions.begin() as work:
                work.people.add(a_person("Ana"))
            outcomes.append("joined")
        except EmailAlreadyTaken:
            outcomes.append("taken")

    threads = [Thread(target=join) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sorted(outcomes) == ["joined", "taken", "taken", "taken"]


def test_nobody_is_found_by_a_wrong_name(transactions: Transactions[MeetingWork]) -> None:
    with transactions.begin() as work:
        with pytest.raises(PersonNotFound):
            work.people.get(uuid4())
        assert work.people.by_email("nobody@example.org") is None
        assert list(work.people.among([], [])) == []


def test_changes_count_once_saved(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        mine = work.people.get(ana.id)
        mine.name, mine.zone, mine.active = "Ana María", zone_named("Asia/Kathmandu"), False
        mine.language = Language.GERMAN
        work.people.save(mine)
        assert mine.version == 2
    with transactions.begin() as work:
        assert work.people.get(ana.id) == mine


def test_the_second_of_two_editors_is_told(transactions: Transactions[MeetingWork], ana: Person) -> None:
    with transactions.begin() as work:
        mine = work.people.get(ana.id)
    with transactions.begin() as work:
        theirs = work.people.get(ana.id)
        work.people.save(theirs)
    with pytest.raises(StalePerson), transactions.begin() as work:
        work.people.save(mine)


def test_people_are_found_by_id_or_address_once_each(
    transactions: Transactions[MeetingWork], ana: Person
) -> None:
    ben, chloe = a_person("Ben"), a_person("Chloe")
    with transactions.begin() as work:
        work.people.add(ben)
        work.people.add(chloe)
        found = work.people.among([ana.id, ben.id, uuid4()], [ben.email, "nobody@example.org"])
        assert list(found) == sorted([ana, ben], key=lambda person: person.id)
        assert list(work.people.among([], [chloe.email])) == [chloe]


def test_the_first_person_is_made_only_once(transactions: Transactions[MeetingWork]) -> None:
    admins: list[str] = []
    first_is_in = Event()

    def set_up(name: str) -> None:
        with transactions.begin() as work:
            if work.people.none_yet():
                first_is_in.set()
                work.people.add(a_person(name))
                admins.append(name)

    threads = [Thread(target=set_up, args=[name]) for name in ("Ana", "Ben", "Chloe")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert first_is_in.is_set()
    assert len(admins) == 1
