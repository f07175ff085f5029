"""What PostgreSQL adds to the contracts: a database that is away, full, slow or contested."""

from collections.abc import Callable
from contextvars import copy_context
from datetime import datetime, timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import IntegrityError

from adapters.postgres import connections
from adapters.postgres.connections import connect, create_engine
from adapters.postgres.database import PostgresDatabase
from adapters.postgres.housekeeping import PostgresHousekeeping
from adapters.postgres.people_directory import PostgresPeopleDirectory
from adapters.postgres.transactions import PostgresTransactions
from adapters.postgres.wakeups import PostgresWakeups
from application.identity.credential_ports import LiveTicket
from application.shared.ports import KeptAnswer
from application.shared.refusals import IdempotencyKeyInUse, StorageUnavailable
from domain.identity.password_reset import PasswordReset
from domain.identity.session import Session
from domain.identity.wrong_passwords import WITHIN
from domain.meeting.hold import Hold
from tests.builders import NOW, a_meeting, a_person, timed
from tests.storage import LONG_ENOUGH, Storage, postgres_storage

NOWHERE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"


def cut_all_connections(url: str) -> None:
    with connect(url, application_name="the one with the scissors") as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_no_database_is_a_clear_refusal() -> None:
    engine = create_engine(NOWHERE)
    database, wakeups = PostgresDatabase(engine), PostgresWakeups(NOWHERE)
    with pytest.raises(StorageUnavailable), PostgresTransactions(database, wakeups).begin():
        pytest.fail("there is no database to begin on")
    with pytest.raises(StorageUnavailable):
        PostgresPeopleDirectory(database).anybody()
    wakeups.ring("a")
    with wakeups.listen(["a"]) as bell:
        assert bell.wait(0.05) == frozenset()
    wakeups.close()


def test_a_full_pool_is_a_clear_refusal(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.postgres.connections.WAIT_FOR_ONE", 0.2)
    engine = create_engine(database_url, pool_size=1)
    database = PostgresDatabase(engine)
    with engine.connect(), pytest.raises(StorageUnavailable):
        PostgresPeopleDirectory(database).anybody()
    engine.dispose()


def test_connections_cut_while_idle_are_replaced_unnoticed(storage: Storage, database_url: str) -> None:
    assert not storage.directory.anybody()
    cut_all_connections(database_url)
    assert not storage.directory.anybody()
    with storage.transactions.begin() as work:
        work.people.add(a_person("Ana"))
    assert storage.directory.anybody()


def test_a_connection_cut_inside_a_transaction_takes_all_of_it_back(
    storage: Storage, database_url: str
) -> None:
    def work_on_a_cut_connection() -> None:
        with storage.transactions.begin() as work:
            work.people.add(a_person("Ana"))
            cut_all_connections(database_url)
            work.people.add(a_person("Ben"))

    with pytest.raises(StorageUnavailable):
        work_on_a_cut_connection()
    assert not storage.directory.anybody()
    assert storage.events() == []


def test_a_deadlock_ends_with_one_winner_and_a_clear_refusal(storage: Storage) -> None:
    ana = a_person("Ana")
    first, second = a_meeting(host_id=ana.id), a_meeting(host_id=ana.id)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add(first)
        work.meetings.add(second)
    both_hold_one = Barrier(2, timeout=LONG_ENOUGH)
    outcomes: list[str] = []

    def take(one: Any, other: Any) -> None:
        try:
            with storage.transactions.begin() as work:
                work.meetings.get(one.id)
                both_hold_one.wait()
                work.meetings.get(other.id)
            outcomes.append("won")
        except StorageUnavailable:
            outcomes.append("refused")

    threads = [
        Thread(target=take, args=[first, second]),
        Thread(target=take, args=[second, first]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_ENOUGH)
    assert sorted(outcomes) == ["refused", "won"]


def test_waiting_too_long_for_a_key_or_a_lock_is_a_clear_refusal(
    database_url: str, storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connections._FOR_REQUESTS, "lock_timeout", "100ms")
    impatient_engine = create_engine(database_url)
    impatient = postgres_storage(impatient_engine, database_url)
    ana = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(ana)

    def elsewhere(deed: Callable[[], object]) -> BaseException | None:
        caught: list[BaseException] = []

        def run() -> None:
            try:
                deed()
            except BaseException as refusal:
                caught.append(refusal)

        thread = Thread(target=run)
        thread.start()
        thread.join(LONG_ENOUGH)
        return caught[0] if caught else None

    def claim() -> None:
        with impatient.transactions.begin() as other:
            other.idempotency_keys.claim("ana", "key", b"print", now=NOW)

    def lock() -> None:
        with impatient.transactions.begin() as other:
            other.people.get(ana.id)

    with impatient.running, storage.transactions.begin() as work:
        work.idempotency_keys.claim("ana", "key", b"print", now=NOW)
        work.people.get(ana.id)
        assert isinstance(elsewhere(claim), IdempotencyKeyInUse)
        assert isinstance(elsewhere(lock), StorageUnavailable)
    impatient_engine.dispose()


def test_whoever_refers_to_a_locked_person_need_not_wait(storage: Storage) -> None:
    ana = a_person("Ana")
    with storage.transactions.begin() as work:
        work.people.add(ana)
    signed_in = Event()

    def sign_in() -> None:
        with storage.transactions.begin() as other:
            other.sessions.add(Session.start(ana.id, b"x", device="", address="", now=NOW))
        signed_in.set()

    with storage.transactions.begin() as work:
        work.people.get(ana.id)
        thread = Thread(target=sign_in)
        thread.start()
        assert signed_in.wait(LONG_ENOUGH)
    thread.join(LONG_ENOUGH)


def test_whoever_was_started_inside_a_transaction_is_not_inside_it(storage: Storage) -> None:
    """Greenlets and some threads inherit the context of who started them; a connection is not for two."""
    seen: list[bool] = []
    with storage.transactions.begin() as work:
        work.people.add(a_person("Ana"))
        inherited = copy_context()
        thread = Thread(target=lambda: inherited.run(lambda: seen.append(storage.directory.anybody())))
        thread.start()
        thread.join(LONG_ENOUGH)
        assert storage.directory.anybody()
    assert seen == [False]


def test_a_lost_listener_comes_back_and_reports_every_channel(database_url: str) -> None:
    wakeups = PostgresWakeups(database_url)
    with wakeups.listen(["a", "b"]) as bell:
        cut_all_connections(database_url)
        assert bell.wait(LONG_ENOUGH) == {"a", "b"}
        wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}
    wakeups.close()


def test_a_ringer_survives_the_loss_of_its_connection(database_url: str) -> None:
    wakeups = PostgresWakeups(database_url)
    with wakeups.listen(["a"]) as bell:
        wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}
    cut_all_connections(database_url)
    with wakeups.listen(["a"]) as bell:
        wakeups.ring("a")
        assert bell.wait(LONG_ENOUGH) == {"a"}
    wakeups.close()


def test_housekeeping_removes_what_nobody_can_ask_for(storage: Storage, engine: Engine) -> None:
    ana = a_person("Ana")
    session = Session.start(ana.id, b"current", device="", address="", now=NOW)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.sessions.add(session)
        work.live_tickets.add(b"ticket", LiveTicket(ana.id, NOW, session.id))
        work.idempotency_keys.claim("ana", "key", b"print", now=NOW)
        work.idempotency_keys.keep("ana", "key", KeptAnswer(200, {}, b""))
        hold = Hold.place(
            owner_id=ana.id, slot=timed().slot, people=[ana.id], rooms=[], ttl=timedelta(minutes=5), now=NOW
        )
        work.holds.add(hold)
        work.attempts.save(b"ana", work.attempts.get(b"ana").and_one_at(NOW))
        work.password_resets.save(PasswordReset(ana.id, b"reset", NOW + 3 * WITHIN))
    housekeeping = PostgresHousekeeping(PostgresDatabase(engine))
    day = session.expires_at - session.created_at

    def swept(now: datetime) -> dict[str, int]:
        return {what: how_many for what, how_many in housekeeping.sweep(now).items() if how_many}

    assert swept(NOW) == {}
    assert swept(hold.expires_at) == {"live tickets": 1}
    assert swept(NOW + WITHIN) == {}
    assert swept(NOW + 2 * WITHIN) == {"wrong passwords": 1}
    assert swept(NOW + day) == {"kept answers": 1, "password resets": 1}
    assert swept(NOW + 5 * day) == {"sessions": 1}
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM refresh_token")).scalar_one() == 0


def test_the_urls_own_options_win(database_url: str) -> None:
    url = make_url(database_url).update_query_dict({"options": "-c lock_timeout=7s"})
    with connect(url.render_as_string(hide_password=False), application_name="test") as connection:
        assert connection.execute("SHOW lock_timeout").fetchone() == ("7s",)
        assert connection.execute("SHOW timezone").fetchone() == ("UTC",)
    engine = create_engine(url.render_as_string(hide_password=False))
    with engine.connect() as pooled:
        assert pooled.execute(text("SHOW lock_timeout")).scalar_one() == "7s"
        assert pooled.execute(text("SHOW statement_timeout")).scalar_one() == "15s"
    engine.dispose()


def test_the_tables_refuse_what_the_domain_would_never_write(storage: Storage, engine: Engine) -> None:
    ana = a_person("Ana")
    meeting = a_meeting(host_id=ana.id)
    with storage.transactions.begin() as work:
        work.people.add(ana)
        work.meetings.add(meeting)
    for statement in (
        "UPDATE meeting SET state = 'perhaps'",
        "UPDATE meeting SET start_zone = NULL",
        "UPDATE meeting SET first_day = '2026-12-01'",
        "UPDATE occurrence SET ends_at = starts_at",
        "UPDATE attendance SET ends_at = starts_at + interval '367 days'",
        "INSERT INTO event_sequence VALUES (false, 0)",
        "UPDATE person SET role = 'root'",
    ):
        with pytest.raises(IntegrityError, match="CheckViolation"), engine.begin() as connection:
            connection.execute(text(statement))


def test_a_slow_statement_is_told_of_without_its_parameters(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connections, "SLOW", 0.05)
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(0.06), CAST(:secret AS text)"), {"secret": "s3cr3t"})
        connection.execute(text("SELECT 1"))
    (record,) = [each for each in caplog.records if each.name == "convene.slow"]
    members = record.members  # type: ignore[attr-defined]
    assert "pg_sleep" in members["statement"]
    assert members["milliseconds"] >= 50
    assert "s3cr3t" not in str(record.__dict__)
