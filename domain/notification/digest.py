"""The one letter in which somebody hears of much, at a time of theirs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from domain.notification.bundle import Notice
from domain.notification.kind import BUNDLED
from domain.notification.notification import Notification
from domain.shared.time_slot import Moment

LONGEST_SEARCH = 16
"""Days: a weekday comes within eight, and one that no clock ever shows has another a week later."""


@dataclass(frozen=True, slots=True)
class DigestTime:
    """Each day ``at`` that time by its reader's clocks; with a ``weekday`` (0 is Monday) on that alone."""

    at: time = time(8)
    weekday: int | None = None

    def next_after(self, now: datetime, zone: ZoneInfo, *, after_day: date | None = None) -> datetime:
        """The first such moment later than ``now``, and on a later day than ``after_day``.

        A time that a clock change skips counts from the offset before it, a repeated one is its first pass
        (RFC 5545 §3.3.5), so that each day has one.
        """
        first = now.astimezone(zone).date() - timedelta(days=1)
        for each in range(LONGEST_SEARCH):
            day = first + timedelta(days=each)
            due = Moment(datetime.combine(day, self.at), zone).instant
            is_later = due > now and (after_day is None or day > after_day)
            if is_later and self.weekday in (None, day.weekday()):
                return due
        raise AssertionError("every week has each of its days")


@dataclass(slots=True)
class DigestPlan:
    """When somebody's next digest is due. ``written_at``: when the last one was; None: none yet."""

    person_id: UUID
    zone: ZoneInfo
    due_at: datetime
    written_at: datetime | None = None

    @classmethod
    def first(cls, person_id: UUID, when: DigestTime, zone: ZoneInfo, *, now: datetime) -> "DigestPlan":
        return cls(person_id, zone, when.next_after(now, zone))

    def follow(self, when: DigestTime, zone: ZoneInfo, *, now: datetime) -> None:
        """After another wish, in another zone, or after the last one: never two letters on one day."""
        last = self.written_at.astimezone(zone).date() if self.written_at else None
        self.zone, self.due_at = zone, when.next_after(now, zone, after_day=last)

    def come_to_an_end(self, now: datetime) -> None:
        """Its owner wants no digest any more: what waits is told once more, now."""
        self.due_at = now


@dataclass(frozen=True, slots=True)
class Waiting:
    """One notice that waits until one person is told."""

    person_id: UUID
    meeting_id: UUID | None
    notice: Notice


def still_news(waiting: Sequence[Waiting], unread: Sequence[Notification]) -> list[Waiting]:
    """Without what its reader has seen meanwhile. ``unread``: all that they have not.

    One unread notification of a bundled kind stands for the last ``count`` happenings.
    """
    single = {(each.event_id, each.kind, each.about) for each in unread}
    bundled = Counter[object]()
    for each in unread:
        bundled[each.kind, each.meeting_id, each.original_start] += each.count
    news = list[Waiting]()
    for one in reversed(waiting):
        notice = one.notice
        if notice.event_id is not None and notice.kind in BUNDLED:
            subject = (notice.kind, one.meeting_id, notice.original_start)
            bundled[subject] -= 1
            is_news = bundled[subject] >= 0
        else:
            is_news = notice.event_id is None or (notice.event_id, notice.kind, notice.about) in single
        if is_news:
            news.append(one)
    return news[::-1]


@dataclass(frozen=True, slots=True)
class News:
    """What a digest tells of one meeting; with None of the account, or of what has no name for its reader."""

    meeting_id: UUID | None
    title: str
    notices: tuple[Notice, ...]
