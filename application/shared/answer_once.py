"""A request that carries an idempotency key is carried out once, however often it arrives."""

from collections.abc import Callable
from dataclasses import dataclass

from application.shared.ports import Clock, KeptAnswer, SharedWork, Transactions


@dataclass(frozen=True, slots=True)
class AnswerOnce:
    """Runs the request and keeps its answer in one transaction: a crash leaves neither, a repeat finds both.

    Repeats that arrive while the first is at work wait for it and get its answer.
    """

    transactions: Transactions[SharedWork]
    clock: Clock

    def __call__(
        self, owner: str, key: str, fingerprint: bytes, act: Callable[[], KeptAnswer]
    ) -> tuple[KeptAnswer, bool]:
        """The answer, and whether it is a replay.

        ``act`` runs inside this transaction. It returns refusals as answers, having taken back its own work.
        Raises IdempotencyKeyReused or IdempotencyKeyInUse.
        """
        with self.transactions.begin() as work:
            earlier = work.idempotency_keys.claim(owner, key, fingerprint, now=self.clock.now())
            if earlier is not None:
                return earlier, True
            answer = act()
            work.idempotency_keys.keep(owner, key, answer)
            return answer, False
