from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork, KnownPerson, PeopleDirectory
from application.shared.cursor import cursor_after, key_of
from application.shared.ports import Transactions
from domain.identity.account_invitation import AccountInvitation
from domain.identity.refusals import InvitationNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class InvitationsPage:
    invitations: Sequence[AccountInvitation]
    inviters: Mapping[UUID, KnownPerson]
    next_cursor: str | None = None


@dataclass(frozen=True, slots=True)
class ReadInvitations:
    """Who was asked and has not come yet, ordered by address. Raises PermissionMissing or InvalidCursor."""

    transactions: Transactions[IdentityWork]
    people: PeopleDirectory

    def __call__(self, caller: Caller, *, cursor: str | None, limit: int) -> InvitationsPage:
        caller.must(Permission.INVITE_PEOPLE)
        after = key_of(cursor) if cursor is not None else None
        with self.transactions.begin() as work:
            found = work.account_invitations.page(after=after, limit=limit + 1)
            following = cursor_after(found[limit - 1].email) if len(found) > limit else None
            return self._with_inviters(found[:limit], following)

    def one(self, caller: Caller, invitation_id: UUID) -> InvitationsPage:
        """Raises InvitationNotFound."""
        caller.must(Permission.INVITE_PEOPLE)
        with self.transactions.begin() as work:
            found = work.account_invitations.get(invitation_id)
            if found is None:
                raise InvitationNotFound("there is no such invitation; it was accepted, revoked or replaced")
            return self._with_inviters([found], None)

    def _with_inviters(self, found: Sequence[AccountInvitation], cursor: str | None) -> InvitationsPage:
        inviters = {each.invited_by for each in found if each.invited_by is not None}
        return InvitationsPage(found, self.people.named(inviters), cursor)
