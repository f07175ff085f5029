"""People are told by the ways they chose."""

from datetime import time, timedelta

import pytest

from application.identity.caller import Caller
from application.notification.set_preferences import SetPreferencesCommand
from domain.notification.kind import Channel, Kind
from domain.notification.preferences import QuietHours, Wishes
from domain.notification.refusals import StalePreferences
from tests.application.conftest import House
from tests.application.notification.conftest import Mailbox


def choose(house: House, person: Caller, version: int | None = None, **wishes: object) -> None:
    command = SetPreferencesCommand(person, Wishes(**wishes), version)  # type: ignore[arg-type]
    house.container.notification.set_preferences()(command)


def test_who_wants_no_mail_gets_none_and_who_wants_no_inbox_either(house: House, mailbox: Mailbox) -> None:
    ana, ben, cloe = (house.person(name) for name in ("Ana", "Ben", "Cloe"))
    choose(house, ben, channels={Kind.INVITED: frozenset({Channel.IN_APP})})
    choose(house, cloe, channels={Kind.INVITED: frozenset({Channel.EMAIL})})
    house.meeting(ana, ben, cloe)
    assert mailbox.take() == [("cloe", "Invitation: Review")]
    assert mailbox.inboxes.kinds(ben) == ["invited"]
    assert mailbox.inboxes.kinds(cloe) == []


def test_mail_waits_until_quiet_hours_end_and_the_inbox_does_not(house: House, mailbox: Mailbox) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    choose(house, ben, quiet_hours=QuietHours(time(0), time(23, 59)))
    house.meeting(ana, ben)
    assert mailbox.take() == []
    assert mailbox.inboxes.kinds(ben) == ["invited"]
    assert mailbox.written(after=timedelta(hours=1)) == []
    house.clock.advance(timedelta(hours=23))
    assert mailbox.take() == [("ben", "Invitation: Review")]


def test_mail_that_waits_for_the_morning_is_not_for_who_was_deactivated_at_night(
    house: House, mailbox: Mailbox
) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    choose(house, ben, quiet_hours=QuietHours(time(0), time(23, 59)))
    house.meeting(ana, ben)
    assert mailbox.take() == []
    with house.container.transactions().begin() as work:
        person = work.people.get(ben.person_id)
        person.active = False
        work.people.save(person)
    assert mailbox.written(after=timedelta(days=1)) == []


def test_the_second_of_two_pages_is_told(house: House) -> None:
    ben = house.person("Ben")
    assert house.container.notification.read_preferences()(ben).version == 1
    choose(house, ben, 1)
    with pytest.raises(StalePreferences):
        choose(house, ben, 1)
    choose(house, ben, None)
    assert house.container.notification.read_preferences()(ben).version == 3
