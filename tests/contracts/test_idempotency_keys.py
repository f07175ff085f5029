"""What every ``IdempotencyKeys`` keeps."""

from contextlib import suppress
from threading import Event, Thread

import pytest

from application.meeting.ports import MeetingWork
from application.shared.ports import KeptAnswer, Transactions
from application.shared.refusals import IdempotencyKeyReused
from tests.builders import NOW
from tests.storage import LONG_ENOUGH

ANSWER = KeptAnswer(201, {"Z-First": "1", "Content-Type": "application/json", "A-Last": "é"}, b"\x00\xffbody")


class Crashed(Exception):
    pass


def answered(transactions: Transactions[MeetingWork], key: str = "key") -> None:
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ana", key, b"print", now=NOW) is None
        work.idempotency_keys.keep("ana", key, ANSWER)


def test_a_kept_answer_is_given_again_to_the_letter(transactions: Transactions[MeetingWork]) -> None:
    answered(transactions)
    with transactions.begin() as work:
        again = work.idempotency_keys.claim("ana", "key", b"print", now=NOW)
    assert again == ANSWER
    assert list(again.headers) == list(ANSWER.headers)


def test_keys_belong_to_their_owner(transactions: Transactions[MeetingWork]) -> None:
    answered(transactions)
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ben", "key", b"other", now=NOW) is None
        assert work.idempotency_keys.claim("ana", "another key", b"other", now=NOW) is None


def test_a_key_is_not_for_two_requests(transactions: Transactions[MeetingWork]) -> None:
    answered(transactions)
    with pytest.raises(IdempotencyKeyReused), transactions.begin() as work:
        work.idempotency_keys.claim("ana", "key", b"another print", now=NOW)


def test_a_claim_that_was_taken_back_leaves_the_key_free(transactions: Transactions[MeetingWork]) -> None:
    with suppress(Crashed), transactions.begin() as work:
        work.idempotency_keys.claim("ana", "key", b"first", now=NOW)
        work.idempotency_keys.keep("ana", "key", ANSWER)
        raise Crashed
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ana", "key", b"second", now=NOW) is None


def test_a_claim_without_an_answer_leaves_the_key_free(transactions: Transactions[MeetingWork]) -> None:
    with transactions.begin() as work:
        work.idempotency_keys.claim("ana", "key", b"first", now=NOW)
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ana", "key", b"second", now=NOW) is None
        work.idempotency_keys.keep("ana", "key", ANSWER)
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ana", "key", b"second", now=NOW) == ANSWER


def test_repeats_wait_for_the_first_and_get_its_answer(transactions: Transactions[MeetingWork]) -> None:
    asking = Event()
    answers: list[KeptAnswer | None] = []

    def repeat() -> None:
        asking.set()
        with transactions.begin() as work:
            answers.append(work.idempotency_keys.claim("ana", "key", b"print", now=NOW))

    repeats = [Thread(target=repeat) for _ in range(4)]
    with transactions.begin() as work:
        assert work.idempotency_keys.claim("ana", "key", b"print", now=NOW) is None
        for thread in repeats:
            thread.start()
        assert asking.wait(LONG_ENOUGH)
        work.idempotency_keys.keep("ana", "key", ANSWER)
        assert answers == []
    for thread in repeats:
        thread.join(LONG_ENOUGH)
    assert answers == [ANSWER] * 4


def test_a_repeat_acts_itself_when_the_first_fails(transactions: Transactions[MeetingWork]) -> None:
    asking = Event()
    claimed: list[KeptAnswer | None] = []

    def repeat() -> None:
        asking.set()
        with transactions.begin() as work:
            claimed.append(work.idempotency_keys.claim("ana", "key", b"print", now=NOW))

    second = Thread(target=repeat)
    with suppress(Crashed), transactions.begin() as work:
        work.idempotency_keys.claim("ana", "key", b"print", now=NOW)
        second.start()
        assert asking.wait(LONG_ENOUGH)
        raise Crashed
    second.join(LONG_ENOUGH)
    assert claimed == [None]
