from dataclasses import dataclass

from application.shared.ports import Clock, Mailer, SharedWork, Transactions
from application.shared.refusals import LetterRefused, MailServerFailed, MailUnavailable
from domain.shared.letter import Delivery


@dataclass(frozen=True, slots=True)
class SendLetters:
    """Sends what is due, one letter after the other; any process may, several at once.

    A letter is leased, sent outside any transaction, then settled. Whoever dies in between leaves it to be
    sent again when the lease is over: at least once, never lost.
    """

    transactions: Transactions[SharedWork]
    mailer: Mailer
    clock: Clock

    def __call__(self) -> bool:
        """Whether one was due, so that there may be another.

        Raises MailServerFailed, once it is noted down, for what befalls all of them.
        """
        delivery = self._lease()
        if delivery is None:
            return False
        try:
            self.mailer.send(delivery.letter)
        except LetterRefused as error:
            self._settle(delivery, refused=str(error))
        except MailUnavailable as error:
            self._settle(delivery, failed=str(error))
            if isinstance(error, MailServerFailed):
                raise
        else:
            self._settle(delivery)
        return True

    def _lease(self) -> Delivery | None:
        now = self.clock.now()
        with self.transactions.begin() as work:
            delivery = work.letters.due(now)
            if delivery is not None:
                delivery.attempt(now)
                work.letters.save(delivery)
            return delivery

    def _settle(self, leased: Delivery, *, refused: str = "", failed: str = "") -> None:
        now = self.clock.now()
        with self.transactions.begin() as work:
            delivery = work.letters.get(leased.letter.id)
            if delivery is None or delivery.settled_at is not None:
                return
            if refused:
                delivery.give_up(refused, now)
            elif not failed:
                delivery.succeed(now)
            elif delivery.attempts == leased.attempts:  # else another one is at it, our lease being over
                delivery.fail(failed, now)
            work.letters.save(delivery)
