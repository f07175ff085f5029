from dataclasses import dataclass, field

from application.identity.joining_letters import (
    add_unless_flooded,
    already_invited_letter,
    has_account_letter,
    registration_letter,
)
from application.identity.letterhead import Letterhead
from application.identity.new_passwords import NewPasswords
from application.identity.ports import HouseBook, IdentityWork, OpaqueTokens, PasswordHasher
from application.shared.ports import Clock, Transactions
from domain.identity.account_invitation import AccountInvitation, Registration
from domain.identity.email_address import email_address
from domain.identity.refusals import RegistrationClosed
from domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class RequestAccountCommand:
    """``name`` and ``password`` may be left out: both are chosen behind the link."""

    email: str
    name: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class RequestAccount:
    """Mails whoever reads that address a link to make the account with; until then there is none.

    Who asks learns nothing about the address, neither by the answer nor by the time, since a hash that costs
    the same for everybody outweighs the rest. A password that was sent is only judged, and not kept: whoever
    asked first, in another's name, must not know the password of what the other makes of the link.
    Raises RegistrationClosed, WeakPassword or InvalidEmailAddress.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    new_passwords: NewPasswords
    password_hasher: PasswordHasher
    house_book: HouseBook
    letterhead: Letterhead

    def __call__(self, command: RequestAccountCommand) -> None:
        if self.house_book.rules().registration is not Registration.OPEN:
            raise RegistrationClosed("accounts are by invitation here; ask an admin for one")
        email, token = email_address(command.email), self.opaque_tokens.new()
        if command.password is not None:
            self.new_passwords.check(command.password, email=email, name=command.name or "")
        self.password_hasher.verify(None, token)
        now = self.clock.now()
        request = AccountInvitation.invite(
            email, role=Role.MEMBER, digest=self.opaque_tokens.digest(token), by=None, now=now
        )
        with self.transactions.begin() as work:
            earlier = work.account_invitations.for_address(email)
            owner = work.people.by_email(email)
            if owner is not None:
                letter = has_account_letter(email, self.letterhead, language=owner.language, now=now)
            elif earlier is not None and earlier.invited_by is not None and earlier.is_open(now):
                # It may give another role, and a stranger must not be able to void its link.
                letter = already_invited_letter(email, self.letterhead, now=now)
            else:
                work.account_invitations.replace(request)
                letter = registration_letter(request, token, self.letterhead, now=now)
            add_unless_flooded(work, letter)
