"""What the use cases of notifications need from outside."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from application.meeting.ports import MeetingWork
from domain.notification.bundle import Bundle
from domain.notification.digest import DigestPlan, Waiting
from domain.notification.kind import Channel
from domain.notification.mute import Mute
from domain.notification.notification import Notification
from domain.notification.preferences import Preferences, Wishes
from domain.notification.push import PushSubscription
from domain.notification.telling import Addressee
from domain.notification.untold import UntoldEvent
from domain.shared.event import DomainEvent


@dataclass(frozen=True, slots=True)
class Counts:
    """``needs_you``: what waits for something to be done, read or not."""

    unread: int
    needs_you: int


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """None lets everything through. ``waiting``: whether something is still to be done about it.

    ``snoozed``: what is out of sight just now, and nothing else.
    """

    unread: bool | None = None
    waiting: bool | None = None
    snoozed: bool = False

    def lets_through(self, notification: Notification, now: datetime) -> bool:
        is_unread, waits = notification.read_at is None, notification.waits(now)
        is_seen = self.snoozed is notification.is_asleep(now)
        return is_seen and self.unread in (None, is_unread) and self.waiting in (None, waits)


class Notifications(Protocol):
    """Everybody's inboxes. What comes back is a copy; changes count once saved."""

    def add(self, notifications: Sequence[Notification]) -> None: ...

    def get(self, person_id: UUID, notification_id: UUID) -> Notification:
        """Of that person. Holds off other writers of it. Raises NotificationNotFound."""
        ...

    def open_about(self, meeting_id: UUID, person_ids: Collection[UUID] | None) -> Sequence[Notification]:
        """Of the meeting, to those people (None: to anybody): unread, or with something to be done.

        The oldest first. Holds off other writers of them until the transaction ends.
        """
        ...

    def waiting_for(self, person_id: UUID) -> Sequence[Notification]:
        """Of that person, about no meeting, with something to be done; holds off other writers of them."""
        ...

    def unread_of(
        self, person_id: UUID, *, among: Collection[UUID] | None, up_to: UUID | None
    ) -> Sequence[Notification]:
        """Of that person, those of these ids, and no newer than ``up_to``; None lets all through.

        Holds off other writers of them until the transaction ends.
        """
        ...

    def unread_about(
        self, person_id: UUID, event_ids: Collection[UUID], meeting_ids: Collection[UUID], *, now: datetime
    ) -> Sequence[Notification]:
        """Unread and not snoozed, of one of those events or meetings; holds nobody off."""
        ...

    def save(self, notifications: Sequence[Notification]) -> None: ...

    def remove(self, notification_ids: Collection[UUID]) -> None: ...

    def page(
        self, person_id: UUID, wanted: InboxFilter, *, before: UUID | None, now: datetime, limit: int
    ) -> Sequence[Notification]:
        """The newest first; of those older than ``before`` when it is given. Holds nobody off."""
        ...

    def counts(self, person_id: UUID, *, now: datetime) -> Counts:
        """Of what is not snoozed."""
        ...

    def to_wake(self, now: datetime, *, limit: int) -> Sequence[Notification]:
        """Snoozed until now, the longest ago first; they are the caller's until the transaction ends.

        Passes over those that others have, without waiting.
        """
        ...

    def announce(self, event: DomainEvent) -> None:
        """It stands in the event log if and only if this transaction commits."""
        ...


class ToldLog(Protocol):
    """Up to where the event log has been told, and what had to be put aside on the way."""

    def take(self) -> int | None:
        """The position of the last event that was told; holds it until the transaction ends.

        None while another worker holds it: never waits.
        """
        ...

    def advance(self, position: int) -> None:
        """After ``take``, in the same transaction."""
        ...

    def put_aside(self, untold: UntoldEvent) -> None: ...

    def untold(self, now: datetime) -> UntoldEvent | None:
        """One that is due for another try, held; passes over those that others hold, without waiting."""
        ...

    def settle(self, untold: UntoldEvent) -> None:
        """It was told after all."""
        ...

    def parked(self) -> Sequence[UntoldEvent]:
        """Those that were given up, in the order in which they happened; holds off who would change them."""
        ...


class Bundles(Protocol):
    """What is held for a moment: of each addressee, meeting and channel one bundle."""

    def of(self, meeting_id: UUID | None, addressees: Collection[Addressee]) -> Sequence[Bundle]:
        """Those that are open, of all channels and in any order; holds off whoever would send them."""
        ...

    def save(self, bundles: Sequence[Bundle]) -> None:
        """In the place of those to the same addressee about the same meeting by the same channel."""
        ...

    def due(self, channel: Channel, now: datetime) -> Bundle | None:
        """The one due the longest, held; passes over those that others hold, without waiting."""
        ...

    def remove(self, bundle: Bundle) -> None: ...


class Digests(Protocol):
    """What waits to be told together, and when the next letter of each person is due."""

    def begin(self, plans: Sequence[DigestPlan]) -> None:
        """For those who have none yet; whoever has one keeps it."""
        ...

    def plan(self, person_id: UUID) -> DigestPlan | None:
        """Holds off others until the transaction ends."""
        ...

    def save(self, plan: DigestPlan) -> None: ...

    def due(self, now: datetime) -> DigestPlan | None:
        """The one due the longest, held; passes over those that others hold, without waiting."""
        ...

    def end(self, person_id: UUID) -> None:
        """There is no plan any more."""
        ...

    def add(self, waiting: Sequence[Waiting]) -> None: ...

    def take(self, person_id: UUID) -> Sequence[Waiting]:
        """All that waits for that person, in the order in which it was added; with the commit it is gone."""
        ...


class NotificationPreferences(Protocol):
    """Everybody has some; who never said anything has what is usual, version 1."""

    def get(self, person_id: UUID) -> Preferences: ...

    def among(self, person_ids: Collection[UUID]) -> Mapping[UUID, Wishes]:
        """Of each of them."""
        ...

    def save(self, preferences: Preferences) -> None:
        """Raises StalePreferences when another version was saved since these were read."""
        ...


class Mutes(Protocol):
    """What people want to hear little of."""

    def get(self, person_id: UUID, meeting_id: UUID) -> Mute:
        """Empty where nothing is muted."""
        ...

    def of(self, person_id: UUID) -> Sequence[Mute]:
        """Those in which that person muted anything, ordered by the meeting's id."""
        ...

    def save(self, mute: Mute) -> None:
        """In the place of what that person had muted of that meeting."""
        ...

    def covering(
        self, meeting_id: UUID, original_start: str | None, person_ids: Collection[UUID]
    ) -> Collection[UUID]:
        """Those of them who muted that date, or the meeting; with None, the meeting."""
        ...

    def carry_on(self, meeting_id: UUID, as_meeting_id: UUID) -> None:
        """What was muted of the one is muted of the other, too: a series goes on as it."""
        ...


class PushSubscriptions(Protocol):
    """Where devices can be reached: those whose session is open and whose owner is active, and no others."""

    def add(self, subscription: PushSubscription) -> None:
        """In the place of what was kept for that endpoint, whosever it was."""
        ...

    def find(self, subscription_id: UUID, *, now: datetime) -> PushSubscription | None: ...

    def of(self, person_id: UUID, *, now: datetime) -> Sequence[PushSubscription]:
        """The oldest first."""
        ...

    def owners(self, person_ids: Collection[UUID], *, now: datetime) -> Collection[UUID]:
        """Those of them who have any."""
        ...

    def remove(self, subscription_id: UUID) -> None:
        """With what is on its way to it."""
        ...


class NotificationWork(MeetingWork, Protocol):
    """All that one transaction reaches when somebody is told of something."""

    @property
    def notifications(self) -> Notifications: ...
    @property
    def told_log(self) -> ToldLog: ...
    @property
    def bundles(self) -> Bundles: ...
    @property
    def push_subscriptions(self) -> PushSubscriptions: ...
    @property
    def digests(self) -> Digests: ...
    @property
    def notification_preferences(self) -> NotificationPreferences: ...
    @property
    def mutes(self) -> Mutes: ...
