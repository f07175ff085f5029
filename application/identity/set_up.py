from dataclasses import dataclass, field

from application.identity.new_passwords import NewPasswords
from application.identity.ports import (
    AccessTokens,
    IdentityWork,
    OpaqueTokens,
    SetupLink,
)
from application.identity.signing_in import Device, SignedIn, open_session
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person
from domain.identity.refusals import SetupClosed, SetupTokenInvalid
from domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class SetUpCommand:
    token: str = field(repr=False)
    email: str
    password: str = field(repr=False)
    name: str
    time_zone: str
    device: Device = field(default_factory=Device)


@dataclass(frozen=True, slots=True)
class SetUp:
    """Makes the very first person, an admin, and signs them in.

    Raises SetupTokenInvalid, SetupClosed once anybody has an account, or what makes a person impossible.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    setup_link: SetupLink
    new_passwords: NewPasswords
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, command: SetUpCommand) -> SignedIn:
        if not self.setup_link.matches(command.token):
            raise SetupTokenInvalid("this set-up link is not valid; use the one printed at the first start")
        password_hash = self.new_passwords.hashed(command.password, email=command.email, name=command.name)
        now = self.clock.now()
        person = Person.join(
            email=command.email,
            name=command.name,
            time_zone=command.time_zone,
            role=Role.ADMIN,
            password_hash=password_hash,
            now=now,
        )
        with self.transactions.begin() as work:
            if not work.people.none_yet():
                raise SetupClosed("Convene is set up already; sign in instead")
            work.people.add(person)
            return open_session(work, person, command.device, self.opaque_tokens, self.access_tokens, now)
