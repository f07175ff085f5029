"""What every ``Sessions`` and every ``LiveTickets`` keeps."""

from datetime import timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest

from application.identity.credential_ports import LiveTicket
from application.meeting.ports import MeetingWork
from application.shared.ports import Transactions
from domain.identity.session import LIFETIME, Ending, Session
from tests.builders import NOW, a_person
from tests.storage import LONG_ENOUGH, Storage


@pytest.fixture
def session(transactions: Transactions[MeetingWork]) -> Session:
    ana = a_person("Ana")
    started = Session.start(ana.id, b"first", device="Firefox", address="192.0.2.7", now=NOW)
    with transactions.begin() as work:
        work.people.add(ana)
        work.sessions.add(started)
    return started


def test_a_session_comes_back_as_it_went_in(
    transactions: Transactions[MeetingWork], session: Session
) -> None:
    with transactions.begin() as work:
        assert work.sessions.get(session.id) == session
        assert work.sessions.by_refresh_digest(b"first") == session
        assert work.sessions.get(uuid4()) is None
        assert work.sessions.by_refresh_digest(b"unknown") is None


def test_every_digest_it_ever_had_finds_it(transactions: Transactions[MeetingWork], session: Session) -> None:
    mine = None
    for step, (old, new) in enumerate([(b"first", b"second"), (b"second", b"third")], start=1):
        with transactions.begin() as work:
            mine = work.sessions.get(session.id)
            assert mine is not None
            mine.rotate(old, new, now=NOW + timedelta(minutes=step))
            work.sessions.save(mine)
    with transactions.begin() as work:
        for digest in (b"first", b"second", b"third"):
            assert work.sessions.by_refresh_digest(digest) == mine
        assert mine is not None
        assert mine.previous_digest == b"second"
        assert mine.version == 3


def test_the_living_of_one_person_are_found_oldest_first(
    transactions: Transactions[MeetingWork], session: Session
) -> None:
    ben = a_person("Ben")

    def started(person_id: UUID, minutes: int) -> Session:
        begun = NOW + timedelta(minutes=minutes)
        return Session.start(person_id, f"{person_id}{minutes}".encode(), device="", address="", now=begun)

    later, ended, bens = started(session.person_id, 5), started(session.person_id, 3), started(ben.id, 4)
    ended.end(Ending.SIGNED_OUT, by=session.person_id, now=NOW)
    with transactions.begin() as work:
        work.people.add(ben)
        for each in (later, ended, bens):
            work.sessions.add(each)
    with transactions.begin() as work:
        assert work.sessions.living(session.person_id, now=NOW) == [session, later]
        assert work.sessions.living(session.person_id, now=NOW + LIFETIME) == [later]
        assert work.sessions.living(uuid4(), now=NOW) == []


def test_the_newest_can_be_left_out(transactions: Transactions[MeetingWork], session: Session) -> None:
    later = Session.start(session.person_id, b"later", device="", address="", now=NOW + timedelta(minutes=5))
    with transactions.begin() as work:
        work.sessions.add(later)
    with transactions.begin() as work:
        living = work.sessions.living
        assert living(session.person_id, now=NOW, but_newest=1) == [session]
        assert living(session.person_id, now=NOW, but_newest=2) == []
        assert living(session.person_id, now=NOW, but_newest=100) == []


def test_a_device_is_known_to_whom_it_was_used_by(
    transactions: Transactions[MeetingWork], session: Session
) -> None:
    ben = a_person("Ben")
    begun = Session.start(session.person_id, b"x", device="", address="", now=NOW, device_digest=b"laptop")
    begun.end(Ending.SIGNED_OUT, by=None, now=NOW)
    with transactions.begin() as work:
        work.people.add(ben)
        work.sessions.add(begun)
    with transactions.begin() as work:
        assert work.sessions.get(begun.id) == begun
        assert work.sessions.knows_device(session.person_id, b"laptop")
        assert not work.sessions.knows_device(session.person_id, b"phone")
        assert not work.sessions.knows_device(ben.id, b"laptop")


def test_the_end_is_recorded(storage: Storage, session: Session) -> None:
    with storage.transactions.begin() as work:
        session.end(Ending.SIGNED_OUT, by=session.person_id, now=NOW)
        work.sessions.save(session)
    ended = storage.events()[-1]
    assert (ended.kind, ended.subject_id, ended.actor_name) == ("session.ended", session.id, "Ana")
    assert ended.audience == {session.person_id}
    assert ended.data == {"because": "signed_out"}
    assert not ended.to_organisation


def test_parallel_refreshes_wait_for_each_other(
    transactions: Transactions[MeetingWork], session: Session
) -> None:
    seen: list[bytes] = []

    def refresh(number: int) -> None:
        with transactions.begin() as work:
            mine = work.sessions.by_refresh_digest(b"first")
            assert mine is not None
            seen.append(mine.current_digest)
            mine.previous_digest, mine.current_digest, mine.rotated_at = (
                mine.current_digest,
                f"token{number}".encode(),
                NOW,
            )
            work.sessions.save(mine)

    threads = [Thread(target=refresh, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert len(set(seen)) == 4  # each read what the one before had written


def test_a_ticket_is_taken_once(transactions: Transactions[MeetingWork], session: Session) -> None:
    ticket = LiveTicket(session.person_id, NOW, session.id)
    with transactions.begin() as work:
        work.live_tickets.add(b"ticket", ticket)
    with transactions.begin() as work:
        assert work.live_tickets.take(b"other") is None
        assert work.live_tickets.take(b"ticket") == ticket
    with transactions.begin() as work:
        assert work.live_tickets.take(b"ticket") is None


def test_of_many_who_take_a_ticket_one_gets_it(
    transactions: Transactions[MeetingWork], session: Session
) -> None:
    with transactions.begin() as work:
        work.live_tickets.add(b"ticket", LiveTicket(session.person_id, NOW, session.id))
    taken: list[LiveTicket | None] = []

    def take() -> None:
        with transactions.begin() as work:
            taken.append(work.live_tickets.take(b"ticket"))

    threads = [Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sum(ticket is not None for ticket in taken) == 1
