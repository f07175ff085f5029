from dataclasses import dataclass, field

from application.identity.ending_sessions import end_sessions
from application.identity.letterhead import Letterhead
from application.identity.new_passwords import NewPasswords
from application.identity.password_check import forget_wrong_passwords
from application.identity.password_letters import changed_letter
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.withdrawing import revoke_tokens
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person
from domain.identity.refusals import ResetTokenInvalid
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class ResetPasswordCommand:
    token: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """Sets a new password by a mailed token, and ends every session and API token; nobody is signed in by it.

    Whoever lost a password may have lost it to somebody, who may have made a token meanwhile.

    Raises ResetTokenInvalid, or WeakPassword, after which the token is still good.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    new_passwords: NewPasswords
    letterhead: Letterhead

    def __call__(self, command: ResetPasswordCommand) -> None:
        digest = self.opaque_tokens.digest(command.token)
        with self.transactions.begin() as work:
            known = self._owner(work, digest)
        password_hash = self.new_passwords.hashed(command.password, email=known.email, name=known.name)
        with self.transactions.begin() as work:
            person, now = self._owner(work, digest), self.clock.now()
            person.reset_password(password_hash, now=now)
            work.people.save(person)
            work.password_resets.remove(person.id)
            end_sessions(work, person.id, Ending.PASSWORD_RESET, by=person.id, now=now)
            revoke_tokens(work, person, by=person.id, now=now)
            forget_wrong_passwords(work, person)
            work.letters.add(changed_letter(person, self.letterhead, tokens_ended=True, now=now))

    def _owner(self, work: IdentityWork, digest: bytes) -> Person:
        """Held, as is the token. Raises ResetTokenInvalid."""
        person_id = work.password_resets.owner(digest)
        person = work.people.get(person_id) if person_id else None
        reset = work.password_resets.of(person.id) if person else None
        if person is None or reset is None or not person.active:
            raise ResetTokenInvalid("this link is unknown, used, replaced or expired; ask for a new one")
        reset.check(digest, now=self.clock.now())
        return person
