from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.memory.tables import Tables, stored
from application.identity.ports import AccountInvitations
from domain.identity.account_invitation import AccountInvitation
from domain.shared.event import DomainEvent


@dataclass
class MemoryAccountInvitations(AccountInvitations):
    tables: Tables
    events: list[DomainEvent]

    def replace(self, invitation: AccountInvitation) -> None:
        self._recorded(invitation)
        self.tables.account_invitations[invitation.email] = stored(invitation)

    def by_digest(self, digest: bytes) -> AccountInvitation | None:
        return next((stored(each) for each in self._all() if each.digest == digest), None)

    def for_address(self, email: str) -> AccountInvitation | None:
        found = self.tables.account_invitations.get(email)
        return stored(found) if found else None

    def get(self, invitation_id: UUID) -> AccountInvitation | None:
        return next((stored(each) for each in self._all() if each.id == invitation_id), None)

    def page(self, *, after: str | None, limit: int) -> Sequence[AccountInvitation]:
        behind = [each for each in self._all() if after is None or each.email > after]
        return [stored(each) for each in behind[:limit]]

    def sent_by(self, person_id: UUID) -> Sequence[AccountInvitation]:
        return [stored(each) for each in self._all() if each.invited_by == person_id]

    def remove(self, invitation: AccountInvitation) -> None:
        self._recorded(invitation)
        del self.tables.account_invitations[invitation.email]

    def _all(self) -> list[AccountInvitation]:
        return sorted(self.tables.account_invitations.values(), key=lambda each: each.email)

    def _recorded(self, invitation: AccountInvitation) -> None:
        self.events += invitation.events
        invitation.events.clear()
