import hashlib
from dataclasses import dataclass

from application.identity.ports import IdentityWork, PasswordHasher
from application.shared.ports import Clock, Transactions
from domain.identity.person import Person


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """Compares a password, at the same cost whoever it is for, and bounds the guesses at each account.

    A wrong one is counted for the address, whether it is anybody's or not, wherever it came from. On a device
    that the owner signed in at before it counts for the device too, and there only that count refuses: so
    nobody can lock an owner out by guessing. The count is exact however many guess at once in however many
    processes, because a verdict is only given by the transaction that counts it. Raises TooManyAttempts.
    """

    transactions: Transactions[IdentityWork]
    clock: Clock
    password_hasher: PasswordHasher

    def __call__(self, person: Person | None, email: str, password: str, *, device: bytes | None) -> bool:
        """Whether it is right. ``person`` is who has that address; ``device`` names a device of theirs."""
        subjects = [_account(email)]
        if person is not None and device is not None:
            subjects.insert(0, _subject("device", person.id.bytes + device))
        self._refuse_if_spent(subjects[0])
        known_hash = person.password_hash if person is not None and person.active else None
        if self.password_hasher.verify(known_hash, password):
            self._refuse_if_spent(subjects[0])
            return True
        self._count(subjects)
        return False

    def _refuse_if_spent(self, subject: bytes) -> None:
        with self.transactions.begin() as work:
            work.attempts.glance(subject).refuse_if_spent(self.clock.now())

    def _count(self, subjects: list[bytes]) -> None:
        """The first subject is the one that refuses. All lock in this order: devices before accounts."""
        now = self.clock.now()
        with self.transactions.begin() as work:
            for place, subject in enumerate(subjects):
                wrong = work.attempts.get(subject)
                if place == 0:
                    wrong.refuse_if_spent(now)
                work.attempts.save(subject, wrong.and_one_at(now))


def forget_wrong_passwords(work: IdentityWork, person: Person) -> None:
    """After the owner has shown by other means that they are the owner."""
    work.attempts.forget(_account(person.email))


def _account(email: str) -> bytes:
    return _subject("account", email.strip().lower().encode("utf-8", "surrogatepass"))


def _subject(kind: str, what: bytes) -> bytes:
    return hashlib.sha256(f"{kind}:".encode() + what).digest()
