from dataclasses import dataclass, field

from application.identity.caller import Caller
from application.identity.ending_sessions import end_sessions
from application.identity.letterhead import Letterhead
from application.identity.new_passwords import NewPasswords
from application.identity.password_check import PasswordCheck
from application.identity.password_letters import changed_letter
from application.identity.ports import AccessTokens, IdentityWork, OpaqueTokens
from application.identity.signing_in import SignedIn, own_account, signed_in
from application.identity.withdrawing import revoke_tokens
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import SessionEnded, WrongPassword
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class ChangePasswordCommand:
    caller: Caller
    current_password: str = field(repr=False)
    new_password: str = field(repr=False)
    end_tokens: bool = False


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Ends all other sessions, and gives this one a new refresh token: whoever holds a copy is out.

    API tokens go on unless ``end_tokens``: whoever changes a password they know need not stop their programs.

    Raises WrongPassword, WeakPassword, TooManyAttempts, or OnlyInPerson for callers without a session.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    password_check: PasswordCheck
    new_passwords: NewPasswords
    access_tokens: AccessTokens
    opaque_tokens: OpaqueTokens
    letterhead: Letterhead

    def __call__(self, command: ChangePasswordCommand) -> SignedIn:
        person, session_id = own_account(self.transactions, command.caller)
        known_hash, device = person.password_hash, session_id.bytes
        wrong = WrongPassword("this is not your password", field=("current_password",))
        if not self.password_check(person, person.email, command.current_password, device=device):
            raise wrong
        fresh_hash = self.new_passwords.hashed(
            command.new_password, email=person.email, name=person.name, field="new_password"
        )
        token, now = self.opaque_tokens.new(), self.clock.now()
        with self.transactions.begin() as work:
            person = work.people.get(person.id)
            session = work.sessions.get(session_id)
            if session is None or not session.is_alive(now):
                raise SessionEnded("this session has ended; sign in again")
            if person.password_hash != known_hash:
                raise wrong
            person.change_password(fresh_hash, now=now)
            work.people.save(person)
            work.password_resets.remove(person.id)
            end_sessions(work, person.id, Ending.PASSWORD_CHANGED, by=person.id, now=now, but=session_id)
            session.renew(self.opaque_tokens.digest(token), now=now)
            work.sessions.save(session)
            if command.end_tokens:
                revoke_tokens(work, person, by=person.id, now=now)
            letter = changed_letter(person, self.letterhead, tokens_ended=command.end_tokens, now=now)
            work.letters.add(letter)
            return signed_in(person, session, token, self.access_tokens, now)
