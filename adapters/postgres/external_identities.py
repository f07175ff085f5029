from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from adapters.postgres.identity_rows import ExternalIdentityRow, ExternalSignInRow
from application.identity.external_ports import ExternalIdentities, ExternalSignIn, ExternalSignIns
from domain.identity.external_identity import ExternalIdentity
from domain.identity.refusals import IdentityAlreadyLinked
from domain.shared.event import DomainEvent


class PostgresExternalIdentities(ExternalIdentities):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def add(self, identity: ExternalIdentity) -> None:
        row = {
            "issuer": identity.issuer,
            "subject": identity.subject,
            "person_id": identity.person_id,
            "linked_at": identity.linked_at,
        }
        added = upsert(ExternalIdentityRow).values(row).on_conflict_do_nothing()
        if self._connection.scalar(added.returning(ExternalIdentityRow.person_id)) is None:
            raise IdentityAlreadyLinked("it was linked just now; try again")
        self._record(identity.events)
        identity.events.clear()

    def owner_of(self, issuer: str, subject: str) -> UUID | None:
        owner = select(ExternalIdentityRow.person_id).where(
            ExternalIdentityRow.issuer == issuer, ExternalIdentityRow.subject == subject
        )
        return self._connection.scalar(owner)

    def has_one(self, person_id: UUID, issuer: str) -> bool:
        theirs = exists().where(
            ExternalIdentityRow.person_id == person_id, ExternalIdentityRow.issuer == issuer
        )
        return bool(self._connection.scalar(select(theirs)))

    def of(self, person_id: UUID) -> Sequence[ExternalIdentity]:
        row = ExternalIdentityRow
        columns = row.issuer, row.subject, row.person_id, row.linked_at
        theirs = select(*columns).where(row.person_id == person_id).order_by(row.issuer)
        return [ExternalIdentity(*each) for each in self._connection.execute(theirs)]

    def remove(self, identity: ExternalIdentity) -> None:
        self._connection.execute(
            delete(ExternalIdentityRow).where(
                ExternalIdentityRow.issuer == identity.issuer, ExternalIdentityRow.subject == identity.subject
            )
        )
        self._record(identity.events)
        identity.events.clear()


class PostgresExternalSignIns(ExternalSignIns):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, digest: bytes, begun: ExternalSignIn) -> None:
        row = {"digest": digest, "person_id": begun.person_id, "expires_at": begun.expires_at}
        self._connection.execute(insert(ExternalSignInRow).values(row))

    def find(self, digest: bytes) -> ExternalSignIn | None:
        row = ExternalSignInRow
        found = select(row.expires_at, row.person_id).where(row.digest == digest)
        return next((ExternalSignIn(*each) for each in self._connection.execute(found)), None)

    def remove_of(self, person_id: UUID) -> None:
        self._connection.execute(delete(ExternalSignInRow).where(ExternalSignInRow.person_id == person_id))

    def take(self, digest: bytes) -> ExternalSignIn | None:
        taken = (
            delete(ExternalSignInRow)
            .where(ExternalSignInRow.digest == digest)
            .returning(ExternalSignInRow.expires_at, ExternalSignInRow.person_id)
        )
        row = self._connection.execute(taken).one_or_none()
        return None if row is None else ExternalSignIn(*row)
