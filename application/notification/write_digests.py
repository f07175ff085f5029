import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.identity.letterhead import Letterhead
from application.identity.ports import KnownPerson, PeopleDirectory
from application.notification.digest_news import news_of
from application.notification.ports import NotificationWork
from application.shared.ports import Clock, Transactions
from application.shared.refusals import StorageUnavailable
from domain.notification.books import WORDINGS
from domain.notification.digest import DigestPlan
from domain.notification.digest_words import digest_subject, first_line, sections
from domain.notification.words import reason_to_write
from domain.shared.letter import Letter, Link
from domain.shared.time_zone import zone_named

PAUSE = timedelta(hours=1)
"""After which one that failed is tried again, so that it holds up nobody else's."""

log = logging.getLogger("convene.notification")


@dataclass(frozen=True, slots=True)
class WriteDigests:
    """Writes the digest that is due; any worker may, several at once.

    The letter, what it tells, and when the next one is due change in one transaction: one letter for each
    time, whatever dies when, and none where nothing is left to tell.
    """

    transactions: Transactions[NotificationWork]
    people: PeopleDirectory
    clock: Clock
    letterhead: Letterhead

    def __call__(self) -> bool:
        """Whether one was due, so that there may be another."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            plan = work.digests.due(now)
            if plan is None:
                return False
            try:
                with self.transactions.begin() as part:
                    self._write(plan, part, now)
            except StorageUnavailable:
                raise
            except Exception:
                log.exception("the digest of %s could not be written; it is put off", plan.person_id)
                plan.due_at = now + PAUSE
                work.digests.save(plan)
            return True

    def _write(self, plan: DigestPlan, work: NotificationWork, now: datetime) -> None:
        wishes = work.notification_preferences.get(plan.person_id).wishes
        reader = self.people.find(plan.person_id)
        letter = self._letter(plan, reader, work, now)
        if letter is not None:
            work.letters.add(letter)
            plan.written_at = now
        if wishes.have_a_digest:
            plan.follow(wishes.digest, zone_named(reader.time_zone) if reader else plan.zone, now=now)
            work.digests.save(plan)
        else:
            work.digests.end(plan.person_id)

    def _letter(
        self, plan: DigestPlan, reader: KnownPerson | None, work: NotificationWork, now: datetime
    ) -> Letter | None:
        """None where there is nothing to tell, or nobody to be told."""
        waiting = work.digests.take(plan.person_id)
        news = news_of(reader, waiting, work, now=now) if reader else ()
        if reader is None or not news:
            return None
        zone = zone_named(reader.time_zone)
        wording = WORDINGS[self.letterhead.language_for(reader.language)]
        return Letter.write(
            reader.email,
            digest_subject(news, wording),
            first_line(news, wording),
            wording.say("zone", zone=zone.key),
            reason_to_write(wording, has_account=True),
            kind="digest",
            link=Link(wording.say("link.inbox"), f"{self.letterhead.url}/inbox"),
            sections=sections(news, zone, wording, url=self.letterhead.url),
            lasting=True,
            person_id=reader.id,
            language=wording.tag,
            now=now,
        )
