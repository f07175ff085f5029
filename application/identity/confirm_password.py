from dataclasses import dataclass

from application.identity.caller import Caller
from application.identity.password_check import PasswordCheck
from application.identity.ports import IdentityWork
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import SessionEnded, WrongPassword


@dataclass(frozen=True, slots=True)
class ConfirmPassword:
    """Proves that whoever sits at this session is its owner: what is sensitive works for ten minutes then.

    Raises WrongPassword, TooManyAttempts, or OnlyInPerson for callers without a session.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    password_check: PasswordCheck

    def __call__(self, caller: Caller, password: str) -> None:
        person, session_id = own_account(self.transactions, caller)
        if not self.password_check(person, person.email, password, device=session_id.bytes):
            raise WrongPassword("this is not your password", field=("password",))
        now = self.clock.now()
        with self.transactions.begin() as work:
            session = work.sessions.get(session_id)
            if session is None or not session.is_alive(now):
                raise SessionEnded("this session has ended; sign in again")
            session.prove(now=now)
            work.sessions.save(session)
