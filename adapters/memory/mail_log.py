from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.database import MemoryDatabase
from adapters.memory.tables import Tables
from application.notification.mail_log import LoggedMail, MailFilter, MailLog, MailState
from domain.notification.bundle import Bundle
from domain.notification.kind import Channel
from domain.shared.letter import Delivery, DeliveryState


@dataclass
class MemoryMailLog(MailLog):
    database: MemoryDatabase

    def search(self, wanted: MailFilter, *, before: UUID | None, limit: int) -> Sequence[LoggedMail]:
        with self.database.lock:
            tables = self.database.tables
            mails = [each for each in _all(tables) if _lets_through(each, wanted, tables)]
        mails.sort(key=lambda each: each.id, reverse=True)
        return [each for each in mails if before is None or each.id < before][:limit]

    def find(self, mail_id: UUID) -> LoggedMail | None:
        with self.database.lock:
            return next((each for each in _all(self.database.tables) if each.id == mail_id), None)


def _all(tables: Tables) -> list[LoggedMail]:
    mail = [each for each in tables.bundles.values() if each.channel is Channel.EMAIL]
    held = [_held(each, tables) for each in mail]
    return [*held, *map(_written, tables.deliveries.values())]


def _lets_through(mail: LoggedMail, wanted: MailFilter, tables: Tables) -> bool:
    person = tables.people.get(wanted.person_id) if wanted.person_id else None
    return (
        (wanted.person_id is None or wanted.person_id == mail.person_id or _is_theirs(mail, person))
        and wanted.address in (None, mail.address)
        and (wanted.kinds is None or mail.kind in wanted.kinds)
        and (wanted.states is None or mail.state in wanted.states)
        and (wanted.from_ is None or wanted.from_ <= mail.written_at)
        and (wanted.to is None or mail.written_at < wanted.to)
    )


def _is_theirs(mail: LoggedMail, person: object) -> bool:
    return getattr(person, "email", None) == mail.address


def _held(bundle: Bundle, tables: Tables) -> LoggedMail:
    person = tables.people.get(bundle.to.person_id) if bundle.to.person_id else None
    return LoggedMail(
        id=bundle.id,
        state=MailState.HELD,
        kind=bundle.notices[0].kind.value,
        address=person.email if person else bundle.to.email,
        person_id=bundle.to.person_id,
        meeting_id=bundle.meeting_id,
        written_at=bundle.opened_at,
        due_at=bundle.due_at,
        tried_at=None,
        settled_at=None,
        attempts=0,
        resends=0,
        answer="",
        resendable=False,
    )


def _written(delivery: Delivery) -> LoggedMail:
    letter, waits = delivery.letter, delivery.state is DeliveryState.WAITING
    failing = waits and delivery.last_error
    return LoggedMail(
        id=letter.id,
        state=MailState.FAILING if failing else MailState(delivery.state.value),
        kind=letter.kind,
        address=letter.to,
        person_id=letter.person_id,
        meeting_id=UUID(letter.thread) if letter.thread else None,
        written_at=letter.written_at,
        due_at=delivery.due_at if waits else None,
        tried_at=delivery.tried_at,
        settled_at=delivery.settled_at,
        attempts=delivery.attempts,
        resends=delivery.resends,
        answer=delivery.last_error,
        resendable=letter.lasting and delivery.state is not DeliveryState.UNSENT,
    )
