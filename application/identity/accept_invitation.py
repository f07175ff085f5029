from dataclasses import dataclass, field

from application.identity.new_passwords import NewPasswords
from application.identity.ports import HouseBook, IdentityWork, KnownPerson, OpaqueTokens
from application.identity.signing_in import known
from application.shared.ports import Clock, Transactions
from domain.identity.account_invitation import AccountInvitation, Registration
from domain.identity.email_address import email_address
from domain.identity.person import Person
from domain.identity.refusals import InvitationInvalid, RegistrationClosed


@dataclass(frozen=True, slots=True)
class AcceptInvitationCommand:
    """``email`` may be left out; when it is given it is the address that was invited."""

    token: str = field(repr=False)
    password: str = field(repr=False)
    name: str
    time_zone: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptInvitation:
    """Makes the account that a mailed token is good for, once: with its address and its role.

    The token proves the address, so that this may say that it has an account already, which stays as it is.
    Raises InvitationInvalid, EmailAlreadyTaken, WeakPassword, RegistrationClosed or what makes a person
    impossible; after a refusal the token is as good as before.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    new_passwords: NewPasswords
    house_book: HouseBook

    def __call__(self, command: AcceptInvitationCommand) -> KnownPerson:
        invitation = self.invitation(command.token)
        if command.email is not None and email_address(command.email) != invitation.email:
            raise InvitationInvalid("this invitation is for another address", field=("email",))
        password_hash = self.new_passwords.hashed(command.password, email=invitation.email, name=command.name)
        with self.transactions.begin() as work:
            invitation = self._open(work, command.token)
            person = Person.join(
                email=invitation.email,
                name=command.name,
                time_zone=command.time_zone,
                role=invitation.role,
                password_hash=password_hash,
                now=self.clock.now(),
            )
            work.people.add(person)
            work.account_invitations.remove(invitation)
        return known(person)

    def invitation(self, token: str) -> AccountInvitation:
        """What the token is good for. Raises InvitationInvalid or RegistrationClosed."""
        with self.transactions.begin() as work:
            return self._open(work, token)

    def _open(self, work: IdentityWork, token: str) -> AccountInvitation:
        if self.house_book.rules().registration is Registration.CLOSED:
            raise RegistrationClosed("nobody can get an account here by themselves; ask an admin for one")
        invitation = work.account_invitations.by_digest(self.opaque_tokens.digest(token))
        if invitation is None or not invitation.is_open(self.clock.now()):
            raise InvitationInvalid("this invitation is unknown, used, replaced or too old; ask for another")
        return invitation
