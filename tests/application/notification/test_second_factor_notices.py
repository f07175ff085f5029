"""Whoever has to set up a second factor is told so, until they have one or need none any more."""

import pytest

from application.administration.change_settings import ChangeSettingsCommand
from application.identity.caller import Caller
from application.identity.change_person import ChangePersonCommand
from domain.identity.role import Role
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes, Mailbox


@pytest.fixture
def root(house: House) -> Caller:
    return house.person("Root", Role.ADMIN)


def demand(house: House, root: Caller, *roles: Role) -> None:
    rules = {"second_factor_required_for": frozenset(roles)}
    house.container.administration.change_settings()(ChangeSettingsCommand(root, None, rules))


def give(house: House, root: Caller, person: Caller, role: Role) -> None:
    change = ChangePersonCommand(root, person.person_id, None, role=role)
    house.container.membership.change_person()(change)


def with_an_app(house: House, person: Caller, *, removed: bool = False) -> None:
    with house.container.transactions().begin() as work:
        factors = work.second_factors.get(person.person_id)
        if removed:
            factors.remove_totp(now=house.clock.now())
        else:
            factors.begin_totp("sealed")
            factors.confirm_totp(1, now=house.clock.now())
        work.second_factors.save(factors)


def test_only_those_in_a_role_that_is_asked_now_who_have_none(
    house: House, root: Caller, inboxes: Inboxes
) -> None:
    ben, cloe, gil = house.person("Ben"), house.person("Cloe"), house.person("Gil", Role.GUEST)
    with_an_app(house, cloe)
    demand(house, root, Role.MEMBER)
    assert inboxes.kinds(ben, waiting=True) == ["second_factor_needed"]
    demand(house, root, Role.MEMBER, Role.GUEST)
    assert inboxes.kinds(ben) == ["second_factor_needed"]
    assert inboxes.kinds(gil) == ["second_factor_needed"]
    assert inboxes.kinds(cloe) == []


def test_it_is_settled_by_setting_one_up_or_by_no_longer_needing_one(
    house: House, root: Caller, inboxes: Inboxes
) -> None:
    ben, cloe = house.person("Ben"), house.person("Cloe")
    demand(house, root, Role.MEMBER)
    inboxes.tell()
    with_an_app(house, ben)
    assert inboxes.kinds(ben, waiting=True) == []
    assert inboxes.kinds(cloe, waiting=True) == ["second_factor_needed"]
    demand(house, root)
    assert inboxes.kinds(cloe, waiting=True) == []


def test_a_new_role_is_told_with_what_it_takes(house: House, root: Caller, mailbox: Mailbox) -> None:
    ben = house.person("Ben")
    demand(house, root, Role.ADMIN)
    give(house, root, ben, Role.ADMIN)
    assert sorted(mailbox.inboxes.kinds(ben)) == ["role_changed", "second_factor_needed"]
    (letter,) = [each for each in mailbox.written() if each.to == "ben@example.org"]
    assert sorted(letter.paragraphs[0].splitlines()) == [
        "Your role is admin now; it was member.",
        "Your role takes a second factor now: please set one up.",
    ]
    give(house, root, ben, Role.MEMBER)
    assert mailbox.inboxes.kinds(ben, waiting=True) == []


def test_who_removes_the_only_one_knows_it(house: House, root: Caller, inboxes: Inboxes) -> None:
    ben = house.person("Ben")
    with_an_app(house, ben)
    demand(house, root, Role.MEMBER)
    assert inboxes.kinds(ben) == []
    with_an_app(house, ben, removed=True)
    assert inboxes.kinds(ben) == []
