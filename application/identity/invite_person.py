from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.joining_letters import invitation_letter
from application.identity.letterhead import Letterhead
from application.identity.ports import HouseBook, IdentityWork, OpaqueTokens
from application.shared.ports import Clock, Transactions
from domain.identity.account_invitation import AccountInvitation, Registration
from domain.identity.refusals import EmailAlreadyTaken, PermissionMissing, RegistrationClosed
from domain.identity.role import Permission, Role


@dataclass(frozen=True, slots=True)
class InvitePersonCommand:
    caller: Caller
    email: str
    name: str = ""
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class InvitePerson:
    """Mails a link with which its reader makes an account; inviting again voids the link before.

    Nothing happens to an account that exists. Raises PermissionMissing, EmailAlreadyTaken or
    RegistrationClosed.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    house_book: HouseBook
    letterhead: Letterhead

    def __call__(self, command: InvitePersonCommand) -> UUID:
        caller, token, now = command.caller, self.opaque_tokens.new(), self.clock.now()
        caller.must(Permission.INVITE_PEOPLE)
        if command.role is Role.ADMIN:
            caller.must(Permission.MANAGE_PEOPLE)
        if self.house_book.rules().registration is Registration.CLOSED:
            raise RegistrationClosed(
                "nobody can be invited here; an admin may open registration in the settings"
            )
        invitation = AccountInvitation.invite(
            command.email,
            name=command.name,
            role=command.role,
            digest=self.opaque_tokens.digest(token),
            by=caller.person_id,
            now=now,
        )
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            # Held, so that they cannot lose the right to invite in the middle of it.
            inviter = work.people.get(caller.person_id)
            if Permission.INVITE_PEOPLE not in inviter.role.permissions or not inviter.active:
                raise PermissionMissing("you may not invite people any more")
            known = work.people.by_email(invitation.email)
            if known is not None:
                advice = "nothing to invite them to" if known.active else "reactivate it instead"
                raise EmailAlreadyTaken(f"{known.email} has an account already: {advice}", field=("email",))
            work.account_invitations.replace(invitation)
            work.letters.add(invitation_letter(invitation, token, self.letterhead, inviter=inviter, now=now))
        return invitation.id
