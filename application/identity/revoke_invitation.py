from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import InvitationNotFound
from domain.identity.role import Permission


@dataclass(frozen=True, slots=True)
class RevokeInvitation:
    """Its link is void from now on. Raises PermissionMissing or InvitationNotFound."""

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, invitation_id: UUID) -> None:
        caller.must(Permission.INVITE_PEOPLE)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            invitation = work.account_invitations.get(invitation_id)
            if invitation is None:
                raise InvitationNotFound("there is no such invitation; it was accepted, revoked or replaced")
            invitation.revoke(by=caller.person_id, now=self.clock.now())
            work.account_invitations.remove(invitation)
