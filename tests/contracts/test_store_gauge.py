"""What every ``StoreGauge`` reads."""

from datetime import UTC, datetime, timedelta

from application.administration.health import FAILING_AFTER, StoreFigures
from domain.notification.untold import UntoldEvent
from domain.shared.letter import Delivery
from tests.builders import a_letter
from tests.storage import Storage


def test_an_empty_store_has_nothing_waiting(storage: Storage) -> None:
    figures = storage.store_gauge.read()
    assert figures == StoreFigures(size=figures.size, largest_tables=figures.largest_tables)
    if storage.engine is not None:
        assert figures.size > sum(figures.largest_tables.values()) > 0
        assert len(figures.largest_tables) == 5


def test_what_waits_and_what_was_given_up_is_counted(storage: Storage) -> None:
    now = datetime.now(UTC)

    def delivery(written: datetime = now) -> Delivery:
        return Delivery.of(a_letter(now=written))

    waiting, sent, given_up, long_ago = delivery(), delivery(), delivery(), delivery()
    sent.succeed(now)
    given_up.give_up("no such mailbox", now)
    long_ago.give_up("no such mailbox", now - timedelta(days=2))
    tried, failing = delivery(), delivery(now - FAILING_AFTER)
    for each in (tried, failing):
        each.attempt(now)
        each.fail("451 later", now)
    untold, parked = UntoldEvent(3), UntoldEvent(4, attempts=100)
    untold.fail("no words", now)
    parked.fail("no words", now)
    with storage.transactions.begin() as work:
        for each in (waiting, sent, given_up, long_ago, tried, failing):
            work.letters.save(each)
        work.told_log.put_aside(untold)
        work.told_log.put_aside(parked)
    figures = storage.store_gauge.read()
    assert (figures.letters_waiting, figures.letters_failing, figures.letters_given_up) == (3, 1, 1)
    assert (figures.events_put_aside, figures.events_parked) == (1, 1)
