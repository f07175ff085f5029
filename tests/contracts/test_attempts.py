"""What every ``Attempts`` keeps."""

from datetime import timedelta
from threading import Thread

from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.wrong_passwords import WrongPasswords
from tests.builders import NOW
from tests.storage import LONG_ENOUGH


def test_nobody_has_tried_at_first(transactions: Transactions[MeetingWork]) -> None:
    with transactions.begin() as work:
        assert work.attempts.glance(b"ana") == WrongPasswords()
        assert work.attempts.get(b"ana") == WrongPasswords()
        assert work.attempts.glance(b"ana") == WrongPasswords()


def test_attempts_come_back_as_they_went_in(transactions: Transactions[MeetingWork]) -> None:
    for number in range(3):
        with transactions.begin() as work:
            wrong = work.attempts.get(b"ana").and_one_at(NOW + timedelta(seconds=number))
            work.attempts.save(b"ana", wrong)
    with transactions.begin() as work:
        expected = WrongPasswords(tuple(NOW + timedelta(seconds=number) for number in range(3)))
        assert work.attempts.glance(b"ana") == expected
        assert work.attempts.get(b"ana") == expected
        assert work.attempts.get(b"ben") == WrongPasswords()


def test_none_is_lost_when_many_count_at_once(transactions: Transactions[MeetingWork]) -> None:
    def count() -> None:
        with transactions.begin() as work:
            work.attempts.save(b"ana", work.attempts.get(b"ana").and_one_at(NOW))

    threads = [Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    with transactions.begin() as work:
        assert len(work.attempts.glance(b"ana").moments) == 8


def test_what_is_forgotten_is_gone(transactions: Transactions[MeetingWork]) -> None:
    with transactions.begin() as work:
        work.attempts.save(b"ana", work.attempts.get(b"ana").and_one_at(NOW))
        work.attempts.save(b"ben", work.attempts.get(b"ben").and_one_at(NOW))
    with transactions.begin() as work:
        work.attempts.forget(b"ana")
        work.attempts.forget(b"nobody")
    with transactions.begin() as work:
        assert work.attempts.glance(b"ana") == WrongPasswords()
        assert len(work.attempts.glance(b"ben").moments) == 1
