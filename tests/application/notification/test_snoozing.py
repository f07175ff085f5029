"""What is snoozed is out of sight, and comes back as if it were new."""

from datetime import timedelta

import pytest

from application.identity.caller import Caller
from domain.notification.refusals import InvalidSnooze, NotificationNotFound
from tests.application.conftest import House
from tests.application.notification.conftest import Inboxes

AN_HOUR = timedelta(hours=1)


def snooze(house: House, person: Caller, inboxes: Inboxes, *, by: timedelta = AN_HOUR) -> None:
    (mine,) = inboxes.ids(person)
    house.container.notification.snooze_notification()(person, mine, house.clock.now() + by)


def wake(house: House) -> None:
    while house.container.notification.wake_notifications()():
        pass


def test_it_is_neither_seen_nor_counted_until_its_time(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    snooze(house, ben, inboxes)
    page = inboxes.page(ben)
    assert (list(page.notifications), page.counts.unread, page.counts.needs_you) == ([], 0, 0)
    assert inboxes.kinds(ben, snoozed=True) == ["invited"]
    house.clock.advance(AN_HOUR - timedelta(seconds=1))
    wake(house)
    assert inboxes.kinds(ben) == []
    house.clock.advance(timedelta(seconds=1))
    wake(house)
    page = inboxes.page(ben)
    assert ([each.kind for each in page.notifications], page.counts.unread) == (["invited"], 1)
    assert inboxes.kinds(ben, snoozed=True) == []


def test_it_comes_back_on_top_and_every_page_hears_of_it_once(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    (first,) = inboxes.ids(ben)
    snooze(house, ben, inboxes)
    house.meeting(ana, ben, title="Another")
    inboxes.tell()
    house.clock.advance(AN_HOUR)
    for _ in range(2):
        wake(house)
    again, _ = inboxes.ids(ben)
    created = [each for each in house.events() if each.kind == "notification.created"]
    assert [each.subject_id for each in created].count(again) == 1
    assert created[-1].data["instead_of"] == [str(first)]


def test_what_is_over_by_then_bothers_nobody(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    snooze(house, ben, inboxes, by=timedelta(days=20))
    house.clock.advance(timedelta(days=20))
    wake(house)
    page = inboxes.page(ben)
    assert (len(page.notifications), page.counts.unread, page.counts.needs_you) == (1, 0, 0)


def test_what_is_settled_meanwhile_does_not_come_back(house: House, inboxes: Inboxes) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    (mine,) = inboxes.ids(ben)
    snooze(house, ben, inboxes)
    house.container.notification.finish_notification()(ben, mine)
    house.clock.advance(AN_HOUR)
    wake(house)
    assert inboxes.page(ben).counts.unread == 0
    with pytest.raises(InvalidSnooze):
        snooze(house, ben, inboxes)


@pytest.mark.parametrize("by", [timedelta(), timedelta(seconds=-1), timedelta(days=30, seconds=1)])
def test_it_is_for_some_time_and_not_for_ever(house: House, inboxes: Inboxes, by: timedelta) -> None:
    ana, ben = house.person("Ana"), house.person("Ben")
    house.meeting(ana, ben)
    with pytest.raises(InvalidSnooze):
        snooze(house, ben, inboxes, by=by)
    (mine,) = inboxes.ids(ben)
    with pytest.raises(NotificationNotFound):
        house.container.notification.snooze_notification()(ana, mine, house.clock.now() + AN_HOUR)
