"""However many guess at once, ten are answered; on every storage."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from adapters.memory.clock import SettableClock
from application.identity.password_check import PasswordCheck
from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.person import Person
from domain.identity.refusals import TooManyAttempts
from domain.identity.wrong_passwords import MOST
from tests.application.conftest import QuickHasher
from tests.builders import a_person

GUESSERS = 8


def outcomes(
    check: PasswordCheck, person: Person | None, passwords: list[str], device: bytes | None = None
) -> Counter[str]:
    def attempt(password: str) -> str:
        try:
            return "right" if check(person, "ana@example.org", password, device=device) else "wrong"
        except TooManyAttempts as refusal:
            return refusal.code

    with ThreadPoolExecutor(GUESSERS) as pool:
        return Counter(pool.map(attempt, passwords))


def test_ten_are_answered_however_many_guess(transactions: Transactions[MeetingWork]) -> None:
    check = PasswordCheck(transactions, SettableClock(), QuickHasher())
    for person in (a_person("Ana", password_hash="quick:right"), None):
        guesses = [f"guess {number}" for number in range(60)] + ["right"]
        told = outcomes(check, person, guesses)
        expected = {"wrong": MOST, "too_many_attempts": 51} if person else {"too_many_attempts": 61}
        assert told == expected


def test_a_known_device_is_counted_by_itself_and_with_the_others(
    transactions: Transactions[MeetingWork],
) -> None:
    check = PasswordCheck(transactions, SettableClock(), QuickHasher())
    ana = a_person("Ana", password_hash="quick:right")
    assert outcomes(check, ana, ["wrong"] * 4, b"laptop") == {"wrong": 4}
    assert outcomes(check, ana, ["wrong"] * 20) == {"wrong": 6, "too_many_attempts": 14}
    assert outcomes(check, ana, ["right"] * 3, b"laptop") == {"right": 3}
    assert outcomes(check, ana, ["wrong"] * 20, b"laptop") == {"wrong": 6, "too_many_attempts": 14}
    assert outcomes(check, ana, ["right"] * 3, b"laptop") == {"too_many_attempts": 3}


@dataclass
class WatchedHasher(QuickHasher):
    """While the right password is being compared, others guess."""

    meanwhile: Callable[[], None]

    def verify(self, password_hash: str | None, password: str) -> bool:
        if password == "right":
            self.meanwhile()
        return super().verify(password_hash, password)


def test_the_right_one_opens_nothing_once_ten_wrong_ones_stand(
    transactions: Transactions[MeetingWork],
) -> None:
    """Else the eleventh guess of a thousand at once would be told, too."""
    ana = a_person("Ana", password_hash="quick:right")
    others = PasswordCheck(transactions, SettableClock(), QuickHasher())

    def guess() -> None:
        assert outcomes(others, ana, ["wrong"] * MOST) == {"wrong": MOST}

    check = PasswordCheck(transactions, SettableClock(), WatchedHasher(guess))
    with pytest.raises(TooManyAttempts):
        check(ana, "ana@example.org", "right", device=None)
