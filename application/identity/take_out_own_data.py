from dataclasses import dataclass
from datetime import timedelta

from application.identity.caller import Caller
from application.identity.ports import IdentityWork
from application.identity.signing_in import still_signed_in
from application.shared.ports import Clock, Transactions
from application.shared.rate_limits import RateLimit, RateLimits
from domain.shared.act import Act

OFTEN_ENOUGH = RateLimit("own-data", 6, timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class TakeOutOwnData:
    """Lets somebody take out what is kept about them; that they did is an entry of the audit trail.

    Raises OnlyInPerson, ProofNeeded, SecondFactorNeeded, SessionEnded, or TooManyRequests after the sixth
    time within an hour.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    rate_limits: RateLimits

    def __call__(self, caller: Caller) -> None:
        now = self.clock.now()
        caller.must_be_signed_in()
        caller.must_have_proved(now)
        caller.must_have_what_the_house_asks()
        self.rate_limits.take(f"own data of {caller.person_id}", OFTEN_ENOUGH).refuse_if_spent()
        with self.transactions.begin(mutation_id=caller.mutation_id) as work:
            person = still_signed_in(work, caller, now)
            work.audit.record(
                Act(
                    kind="data.exported",
                    at=now,
                    actor_id=person.id,
                    subject_type="person",
                    subject_id=person.id,
                )
            )
