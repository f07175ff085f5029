"""Mail waits inside the transaction that wrote it, and is handed to one sender at a time."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread

from application.shared.ports import LETTERS_WRITTEN
from domain.shared.letter import LEASE, CalendarPart, Delivery, Letter, Link
from tests.builders import NOW, a_letter, a_person
from tests.storage import LONG_ENOUGH, Storage


def write(storage: Storage, *letters: Letter) -> None:
    with storage.transactions.begin() as work:
        for letter in letters:
            work.letters.add(letter)


def due(storage: Storage, *, after: timedelta = timedelta()) -> Delivery | None:
    with storage.transactions.begin() as work:
        return work.letters.due(NOW + after)


def test_a_letter_comes_back_as_it_went_in(storage: Storage) -> None:
    link = Link("Accept", "https://meet.example.org/invitation#token=secret")
    letter = replace(a_letter(link=link), language="fr")
    write(storage, letter)
    found = due(storage)
    assert found == Delivery.of(letter)
    with storage.transactions.begin() as work:
        assert work.letters.get(letter.id) == found
        assert work.letters.get(a_letter().id) is None


def test_what_lasts_stays_when_it_was_sent(storage: Storage) -> None:
    calendar = CalendarPart("CANCEL", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    secret = a_letter(link=Link("Accept", "https://meet.example.org/invitation#token=secret"))
    for letter in (replace(a_letter(), calendar=calendar, thread="review", lasting=True), secret):
        write(storage, letter)
        with storage.transactions.begin() as work:
            found = work.letters.get(letter.id)
            assert found is not None
            assert found.letter == letter
            found.succeed(NOW)
            work.letters.save(found)
            kept = work.letters.get(letter.id)
            assert kept is not None
            assert kept == found
            assert (kept.letter == letter) is letter.lasting
            assert kept.letter.link is None


def test_what_waits_and_holds_no_secret_follows_its_reader(storage: Storage) -> None:
    ben = a_person("Ben")
    with storage.transactions.begin() as work:
        work.people.add(ben)
    theirs = replace(a_letter(), person_id=ben.id)
    news, secret, sent = replace(theirs, lasting=True), a_letter(), a_letter()
    secret, sent = replace(secret, person_id=ben.id), replace(sent, person_id=ben.id, lasting=True)
    strangers = replace(a_letter(), lasting=True)
    write(storage, news, secret, sent, strangers)
    with storage.transactions.begin() as work:
        gone = Delivery.of(sent)
        gone.succeed(NOW)
        work.letters.save(gone)
        work.letters.send_on(ben.id, "ben.new@example.org")
    with storage.transactions.begin() as work:
        found = [work.letters.get(each.id) for each in (news, secret, sent, strangers)]
    assert [each.letter.to.partition("@")[0] for each in found if each] == ["ben.new", "ben", "ben", "ben"]


def test_what_was_taken_back_leaves_no_letter(storage: Storage) -> None:
    with suppress(LookupError), storage.transactions.begin() as work:
        work.letters.add(a_letter())
        raise LookupError
    with storage.transactions.begin(), suppress(LookupError), storage.transactions.begin() as inner:
        inner.letters.add(a_letter())
        raise LookupError
    assert due(storage) is None


def test_what_has_been_due_longest_comes_first(storage: Storage) -> None:
    later, sooner = a_letter(now=NOW), a_letter(now=NOW - timedelta(minutes=1))
    future = a_letter(now=NOW + timedelta(minutes=1))
    write(storage, future, later, sooner)
    order = []
    while (found := due(storage)) is not None:
        order.append(found.letter)
        with storage.transactions.begin() as work:
            found.succeed(NOW)
            work.letters.save(found)
    assert order == [sooner, later]


def test_a_leased_letter_is_due_again_when_the_lease_is_over(storage: Storage) -> None:
    write(storage, a_letter())
    found = due(storage)
    assert found is not None
    found.attempt(NOW)
    with storage.transactions.begin() as work:
        work.letters.save(found)
    assert due(storage) is None
    assert due(storage, after=LEASE) == found


def test_a_failure_is_remembered(storage: Storage) -> None:
    write(storage, a_letter())
    found = due(storage)
    assert found is not None
    found.attempt(NOW)
    found.fail("451 try later", NOW)
    with storage.transactions.begin() as work:
        work.letters.save(found)
        assert work.letters.get(found.letter.id) == found
    assert due(storage) is None
    assert due(storage, after=timedelta(seconds=10)) == found


def test_what_another_holds_is_passed_over(storage: Storage) -> None:
    first, second = a_letter(now=NOW - timedelta(minutes=1)), a_letter()
    write(storage, first, second)
    holds, may_go_on, seen = Event(), Event(), []

    def hold() -> None:
        with storage.transactions.begin() as work:
            found = work.letters.due(NOW)
            assert found is not None
            seen.append(found.letter)
            found.attempt(NOW)
            work.letters.save(found)
            holds.set()
            if storage.engine is not None:  # in memory one transaction follows the other
                may_go_on.wait(LONG_ENOUGH)

    other = Thread(target=hold)
    other.start()
    assert holds.wait(LONG_ENOUGH)
    found = due(storage)
    may_go_on.set()
    other.join()
    assert found is not None
    assert [*seen, found.letter] == [first, second]


def test_a_committed_letter_wakes_its_sender(storage: Storage) -> None:
    with storage.wakeups.listen([LETTERS_WRITTEN]) as bell:
        write(storage, a_letter())
        assert bell.wait(LONG_ENOUGH) == {LETTERS_WRITTEN}
