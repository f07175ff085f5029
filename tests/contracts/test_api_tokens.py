"""Keys for programs, kept and looked up."""

from datetime import timedelta

import pytest

from domain.identity.api_token import ApiToken
from domain.identity.person import Person
from domain.identity.role import Permission
from tests.builders import NOW, a_person
from tests.storage import Storage

DAY = timedelta(days=1)


@pytest.fixture
def ana(storage: Storage) -> Person:
    person = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def kept(storage: Storage, owner: Person, name: str = "one", *, later: timedelta = timedelta()) -> ApiToken:
    token = ApiToken.create(
        owner,
        name=name,
        scopes=frozenset({Permission.WRITE_MEETINGS, Permission.READ_PEOPLE}),
        digest=name.encode(),
        hint="abcd",
        expires_at=NOW + 30 * DAY,
        now=NOW + later,
    )
    with storage.transactions.begin() as work:
        work.api_tokens.add(token)
    return token


def test_the_newest_comes_first(storage: Storage, ana: Person) -> None:
    older, newer = kept(storage, ana), kept(storage, ana, "two", later=DAY)
    with storage.transactions.begin() as work:
        assert list(work.api_tokens.of(ana.id)) == [newer, older]
        assert list(work.api_tokens.of(newer.id)) == []


def test_it_is_found_by_its_digest_while_it_lasts(storage: Storage, ana: Person) -> None:
    token = kept(storage, ana)
    found = storage.directory.live_token(b"one", now=NOW)
    assert found is not None
    assert (found.person.name, found.token_id, found.scopes) == ("Ana", token.id, token.scopes)
    assert found.last_used_at is None
    assert storage.directory.live_token(b"two", now=NOW) is None
    assert storage.directory.live_token(b"one", now=token.expires_at) is None


def test_several_are_found_by_their_ids(storage: Storage, ana: Person) -> None:
    one, two = kept(storage, ana), kept(storage, ana, "two")
    found = storage.directory.live_tokens([one.id, two.id, ana.id], now=NOW)
    assert found.keys() == {one.id, two.id}
    assert found[one.id] == storage.directory.live_token(b"one", now=NOW)
    assert not storage.directory.live_tokens([one.id], now=one.expires_at)


def test_of_somebody_deactivated_it_opens_nothing(storage: Storage, ana: Person) -> None:
    token = kept(storage, ana)
    with storage.transactions.begin() as work:
        person = work.people.get(ana.id)
        person.active = False
        work.people.save(person)
    assert storage.directory.live_token(b"one", now=NOW) is None
    assert not storage.directory.live_tokens([token.id], now=NOW)


def test_its_last_use_is_remembered(storage: Storage, ana: Person) -> None:
    token = kept(storage, ana)
    with storage.transactions.begin() as work:
        work.api_tokens.used(token.id, now=NOW + DAY)
        work.api_tokens.used(ana.id, now=NOW)  # gone meanwhile: nothing to remember
    found = storage.directory.live_token(b"one", now=NOW)
    assert found is not None
    assert found.last_used_at == NOW + DAY


def test_once_removed_it_is_gone_and_that_was_told(storage: Storage, ana: Person) -> None:
    token, other = kept(storage, ana), kept(storage, ana, "two")
    token.revoke(by=ana.id, now=NOW)
    with storage.transactions.begin() as work:
        work.api_tokens.remove(token)
        assert list(work.api_tokens.of(ana.id)) == [other]
    assert storage.directory.live_token(b"one", now=NOW) is None
    told = [(event.kind, event.subject_id) for event in storage.events() if event.subject_type == "token"]
    assert told == [
        ("token.created", token.id),
        ("token.created", other.id),
        ("token.revoked", token.id),
    ]
