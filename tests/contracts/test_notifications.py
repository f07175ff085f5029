"""Inboxes, kept; and up to where the log has been told."""

from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta
from threading import Event, Thread
from uuid import UUID, uuid4

import pytest

from application.notification.ports import Counts, InboxFilter
from domain.identity.person import Person
from domain.notification.bundle import Bundle, Notice
from domain.notification.digest import DigestTime
from domain.notification.kind import Channel, Kind
from domain.notification.mute import Mute
from domain.notification.notification import HOLD, Notification
from domain.notification.preferences import Preferences, QuietHours, Wishes
from domain.notification.refusals import NotificationNotFound, StalePreferences
from domain.notification.telling import Addressee
from domain.notification.untold import UntoldEvent
from domain.shared.ids import new_id
from tests.builders import HOST, NOW, a_meeting, a_person
from tests.storage import LONG_ENOUGH, Storage

ALL = InboxFilter()


@pytest.fixture
def ben(storage: Storage) -> Person:
    person = a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(person)
    return person


def a_host() -> Person:
    """Of the meetings that builders make."""
    return replace(a_person("Ana"), id=HOST)


def kept(storage: Storage, person: Person, *, seconds: int = 0, **members: object) -> Notification:
    at = NOW + timedelta(seconds=seconds)
    given = {"kind": Kind.INVITED, "event_id": uuid4(), "facts": {"title": "Review", "n": [1, {}]}, **members}
    notification = Notification(new_id(at), person.id, at=at, **given)  # type: ignore[arg-type]
    with storage.transactions.begin() as work:
        work.notifications.add([notification])
    return notification


def page(storage: Storage, person: Person, wanted: InboxFilter = ALL, **where: UUID) -> list[Notification]:
    before = where.get("before")
    with storage.transactions.begin() as work:
        return list(work.notifications.page(person.id, wanted, before=before, now=NOW, limit=10))


def test_what_is_saved_is_what_is_loaded_the_newest_first(storage: Storage, ben: Person) -> None:
    first = kept(storage, ben, meeting_id=uuid4(), original_start="20261201T083000Z", ends_at=NOW)
    second = kept(storage, ben, seconds=1, needs_you=True, about="room", count=3)
    assert page(storage, ben) == [second, first]
    assert page(storage, ben, before=second.id) == [first]
    with storage.transactions.begin() as work:
        assert work.notifications.get(ben.id, first.id) == first
        with pytest.raises(NotificationNotFound):
            work.notifications.get(uuid4(), first.id)


def test_what_is_unread_and_what_waits_are_counted_and_found(storage: Storage, ben: Person) -> None:
    waiting = kept(storage, ben, needs_you=True, ends_at=NOW + timedelta(seconds=1))
    late = kept(storage, ben, seconds=1, needs_you=True, ends_at=NOW)
    update = kept(storage, ben, seconds=2)
    update.read(NOW)
    with storage.transactions.begin() as work:
        work.notifications.save([update])
        assert work.notifications.counts(ben.id, now=NOW) == Counts(unread=2, needs_you=1)
    assert page(storage, ben, InboxFilter(waiting=True)) == [waiting]
    assert page(storage, ben, InboxFilter(waiting=False)) == [update, late]
    assert page(storage, ben, InboxFilter(unread=True)) == [late, waiting]
    assert page(storage, ben, InboxFilter(unread=False, waiting=False)) == [update]


def test_open_ones_are_found_by_meeting_and_people(storage: Storage, ben: Person) -> None:
    meeting, other = uuid4(), uuid4()
    unread = kept(storage, ben, meeting_id=meeting)
    undone = kept(storage, ben, seconds=1, meeting_id=meeting, needs_you=True, read_at=NOW)
    kept(storage, ben, seconds=2, meeting_id=meeting, read_at=NOW)
    kept(storage, ben, seconds=3, meeting_id=other)
    alone = kept(storage, ben, seconds=4, needs_you=True)
    with storage.transactions.begin() as work:
        inbox = work.notifications
        assert list(inbox.open_about(meeting, None)) == [unread, undone]
        assert list(inbox.open_about(meeting, {ben.id})) == [unread, undone]
        assert list(inbox.open_about(meeting, {uuid4()})) == []
        assert list(inbox.waiting_for(ben.id)) == [alone]
        assert list(inbox.unread_of(ben.id, among={unread.id, undone.id}, up_to=None)) == [unread]
        assert list(inbox.unread_of(ben.id, among=None, up_to=undone.id)) == [unread]
        inbox.remove([unread.id])
    assert unread not in page(storage, ben)


def test_what_is_told_moves_on_together_with_where_telling_stands(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        assert work.told_log.take() == 0
        work.told_log.advance(7)
    with suppress(LookupError), storage.transactions.begin() as work:
        assert work.told_log.take() == 7
        work.told_log.advance(9)
        raise LookupError
    with storage.transactions.begin() as work:
        assert work.told_log.take() == 7


def test_what_is_put_aside_comes_back_when_it_is_due(storage: Storage) -> None:
    untold, parked = UntoldEvent(3), UntoldEvent(4, attempts=100)
    untold.fail("no words", NOW)
    parked.fail("no words", NOW)
    with storage.transactions.begin() as work:
        work.told_log.put_aside(untold)
        work.told_log.put_aside(parked)
        assert work.told_log.untold(NOW) is None
        assert work.told_log.untold(NOW + timedelta(seconds=5)) == untold
        untold.fail("still none", NOW)
        work.told_log.put_aside(untold)
        assert work.told_log.untold(NOW + timedelta(seconds=5)) is None
        work.told_log.settle(untold)
        assert work.told_log.untold(NOW + timedelta(days=1)) is None


def test_what_nobody_tries_any_more_is_counted(storage: Storage) -> None:
    assert storage.queue_lags.parked() == {"notifications": 0}
    waiting, *given_up = (UntoldEvent(position, attempts=100 * (position > 1)) for position in (1, 2, 3))
    with storage.transactions.begin() as work:
        for untold in (waiting, *given_up):
            untold.fail("no words", NOW)
            work.told_log.put_aside(untold)
    assert storage.queue_lags.parked() == {"notifications": 2}
    with storage.transactions.begin() as work:
        work.told_log.settle(given_up[0])
    assert storage.queue_lags.parked() == {"notifications": 1}


def test_what_was_given_up_is_tried_again_when_somebody_asks(storage: Storage) -> None:
    waiting, second, first = (UntoldEvent(position, attempts=100 * (position < 3)) for position in (3, 2, 1))
    with storage.transactions.begin() as work:
        for untold in (waiting, second, first):
            untold.fail("no words", NOW)
            work.told_log.put_aside(untold)
    with storage.transactions.begin() as work:
        assert list(work.told_log.parked()) == [first, second]
        first.try_again(NOW)
        work.told_log.put_aside(first)
    with storage.transactions.begin() as work:
        assert list(work.told_log.parked()) == [second]
        assert work.told_log.untold(NOW) == first


def test_one_worker_tells_and_the_others_do_not_wait(storage: Storage) -> None:
    with storage.transactions.begin() as work:
        work.told_log.take()
    holds, may_go_on = Event(), Event()

    def hold() -> None:
        with storage.transactions.begin() as work:
            assert work.told_log.take() == 0
            holds.set()
            if storage.engine is not None:  # in memory one transaction follows the other
                may_go_on.wait(LONG_ENOUGH)

    other = Thread(target=hold)
    other.start()
    assert holds.wait(LONG_ENOUGH)
    with storage.transactions.begin() as work:
        position = work.told_log.take()
    may_go_on.set()
    other.join()
    assert position == (0 if storage.engine is None else None)


def test_each_channel_has_bundles_of_its_own(storage: Storage, ben: Person) -> None:
    meeting, to = uuid4(), Addressee(ben.id)
    mail, push = (Bundle.open(to, meeting, each, now=NOW) for each in (Channel.EMAIL, Channel.PUSH))
    push.add(Notice(Kind.MOVED, {}), now=NOW)
    with storage.transactions.begin() as work:
        work.bundles.save([mail, push])
        assert {each.channel: each for each in work.bundles.of(meeting, [to])} == {
            Channel.EMAIL: mail,
            Channel.PUSH: push,
        }
        assert work.bundles.due(Channel.PUSH, NOW) is None
        assert work.bundles.due(Channel.PUSH, NOW + HOLD) == push
        work.bundles.remove(mail)
        assert work.bundles.due(Channel.EMAIL, NOW + HOLD) is None
        assert list(work.bundles.of(meeting, [to])) == [push]
    assert storage.mail_log.find(push.id) is None


def test_bundles_of_mail_are_kept_by_addressee_and_meeting(storage: Storage, ben: Person) -> None:
    meeting, dan = uuid4(), Addressee(email="dan@example.com", name="Dan")
    to_ben, to_dan = (Bundle.open(to, meeting, now=NOW) for to in (Addressee(ben.id), dan))
    of_account = Bundle.open(Addressee(ben.id), None, now=NOW)
    to_ben.add(Notice(Kind.MOVED, {"title": "Review"}, "20261201T083000Z", uuid4(), "room"), now=NOW)
    with storage.transactions.begin() as work:
        work.bundles.save([to_ben, to_dan, of_account])
        found = work.bundles.of(meeting, [to_ben.to, to_dan.to, Addressee(email="eve@example.com")])
        assert {each.to.key: each for each in found} == {each.to.key: each for each in (to_ben, to_dan)}
        assert list(work.bundles.of(None, [to_ben.to])) == [of_account]
    to_dan.add(Notice(Kind.CANCELLED, {}), now=NOW)
    with storage.transactions.begin() as work:
        work.bundles.save([to_dan])
        assert work.bundles.due(Channel.EMAIL, NOW) == of_account
        work.bundles.remove(of_account)
        assert work.bundles.due(Channel.EMAIL, NOW) is None
        assert work.bundles.due(Channel.EMAIL, NOW + HOLD) in (to_ben, to_dan)
        work.bundles.save([])


def test_preferences_are_what_is_usual_until_something_else_is_saved(storage: Storage, ben: Person) -> None:
    nobody = uuid4()
    quiet, digest = QuietHours(time(22), time(6, 30)), DigestTime(time(7, 15), 6)
    ways = {Kind.MOVED: frozenset({Channel.EMAIL}), Kind.CHANGED: frozenset({Channel.DIGEST, Channel.PUSH})}
    wishes = Wishes(ways, quiet, digest)
    with storage.transactions.begin() as work:
        mine, other = (work.notification_preferences.get(ben.id) for _ in range(2))
        assert mine == Preferences(ben.id)
        mine.wishes = wishes
        work.notification_preferences.save(mine)
        assert work.notification_preferences.get(ben.id) == mine == Preferences(ben.id, wishes, 2)
        assert dict(work.notification_preferences.among({ben.id, nobody})) == {
            ben.id: wishes,
            nobody: Wishes(),
        }
    with pytest.raises(StalePreferences), storage.transactions.begin() as work:
        work.notification_preferences.save(other)
    with pytest.raises(StalePreferences), storage.transactions.begin() as work:
        work.notification_preferences.save(Preferences(ben.id, version=7))


def test_what_is_snoozed_is_out_of_sight_and_woken_once(storage: Storage, ben: Person) -> None:
    awake = kept(storage, ben, needs_you=True)
    later, sooner = kept(storage, ben, seconds=1, needs_you=True), kept(storage, ben, seconds=2)
    with storage.transactions.begin() as work:
        for each, minutes in ((later, 2), (sooner, 1)):
            each.snooze(NOW + timedelta(minutes=minutes), NOW)
        work.notifications.save([later, sooner])
    assert page(storage, ben) == [awake]
    assert page(storage, ben, InboxFilter(snoozed=True)) == [sooner, later]
    with storage.transactions.begin() as work:
        assert work.notifications.counts(ben.id, now=NOW) == Counts(1, 1)
        assert work.notifications.counts(ben.id, now=NOW + timedelta(minutes=2)) == Counts(3, 2)
        assert work.notifications.to_wake(NOW, limit=9) == []
        assert work.notifications.to_wake(NOW + timedelta(minutes=2), limit=1) == [sooner]
        assert work.notifications.to_wake(NOW + timedelta(minutes=2), limit=9) == [sooner, later]


def test_the_unread_is_found_by_event_and_by_meeting(storage: Storage, ben: Person) -> None:
    meeting = uuid4()
    by_event, by_meeting = kept(storage, ben), kept(storage, ben, seconds=1, meeting_id=meeting)
    read, asleep = (kept(storage, ben, seconds=each, meeting_id=meeting) for each in (2, 3))
    kept(storage, ben, seconds=4, meeting_id=uuid4())
    read.read(NOW)
    asleep.snooze(NOW + timedelta(minutes=1), NOW)
    with storage.transactions.begin() as work:
        work.notifications.save([read, asleep])
        about = work.notifications.unread_about(ben.id, {by_event.event_id}, {meeting}, now=NOW)
        assert about == [by_event, by_meeting]
        assert work.notifications.unread_about(ben.id, set(), set(), now=NOW) == []
        assert work.notifications.unread_about(uuid4(), {by_event.event_id}, {meeting}, now=NOW) == []


def test_mutes_are_kept_by_person_meeting_and_date(storage: Storage, ben: Person) -> None:
    first, second, cloe = a_meeting(), a_meeting(), a_person("Cloe")
    with storage.transactions.begin() as work:
        work.people.add(a_host())
        work.people.add(cloe)
        for meeting in (first, second):
            work.meetings.add(meeting)
        assert work.mutes.get(ben.id, first.id) == Mute(ben.id, first.id)
        work.mutes.save(Mute(ben.id, first.id, whole=True, dates=frozenset({"20261201"})))
        work.mutes.save(Mute(cloe.id, first.id, dates=frozenset({"20261201", "20261202"})))
    with storage.transactions.begin() as work:
        assert work.mutes.get(ben.id, first.id).whole
        assert work.mutes.get(cloe.id, first.id).dates == {"20261201", "20261202"}
        both = [ben.id, cloe.id]
        assert work.mutes.covering(first.id, None, both) == {ben.id}
        assert work.mutes.of(ben.id) == [Mute(ben.id, first.id, True, frozenset({"20261201"}))]
        assert work.mutes.of(first.host_id) == []
        assert work.mutes.covering(first.id, "20261202", both) == {ben.id, cloe.id}
        assert work.mutes.covering(first.id, "20261202", [cloe.id]) == {cloe.id}
        assert work.mutes.covering(second.id, "20261202", both) == set()
        work.mutes.save(Mute(cloe.id, second.id, dates=frozenset({"20261203"})))
        for _ in range(2):
            work.mutes.carry_on(first.id, second.id)
        assert work.mutes.get(ben.id, second.id).whole
        assert work.mutes.get(cloe.id, second.id).dates == {"20261201", "20261202", "20261203"}
        work.mutes.save(Mute(ben.id, second.id))
        assert work.mutes.covering(second.id, None, both) == set()
