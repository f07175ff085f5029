"""What goes out is held for a moment, so that an undo un-sends it and a burst becomes one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.notification.kind import BUNDLED, OPPOSITES, Channel, Kind
from domain.notification.notification import HOLD, merged
from domain.notification.telling import Addressee
from domain.shared.ids import new_id

LONGEST_HOLD = timedelta(minutes=1)
"""Whoever goes on changing a meeting holds back what is to be told no longer than this."""

_SAID_ALREADY = frozenset({Kind.MOVED, Kind.CHANGED, Kind.RESTORED, Kind.PROMOTED, Kind.ANSWER_WANTED})
"""An invitation says how the meeting is by now, and asks for an answer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to be told. ``original_start``: the one date that it is about.

    ``event_id`` and ``about``: of the notification in the inbox that says the same; None: nothing there does.
    """

    kind: Kind
    facts: Mapping[str, Any]
    original_start: str | None = None
    event_id: UUID | None = None
    about: str = ""


@dataclass(slots=True)
class Bundle:
    """What one addressee is to hear about one meeting by one channel; about None, of their account.

    ``id``: that of the letter which it becomes.
    """

    id: UUID
    to: Addressee
    meeting_id: UUID | None
    opened_at: datetime
    due_at: datetime
    notices: list[Notice] = field(default_factory=list)
    channel: Channel = Channel.EMAIL

    @classmethod
    def open(
        cls, to: Addressee, meeting_id: UUID | None, channel: Channel = Channel.EMAIL, *, now: datetime
    ) -> "Bundle":
        return cls(new_id(now), to, meeting_id, now, now, channel=channel)

    def add(self, notice: Notice, *, now: datetime, not_before: datetime | None = None) -> None:
        self.notices.append(notice)
        self.due_at = max(self.due_at, min(now + HOLD, self.opened_at + LONGEST_HOLD), not_before or now)

    @property
    def left(self) -> list[Notice]:
        """What is still true when the hold is over; empty when all was taken back."""
        return what_is_left(self.notices)


def what_is_left(notices: Iterable[Notice]) -> list[Notice]:
    """Of what was told about one meeting, in that order, what one who hears all of it now has to know."""
    left: list[Notice] = []
    for notice in notices:
        left = list(_followed(left, notice))
    return [each for each in left if not _comes_to_nothing(each)]


def _followed(earlier: list[Notice], notice: Notice) -> Iterable[Notice]:
    """What is left to say when that comes after those."""
    about, others = list[Notice](), list[Notice]()
    for each in earlier:
        (about if _covers(notice, each) else others).append(each)
    kinds = {each.kind for each in about}
    if Kind.INVITED in kinds and notice.kind in (Kind.CANCELLED, Kind.UNINVITED):
        return others
    if Kind.INVITED in kinds and notice.kind in _SAID_ALREADY:
        return [*others, *(_as_it_is_by(notice, each) for each in about)]
    if OPPOSITES.get(notice.kind) in kinds:
        return [*others, *(each for each in about if each.kind is not OPPOSITES[notice.kind])]
    if notice.kind in (Kind.CANCELLED, Kind.UNINVITED):
        return [*others, notice]
    same = [each for each in about if each.kind is notice.kind and notice.kind in BUNDLED]
    for each in reversed(same):
        notice = replace(notice, facts=merged(each.facts, notice.facts))
    return [*others, *(each for each in about if each not in same), notice]


def _as_it_is_by(later: Notice, invitation: Notice) -> Notice:
    """With the title and the times of the later, unless that is about another date."""
    if later.original_start != invitation.original_start:
        return invitation
    now = {name: later.facts[name] for name in ("title", "start", "end") if name in later.facts}
    return replace(invitation, facts={**invitation.facts, **now})


def _covers(later: Notice, earlier: Notice) -> bool:
    """Whether they speak of the same date, or the later of all."""
    whole = later.original_start is None and later.kind in (Kind.CANCELLED, Kind.UNINVITED)
    invited = earlier.kind is Kind.INVITED and earlier.original_start is None and later.kind in _SAID_ALREADY
    return later.original_start == earlier.original_start or whole or invited


def _comes_to_nothing(notice: Notice) -> bool:
    """It moved back to where it was."""
    facts = notice.facts
    back = facts.get("before") == {"start": facts.get("start"), "end": facts.get("end")}
    return notice.kind is Kind.MOVED and back
