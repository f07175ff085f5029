from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    case,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from adapters.postgres.database import PostgresDatabase
from adapters.postgres.identity_rows import PersonRow
from adapters.postgres.letter_rows import LetterRow
from adapters.postgres.notification_rows import BundleRow
from application.notification.mail_log import LoggedMail, MailFilter, MailLog, MailState
from domain.notification.kind import Channel
from domain.shared.letter import DeliveryState

_WAITING = LetterRow.state == DeliveryState.WAITING
_HELD_ADDRESS = func.coalesce(
    select(PersonRow.email).where(PersonRow.id == BundleRow.person_id).scalar_subquery(),
    BundleRow.email,
)
_HELD_KIND = BundleRow.notices[0][0].astext
_STATES = {
    MailState.WAITING: and_(_WAITING, LetterRow.last_error == ""),
    MailState.FAILING: and_(_WAITING, LetterRow.last_error != ""),
    MailState.SENT: LetterRow.state == DeliveryState.SENT,
    MailState.GIVEN_UP: LetterRow.state == DeliveryState.GIVEN_UP,
    MailState.UNSENT: LetterRow.state == DeliveryState.UNSENT,
    MailState.HELD: false(),
}


class PostgresMailLog(MailLog):
    """Letters and bundles that still become letters, as one list. Each half is cut to the page first."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database

    def search(self, wanted: MailFilter, *, before: UUID | None, limit: int) -> Sequence[LoggedMail]:
        written, held = _WRITTEN.where(*_of_letters(wanted)), _HELD.where(*_of_bundles(wanted))
        if before is not None:
            written, held = written.where(LetterRow.id < before), held.where(BundleRow.id < before)
        newest = union_all(
            written.order_by(LetterRow.id.desc()).limit(limit).subquery().select(),
            held.order_by(BundleRow.id.desc()).limit(limit).subquery().select(),
        ).subquery()
        return self._read(select(newest).order_by(newest.c.id.desc()).limit(limit))

    def find(self, mail_id: UUID) -> LoggedMail | None:
        written, held = _WRITTEN.where(LetterRow.id == mail_id), _HELD.where(BundleRow.id == mail_id)
        found = self._read(select(union_all(written, held).subquery()))
        return found[0] if found else None

    def _read(self, statement: Select[Any]) -> list[LoggedMail]:
        with self._database.reading() as connection:
            return [from_row(row) for row in connection.execute(statement)]


_WRITTEN = select(
    LetterRow.id,
    case((and_(_WAITING, LetterRow.last_error != ""), "failing"), else_=LetterRow.state).label("state"),
    LetterRow.kind,
    LetterRow.to.label("address"),
    LetterRow.person_id,
    LetterRow.thread,
    LetterRow.written_at,
    case((_WAITING, LetterRow.due_at)).label("due_at"),
    LetterRow.tried_at,
    LetterRow.settled_at,
    LetterRow.attempts.cast(Integer).label("attempts"),
    LetterRow.resends.cast(Integer).label("resends"),
    LetterRow.last_error.label("answer"),
    and_(LetterRow.lasting, LetterRow.state != DeliveryState.UNSENT).label("resendable"),
)
_HELD = select(
    BundleRow.id,
    literal("held", String).label("state"),
    _HELD_KIND.label("kind"),
    _HELD_ADDRESS.label("address"),
    BundleRow.person_id,
    BundleRow.about.label("thread"),
    BundleRow.opened_at.label("written_at"),
    BundleRow.due_at,
    null().cast(LetterRow.tried_at.type).label("tried_at"),
    null().cast(LetterRow.settled_at.type).label("settled_at"),
    literal(0, Integer).label("attempts"),
    literal(0, Integer).label("resends"),
    literal("", String).label("answer"),
    false().label("resendable"),
).where(BundleRow.channel == Channel.EMAIL)


def _of_letters(wanted: MailFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.person_id is not None:
        address = select(PersonRow.email).where(PersonRow.id == wanted.person_id).scalar_subquery()
        yield or_(LetterRow.person_id == wanted.person_id, LetterRow.to == address)
    if wanted.address is not None:
        yield LetterRow.to == wanted.address
    if wanted.kinds is not None:
        yield LetterRow.kind.in_(wanted.kinds)
    if wanted.states is not None:
        yield or_(false(), *(_STATES[each] for each in sorted(wanted.states)))
    if wanted.from_ is not None:
        yield LetterRow.written_at >= wanted.from_
    if wanted.to is not None:
        yield LetterRow.written_at < wanted.to


def _of_bundles(wanted: MailFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.person_id is not None:
        yield BundleRow.person_id == wanted.person_id
    if wanted.address is not None:
        yield _HELD_ADDRESS.in_([wanted.address])
    if wanted.kinds is not None:
        yield _HELD_KIND.in_(wanted.kinds)
    if wanted.states is not None and MailState.HELD not in wanted.states:
        yield false()
    if wanted.from_ is not None:
        yield BundleRow.opened_at >= wanted.from_
    if wanted.to is not None:
        yield BundleRow.opened_at < wanted.to


def from_row(row: Row[Any]) -> LoggedMail:
    columns = dict(row._mapping)
    thread = columns.pop("thread")
    meeting_id = UUID(thread) if thread else None
    return LoggedMail(**columns | {"state": MailState(row.state), "meeting_id": meeting_id})
