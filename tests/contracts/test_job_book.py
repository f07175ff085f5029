"""What every ``JobBook`` keeps."""

from datetime import timedelta
from threading import Barrier, Thread

from application.shared.background_work import JobTally
from tests.storage import LONG_ENOUGH, Storage

A_MINUTE = timedelta(minutes=1)


def test_what_several_processes_did_is_added_up(storage: Storage) -> None:
    storage.job_book.add([JobTally("letters", runs=3, seconds=0.5, well_for=A_MINUTE), JobTally("audit")])
    storage.job_book.add(
        [JobTally("letters", 2, 1, 0.25, well_for=2 * A_MINUTE, ill_for=A_MINUTE, trouble="ValueError")]
    )
    audit, letters = storage.job_book.records()
    assert (letters.job, letters.runs, letters.failures, letters.seconds) == ("letters", 5, 1, 0.75)
    assert letters.last_trouble == "ValueError"
    assert letters.last_well_at is not None
    assert letters.last_ill_at is not None
    assert timedelta(0) <= letters.seen_at - letters.last_well_at - A_MINUTE < A_MINUTE
    assert (audit.job, audit.runs, audit.last_well_at, audit.last_ill_at) == ("audit", 0, None, None)


def test_nothing_new_takes_back_nothing(storage: Storage) -> None:
    storage.job_book.add([JobTally("letters", 1, 1, 0.5, ill_for=A_MINUTE, trouble="ValueError")])
    (before,) = storage.job_book.records()
    storage.job_book.add([JobTally("letters")])
    (after,) = storage.job_book.records()
    assert (after.runs, after.last_trouble, after.last_ill_at) == (1, "ValueError", before.last_ill_at)
    assert after.seen_at >= before.seen_at


def test_a_job_is_claimed_by_one_of_many(storage: Storage) -> None:
    barrier, won = Barrier(6), list[bool]()

    def claim() -> None:
        barrier.wait(LONG_ENOUGH)
        won.append(storage.job_book.claim("house", A_MINUTE))

    threads = [Thread(target=claim) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sorted(won) == [False] * 5 + [True]
    assert storage.job_book.claim("another", A_MINUTE)


def test_a_claim_ends_with_its_lease_or_when_it_is_given_back(storage: Storage) -> None:
    book = storage.job_book
    assert book.claim("house", timedelta(0))
    assert book.claim("house", A_MINUTE)
    assert not book.claim("house", A_MINUTE)
    book.put_off("house", timedelta(0))
    assert book.claim("house", A_MINUTE)


def test_what_is_put_off_is_free_for_nobody(storage: Storage) -> None:
    storage.job_book.put_off("house", A_MINUTE)
    assert not storage.job_book.claim("house", A_MINUTE)


def test_claims_and_tallies_do_not_disturb_each_other(storage: Storage) -> None:
    storage.job_book.add([JobTally("house", runs=1)])
    assert storage.job_book.claim("house", A_MINUTE)
    storage.job_book.add([JobTally("house", runs=1)])
    assert not storage.job_book.claim("house", A_MINUTE)
    assert storage.job_book.records()[0].runs == 2
