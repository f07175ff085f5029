"""What admins set, on every storage: kept with versions, and in force at once."""

from threading import Barrier, Thread

import pytest

from application.administration.ports import AdministrationWork
from application.shared.ports import Transactions
from domain.administration.feature_flag import FeatureFlag, FlagState, Rollout
from domain.administration.organisation_settings import OrganisationSettings
from domain.administration.refusals import StaleFlag, StaleSettings
from domain.identity.account_invitation import Registration
from domain.identity.house_rules import HouseRules
from domain.identity.language import WrittenLanguage
from domain.identity.role import Role
from domain.shared.flag import Flag
from tests.builders import HOST, NOW
from tests.storage import Storage

OURS = HouseRules(
    "Zoë & Söhne", Registration.OPEN, frozenset({Role.ADMIN, Role.MEMBER}), WrittenLanguage.FRENCH
)
FLAG = Flag.COUNTER_PROPOSALS


def set_rules(transactions: Transactions[AdministrationWork], rules: HouseRules) -> None:
    with transactions.begin() as work:
        settings = work.settings.get()
        settings.become(rules, by=HOST, now=NOW)
        work.settings.save(settings)


def turn(transactions: Transactions[AdministrationWork], rollout: Rollout) -> None:
    with transactions.begin() as work:
        flag = work.feature_flags.get(FLAG)
        flag.become(rollout, by=HOST, now=NOW)
        work.feature_flags.save(flag)


def test_everybody_begins_alike(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        assert work.settings.get() == OrganisationSettings(HouseRules(), version=1)
        assert work.feature_flags.get(FLAG) == FeatureFlag(FLAG, Rollout(), version=1)
    assert storage.house_book.rules() == HouseRules()
    assert storage.flags.is_on(FLAG, person_id=HOST, role="guest")


def test_what_is_set_counts_at_once_and_comes_back(storage: Storage) -> None:
    for rules, version in ((OURS, 2), (HouseRules(), 3), (OURS, 4)):
        set_rules(storage.transactions, rules)
        assert storage.house_book.rules() == rules
        with storage.transactions.begin() as work:
            assert work.settings.get() == OrganisationSettings(rules, version)
    for rollout in (
        Rollout(FlagState.OFF),
        Rollout(FlagState.ROLES, frozenset({Role.ADMIN, Role.MEMBER})),
        Rollout(FlagState.PERCENTAGE, percentage=37),
    ):
        turn(storage.transactions, rollout)
        with storage.transactions.begin() as work:
            assert work.feature_flags.get(FLAG).rollout == rollout
        for role in Role:
            on = storage.flags.is_on(FLAG, person_id=HOST, role=role)
            assert on == rollout.includes(FLAG, HOST, role)


def test_a_change_is_an_event_and_an_entry_with_old_and_new(storage: Storage) -> None:
    set_rules(storage.transactions, HouseRules(registration=Registration.CLOSED))
    turn(storage.transactions, Rollout(FlagState.OFF))
    first, second = storage.events()
    changes = {"registration": {"old": "invite", "new": "closed"}}
    assert (first.kind, first.version, first.data) == ("settings.changed", 2, {"changes": changes})
    assert (second.kind, second.version) == ("feature_flag.changed", 2)
    entries = storage.audit_entries.after(0, limit=10)
    assert [(entry.kind, entry.actor_id) for entry in entries] == [
        ("settings.changed", HOST),
        ("feature_flag.changed", HOST),
    ]
    assert entries[0].details == {"changes": changes}


def test_the_second_of_two_who_read_the_same_is_told(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        settings, flag = work.settings.get(), work.feature_flags.get(FLAG)
    set_rules(storage.transactions, OURS)
    turn(storage.transactions, Rollout(FlagState.OFF))
    settings.become(HouseRules("Mine"), by=HOST, now=NOW)
    flag.become(Rollout(FlagState.PERCENTAGE, percentage=1), by=HOST, now=NOW)
    with storage.transactions.begin() as work:
        with pytest.raises(StaleSettings):
            work.settings.save(settings)
        with pytest.raises(StaleFlag):
            work.feature_flags.save(flag)


def test_of_two_who_are_the_first_at_once_one_is_told(storage: Storage) -> None:
    barrier, told = Barrier(2, timeout=20), list[str]()

    def be_first(name: str) -> None:
        with storage.transactions.begin() as work:
            settings = work.settings.get()
        settings.become(HouseRules(name), by=HOST, now=NOW)
        barrier.wait()
        try:
            with storage.transactions.begin() as work:
                work.settings.save(settings)
        except StaleSettings:
            told.append(name)

    threads = [Thread(target=be_first, args=[name]) for name in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(told) == 1
    assert storage.house_book.rules().organisation_name not in told
