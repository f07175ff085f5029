"""Where one's own devices can be reached."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import PeopleDirectory
from application.notification.ports import NotificationWork
from application.notification.push_ports import PushService
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import NotSignedIn
from domain.notification.push import MOST_DEVICES, PushKeys, PushSubscription
from domain.notification.refusals import PushSubscriptionNotFound


@dataclass(frozen=True, slots=True)
class Devices:
    """``names``: what each session was opened with. ``application_server_key``: to subscribe with."""

    subscriptions: Sequence[PushSubscription]
    names: Mapping[UUID, str]
    application_server_key: str


@dataclass(frozen=True, slots=True)
class ReadPushSubscriptions:
    transactions: Transactions[NotificationWork]
    people: PeopleDirectory
    push_service: Callable[[], PushService]
    clock: Clock

    def __call__(self, caller: Caller) -> Devices:
        now = self.clock.now()
        with self.transactions.begin() as work:
            found = work.push_subscriptions.of(caller.person_id, now=now)
        sessions = self.people.open_sessions(caller.person_id, now=now) if found else ()
        names = {each.id: each.device for each in sessions}
        return Devices(found, names, self.push_service().application_server_key())


@dataclass(frozen=True, slots=True)
class AddPushSubscription:
    """This device, until its session ends. Raises InvalidPushSubscription."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller, endpoint: str, keys: PushKeys) -> PushSubscription:
        now = self.clock.now()
        if caller.session_id is None:
            raise NotSignedIn("sign in on the device that is to ring")
        made = PushSubscription.make(caller.person_id, caller.session_id, endpoint, keys, now=now)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            before = work.push_subscriptions.of(caller.person_id, now=now)
            others = [each for each in before if each.endpoint != endpoint]
            for each in others[: max(0, len(others) + 1 - MOST_DEVICES)]:
                work.push_subscriptions.remove(each.id)
            work.push_subscriptions.add(made)
        return made


@dataclass(frozen=True, slots=True)
class RemovePushSubscription:
    """It rings no more. Raises PushSubscriptionNotFound, also for others'."""

    transactions: Transactions[NotificationWork]
    clock: Clock

    def __call__(self, caller: Caller, subscription_id: UUID) -> None:
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            found = work.push_subscriptions.find(subscription_id, now=self.clock.now())
            if found is None or found.person_id != caller.person_id:
                raise PushSubscriptionNotFound("no device of yours is known by that id")
            work.push_subscriptions.remove(subscription_id)
