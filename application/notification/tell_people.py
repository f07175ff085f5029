"""Follows the event log, and puts into people's inboxes what concerns them."""

import logging
from dataclasses import dataclass

from application.identity.ports import HouseBook
from application.notification.following import FOLLOWED, FollowingWork, follow
from application.notification.inboxes import deliver
from application.notification.scenes import happening_of, scene_of
from application.shared.ports import Clock, EventLog, LoggedEvent, Transactions
from application.shared.refusals import ResyncRequired, StorageUnavailable
from domain.notification.telling import TOLD, what_to_tell
from domain.notification.untold import UntoldEvent

AT_ONCE = 50

log = logging.getLogger("convene.notification")


@dataclass(frozen=True, slots=True)
class TellPeople:
    """One worker at a time tells, any may; where telling stands moves on together with what was told.

    So each event is told once, whatever dies when. One that cannot be told is put aside and tried again
    later; the others go on.
    """

    transactions: Transactions[FollowingWork]
    event_log: EventLog
    house_book: HouseBook
    clock: Clock

    def __call__(self) -> bool:
        """Whether there may be more to tell right now."""
        return self._next_events() or self._once_more()

    def _next_events(self) -> bool:
        with self.transactions.begin() as work:
            position = work.told_log.take()
            if position is None:
                return False
            try:
                events = self.event_log.after(position, limit=AT_ONCE)
            except ResyncRequired:  # nobody has told anything for as long as history is kept
                log.error(
                    "what happened behind position %d is not kept any more; nobody is told of it", position
                )
                work.told_log.advance(self.event_log.bounds().oldest - 1)
                return True
            for event in events:
                self._try(event, UntoldEvent(event.position), work)
            if events:
                work.told_log.advance(events[-1].position)
            return len(events) == AT_ONCE

    def _once_more(self) -> bool:
        with self.transactions.begin() as work:
            untold = work.told_log.untold(self.clock.now())
            if untold is None:
                return False
            event = self._event_at(untold.position)
            if event is None or self._try(event, untold, work):
                work.told_log.settle(untold)
            return True

    def _event_at(self, position: int) -> LoggedEvent | None:
        """None when it is not kept any more."""
        try:
            found = self.event_log.after(position - 1, limit=1)
        except ResyncRequired:
            return None
        return found[0] if found else None

    def _try(self, event: LoggedEvent, untold: UntoldEvent, work: FollowingWork) -> bool:
        if event.kind not in TOLD | FOLLOWED:
            return True
        try:
            with self.transactions.begin() as part:
                self._tell(event, part)
        except StorageUnavailable:
            raise
        except Exception as error:
            untold.fail(f"{type(error).__name__}: {error}", self.clock.now())
            work.told_log.put_aside(untold)
            fate = "is given up" if untold.is_parked else "is put aside"
            log.exception("event %s at position %d could not be told and %s", event.id, event.position, fate)
            return False
        return True

    def _tell(self, event: LoggedEvent, work: FollowingWork) -> None:
        now = self.clock.now()
        happening = happening_of(event)
        follow(happening, work, now=now)
        scene = scene_of(happening, event.subject_type, work, self.house_book)
        deliver(what_to_tell(happening, scene, now=now), happening, scene, work, now=now)
