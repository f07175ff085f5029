from dataclasses import dataclass
from datetime import datetime

from application.notification.push_ports import PushWork
from application.shared.ports import Clock, Transactions
from domain.notification.bundle import Bundle
from domain.notification.happening import Scene
from domain.notification.kind import Channel, Kind
from domain.notification.push import Push
from domain.notification.push_words import body_of, topic_of, urgency_of, worth_until
from domain.shared.ids import new_id


@dataclass(frozen=True, slots=True)
class WritePushes:
    """Turns a bundle for devices whose hold is over into a message for each, or into nothing.

    Several workers may; as with mail (``WriteMail``), once.
    """

    transactions: Transactions[PushWork]
    clock: Clock

    def __call__(self) -> bool:
        """Whether a bundle was due, so that there may be another."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            bundle = work.bundles.due(Channel.PUSH, now)
            if bundle is None:
                return False
            work.pushes.add(self._messages(bundle, work, now))
            work.bundles.remove(bundle)
            return True

    def _messages(self, bundle: Bundle, work: PushWork, now: datetime) -> list[Push]:
        meeting = work.meetings.find(bundle.meeting_id) if bundle.meeting_id else None
        scene = Scene(meeting)
        notices = [
            each
            for each in bundle.left
            if not (each.kind is Kind.REMINDER and scene.is_over(each.original_start, now))
        ]
        if not notices or bundle.to.person_id is None:
            return []
        topic = topic_of(bundle.meeting_id)
        body, urgency = body_of(notices, bundle.meeting_id, topic), urgency_of(notices)
        until = worth_until(notices, now)
        devices = work.push_subscriptions.of(bundle.to.person_id, now=now)
        return [Push(new_id(now), each.id, topic, body, urgency, now, until) for each in devices]
