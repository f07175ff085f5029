from dataclasses import dataclass
from datetime import datetime

from application.identity.caller import Caller
from application.identity.joining_letters import (
    add_unless_flooded,
    has_account_letter,
    new_address_letter,
)
from application.identity.letterhead import Letterhead
from application.identity.ports import IdentityWork, OpaqueTokens
from application.identity.signing_in import own_account, still_signed_in
from application.shared.ports import Clock, Transactions
from domain.identity.email_address import email_address
from domain.identity.email_change import EmailChange
from domain.identity.refusals import InvalidEmailAddress


@dataclass(frozen=True, slots=True)
class ChangeEmail:
    """Mails a link to a new address; nothing changes before it is followed (``ConfirmEmail``).

    Who asks is not told whether the address is anybody's. Raises ProofNeeded, OnlyInPerson, SessionEnded or
    InvalidEmailAddress.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    letterhead: Letterhead

    def __call__(self, caller: Caller, email: str) -> datetime:
        """Until when the link works."""
        person, session_id = own_account(self.transactions, caller)
        now, token = self.clock.now(), self.opaque_tokens.new()
        caller.must_have_proved(now)
        digest = self.opaque_tokens.digest(token)
        change = EmailChange(person.id, email_address(email), digest, session_id, asked_at=now)
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = still_signed_in(work, caller, now)
            if change.email == person.email:
                raise InvalidEmailAddress("this is your address already", field=("email",))
            work.email_changes.replace(change)
            owner = work.people.by_email(change.email)
            if owner is None:
                letter = new_address_letter(change, person, token, self.letterhead)
            else:
                letter = has_account_letter(change.email, self.letterhead, language=owner.language, now=now)
            add_unless_flooded(work, letter)
        return change.expires_at
