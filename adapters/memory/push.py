from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from adapters.memory.tables import Tables
from application.notification.ports import PushSubscriptions
from application.notification.push_ports import Pushes, PushService
from domain.notification.push import Push, PushSubscription


@dataclass
class MemoryPushSubscriptions(PushSubscriptions):
    tables: Tables

    def add(self, subscription: PushSubscription) -> None:
        for each in list(self.tables.push_subscriptions.values()):
            if each.endpoint == subscription.endpoint:
                self.remove(each.id)
        self.tables.push_subscriptions[subscription.id] = subscription

    def find(self, subscription_id: UUID, *, now: datetime) -> PushSubscription | None:
        found = self.tables.push_subscriptions.get(subscription_id)
        return found if found and self._is_live(found, now) else None

    def of(self, person_id: UUID, *, now: datetime) -> Sequence[PushSubscription]:
        theirs = [each for each in self.tables.push_subscriptions.values() if each.person_id == person_id]
        return sorted((each for each in theirs if self._is_live(each, now)), key=lambda each: each.id)

    def owners(self, person_ids: Collection[UUID], *, now: datetime) -> Collection[UUID]:
        return {each for each in person_ids if self.of(each, now=now)}

    def remove(self, subscription_id: UUID) -> None:
        self.tables.push_subscriptions.pop(subscription_id, None)
        for key in [key for key in self.tables.pushes if key[0] == subscription_id]:
            del self.tables.pushes[key]

    def _is_live(self, subscription: PushSubscription, now: datetime) -> bool:
        session = self.tables.sessions.get(subscription.session_id)
        person = self.tables.people.get(subscription.person_id)
        return session is not None and session.is_alive(now) and person is not None and person.active


@dataclass
class MemoryPushes(Pushes):
    tables: Tables

    def add(self, pushes: Sequence[Push]) -> None:
        self.tables.pushes |= {(each.subscription_id, each.topic): copy(each) for each in pushes}

    def due(self, now: datetime) -> Push | None:
        due = [each for each in self.tables.pushes.values() if each.due_at <= now]
        return copy(min(due, key=lambda each: (each.due_at, each.id), default=None))

    def save(self, push: Push) -> None:
        if self._is_there(push):
            self.tables.pushes[push.subscription_id, push.topic] = copy(push)

    def remove(self, push: Push) -> None:
        if self._is_there(push):
            del self.tables.pushes[push.subscription_id, push.topic]

    def _is_there(self, push: Push) -> bool:
        kept = self.tables.pushes.get((push.subscription_id, push.topic))
        return kept is not None and kept.id == push.id


@dataclass
class MemoryPushService(PushService):
    """Keeps what was sent, in that order; with ``trouble`` it raises that instead."""

    sent: list[tuple[Push, PushSubscription]] = field(default_factory=list)
    trouble: Exception | None = None

    def application_server_key(self) -> str:
        return "BA" + 85 * "A"

    def send(self, push: Push, subscription: PushSubscription, *, now: datetime) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.sent.append((push, subscription))
