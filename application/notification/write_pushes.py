from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.identity.letterhead import Letterhead
from application.identity.ports import KnownPerson, PeopleDirectory
from application.notification.push_ports import PushWork
from application.shared.ports import Clock, Transactions
from domain.notification.books import WORDINGS
from domain.notification.bundle import Bundle, Notice, what_is_left
from domain.notification.digest import Waiting, still_news
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
    people: PeopleDirectory
    clock: Clock
    letterhead: Letterhead

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
        person_id = bundle.to.person_id
        person = self.people.find(person_id) if person_id else None
        notices = _worth_ringing(bundle, person, work, now) if person else []
        if person is None or not notices:
            return []
        topic = topic_of(bundle.meeting_id)
        language = self.letterhead.language_for(person.language)
        body = body_of(notices, bundle.meeting_id, topic, WORDINGS[language])
        urgency = urgency_of(notices)
        until = worth_until(notices, now)
        seen_with = {each.event_id for each in notices}
        event_ids = () if None in seen_with else tuple(each for each in seen_with if each)
        devices = work.push_subscriptions.of(person.id, now=now)
        return [
            Push(new_id(now), each.id, topic, body, urgency, now, until, event_ids=event_ids)
            for each in devices
        ]


def _worth_ringing(bundle: Bundle, person: KnownPerson, work: PushWork, now: datetime) -> list[Notice]:
    """Without what was taken back, what was read meanwhile, reminders of what has begun, and what is about a
    meeting that they may not see by now.
    """
    if not bundle.left:
        return []
    waiting = [Waiting(person.id, bundle.meeting_id, each) for each in bundle.notices]
    events = {each.event_id for each in bundle.notices if each.event_id}
    about = {bundle.meeting_id} if bundle.meeting_id else set[UUID]()
    unread = work.notifications.unread_about(person.id, events, about, now=now)
    scene = Scene(work.meetings.find(bundle.meeting_id) if bundle.meeting_id else None)
    return [
        each
        for each in what_is_left(one.notice for one in still_news(waiting, unread))
        if scene.may_tell(each.kind, person.id, in_organisation=person.role.in_organisation)
        and not (each.kind is Kind.REMINDER and scene.is_over(each.original_start, now))
    ]
