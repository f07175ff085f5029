"""Makes people the guests of meetings that know them by their address alone."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from application.meeting.ports import MeetingWork
from application.shared.ports import Clock, Transactions
from application.shared.refusals import StorageUnavailable
from domain.meeting.coming_into_reach import do_without
from domain.meeting.recognition import recognise
from domain.meeting.refusals import MeetingNotFound

AT_ONCE = 500
UNDER_WAY = timedelta(minutes=1)
"""So long an invitation may be on its way that has not seen the account yet, and a try is left alone."""

log = logging.getLogger("convene.meeting")


@dataclass(frozen=True, slots=True)
class RecogniseGuests:
    """One newcomer, all meetings that have invited their address: a transaction each, while others work.

    Whoever is stopped in between, or runs beside another, or again, does what is still to be done. Everybody
    is looked for again after a minute: by then whoever invited the address before it had an account has
    committed.
    """

    transactions: Transactions[MeetingWork]
    clock: Clock

    def __call__(self, *, stop: Callable[[], bool] = lambda: False) -> bool:
        """Whether there may be another. ``stop`` is asked in between."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            newcomer = work.newcomers.take(now, again_at=now + UNDER_WAY)
        if newcomer is None:
            return False
        went_well = True
        for meeting_id in self._meetings(newcomer.person_id):
            if stop():
                return False
            went_well = self._recognise(newcomer.person_id, meeting_id) and went_well
        if went_well and newcomer.since + UNDER_WAY <= now:
            with self.transactions.begin() as work:
                work.newcomers.remove(newcomer)
        return True

    def _recognise(self, person_id: UUID, meeting_id: UUID) -> bool:
        """Whether it went well. Where somebody has the person's time for an exclusive meeting already, the
        dates of this one do without: whoever was invited first has come first."""
        now = self.clock.now()
        try:
            with self.transactions.begin() as work:
                meeting, (person,) = work.meetings.get(meeting_id), work.people.among([person_id], ())
                recognise(meeting, person, now=now)
                while meeting.events and (conflicts := work.meetings.clashes(meeting)):
                    do_without(meeting, conflicts, now=now)
                if meeting.events:
                    work.meetings.save(meeting)
        except StorageUnavailable:
            raise
        except MeetingNotFound:
            return True
        except Exception:
            log.exception("meeting %s does not know its guest %s yet", meeting_id, person_id)
            return False
        return True

    def _meetings(self, person_id: UUID) -> Iterator[UUID]:
        last: UUID | None = None
        while page := self._meetings_after(last, person_id):
            yield from page
            last = page[-1]

    def _meetings_after(self, last: UUID | None, person_id: UUID) -> Sequence[UUID]:
        with self.transactions.begin() as work:
            (person,) = work.people.among([person_id], ())
            return work.meetings.inviting(person.email, after=last, limit=AT_ONCE) if person.active else ()
