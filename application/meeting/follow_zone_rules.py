from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from application.shared.refusals import StorageUnavailable
from domain.meeting.zone_change import ZoneMove
from domain.shared.refusal import Refusal

AT_ONCE = 500


class _TakenBack(Exception):
    """Ends a rehearsal."""


@dataclass(slots=True)
class Outcome:
    """``followed``: how many were brought up to date. ``failed``: which could not be, and why."""

    followed: int = 0
    failed: dict[UUID, Refusal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowZoneRules:
    """Recompute all meetings whose time zone rules have changed, and report what moved and what collides.

    One transaction each, while others work. Whoever is stopped in between, or runs beside another, or again,
    does what is still to be done.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, *, in_force: bool = False, stop: Callable[[], bool] = lambda: False) -> Outcome:
        """``in_force``: whatever others know, these rules count. ``stop`` is asked in between."""
        if in_force:
            with self.transactions.begin() as work:
                work.zone_changes.declare()
        outcome, now = Outcome(), self.clock.now()
        for meeting_id in self._outdated():
            if stop():
                return outcome
            try:
                with self.transactions.begin() as work:
                    work.zone_changes.follow(meeting_id, now=now)
            except Refusal as refusal:  # One that somebody holds must not keep the others waiting.
                outcome.failed[meeting_id] = refusal
            else:
                outcome.followed += 1
        # Not before: what is in the way of one may be another that is still to move.
        if not any(isinstance(each, StorageUnavailable) for each in outcome.failed.values()):
            self._settle(now)
        return outcome

    def _settle(self, now: datetime) -> None:
        while unsettled := self._unsettled():
            for move_id in unsettled:
                with self.transactions.begin() as work:
                    work.zone_changes.settle(move_id, now=now)

    def rehearse(self) -> list[ZoneMove]:
        """What it would report. Meetings that would move are held until that is known."""
        found: list[ZoneMove] = []
        try:
            with self.transactions.begin():
                latest = self.latest()
                self(in_force=True)
                found = self.reported_after(latest)
                raise _TakenBack
        except _TakenBack:
            return found

    def latest(self) -> UUID | None:
        """The newest entry of the report."""
        with self.transactions.begin() as work:
            return next((each.id for each in work.zone_changes.report(limit=1)), None)

    def reported_after(self, latest: UUID | None) -> list[ZoneMove]:
        """The entries behind that one, the oldest first."""
        found: list[ZoneMove] = []
        with self.transactions.begin() as work:
            while page := work.zone_changes.report(before=found[-1].id if found else None, limit=AT_ONCE):
                news = [each for each in page if latest is None or each.id > latest]
                found += news
                if len(news) < len(page):
                    break
        return found[::-1]

    def _outdated(self) -> Iterator[UUID]:
        """Each once; again from the start until there is no other, for some may come in meanwhile."""
        seen: set[UUID] = set()
        while news := [each for each in self._pages() if each not in seen]:
            seen.update(news)
            yield from news

    def _pages(self) -> Iterator[UUID]:
        last: UUID | None = None
        while page := self._outdated_after(last):
            yield from page
            last = page[-1]

    def _outdated_after(self, last: UUID | None) -> Sequence[UUID]:
        with self.transactions.begin() as work:
            return work.zone_changes.outdated(after=last, limit=AT_ONCE)

    def _unsettled(self) -> list[UUID]:
        with self.transactions.begin() as work:
            return list(work.zone_changes.unsettled(limit=AT_ONCE))
