from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, exists, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError

from adapters.postgres import newcomers
from adapters.postgres.database import OpenTransaction, columns_of
from adapters.postgres.identity_rows import PersonRow
from application.identity.ports import KnownPerson, People, sort_key
from domain.identity.language import Language
from domain.identity.person import Person
from domain.identity.refusals import EmailAlreadyTaken, PersonNotFound, StalePerson
from domain.identity.role import Role
from domain.shared.event import DomainEvent

_PERSON = f"SELECT {columns_of(PersonRow)} FROM person WHERE"
_AMONG = f"{_PERSON} id = ANY (%s) OR email = ANY (%s) ORDER BY id"
_BY_EMAIL = f"{_PERSON} email = %s"
# Whoever merely refers to this person (a guest, a session) need not wait.
_HELD = f"{_PERSON} id = %s FOR NO KEY UPDATE"


class PostgresPeople(People):
    def __init__(self, opened: OpenTransaction, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._opened = opened
        self._record = record

    def add(self, person: Person) -> None:
        added = insert(PersonRow).values(to_row(person)).on_conflict_do_nothing(index_elements=["email"])
        if self._opened.connection.execute(added.returning(PersonRow.id)).scalar() is None:
            raise EmailAlreadyTaken(f"{person.email} has an account already", field=("email",))
        self._kept(person)

    def get(self, person_id: UUID) -> Person:
        held = self._opened.write(_HELD, person_id)
        if not held:
            raise PersonNotFound("there is no such person")
        return from_row(held[0])

    def by_email(self, email: str) -> Person | None:
        found = self._opened.read(_BY_EMAIL, email)
        return from_row(found[0]) if found else None

    def among(self, person_ids: Collection[UUID], emails: Collection[str]) -> Sequence[Person]:
        if not person_ids and not emails:
            return ()
        rows = self._opened.read(_AMONG, list(person_ids), list(emails))
        return [from_row(row) for row in rows]

    def save(self, person: Person) -> None:
        saved = (
            update(PersonRow)
            .where(PersonRow.id == person.id, PersonRow.version == person.version)
            .values(to_row(person))
            .returning(PersonRow.id)
        )
        try:
            with self._opened.connection.begin_nested():
                row = self._opened.connection.execute(saved).scalar()
        except IntegrityError as error:
            raise EmailAlreadyTaken(f"{person.email} has an account already", field=("email",)) from error
        if row is None:
            raise StalePerson("somebody changed this person since you read it")
        self._kept(person)

    def active_admins(self) -> Sequence[Person]:
        admins = select(PersonRow.__table__).where(PersonRow.role == Role.ADMIN, PersonRow.active)
        return self._read(admins.order_by(PersonRow.id).with_for_update(key_share=True))

    def none_yet(self) -> bool:
        anybody = select(exists(select(PersonRow.id)))
        if self._opened.connection.scalar(anybody):
            return False
        self._opened.connection.execute(text("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE"))
        return not self._opened.connection.scalar(anybody)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[Person]:
        return [from_row(row) for row in self._opened.connection.execute(statement)]

    def _kept(self, person: Person) -> None:
        person.version += 1
        newcomers.note(self._opened, person)
        self._record(person.events)
        person.events.clear()


def to_row(person: Person) -> dict[str, Any]:
    """The row of the version that is about to be stored."""
    known = KnownPerson(person.id, person.email, person.name, person.zone.key, person.role)
    return {
        "id": person.id,
        "email": person.email,
        "name": person.name,
        "sort_key": sort_key(known),
        "sought": known.sought,
        "zone": person.zone.key,
        "role": person.role.value,
        "password_hash": person.password_hash,
        "created_at": person.created_at,
        "active": person.active,
        "language": person.language.value,
        "version": person.version + 1,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> Person:
    return Person(
        id=row.id,
        email=row.email,
        name=row.name,
        zone=ZoneInfo(row.zone),
        role=Role(row.role),
        password_hash=row.password_hash,
        created_at=row.created_at,
        active=row.active,
        language=Language(row.language),
        version=row.version,
    )
