from collections.abc import Callable
from dataclasses import astuple
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.letter_rows import LetterRow
from application.shared.ports import LETTERS_WRITTEN, Letters
from domain.shared.letter import CalendarPart, Delivery, DeliveryState, Letter, Link, Section


class PostgresLetters(Letters):
    def __init__(self, connection: Connection, ring: Callable[[str], None]) -> None:
        self._connection = connection
        self._ring = ring

    def add(self, letter: Letter) -> None:
        self.save(Delivery.of(letter))
        self._ring(LETTERS_WRITTEN)

    def due(self, now: datetime) -> Delivery | None:
        waiting = select(LetterRow.__table__).where(
            LetterRow.state == DeliveryState.WAITING, LetterRow.due_at <= now
        )
        first = waiting.order_by(LetterRow.due_at, LetterRow.id).limit(1)
        return self._read(first.with_for_update(skip_locked=True))

    def get(self, letter_id: UUID) -> Delivery | None:
        return self._read(select(LetterRow.__table__).where(LetterRow.id == letter_id).with_for_update())

    def save(self, delivery: Delivery) -> None:
        values = to_row(delivery)
        kept = insert(LetterRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["id"], set_=values))

    def send_on(self, person_id: UUID, address: str) -> None:
        waiting = update(LetterRow).where(
            LetterRow.person_id == person_id, LetterRow.state == DeliveryState.WAITING, LetterRow.lasting
        )
        self._connection.execute(waiting.values({"to": address}))

    def written_to(self, address: str, *, since: datetime) -> int:
        theirs = select(func.count()).where(LetterRow.to == address, LetterRow.written_at >= since)
        return self._connection.scalar(theirs) or 0

    def _read(self, statement: Select[*tuple[Any, ...]]) -> Delivery | None:
        row = self._connection.execute(statement).one_or_none()
        return None if row is None else from_row(row)


def to_row(delivery: Delivery) -> dict[str, Any]:
    letter = delivery.letter
    return {
        "id": letter.id,
        "to": letter.to,
        "subject": letter.subject,
        "paragraphs": list(letter.paragraphs),
        "sections": [_section_to_json(each) for each in letter.sections],
        "link_words": letter.link.words if letter.link else None,
        "link_url": letter.link.url if letter.link else None,
        "written_at": letter.written_at,
        "calendar_method": letter.calendar.method if letter.calendar else None,
        "calendar_text": letter.calendar.text if letter.calendar else None,
        "thread": letter.thread,
        "lasting": letter.lasting,
        "kind": letter.kind,
        "person_id": letter.person_id,
        "language": letter.language,
        "asked_at": delivery.asked_at,
        "tried_at": delivery.tried_at,
        "resends": delivery.resends,
        "due_at": delivery.due_at,
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "last_error": delivery.last_error,
        "settled_at": delivery.settled_at,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Delivery:
    has_link = row.link_words is not None and row.link_url is not None
    link = Link(row.link_words or "", row.link_url or "") if has_link else None
    calendar = CalendarPart(row.calendar_method, row.calendar_text) if row.calendar_method else None
    return Delivery(
        letter=Letter(
            id=row.id,
            to=row.to,
            subject=row.subject,
            paragraphs=tuple(row.paragraphs),
            link=link,
            written_at=row.written_at,
            calendar=calendar,
            thread=row.thread,
            lasting=row.lasting,
            kind=row.kind,
            person_id=row.person_id,
            sections=tuple(map(_section_from_json, row.sections)),
            language=row.language,
        ),
        due_at=row.due_at,
        asked_at=row.asked_at,
        tried_at=row.tried_at,
        resends=row.resends,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        last_error=row.last_error,
        settled_at=row.settled_at,
    )


def _section_to_json(section: Section) -> list[Any]:
    return [section.heading, list(section.lines), astuple(section.link) if section.link else None]


def _section_from_json(stored: list[Any]) -> Section:
    heading, lines, link = stored
    return Section(heading, tuple(lines), Link(*link) if link else None)
