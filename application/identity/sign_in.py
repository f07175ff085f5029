from dataclasses import dataclass, field

from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens, PasswordHasher
from application.identity.signing_in import Device, SignedIn, open_session
from application.shared.ports import Clock, Transactions
from domain.identity.email_address import email_address
from domain.identity.person import Person
from domain.identity.refusals import InvalidCredentials, InvalidEmailAddress


@dataclass(frozen=True, slots=True)
class SignInCommand:
    email: str
    password: str = field(repr=False)
    device: Device = field(default_factory=Device)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Opens a session. Raises InvalidCredentials, alike and at the same cost for every wrong pair."""

    transactions: Transactions[IdentityWork]
    clock: Clock
    password_hasher: PasswordHasher
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, command: SignInCommand) -> SignedIn:
        person = self._find(command.email)
        known_hash = person.password_hash if person and person.active else None
        if not self.password_hasher.verify(known_hash, command.password) or person is None:
            raise InvalidCredentials("the e-mail address or the password is wrong")
        outdated = self.password_hasher.is_outdated(known_hash or "")
        fresh_hash = self.password_hasher.hash(command.password) if outdated else known_hash
        with self.transactions.begin() as work:
            person = work.people.get(person.id)
            if not person.active:
                raise InvalidCredentials("the e-mail address or the password is wrong")
            if fresh_hash != known_hash and person.password_hash == known_hash:
                person.password_hash = fresh_hash
                work.people.save(person)
            now = self.clock.now()
            return open_session(work, person, command.device, self.opaque_tokens, self.access_tokens, now)

    def _find(self, email: str) -> Person | None:
        try:
            address = email_address(email)
        except InvalidEmailAddress:
            return None
        with self.transactions.begin() as work:
            return work.people.by_email(address)
