"""Second factors and challenges, kept and looked up."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from application.identity.second_factor_ports import PasskeyChallenge
from domain.identity.person import Person
from domain.identity.refusals import WrongCode
from domain.identity.role import Role
from domain.identity.second_factors import SecondFactors
from domain.identity.session import Session
from tests.builders import NOW, a_person
from tests.storage import LONG_ENOUGH, Storage


@pytest.fixture
def ana(storage: Storage) -> Person:
    person = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def with_everything(person: Person) -> SecondFactors:
    factors = SecondFactors(person.id)
    factors.begin_totp("sealed")
    factors.confirm_totp(100, now=NOW)
    factors.add_passkey(b"one", b"key", 0, name="Phone", now=NOW)
    factors.add_passkey(b"two", b"key", 2**32 - 1, name="Laptop", now=NOW + timedelta(seconds=1))
    factors.renew_recovery_codes(frozenset({b"x", b"y"}), now=NOW)
    return factors


def test_who_has_none_has_empty_ones(storage: Storage, ana: Person) -> None:
    with storage.transactions.begin() as work:
        assert work.second_factors.find(ana.id) == SecondFactors(ana.id)
        assert work.second_factors.get(ana.id) == SecondFactors(ana.id)


def test_what_is_saved_is_found(storage: Storage, ana: Person) -> None:
    factors = with_everything(ana)
    with storage.transactions.begin() as work:
        work.second_factors.save(factors)
    with storage.transactions.begin() as work:
        assert work.second_factors.find(ana.id) == factors
        mine = work.second_factors.get(ana.id)
        assert mine == factors
        mine.use_passkey(b"one", 7, now=NOW)
        mine.remove_passkey(mine.passkeys[1].id, now=NOW)
        mine.remove_totp(now=NOW)
        work.second_factors.save(mine)
    with storage.transactions.begin() as work:
        assert work.second_factors.find(ana.id) == mine
    told = [event.kind for event in storage.events() if event.kind.startswith("second_factor")]
    assert told == ["second_factor.added"] * 4 + ["second_factor.removed"] * 2


def test_a_passkey_names_its_owner(storage: Storage, ana: Person) -> None:
    with storage.transactions.begin() as work:
        work.second_factors.save(with_everything(ana))
    with storage.transactions.begin() as work:
        assert work.second_factors.owner_of(b"two") == ana.id
        assert work.second_factors.owner_of(b"three") is None


def test_of_many_who_send_one_code_one_gets_in(storage: Storage, ana: Person) -> None:
    with storage.transactions.begin() as work:
        work.second_factors.save(with_everything(ana))
    passed = []

    def use() -> None:
        try:
            with storage.transactions.begin() as work:
                factors = work.second_factors.get(ana.id)
                factors.use_totp(101)
                work.second_factors.save(factors)
            passed.append(True)
        except WrongCode:
            passed.append(False)

    threads = [Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sorted(passed) == [False] * 5 + [True]


def test_a_challenge_is_taken_once(storage: Storage, ana: Person) -> None:
    for person_id in (ana.id, None):
        given = PasskeyChallenge(NOW, person_id)
        with storage.transactions.begin() as work:
            work.passkey_challenges.add(b"digest", given)
        with storage.transactions.begin() as work:
            assert work.passkey_challenges.take(b"other") is None
            assert work.passkey_challenges.take(b"digest") == given
        with storage.transactions.begin() as work:
            assert work.passkey_challenges.take(b"digest") is None


def test_whoever_lacks_what_the_house_asks_for_is_known(storage: Storage, ana: Person) -> None:
    session = Session.start(ana.id, b"digest", device="", address="", now=NOW)
    with storage.transactions.begin() as work:
        work.sessions.add(session)

    def lacks() -> bool:
        found = storage.directory.live_session(session.id, now=NOW)
        assert found is not None
        return found.lacks_second_factor

    assert not lacks()
    with storage.transactions.begin() as work:
        settings = work.settings.get()
        rules = replace(settings.rules, second_factor_required_for=frozenset({ana.role}))
        settings.become(rules, by=ana.id, now=NOW)
        work.settings.save(settings)
    assert lacks()
    factors = SecondFactors(ana.id)
    factors.begin_totp("sealed")
    with storage.transactions.begin() as work:
        work.second_factors.save(factors)
    assert lacks()
    with storage.transactions.begin() as work:
        factors = work.second_factors.get(ana.id)
        factors.confirm_totp(100, now=NOW)
        work.second_factors.save(factors)
    assert not lacks()
    with storage.transactions.begin() as work:
        factors = work.second_factors.get(ana.id)
        factors.remove_totp(now=NOW)
        factors.add_passkey(b"one", b"key", 0, name="Phone", now=NOW)
        work.second_factors.save(factors)
    assert not lacks()


def test_who_has_none_is_found_by_role(storage: Storage, ana: Person) -> None:
    ben, cloe, dan = a_person("Ben"), a_person("Cloe", role=Role.ADMIN), a_person("Dan")
    gone = a_person("Gone")
    gone.active = False
    with storage.transactions.begin() as work:
        for person in (ben, cloe, dan, gone):
            work.people.add(person)
        work.second_factors.save(with_everything(ana))
        begun = SecondFactors(ben.id)
        begun.begin_totp("sealed")
        work.second_factors.save(begun)
        passkey = SecondFactors(dan.id)
        passkey.add_passkey(b"dan's", b"key", 0, name="Phone", now=NOW)
        work.second_factors.save(passkey)
    with storage.transactions.begin() as work:
        assert work.second_factors.without({Role.MEMBER}) == {ben.id}
        assert work.second_factors.without({Role.MEMBER, Role.ADMIN}) == {ben.id, cloe.id}
        assert work.second_factors.without(set()) == frozenset()
