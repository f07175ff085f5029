"""What stands in somebody's inbox."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from domain.notification.kind import BUNDLED, OPPOSITES, Kind
from domain.notification.refusals import InvalidSnooze
from domain.shared.event import DomainEvent
from domain.shared.ids import new_id

HOLD = timedelta(seconds=8)
"""So long an undo takes back what it undoes, and nobody is told of either."""
LONGEST_SNOOZE = timedelta(days=30)
MOST_LISTED = 20
"""Answers that one bundle names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationCreated(DomainEvent):
    """``instead_of``: those that it took in, and that are no more."""

    kind: ClassVar[str] = "notification.created"
    subject_type: ClassVar[str] = "notification"
    about: Kind
    needs_you: bool
    meeting_id: UUID | None
    instead_of: tuple[UUID, ...] = ()

    def data(self) -> dict[str, object]:
        return {
            "kind": self.about.value,
            "needs_you": self.needs_you,
            "meeting_id": str(self.meeting_id) if self.meeting_id else None,
            "instead_of": [str(each) for each in self.instead_of],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsRead(DomainEvent):
    """``subject_id`` is the person whose inbox it is. ``unread`` and ``needs_you``: how many are left."""

    kind: ClassVar[str] = "notification.read"
    subject_type: ClassVar[str] = "inbox"
    unread: int
    needs_you: int

    def data(self) -> dict[str, object]:
        return {"unread": self.unread, "needs_you": self.needs_you}


@dataclass(slots=True)
class Notification:
    """One thing that one person is told. Its id sorts by when it was last added to.

    ``event_id``: what it comes from, the last of them. ``needs_you``: it asks for something, until
    ``done_at``, or until ``ends_at`` has made it pointless. ``count``: how many it stands for. Until
    ``snoozed_until`` it is out of sight.
    """

    id: UUID
    person_id: UUID
    kind: Kind
    event_id: UUID
    at: datetime
    facts: Mapping[str, Any]
    meeting_id: UUID | None = None
    original_start: str | None = None
    about: str = ""
    needs_you: bool = False
    ends_at: datetime | None = None
    count: int = 1
    read_at: datetime | None = None
    done_at: datetime | None = None
    snoozed_until: datetime | None = None

    def waits(self, now: datetime) -> bool:
        """Whether something is still to be done about it."""
        return self.needs_you and self.done_at is None and not self.is_pointless(now)

    def is_pointless(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now

    def is_asleep(self, now: datetime) -> bool:
        return self.snoozed_until is not None and now < self.snoozed_until

    def snooze(self, until: datetime, now: datetime) -> None:
        """Raises InvalidSnooze."""
        if not now < until <= now + LONGEST_SNOOZE:
            raise InvalidSnooze("snooze it for some time, 30 days at the most", field=("until",))
        if self.done_at is not None:
            raise InvalidSnooze("nothing is left to do about it", field=("until",))
        self.snoozed_until = until

    def woken(self, now: datetime) -> "Notification":
        """The same as if it had just come."""
        return replace(self, id=new_id(now), snoozed_until=None, read_at=None)

    def lie_down(self, now: datetime) -> None:
        """It slept too long to be of use."""
        self.snoozed_until = None
        self.read(now)

    def read(self, now: datetime) -> None:
        self.read_at = self.read_at or now

    def finish(self, now: datetime) -> None:
        """Nothing is left to do; who saw to that has seen it, too."""
        self.read(now)
        self.done_at, self.snoozed_until = self.done_at or now, None

    def takes_in(self, earlier: "Notification") -> bool:
        """Whether the two are one for somebody who has not read the earlier yet."""
        alike = self._same_subject(earlier) and earlier.kind is self.kind
        return alike and earlier.read_at is None and self.kind in BUNDLED

    def takes_back(self, earlier: "Notification") -> bool:
        """Whether it undoes the earlier before anybody noticed."""
        soon = self.at - earlier.at <= HOLD
        opposite = OPPOSITES.get(self.kind) is earlier.kind and "again" not in earlier.facts
        return opposite and soon and earlier.read_at is None and self._same_subject(earlier)

    def take_in(self, earlier: "Notification") -> None:
        self.count += earlier.count
        self.facts = merged(earlier.facts, self.facts)

    @property
    def comes_to_nothing(self) -> bool:
        """It moved back to where it was."""
        return self.kind is Kind.MOVED and self.facts.get("before") == _times(self.facts)

    def asking_again(self) -> "Notification":
        """What is left of it when it undoes what was told, and yet asks for something: an invitation, if it
        moved back. Nothing takes it back in turn: the last that is told has to be how things stand.
        """
        facts = {**self.facts, "again": True}
        if not self.comes_to_nothing:
            return replace(self, facts=facts)
        kept = {name: fact for name, fact in facts.items() if name not in ("before", "by")}
        return replace(self, kind=Kind.INVITED, facts=kept, count=1)

    def created(self, instead_of: tuple[UUID, ...]) -> NotificationCreated:
        return NotificationCreated(
            subject_id=self.id,
            version=1,
            actor_id=None,
            at=self.at,
            audience=frozenset({self.person_id}),
            about=self.kind,
            needs_you=self.needs_you,
            meeting_id=self.meeting_id,
            instead_of=instead_of,
        )

    def _same_subject(self, other: "Notification") -> bool:
        mine, others = ((each.meeting_id, each.original_start) for each in (self, other))
        return self.meeting_id is not None and mine == others


def merged(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of two happenings as those of one: from where the first began to where the last ended."""
    facts = {**earlier, **later}
    if "before" in earlier:
        facts["before"] = earlier["before"]
    for name in ("changed", "answers"):
        if name in earlier and name in later:
            kept = [each for each in earlier[name] if not _replaced(each, later[name])]
            facts[name] = [*kept, *later[name]][-MOST_LISTED:]
    return facts


def _replaced(item: Any, others: list[Any]) -> bool:
    """Whether somebody answered once more, or the same changed again."""
    if isinstance(item, dict):
        return any(each["guest"] == item["guest"] for each in others)
    return item in others


def _times(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {"start": facts.get("start"), "end": facts.get("end")}
