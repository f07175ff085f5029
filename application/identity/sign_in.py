from dataclasses import dataclass, field

from application.identity.password_check import PasswordCheck
from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens, PasswordHasher
from application.identity.second_factor_check import SecondFactorCheck, SecondFactorSent
from application.identity.signing_in import Device, SignedIn, open_session, recognise
from application.shared.ports import Clock, Transactions
from domain.identity.email_address import email_address
from domain.identity.person import Person
from domain.identity.refusals import InvalidCredentials, InvalidEmailAddress


@dataclass(frozen=True, slots=True)
class SignInCommand:
    email: str
    password: str = field(repr=False)
    device: Device = field(default_factory=Device)
    second_factor: SecondFactorSent | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Opens a session.

    Raises InvalidCredentials, alike and at the same cost for every wrong pair, and TooManyAttempts, alike
    for every address, whether it is anybody's or not. With the right pair it raises what
    SecondFactorCheck does.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    password_check: PasswordCheck
    password_hasher: PasswordHasher
    second_factor_check: SecondFactorCheck
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens

    def __call__(self, command: SignInCommand) -> SignedIn:
        person, device = self._find(command)
        if not self.password_check(person, command.email, command.password, device=device) or person is None:
            raise InvalidCredentials("the e-mail address or the password is wrong")
        self.second_factor_check(person, command.second_factor)
        known_hash = person.password_hash
        outdated = self.password_hasher.is_outdated(known_hash or "")
        fresh_hash = self.password_hasher.hash(command.password) if outdated else known_hash
        with self.transactions.begin() as work:
            person = work.people.get(person.id)
            if person.active and person.password_hash == known_hash:
                if fresh_hash != known_hash:
                    person.password_hash = fresh_hash
                    work.people.save(person)
                now = self.clock.now()
                return open_session(work, person, command.device, self.opaque_tokens, self.access_tokens, now)
        return self(command)  # it was changed meanwhile: what counts is the password that stands now

    def _find(self, command: SignInCommand) -> tuple[Person | None, bytes | None]:
        """Who has that address, and the digest of the device if they have signed in there before."""
        try:
            email = email_address(command.email)
        except InvalidEmailAddress:
            return None, None
        with self.transactions.begin() as work:
            person = work.people.by_email(email)
            return person, recognise(work, person, command.device, self.opaque_tokens) if person else None
