from dataclasses import dataclass

from application.identity.letterhead import Letterhead
from application.identity.password_letters import reset_letter
from application.identity.ports import IdentityWork, OpaqueTokens, PasswordHasher
from application.shared.ports import Clock, Transactions
from domain.identity.email_address import email_address
from domain.identity.password_reset import PasswordReset


@dataclass(frozen=True, slots=True)
class ForgetPassword:
    """Mails a link to choose a new password, if the address is anybody's.

    Who asks is never told whether it is: not by the answer, and not by the time, since the hash that costs
    the same for everybody outweighs what the letter costs. Raises InvalidEmailAddress.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    password_hasher: PasswordHasher
    letterhead: Letterhead

    def __call__(self, email: str) -> None:
        address, token = email_address(email), self.opaque_tokens.new()
        self.password_hasher.verify(None, token)
        now = self.clock.now()
        with self.transactions.begin() as work:
            known = work.people.by_email(address)
            if known is None:
                return
            person = work.people.get(known.id)
            reset = work.password_resets.of(person.id) or PasswordReset.of(person)
            if person.active and reset.request(person, self.opaque_tokens.digest(token), now=now):
                work.password_resets.save(reset)
                work.letters.add(reset_letter(person, token, self.letterhead, now=now))
