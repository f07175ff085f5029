from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, delete, select
from sqlalchemy.dialects.postgresql import insert

from adapters.postgres.joining_rows import AccountInvitationRow
from application.identity.ports import AccountInvitations
from domain.identity.account_invitation import AccountInvitation
from domain.identity.role import Role
from domain.shared.event import DomainEvent


class PostgresAccountInvitations(AccountInvitations):
    def __init__(self, connection: Connection, record: Callable[[Iterable[DomainEvent]], None]) -> None:
        self._connection = connection
        self._record = record

    def replace(self, invitation: AccountInvitation) -> None:
        values = to_row(invitation)
        kept = insert(AccountInvitationRow).values(values)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["email"], set_=values))
        self._recorded(invitation)

    def by_digest(self, digest: bytes) -> AccountInvitation | None:
        return self._one(AccountInvitationRow.digest == digest)

    def for_address(self, email: str) -> AccountInvitation | None:
        return self._one(AccountInvitationRow.email == email)

    def get(self, invitation_id: UUID) -> AccountInvitation | None:
        return self._one(AccountInvitationRow.id == invitation_id)

    def page(self, *, after: str | None, limit: int) -> Sequence[AccountInvitation]:
        page = select(AccountInvitationRow.__table__).order_by(AccountInvitationRow.email).limit(limit)
        if after is not None:
            # No address holds the character, so none lies between the whole and what stands before it.
            page = page.where(AccountInvitationRow.email > after.partition("\x00")[0])
        return self._read(page)

    def sent_by(self, person_id: UUID) -> Sequence[AccountInvitation]:
        theirs = select(AccountInvitationRow.__table__).where(AccountInvitationRow.invited_by == person_id)
        return self._read(theirs.order_by(AccountInvitationRow.email))

    def remove(self, invitation: AccountInvitation) -> None:
        one = delete(AccountInvitationRow).where(AccountInvitationRow.id == invitation.id)
        self._connection.execute(one)
        self._recorded(invitation)

    def _one(self, condition: Any) -> AccountInvitation | None:
        held = select(AccountInvitationRow.__table__).where(condition).with_for_update()
        return next(iter(self._read(held)), None)

    def _read(self, statement: Select[*tuple[Any, ...]]) -> list[AccountInvitation]:
        rows = self._connection.execute(statement)
        return [from_row(row) for row in rows]

    def _recorded(self, invitation: AccountInvitation) -> None:
        self._record(invitation.events)
        invitation.events.clear()


def to_row(invitation: AccountInvitation) -> dict[str, Any]:
    return {
        "id": invitation.id,
        "email": invitation.email,
        "name": invitation.name,
        "role": invitation.role.value,
        "digest": invitation.digest,
        "invited_by": invitation.invited_by,
        "invited_at": invitation.invited_at,
        "expires_at": invitation.expires_at,
    }


def from_row(row: Row[*tuple[Any, ...]]) -> AccountInvitation:
    return AccountInvitation(
        id=row.id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        digest=row.digest,
        invited_by=row.invited_by,
        invited_at=row.invited_at,
        expires_at=row.expires_at,
    )
