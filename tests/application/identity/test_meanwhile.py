"""Hashing takes a while, and in the meantime others act: what stands at the end counts."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from dependency_injector import providers

from application.identity.caller import Caller
from application.identity.change_password import ChangePasswordCommand
from application.identity.sign_in import SignInCommand
from domain.identity.person import Person
from domain.identity.refusals import InvalidCredentials, PersonNotFound, WrongPassword
from tests.application.conftest import House, QuickHasher

PASSWORD = "correct horse"


@dataclass
class SlowHasher(QuickHasher):
    """During the first comparison somebody else does something."""

    meanwhile: Callable[[], None] | None = None

    def verify(self, password_hash: str | None, password: str) -> bool:
        act, self.meanwhile = self.meanwhile, None
        if act is not None:
            act()
        return super().verify(password_hash, password)


@pytest.fixture
def hasher(house: House) -> SlowHasher:
    hasher = SlowHasher()
    house.container.password_hasher.override(providers.Object(hasher))
    house.person("Ana", password_hash=f"quick:{PASSWORD}")
    return hasher


def changing(house: House, change: Callable[[Person], None]) -> Callable[[], None]:
    def act() -> None:
        with house.container.transactions().begin() as work:
            (found,) = work.people.among((), ["ana@example.org"])
            person = work.people.get(found.id)
            change(person)
            work.people.save(person)

    return act


def set_hash(person: Person) -> None:
    person.password_hash = "quick:another horse"


def deactivate(person: Person) -> None:
    person.active = False


def rehash(person: Person) -> None:
    person.password_hash = f"old:{PASSWORD}"


def sign_in(house: House) -> Caller:
    signed_in = house.container.accounts.sign_in()(SignInCommand("ana@example.org", PASSWORD))
    return house.container.accounts.authenticate()(signed_in.access_token)  # type: ignore[no-any-return]


@pytest.mark.parametrize("change", [set_hash, deactivate])
def test_a_password_that_was_replaced_meanwhile_opens_nothing(
    house: House, hasher: SlowHasher, change: Callable[[Person], None]
) -> None:
    hasher.meanwhile = changing(house, change)
    with pytest.raises(InvalidCredentials):
        sign_in(house)


def test_a_hash_that_was_renewed_meanwhile_is_compared_again(house: House, hasher: SlowHasher) -> None:
    hasher.meanwhile = changing(house, rehash)
    assert sign_in(house).person_id == house.callers["Ana"].person_id


def test_of_two_changes_of_a_password_the_second_is_told(house: House, hasher: SlowHasher) -> None:
    caller = sign_in(house)
    hasher.meanwhile = changing(house, set_hash)
    with pytest.raises(WrongPassword):
        house.container.accounts.change_password()(
            ChangePasswordCommand(caller, PASSWORD, "a battery of staples")
        )


def test_whoever_is_not_there_has_nothing_to_confirm(house: House, hasher: SlowHasher) -> None:
    nobody = Caller(uuid4(), house.callers["Ana"].role, uuid4())
    with pytest.raises(PersonNotFound):
        house.container.accounts.confirm_password()(nobody, PASSWORD)
