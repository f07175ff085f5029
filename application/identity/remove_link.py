from dataclasses import dataclass
from uuid import UUID

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.signing_in import own_account
from application.shared.ports import Clock, Transactions
from domain.identity.refusals import LastWayIn, LinkNotFound


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Signing in elsewhere opens the caller's account no longer.

    Raises OnlyInPerson, LinkNotFound, LastWayIn for who has neither password nor passkey, or ProofNeeded.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock

    def __call__(self, caller: Caller, link_id: UUID) -> None:
        own_account(self.transactions, caller)
        now = self.clock.now()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = work.people.get(caller.person_id)
            links = work.external_identities.of(person.id)
            link = next((each for each in links if each.id == link_id), None)
            if link is None:
                raise LinkNotFound("your account is not linked like that")
            if person.password_hash is None and not work.second_factors.find(person.id).passkeys:
                raise LastWayIn("choose a password first: this is your only way to sign in")
            caller.must_have_proved(now)
            link.unlink(person, now=now)
            work.external_identities.remove(link)
