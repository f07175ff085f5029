"""Identities at a provider, and sign-ins that were begun, kept and looked up."""

from threading import Thread

import pytest

from application.identity.external_ports import ExternalSignIn
from domain.identity.external_identity import ExternalIdentity
from domain.identity.person import Person
from domain.identity.refusals import IdentityAlreadyLinked
from tests.builders import NOW, a_person
from tests.storage import LONG_ENOUGH, Storage

ISSUER = "https://login.example.org"


@pytest.fixture
def people(storage: Storage) -> list[Person]:
    made = [a_person("Ana"), a_person("Ben")]
    with storage.transactions.begin() as work:
        for person in made:
            work.people.add(person)
    return made


def linked(person: Person, subject: str = "a", issuer: str = ISSUER) -> ExternalIdentity:
    return ExternalIdentity.link(issuer, subject, person, now=NOW)


def test_an_identity_names_its_owner(storage: Storage, people: list[Person]) -> None:
    ana, ben = people
    with storage.transactions.begin() as work:
        work.external_identities.add(linked(ana))
        work.external_identities.add(linked(ana, "a", "https://other.example"))
    with storage.transactions.begin() as work:
        assert work.external_identities.owner_of(ISSUER, "a") == ana.id
        assert work.external_identities.owner_of(ISSUER, "A") is None
        assert work.external_identities.owner_of("https://third.example", "a") is None
        assert work.external_identities.has_one(ana.id, ISSUER)
        assert not work.external_identities.has_one(ana.id, "https://third.example")
        assert not work.external_identities.has_one(ben.id, ISSUER)
    told = [event for event in storage.events() if event.kind == "person.identity_linked"]
    assert [event.data["issuer"] for event in told] == [ISSUER, "https://other.example"]


def test_one_identity_one_person(storage: Storage, people: list[Person]) -> None:
    ana, ben = people
    with storage.transactions.begin() as work:
        work.external_identities.add(linked(ana))
    for second in (linked(ben), linked(ana, "b")):
        with pytest.raises(IdentityAlreadyLinked), storage.transactions.begin() as work:
            work.external_identities.add(second)


def test_links_are_listed_and_taken_away(storage: Storage, people: list[Person]) -> None:
    ana, ben = people
    with storage.transactions.begin() as work:
        for identity in (linked(ana, "a"), linked(ana, "b", "https://a.example"), linked(ben, "c")):
            work.external_identities.add(identity)
    with storage.transactions.begin() as work:
        first, second = work.external_identities.of(ana.id)
        assert (first.issuer, first.subject, first.linked_at) == ("https://a.example", "b", NOW)
        second.unlink(ana, now=NOW)
        work.external_identities.remove(second)
    with storage.transactions.begin() as work:
        assert [each.id for each in work.external_identities.of(ana.id)] == [first.id]
        assert work.external_identities.owner_of(ISSUER, "a") is None
        assert work.external_identities.owner_of(ISSUER, "c") == ben.id
    assert storage.events()[-1].kind == "person.identity_unlinked"


def test_of_two_who_link_one_identity_at_once_one_does(storage: Storage, people: list[Person]) -> None:
    done = []

    def link(person: Person) -> None:
        try:
            with storage.transactions.begin() as work:
                work.external_identities.add(linked(person))
            done.append(True)
        except IdentityAlreadyLinked:
            done.append(False)

    threads = [Thread(target=link, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sorted(done) == [False, True]


def test_a_sign_in_that_was_begun_is_taken_once(storage: Storage, people: list[Person]) -> None:
    for person_id in (people[0].id, None):
        begun = ExternalSignIn(NOW, person_id)
        with storage.transactions.begin() as work:
            work.external_sign_ins.add(b"digest", begun)
        with storage.transactions.begin() as work:
            assert work.external_sign_ins.find(b"other") is None
            assert work.external_sign_ins.find(b"digest") == begun
            assert work.external_sign_ins.take(b"other") is None
            assert work.external_sign_ins.take(b"digest") == begun
        with storage.transactions.begin() as work:
            assert work.external_sign_ins.take(b"digest") is None


def test_what_was_begun_in_somebodys_name_is_taken_away(storage: Storage, people: list[Person]) -> None:
    ana, ben = people
    with storage.transactions.begin() as work:
        for digest, person_id in ((b"first", ana.id), (b"second", ana.id), (b"bens", ben.id), (b"new", None)):
            work.external_sign_ins.add(digest, ExternalSignIn(NOW, person_id))
    with storage.transactions.begin() as work:
        work.external_sign_ins.remove_of(ana.id)
    with storage.transactions.begin() as work:
        left = [work.external_sign_ins.find(digest) for digest in (b"first", b"second", b"bens", b"new")]
    assert left == [None, None, ExternalSignIn(NOW, ben.id), ExternalSignIn(NOW, None)]
