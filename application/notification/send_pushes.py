import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.notification.push_ports import (
    DeviceGone,
    PushRefused,
    PushService,
    PushUnavailable,
    PushWork,
)
from application.shared.ports import Clock, Transactions
from domain.notification.push import Push, PushSubscription

log = logging.getLogger("convene.push")


@dataclass(frozen=True, slots=True)
class SendPushes:
    """Sends what is due, one message after the other; any process may, several at once.

    A message is leased, sent outside any transaction, then settled: at least once, as with letters.
    """

    transactions: Transactions[PushWork]
    push_service: Callable[[], PushService]
    clock: Clock

    def __call__(self) -> bool:
        """Whether one was due, so that there may be another."""
        push = self._lease()
        if push is None:
            return False
        now = self.clock.now()
        with self.transactions.begin() as work:
            device = work.push_subscriptions.find(push.subscription_id, now=now)
            was_read = device is not None and _was_read(push, device.person_id, work, now)
        if device is None or was_read or push.expires_at <= now:
            self._settle(push)
        else:
            self._send(push, device)
        return True

    def _lease(self) -> Push | None:
        now = self.clock.now()
        with self.transactions.begin() as work:
            push = work.pushes.due(now)
            if push is not None:
                push.attempt(now)
                work.pushes.save(push)
            return push

    def _send(self, push: Push, device: PushSubscription) -> None:
        try:
            self.push_service().send(push, device, now=self.clock.now())
        except DeviceGone:
            with self.transactions.begin() as work:
                work.push_subscriptions.remove(device.id)
        except PushUnavailable as error:
            log.info("%s has to be asked later: %s", device.service, error)
            with self.transactions.begin() as work:
                push.put_off(self.clock.now(), at_least=error.pause)
                work.pushes.save(push)
        except PushRefused as error:
            log.warning("%s does not take a message: %s", device.service, error)
            self._settle(push)
        else:
            self._settle(push)

    def _settle(self, push: Push) -> None:
        with self.transactions.begin() as work:
            work.pushes.remove(push)


def _was_read(push: Push, person_id: UUID, work: PushWork, now: datetime) -> bool:
    """While it waited: all that it rings for."""
    return bool(push.event_ids) and not work.notifications.unread_about(
        person_id, push.event_ids, (), now=now
    )
