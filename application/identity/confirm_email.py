from dataclasses import dataclass

from application.identity.ending_sessions import end_sessions
from application.identity.joining_letters import address_changed_letter
from application.identity.letterhead import Letterhead
from application.identity.ports import IdentityWork, OpaqueTokens
from application.shared.ports import Clock, Transactions
from domain.identity.email_change import EmailChange
from domain.identity.person import Person
from domain.identity.refusals import ConfirmationInvalid
from domain.identity.session import Ending


@dataclass(frozen=True, slots=True)
class ConfirmEmail:
    """Moves an account to the address that the token was mailed to, and tells the old one.

    News of meetings that still waits to be sent goes to the new one.

    All sessions end but the one that asked for it; links for a new password that went to the old address are
    void. Raises ConfirmationInvalid, or EmailAlreadyTaken when somebody else got it meanwhile.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    opaque_tokens: OpaqueTokens
    letterhead: Letterhead

    def __call__(self, token: str) -> None:
        now = self.clock.now()
        with self.transactions.begin() as work:
            change, person = self._held(work, self.opaque_tokens.digest(token))
            old = person.email
            person.move_to_address(change.email, now=now)
            work.people.save(person)
            work.password_resets.remove(person.id)
            end_sessions(work, person.id, Ending.EMAIL_CHANGED, by=person.id, now=now, but=change.session_id)
            work.letters.send_on(person.id, change.email)
            work.letters.add(address_changed_letter(person, self.letterhead, old=old, now=now))

    def _held(self, work: IdentityWork, digest: bytes) -> tuple[EmailChange, Person]:
        """Both held. Raises ConfirmationInvalid."""
        sought = work.email_changes.by_digest(digest)
        person = work.people.get(sought.person_id) if sought else None
        change = work.email_changes.by_digest(digest)  # again, now that nobody else can take it
        if change is None or person is None or not person.active or not change.is_open(self.clock.now()):
            raise ConfirmationInvalid("this link is unknown, used, replaced or expired; ask for a new one")
        return change, person
